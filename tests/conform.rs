//! Word files of annual reports against the form, whoever made them: what departs is named, what does not is let be.

mod common;

use common::{report, samples};
use nianbao::docx::{self, EmbedFonts, Options};
use nianbao::finding::Severity;
use nianbao::font::FontSet;
use nianbao::style::Style;
use nianbao::{doc, doctor};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// The body of the Word file of a sample.
fn body(sample: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{sample}/report.toml"));
    let options = Options {
        fonts: EmbedFonts::None,
        ..Options::default()
    };
    let document = doc::compose(&report(&path));
    let file = docx::write(
        &document,
        &Style::default(),
        FontSet::bundled().unwrap(),
        &options,
    )
    .unwrap();
    String::from_utf8(common::unzip(&file).remove("word/document.xml").unwrap()).unwrap()
}

/// What the form rules say of a file with this body and nothing else.
fn told(body: &str) -> Vec<String> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let findings = doctor::examine(&zip.finish().unwrap().into_inner());
    let form = findings.iter().filter(|finding| finding.code.starts_with("FMT-"));
    form.map(|finding| {
        assert!(!finding.remedy.is_empty(), "{}", finding.message);
        let level = match finding.severity {
            Severity::Error => "",
            _ => "?",
        };
        format!("{}{level} {}", finding.code, finding.message)
    })
    .collect()
}

/// The element of a kind that holds a text.
fn element<'a>(body: &'a str, kind: &str, text: &str) -> &'a str {
    let at = body.find(text).expect(text);
    let (start, end) = (format!("<w:{kind}>"), format!("</w:{kind}>"));
    let from = body[..at].rfind(&start).unwrap();
    let to = at + body[at..].find(&end).unwrap() + end.len();
    &body[from..to]
}

fn replaced(body: &str, from: &str, to: &str) -> String {
    assert!(body.contains(from), "{from}");
    body.replacen(from, to, 1)
}

