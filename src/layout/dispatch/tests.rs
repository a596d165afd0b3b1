use crate::doc::{
    Attachment, AttachmentEntry, AttachmentList, Block, Cell, CopiesTo, Cosigner, Document, Head, Imprint,
    Line, Origin, Properties, Signature, Signers, Table,
};
use crate::font::{FontSet, Role};
use crate::layout::{Furniture, Owner, Page, Pages, Shape, TextRun, lay_out};
use crate::style::Style;
use crate::units::Length;

fn pages_of(blocks: Vec<Block>) -> Pages {
    let document = Document::new(Properties::default(), blocks);
    lay_out(&document, &Style::default(), FontSet::bundled().unwrap()).unwrap()
}

fn line(text: &str) -> Line {
    Line::new(text, Origin::default())
}

fn paragraph(text: &str) -> Block {
    Block::paragraph(text, Origin::default())
}

fn head() -> Block {
    Block::Head(Head {
        copy_number: Some(line("000001")),
        secrecy: None,
        urgency: Some(line("特急")),
        mark: line("某县人民政府文件"),
        number: line("某政发〔2022〕3号"),
        signers: None,
    })
}

fn imprint() -> Block {
    Block::Imprint(Imprint {
        copies_to: None,
        issuer: line("某县人民政府办公室"),
        issued: line("2022年1月11日印发"),
    })
}

/// The runs of the document's own text, by words they begin with.
fn find<'a>(page: &'a Page, words: &str) -> &'a TextRun {
    let mut texts = page.texts().filter(|(owner, _)| matches!(owner, Owner::Node(_)));
    texts.find(|(_, run)| run.text().starts_with(words)).unwrap().1
}

/// Height, left and right end, width, colour.
type Rule = (Length, Length, Length, Length, Option<[u8; 3]>);

/// The rules of a page.
fn rules(page: &Page) -> Vec<Rule> {
    let rule = |shape: &Shape| match shape {
        Shape::Line { from, to, width, rgb } => Some((from.1, from.0, to.0, *width, *rgb)),
        _ => None,
    };
    page.items.iter().filter_map(|item| rule(&item.shape)).collect()
}

/// Upper edge of a run's em box, which its base line divides 88 to 12.
fn top(run: &TextRun) -> Length {
    run.y - run.size.scaled(88, 100)
}

const LEFT: Length = Length::mm(28);
const RIGHT: Length = Length::mm(184);

#[test]
fn a_head_stands_on_the_standards_heights() {
    let style = Style::default();
    let pages = pages_of(vec![head(), Block::title("报告"), paragraph("字")]);
    let page = &pages.pages[0];
    let pitch = style.body.pitch;
    assert_eq!(find(page, "000001").x, LEFT);
    assert_eq!(find(page, "特急").y - find(page, "000001").y, pitch);
    let mark = find(page, "某县人民政府文件");
    assert_eq!(top(mark), style.page.top + Length::mm(35));
    assert_eq!(mark.rgb, Some([255, 0, 0]));
    assert_eq!(mark.x - LEFT, RIGHT - (mark.x + mark.width()));
    let number = find(page, "某政发");
    let mark_line = (style.dispatch.head.mark.pitch - mark.size) / 2;
    let number_line = (pitch - number.size) / 2;
    // Two blank lines between the two lines.
    let between = top(number) - (top(mark) + mark.size);
    assert_eq!(between, mark_line + pitch * 2 + number_line);
    let (y, from, to, width, rgb) = rules(page)[0];
    assert_eq!((from, to, rgb), (LEFT, RIGHT, Some([255, 0, 0])));
    assert_eq!(y - width / 2 - (top(number) + number.size), Length::mm(4));
    let title = find(page, "报告");
    let title_line = (style.title.pitch - style.title.size) / 2;
    assert_eq!(top(title) - title_line - (y + width / 2), pitch * 2);
}

