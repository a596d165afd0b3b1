use super::grams::{Run, runs};
use super::plain::{LeftOut, plain};
use super::*;
use crate::input::{Format, read};
use crate::model::Located;

fn text(paragraphs: &[&str]) -> Text {
    Text {
        paragraphs: paragraphs
            .iter()
            .map(|paragraph| Located::free((*paragraph).to_owned()))
            .collect(),
        span: None,
    }
}

fn counts(agency: &str, paragraphs: &[&str]) -> String {
    plain(&text(paragraphs), &LeftOut::of(agency))
        .chars
        .into_iter()
        .collect()
}

fn report(agency: &str, year: u16, part1: &[&str], part5: &[&str]) -> Report {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let bytes = std::fs::read(path).unwrap();
    let mut report = read("r", &bytes, Some(Format::Toml)).report.unwrap();
    report.agency.value = agency.to_owned();
    report.year.value = year;
    report.prose.part1 = text(part1);
    report.prose.part5 = text(part5);
    report.prose.part6 = text(&["没有其他需要报告的事项。"]);
    report
}

fn told(report: &Report, others: &[(&str, &Report)], limit: u8) -> Vec<Finding> {
    let others = Others::new(others.iter().map(|(name, other)| ((*name).to_owned(), *other)));
    repeated(report, &others, limit, None).into_iter().collect()
}

const OLD: &str =
    "通过县政府网站和镇公示栏公开信息63条，其中财政类8条，群众关心的低保、危房改造名单逐户张榜。";
const NEW: &str = "新建村级公开栏十二处，修路、饮水两件实事的进展每月贴出，老人们不上网也看得到。";

#[test]
fn what_must_differ_and_what_must_not_is_left_out() {
    let agency = "清河县柳溪镇人民政府";
    for (written, counted) in [
        ("（一）主动公开", ""),
        ("（一）主动公开。全年公布63条。", "全年公布条"),
        ("2025年1月，共十二件，占42.86%。", "年月共件占"),
        (
            "柳溪镇人民政府和清河县、我镇、柳溪镇人民政府党委按《中华人民共和国政府信息公开条例》办理",
            "和党委按办理",
        ),
        ("坚持公开为常态、不公开为例外。没有其他需要报告的事项。", "坚持"),
        ("国办公开办函〔2021〕30号，微信WeChat", "国办公开办函号微信wechat"),
        ("《没有右书名号的文字", "没有右书名号的文字"),
        ("", ""),
    ] {
        assert_eq!(counts(agency, &[written]), counted, "{written}");
    }
    assert_eq!(
        counts("三河市城市管理局", &["三河市城市管理局和城市管理局都说"]),
        "和都说"
    );
}

#[test]
fn runs_cover_every_common_character_and_no_other() {
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    let (a, b) = (chars("甲乙丙abcdefghijklmnop丁"), chars("戊abcdefghijklmnop己"));
    let expected = Run {
        start: 3,
        other: 1,
        length: 16,
    };
    assert_eq!(runs(&a, &b), [expected]);
    assert_eq!(runs(&chars("abcdefghijkl"), &b), []);
    assert_eq!(runs(&[], &b), []);
    // Two pieces that stand in another order.
    let turned = chars("nopqrstuvwxyzabcdefghijklm");
    let found = runs(&chars("abcdefghijklmnopqrstuvwxyz"), &turned);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].other, found[1].other), (13, 0));
}

#[test]
fn a_copy_with_other_figures_is_a_copy() {
    let last = report("清河县柳溪镇人民政府", 2024, &[OLD], &[OLD]);
    let copied = OLD.replace("63", "71").replace("8条", "九条");
    let this = report("清河县柳溪镇人民政府", 2025, &[&copied], &[NEW]);
    let told = told(&this, &[("2024.toml", &last)], 50);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0].code, told[0].severity, told[0].message.as_str()),
        (
            "SIMILAR",
            Severity::Warning,
            "第一部分的文字有100%与2024.toml相同，超过50%"
        )
    );
    assert!(
        told[0].notes[0].starts_with("第一部分第1段“通过县政府网站"),
        "{told:?}"
    );
    assert!(told[0].notes[0].ends_with("见对方第1段"), "{told:?}");
}