#[test]
fn reports_as_they_should_be_give_nothing() {
    for path in samples() {
        let name = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(told(&body(&name)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn other_papers_are_let_be() {
    let body = body("town");
    let tables = |text: &str| element(text, "tbl", "尚未审结").to_owned();
    let head = &body[..body.find("<w:p>").unwrap()];
    let notice = "<w:p><w:r><w:t>关于编制2025年政府信息公开工作年度报告的通知</w:t></w:r></w:p>\
                  <w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>";
    assert!(
        told(&format!(
            "{head}{notice}{}<w:p/></w:body></w:document>",
            tables(&body)
        ))
        .is_empty()
    );
}

#[test]
fn each_departure_is_named_once() {
    let town = body("town");
    let element = |kind: &str, text: &str| element(&town, kind, text).to_owned();
    let cell = |text: &str| element("tc", text);
    let repeated = element("tr", "2.重复申请");
    let total = last_cell(&repeated);
    let licences = element("tr", ">行政许可<");
    let cases: [(&str, String, String, &str); 14] = [
        (
            "label",
            ">行政许可<".into(),
            ">行政审批<".into(),
            "FMT-LABEL 表二第7行的标签应为“行政许可”，文件里是“行政审批”",
        ),
        (
            "widths",
            ">1.属于国家秘密<".into(),
            ">１．属于国家秘密<".into(),
            "FMT-LABEL? 表三第8行的标签“1.属于国家秘密”写成了“１．属于国家秘密”，标点或数字的全角半角不同",
        ),
        (
            "row",
            repeated.clone(),
            String::new(),
            "FMT-CELL 表三缺少“（五）不予处理2.重复申请”一行",
        ),
        (
            "new row",
            licences.clone(),
            format!("{licences}{}", licences.replace("行政许可", "行政确认事项")),
            "FMT-CELL 表二第8行“行政确认事项”是统一格式没有的",
        ),
        (
            "empty row",
            licences.clone(),
            format!("{licences}{}", licences.replace(">行政许可<", "><")),
            "FMT-CELL? 表二第8行是统一格式没有的空行",
        ),
        (
            "table",
            element("tbl", "行政诉讼<"),
            String::new(),
            "FMT-CELL 缺少表四（四、政府信息公开行政复议、行政诉讼情况）",
        ),
        (
            "merged",
            repeated.clone(),
            repeated.replacen(&total, "", 1),
            "FMT-CELL 表三“（五）不予处理2.重复申请”一行有9格，应为10格",
        ),
        (
            "blank",
            repeated.clone(),
            repeated.replace(&format!("{total}</w:tr>"), &format!("{}</w:tr>", blank(&total))),
            "FMT-CELL 表三有空格：“（五）不予处理2.重复申请”的“总计”一格",
        ),
        (
            "heading",
            ">六、其他需要报告的事项<".into(),
            "><".into(),
            "FMT-PARTS 缺少部分标题“六、其他需要报告的事项”",
        ),
        (
            "number",
            ">三、收到和处理政府信息公开申请情况<".into(),
            ">3、收到和处理政府信息公开申请情况<".into(),
            "FMT-PARTS 部分标题应为“三、收到和处理政府信息公开申请情况”，文件里是“3、收到和处理政府信息公开申请情况”",
        ),
        (
            "wording",
            ">五、存在的主要问题及改进情况<".into(),
            ">五、存在问题<".into(),
            "FMT-PARTS 部分标题应为“五、存在的主要问题及改进情况”，文件里是“五、存在问题”",
        ),
        (
            "list",
            "“其他需要报告的事项”六个部分".into(),
            "六个部分".into(),
            "FMT-PARTS? 正文说报告有六个部分，列出的缺少“其他需要报告的事项”",
        ),
        (
            "extra head",
            cell(">法律服务机构<"),
            format!(
                "{}{}",
                cell(">法律服务机构<"),
                cell(">法律服务机构<").replace("法律服务机构", "个体工商户")
            ),
            "FMT-CELL 表三的表头多出“个体工商户”一格",
        ),
        (
            "year",
            year_title(&town),
            "2020年政府信息公开工作年度报告".into(),
            "FMT-YEAR 标题是2020年，表格却是国办公开办函〔2021〕30号的格式；2020年应用国办公开办函〔2019〕60号的格式",
        ),
    ];
    for (name, from, to, wanted) in cases {
        let found = told(&replaced(&town, &from, &to));
        assert_eq!(found, [wanted], "{name}");
    }
}

fn year_title(body: &str) -> String {
    let at = body.find("年政府信息公开工作年度报告").unwrap();
    body[at - 4..at + "年政府信息公开工作年度报告".len()].to_owned()
}

fn last_cell(row: &str) -> String {
    row[row.rfind("<w:tc>").unwrap()..row.rfind("</w:tr>").unwrap()].to_owned()
}

/// What opens a text.
const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// A cell with its text taken out.
fn blank(cell: &str) -> String {
    let from = cell.find(TEXT).unwrap() + TEXT.len();
    let to = cell.find("</w:t>").unwrap();
    format!("{}\u{3000}{}", &cell[..from], &cell[to..])
}

#[test]
fn a_column_taken_out_of_a_whole_table_is_one_finding() {
    let town = body("town");
    let table = element(&town, "tbl", "法律服务机构");
    let rows: Vec<&str> = table.split_inclusive("</w:tr>").collect();
    let heads = 3;
    let without: String = rows
        .iter()
        .enumerate()
        .map(|(at, row)| match at {
            2 => row.replacen(element(row, "tc", ">法律服务机构<"), "", 1),
            _ if at >= heads && row.contains("<w:tc>") => {
                let cells: Vec<&str> = row.split_inclusive("</w:tc>").collect();
                // The tail of the row, 总计, 其他, and then the one to go.
                let gone = cells.len() - 4;
                cells
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != gone)
                    .map(|(_, cell)| *cell)
                    .collect()
            }
            _ => (*row).to_owned(),
        })
        .collect();
    assert_eq!(
        told(&town.replacen(table, &without, 1)),
        ["FMT-CELL 表三缺少“法律服务机构”一列"]
    );
}

#[test]
fn a_blank_form_says_so_once_a_table() {
    let town = body("town");
    let mut out = String::new();
    for piece in town.split_inclusive("</w:tc>") {
        let text = piece
            .rfind(TEXT)
            .map(|at| &piece[at + TEXT.len()..])
            .and_then(|rest| rest.split('<').next());
        let is_figure = text
            .is_some_and(|text| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || ch == '.'));
        out.push_str(&if is_figure && piece.contains("<w:tc>") {
            let at = piece.rfind("<w:tc>").unwrap();
            format!("{}{}", &piece[..at], blank(&piece[at..]))
        } else {
            piece.to_owned()
        });
    }
    let found = told(&out);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found
            .iter()
            .all(|text| text.starts_with("FMT-CELL 表") && text.ends_with("格都没有填写")),
        "{found:?}"
    );
}

#[test]
fn a_table_in_pieces_and_a_repeated_head_are_told_mildly() {
    let town = body("town");
    let table = element(&town, "tbl", "法律服务机构");
    let (before, after) = table.split_at(table.find(element(table, "tr", "（四）无法提供")).unwrap());
    let properties = &table[..table.find("<w:tr>").unwrap()];
    let found = told(&town.replacen(table, &format!("{before}</w:tbl><w:p/>{properties}{after}"), 1));
    assert_eq!(found, ["FMT-CELL? 表三分成了2张表"]);

    let band = element(table, "tr", "商业企业");
    let found = told(&town.replacen(table, &format!("{before}{band}{after}"), 1));
    assert_eq!(found, ["FMT-CELL? 表三第16行又写了一遍表头"]);
}

#[test]
fn parts_and_tables_out_of_place_are_told() {
    let town = body("town");
    let (three, four) = (
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    );
    let swapped = town
        .replace(&format!(">{three}<"), ">@<")
        .replace(&format!(">{four}<"), &format!(">{three}<"));
    let found = told(&swapped.replace(">@<", &format!(">{four}<")));
    assert!(
        found.contains(&format!("FMT-PARTS “{three}”排在了“{four}”之后")),
        "{found:?}"
    );
    assert!(
        found.contains(&format!("FMT-PARTS 表三不在“{three}”之下")),
        "{found:?}"
    );
}

/// A row of heads of any length, and any number of tables, are gone through once.
#[test]
fn a_head_of_countless_cells_is_one_finding() {
    let town = body("town");
    let head = element(&town, "tr", "商业企业");
    let cells = "<w:tc><w:p/></w:tc>".repeat(60_000);
    let wide = replaced(&town, head, &head.replace("</w:tr>", &format!("{cells}</w:tr>")));
    let found = told(&wide);
    assert!(found.iter().any(|told| told.contains("格，应为")), "{found:?}");
    let many =
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(60_000);
    let many = replaced(&town, "<w:body>", &format!("<w:body>{many}"));
    assert_eq!(told(&many), Vec::<String>::new());
}