#[test]
fn signers_share_the_last_row_with_the_number_above_the_rule() {
    let style = Style::default();
    let Block::Head(mut head) = head() else {
        unreachable!()
    };
    head.signers = Some(Signers {
        label: line("签发人："),
        names: ["李某某", "王某", "张某某"].map(line).into(),
    });
    let document = [Block::Head(head), Block::title("报告"), paragraph("字")];
    let pages = pages_of(document.into());
    let page = &pages.pages[0];
    let em = Length::pt(16);
    let (number, label) = (find(page, "某政发"), find(page, "签发人"));
    let [first, second, third] = ["李某某", "王某", "张某某"].map(|name| find(page, name));
    assert_eq!(number.x, LEFT + em);
    assert_eq!((label.y, first.y, second.y), (first.y, first.y, first.y));
    assert_eq!((number.y, third.y), (first.y + style.body.pitch, number.y));
    assert_eq!(third.x, first.x);
    assert_eq!(second.x + first.width(), RIGHT - em);
    let fonts = FontSet::bundled().unwrap();
    let family = |run: &TextRun| fonts.face(run.face).family();
    let kaiti = |role| fonts.face(fonts.chain(role)[0]).family();
    assert_eq!(family(first), kaiti(Role::Kaiti));
    assert_eq!(family(label), kaiti(Role::Fangsong));
    let (y, _, _, width, _) = rules(page)[0];
    assert_eq!(y - width / 2 - (top(number) + number.size), Length::mm(4));
    // Two blank lines between the mark and the first name.
    let mark = find(page, "某县人民政府文件");
    let mark_line = (style.dispatch.head.mark.pitch - mark.size) / 2;
    let name_line = (style.body.pitch - first.size) / 2;
    let between = top(first) - (top(mark) + mark.size);
    assert_eq!(between, mark_line + style.body.pitch * 2 + name_line);
}

#[test]
fn long_lines_of_head_and_imprint_turn_within_the_text_area() {
    let long = "某某".repeat(29);
    let Block::Head(mut head) = head() else {
        unreachable!()
    };
    for line in [&mut head.mark, &mut head.number] {
        line.text.clone_from(&long);
    }
    head.urgency = Some(line(&long));
    head.signers = Some(Signers {
        label: line("签发人："),
        names: vec![line("某某某某某某·某某某"), line("李某某")],
    });
    let imprint = Block::Imprint(Imprint {
        copies_to: None,
        issuer: line(&long),
        issued: line("2022年1月11日印发"),
    });
    let pages = pages_of(vec![Block::Head(head), Block::title(&long), imprint]);
    let mut words = 0;
    for page in &pages.pages {
        for (owner, run) in page.texts().filter(|(owner, _)| matches!(owner, Owner::Node(_))) {
            assert!(
                run.x >= LEFT && run.x + run.width() <= RIGHT,
                "{owner:?} {}",
                run.text()
            );
            words += run.glyphs.len();
        }
    }
    assert!(words > 58 * 5);
}

#[test]
fn recipients_stand_flush_left_a_blank_line_below_the_title() {
    let to = format!("{}：", "各乡镇人民政府，".repeat(5));
    let pages = pages_of(vec![
        Block::title("报告"),
        Block::Recipients(line(&to)),
        paragraph("字"),
    ]);
    let page = &pages.pages[0];
    let runs: Vec<_> = page.texts().map(|(_, run)| run).collect();
    let (title, first, second) = (runs[0], runs[1], runs[2]);
    assert_eq!((first.x, second.x), (LEFT, LEFT));
    let style = Style::default();
    let title_line = (style.title.pitch - style.title.size) / 2;
    let body_line = (style.body.pitch - style.body.size) / 2;
    let between = top(first) - (top(title) + title.size);
    assert_eq!(between, title_line + style.body.pitch + body_line);
}

#[test]
fn attachments_are_listed_below_the_text_and_open_a_page_each() {
    let name = "字".repeat(30);
    let entry = |text: String, name_at| AttachmentEntry {
        line: line(&text),
        name_at,
    };
    let list = AttachmentList {
        label: "附件：".len(),
        entries: vec![
            entry(format!("附件：1.{name}"), "附件：1.".len()),
            entry("2.乙".to_owned(), "2.".len()),
        ],
    };
    let pages = pages_of(vec![
        paragraph("正文"),
        Block::AttachmentList(list),
        Block::Attachment(Attachment::new("附件1", "甲", Origin::default())),
        paragraph("一"),
        Block::Attachment(Attachment::new("附件2", "乙", Origin::default())),
    ]);
    assert_eq!(pages.pages.len(), 3);
    let page = &pages.pages[0];
    let pitch = Style::default().body.pitch;
    let first = find(page, "附件：");
    assert_eq!(first.y - find(page, "正文").y, pitch * 2);
    assert_eq!(first.x, LEFT + Length::pt(32));
    let name = find(page, "字");
    let mut below = page.texts().map(|(_, run)| run).filter(|run| run.y > name.y);
    let turned = below.next().unwrap();
    assert!(turned.text().starts_with("字"));
    assert_eq!(turned.x, name.x);
    let label = find(&pages.pages[1], "附件1");
    assert_eq!((label.x, pages.pages[1].number), (LEFT, 2));
    // The title's line is the third.
    let title = find(&pages.pages[1], "甲");
    let style = Style::default();
    let line = top(title) - (style.title.pitch - style.title.size) / 2;
    assert_eq!(line, style.page.top + pitch * 2);
    assert_eq!(title.x - LEFT, RIGHT - (title.x + title.width()));
}

