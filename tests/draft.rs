//! Reports written down as TOML: what is read back is what was written.

use nianbao::form::{Form, SlotId, SlotKind};
use nianbao::input::{Draft, Format, load, read};
use nianbao::model::{
    ARCHIVE_FACTS, Amount, ArchiveFact, Attachment, Cell, CellValue, Contact, Date, Dispatch, FeeNotice,
    Figures, Head, Imprint, Level, Located, Prose, Report, Signature, Stamp, Text, Unread,
};
use nianbao::style::{Settings, Style};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// One line of anything that can be printed, quotes, backslashes, hashes and rare characters among it.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,6}",
        2 => prop::sample::select(vec![
            "\"", "\\", "'", "'''", "\"\"\"", "#", " # ", "=", "[x]", "\\u0041", "㙍", "𬭎", "䶮", "（一）", "{", "}", "，",
        ])
        .prop_map(str::to_owned),
        1 => "[ -~]{1,8}",
    ];
    prop::collection::vec(piece, 1..5)
        .prop_map(|pieces| {
            pieces
                .concat()
                .trim()
                .chars()
                .take(40)
                .collect::<String>()
                .trim()
                .to_owned()
        })
        .prop_filter("blank", |text| !text.is_empty())
}

fn located() -> impl Strategy<Value = Located<String>> {
    line().prop_map(Located::free)
}

fn maybe() -> impl Strategy<Value = Option<Located<String>>> {
    prop::option::of(located())
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::vec(located(), 1..5).prop_map(|paragraphs| Text {
        paragraphs,
        span: None,
    })
}

fn amount() -> impl Strategy<Value = Amount> {
    (0_u64..1_000_000_000_000, 0_usize..=6, 0_u32..1_000_000).prop_map(|(whole, places, fraction)| {
        let fraction = format!("{fraction:06}");
        let written = match places {
            0 => whole.to_string(),
            places => format!("{whole}.{}", &fraction[..places]),
        };
        Amount::parse(&written).unwrap()
    })
}