#[test]
fn the_share_is_of_the_characters_that_count() {
    let last = report("甲县乙镇人民政府", 2024, &[OLD], &[NEW]);
    let half = report("甲县乙镇人民政府", 2025, &["（一）主动公开", OLD, NEW], &[NEW]);
    let others = Others::new([("去年".to_owned(), &last)]);
    let found = others.repetitions(&half, 50);
    let (old, new) = (
        counts("甲县乙镇人民政府", &[OLD]).chars().count(),
        counts("甲县乙镇人民政府", &[NEW]).chars().count(),
    );
    assert_eq!((found[0].repeated, found[0].counted), (old, old + new));
    assert_eq!((found[1].part, found[1].percent()), ("第五部分", 100));
    // Exactly at the limit is not above it.
    let percent = u8::try_from(old * 100 / (old + new)).unwrap();
    assert_eq!(told(&half, &[("去年", &last)], percent + 1).len(), 1);
    assert_eq!(told(&half, &[("去年", &last)], percent - 1).len(), 2);
    assert_eq!(told(&last, &[("去年", &last)], 100).len(), 0);
}

#[test]
fn of_siblings_the_nearest_is_named_and_the_report_itself_is_none() {
    let this = report("甲县乙镇人民政府", 2025, &[OLD], &[NEW]);
    let most: String = OLD.chars().take(40).collect();
    let like = report("甲县丙镇人民政府", 2025, &[&most], &[OLD]);
    let copy = report("甲县丁镇人民政府", 2025, &[OLD], &[OLD]);
    let told = told(
        &this,
        &[
            ("乙.toml", &this),
            ("丙.toml", &like),
            ("丁.toml", &copy),
            ("戊.toml", &copy),
        ],
        50,
    );
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("100%与丁.toml相同"), "{told:?}");
    let also = told[0].notes.iter().find(|note| note.contains("还有"));
    assert_eq!(also.unwrap(), "超过50%的还有：戊.toml、丙.toml");
    let alone = Others::new([("乙.toml".to_owned(), &this)]);
    assert_eq!(alone.repetitions(&this, 50), []);
}

#[test]
fn passages_stand_where_they_are_underlined() {
    let mut this = report("甲县乙镇人民政府", 2025, &["（一）主动公开。", NEW, OLD], &[NEW]);
    let mut start = 1000;
    for paragraph in &mut this.prose.part1.paragraphs {
        paragraph.span = Some(Span::new(start, start + paragraph.value.len()));
        start += paragraph.value.len() + 1;
    }
    let last = report("甲县乙镇人民政府", 2024, &[OLD], &[OLD]);
    let others = Others::new([("去年".to_owned(), &last)]);
    let found = &others.repetitions(&this, 50)[0].passages;
    assert_eq!(found.len(), 1, "{found:?}");
    let (span, paragraph) = (found[0].span.unwrap(), &this.prose.part1.paragraphs[2]);
    let from = span.start - paragraph.span.unwrap().start;
    assert_eq!(&paragraph.value[from..from + found[0].text.len()], found[0].text);
    assert_eq!((found[0].paragraph, found[0].other_paragraph), (3, 1));
}

/// Long paragraphs of the worst kinds end at once; without the hashes the second would take minutes.
#[test]
fn long_paragraphs_are_compared() {
    let same = "公".repeat(20_000);
    let mixed: String = (0..20_000_u32)
        .filter_map(|n| char::from_u32(0x4e00 + n * 7919 % 20_000))
        .collect();
    for long in [&same, &mixed] {
        let last = report("甲县乙镇人民政府", 2024, &[long], &[NEW]);
        let this = report("甲县乙镇人民政府", 2025, &[long], &[NEW]);
        let others = Others::new([("去年".to_owned(), &last)]);
        assert_eq!(others.repetitions(&this, 50)[0].percent(), 100);
    }
}