#[test]
fn an_imprint_ends_at_the_lower_edge_of_the_last_page() {
    let pages = pages_of(vec![paragraph("字"), imprint()]);
    assert_eq!(pages.pages.len(), 1);
    let page = &pages.pages[0];
    let found = rules(page);
    assert_eq!(found.len(), 2);
    for (_, from, to, width, rgb) in &found {
        assert_eq!(
            (*from, *to, *width, *rgb),
            (LEFT, RIGHT, Length::emu(12_600), None)
        );
    }
    assert_eq!(found[1].0, Length::mm(37 + 225));
    assert_eq!(find(page, "某县").x, LEFT + Length::pt(14));
    let issued: Vec<_> = page
        .texts()
        .filter(|(owner, run)| matches!(owner, Owner::Node(_)) && run.y == find(page, "某县").y)
        .collect();
    let last = issued[issued.len() - 1].1;
    assert_eq!(last.x + last.width(), RIGHT - Length::pt(14));
}

#[test]
fn an_imprint_with_copies_has_a_thin_rule_between() {
    let names = format!("抄送：{}县档案馆。", "县人大常委会办公室，".repeat(6));
    let pages = pages_of(vec![Block::Imprint(Imprint {
        copies_to: Some(CopiesTo {
            names_at: "抄送：".len(),
            line: line(&names),
        }),
        issuer: line("某县人民政府办公室"),
        issued: line("2022年1月11日印发"),
    })]);
    let page = &pages.pages[0];
    let found = rules(page);
    let widths: Vec<Length> = found.iter().map(|(.., width, _)| *width).collect();
    assert_eq!(widths, [12_600, 9_000, 12_600].map(Length::emu));
    let heights: Vec<Length> = found.iter().map(|(y, ..)| *y).collect();
    assert!(heights.is_sorted());
    let em = Length::pt(14);
    let first = find(page, "抄送：");
    assert_eq!((first.x, first.size), (LEFT + em, em));
    let copies: Vec<_> = page
        .texts()
        .take_while(|(_, run)| !run.text().starts_with("某县"))
        .collect();
    for (_, run) in &copies {
        assert!(run.x + run.width() <= RIGHT - em);
        let turned = run.y > first.y;
        assert!(!turned || run.x >= LEFT + em * 4);
    }
    assert!(
        copies
            .iter()
            .any(|(_, run)| run.y > first.y && run.x == LEFT + em * 4)
    );
}

#[test]
fn an_imprint_without_room_gets_the_foot_of_a_new_page() {
    let count = |lines: usize| {
        let mut blocks: Vec<_> = (0..lines).map(|_| paragraph("字")).collect();
        blocks.push(imprint());
        let pages = pages_of(blocks);
        let last = pages.pages.last().unwrap();
        assert_eq!(rules(last)[1].0, Length::mm(262));
        pages.pages.len()
    };
    assert_eq!([19, 20, 21, 22].map(count), [1, 1, 2, 2]);
}

#[test]
fn notes_stay_with_the_last_row_of_their_table() {
    let table = || {
        let cells = (0..6).map(|row| Cell::at(row, 0, row.to_string())).collect();
        Table::new(vec![Length::mm(100)], 0, cells)
            .unwrap()
            .noted(vec![line("注：1.甲"), line("2.乙")])
    };
    for lines in 12..22 {
        let mut blocks: Vec<_> = (0..lines).map(|_| paragraph("字")).collect();
        blocks.push(Block::Table(table()));
        let pages = pages_of(blocks);
        let page = pages.pages.last().unwrap();
        let (note, second) = (find(page, "注："), find(page, "2."));
        assert_eq!((note.x, second.x), (LEFT, LEFT));
        assert_eq!(note.size, Length::pt(9));
        assert_eq!(second.y - note.y, Style::default().table.note.pitch);
        find(page, "5");
    }
}

#[test]
fn a_joint_signature_never_stands_alone_and_is_not_parted() {
    for lines in 8..23 {
        let mut blocks: Vec<_> = (0..lines).map(|_| paragraph("字")).collect();
        blocks.push(Block::Signature(Signature {
            agency: "甲局".into(),
            joint: ["乙局", "丙局", "丁局"]
                .map(|agency| Cosigner {
                    agency: agency.into(),
                    ..Cosigner::default()
                })
                .into(),
            date: "2022年1月10日".into(),
            sealed: true,
            ..Signature::default()
        }));
        blocks.push(Block::Annotation(line("（此件公开发布）")));
        let pages = pages_of(blocks);
        let last = pages.pages.last().unwrap();
        for words in ["字", "甲局", "丁局", "2022", "（此件"] {
            find(last, words);
        }
        let numbers = last
            .texts()
            .filter(|(owner, _)| *owner == Owner::Furniture(Furniture::PageNumber));
        assert!(numbers.count() > 0);
    }
}