fn date() -> impl Strategy<Value = Date> {
    (2000_u16..2100, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn value(kind: SlotKind) -> BoxedStrategy<CellValue> {
    let not_applicable = prop::sample::select(vec!["/", "—", "不适用"])
        .prop_map(|text| CellValue::NotApplicable(text.to_owned()));
    let number = match kind {
        SlotKind::Amount => amount().prop_map(CellValue::Amount).boxed(),
        SlotKind::Change => (-999_i64..1000).prop_map(CellValue::Number).boxed(),
        SlotKind::Count | SlotKind::Total => (0_i64..1_000_000_000_000).prop_map(CellValue::Number).boxed(),
    };
    let annotated = (0_i64..100, "[一-龥]{1,8}").prop_map(|(number, remark)| CellValue::Annotated {
        number,
        text: format!("{number}（{remark}）"),
    });
    if kind == SlotKind::Amount {
        prop_oneof![8 => number, 1 => not_applicable, 1 => Just(CellValue::Empty)].boxed()
    } else {
        prop_oneof![8 => number, 1 => annotated, 1 => not_applicable, 1 => Just(CellValue::Empty)].boxed()
    }
}

fn figures(form: &'static Form) -> impl Strategy<Value = Figures> {
    let slots: Vec<SlotId> = form.slots().collect();
    let values: Vec<BoxedStrategy<CellValue>> = slots.iter().map(|id| value(form.slot(*id).kind)).collect();
    values.prop_map(move |values| {
        let mut figures = Figures::missing(form);
        for (id, value) in slots.iter().zip(values) {
            figures.set(*id, Cell { value, span: None });
        }
        figures
    })
}

fn dispatch() -> impl Strategy<Value = Dispatch> {
    let signers = prop::collection::vec(located(), 0..4);
    let head = (maybe(), maybe(), maybe(), located(), located(), signers).prop_map(
        |(copy_number, secrecy, urgency, mark, number, signers)| Head {
            copy_number,
            secrecy,
            urgency,
            mark,
            number,
            signers,
        },
    );
    let attachment = (located(), text()).prop_map(|(title, text)| Attachment { title, text });
    let imprint = (maybe(), located(), date()).prop_map(|(copies_to, issuer, date)| Imprint {
        copies_to,
        issuer,
        date: Located::free(date),
    });
    (
        prop::option::of(head),
        maybe(),
        maybe(),
        prop::collection::vec(attachment, 0..3),
        prop::option::of(imprint),
    )
        .prop_map(|(head, recipients, annotation, attachments, imprint)| Dispatch {
            head,
            recipients,
            annotation,
            attachments,
            imprint,
        })
}

fn signature() -> impl Strategy<Value = Signature> {
    let stamp = (located(), maybe()).prop_map(|(title, name)| Stamp { title, name });
    (
        any::<bool>(),
        prop::collection::vec(located(), 0..4),
        prop::option::of(stamp),
    )
        .prop_map(|(sealed, agencies, stamp)| Signature {
            sealed,
            agencies,
            stamp,
        })
}

fn archive() -> impl Strategy<Value = Vec<ArchiveFact>> {
    prop::collection::vec(maybe(), ARCHIVE_FACTS.len()).prop_map(|values| {
        let given = ARCHIVE_FACTS.into_iter().zip(values);
        given
            .filter_map(|((key, label), value)| {
                Some(ArchiveFact {
                    key,
                    label,
                    value: value?,
                })
            })
            .collect()
    })
}

fn merged_from() -> impl Strategy<Value = Vec<Located<String>>> {
    prop::collection::vec(located(), 0..7)
}

fn report() -> impl Strategy<Value = Report> {
    let contact = (maybe(), maybe(), maybe(), maybe(), maybe(), maybe(), maybe())
        .prop_map(
            |(office, address, postcode, phone, fax, email, website)| Contact {
                office,
                address,
                postcode,
                phone,
                fax,
                email,
                website,
            },
        )
        .boxed();
    let prose = (prop::option::of(text()), text(), text(), text())
        .prop_map(|(lead, part1, part5, part6)| Prose {
            lead,
            part1,
            part5,
            part6,
        })
        .boxed();
    let fee = (0_u64..1_000_000, amount(), amount())
        .prop_map(|(issued, amount, collected)| FeeNotice {
            issued: Located::free(issued),
            amount: Located::free(amount),
            collected: Located::free(collected),
        })
        .boxed();
    let notes = prop::collection::vec(prop_oneof![Just(Text::default()), text()], 3).boxed();
    let level = prop::sample::select(Level::ALL.to_vec());
    prop::sample::select(vec![2019_u16, 2021, 2025]).prop_flat_map(move |year| {
        let form = Form::for_year(year).unwrap();
        (
            located(),
            level.clone(),
            date(),
            contact.clone(),
            prose.clone(),
            figures(form),
            notes.clone(),
            prop::option::of(fee.clone()),
            signature(),
            (dispatch(), archive(), merged_from()),
        )
            .prop_map(
                move |(
                    agency,
                    (level, _),
                    date,
                    contact,
                    prose,
                    figures,
                    table_notes,
                    fee_notice,
                    signature,
                    (dispatch, archive, merged_from),
                )| {
                    Report {
                        form,
                        year: Located::free(year),
                        agency,
                        level: Located::free(level),
                        date: Located::free(date),
                        contact,
                        prose,
                        figures,
                        table_notes,
                        fee_notice,
                        signature,
                        dispatch,
                        archive,
                        merged_from,
                        unread: Unread::default(),
                    }
                },
            )
    })
}

/// What comes back of a report that was written down.
fn written_and_read(report: &Report, style: &Style) -> (String, Option<Report>, Style) {
    let text = Draft::of(report, style).to_toml();
    let reading = read("r", text.as_bytes(), Some(Format::Toml));
    let report = reading.report.map(Report::without_places);
    (text, report, reading.style)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_report_reads_back_equal(report in report()) {
        let (text, back, _) = written_and_read(&report, &Style::default());
        prop_assert_eq!(back.as_ref(), Some(&report), "{}", text);
    }

    #[test]
    fn any_report_reads_back_equal_from_json(report in report()) {
        let json = Draft::of(&report, &Style::default()).to_json();
        let back = read("r", json.as_bytes(), Some(Format::Json)).report.unwrap();
        prop_assert_eq!(Draft::of(&back, &Style::default()).to_json(), json);
        prop_assert_eq!(back.without_places(), report);
    }

    #[test]
    fn remarks_change_nothing(report in report(), remark in "\\PC{0,20}|\\n[x]\\r\\nyear = 1") {
        let mut draft = Draft::of(&report, &Style::default());
        draft.opening.push(remark.clone());
        for path in ["agency", "contact", "contact.phone", "prose.part1", "table2.licences", "fee_notice", "fee_notice.amount"] {
            draft.remark(path, remark.clone());
        }
        let reading = read("r", draft.to_toml().as_bytes(), Some(Format::Toml));
        prop_assert_eq!(reading.report.map(Report::without_places), Some(report));
    }
}

#[test]
fn samples_read_back_equal_with_their_style() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<PathBuf> = ["liuxi.toml", "liuxi.yaml", "liuxi.json"]
        .map(|name| root.join(name))
        .to_vec();
    for folder in ["town", "county", "department", "document", "y2019"] {
        files.push(root.join(folder).join("report.toml"));
    }
    for file in files {
        let reading = load(&file).unwrap();
        let report = reading.report.unwrap();
        let (text, back, style) = written_and_read(&report, &reading.style);
        assert_eq!(back, Some(report.without_places()), "{}\n{text}", file.display());
        assert_eq!(style, reading.style);
    }
}

#[test]
fn a_house_style_goes_along() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/styles");
    let report = load(&folder.join("../liuxi.toml")).unwrap().report.unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let settings: Settings = nianbao::input::load_style(&file).unwrap().settings;
        let style = settings.over(&Style::default());
        let (text, back, read_style) = written_and_read(&report, &style);
        assert!(back.is_some());
        assert_eq!(read_style, style, "{text}");
    }
}

#[test]
fn what_is_unknown_asks_to_be_filled_in() {
    let mut draft = Draft::empty(2025).unwrap();
    draft.agency = Some("清河县人民政府".into());
    let reading = read("d", draft.to_toml().as_bytes(), Some(Format::Toml));
    assert!(reading.report.is_none() && reading.loose_figures.is_some());
    assert!(
        reading
            .findings
            .iter()
            .all(|finding| !finding.message.contains("机关全称"))
    );
    assert!(
        reading
            .findings
            .iter()
            .any(|finding| finding.message.contains("成文日期"))
    );
}
