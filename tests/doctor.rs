//! `nianbao doctor`: each fact on a file that breaks just it, our own files, files made to do harm, and the command.

mod common;

use nianbao::docx;
use nianbao::finding::Severity;
use nianbao::font::FontSet;
use nianbao::{doc, doctor};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A small sound file, part by part.
fn sound() -> BTreeMap<&'static str, String> {
    let document = format!(
        "<w:document {W} xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:w14=\"urn:w14\" xmlns:r=\"urn:r\" mc:Ignorable=\"w14\"><w:body>\
         <w:p><w:pPr><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr>\
         <w:bookmarkStart w:id=\"0\" w:name=\"a\"/><w:bookmarkEnd w:id=\"0\"/>\
         <w:bookmarkStart w:id=\"1\" w:name=\"b\"/><w:bookmarkEnd w:id=\"1\"/>\
         <w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"仿宋\" w:hint=\"eastAsia\"/></w:rPr>\
         <w:t>推进“一网通办”。</w:t></w:r><w:r><w:tab/></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>\
         <w:spacing w:line=\"560\" w:lineRule=\"auto\"/></w:pPr><w:r><w:drawing>\
         <wp:inline xmlns:wp=\"urn:wp\"/></w:drawing></w:r></w:p>\
         <w:tbl><w:tblPr><w:tblW w:w=\"900\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"300\"/><w:gridCol w:w=\"600\"/></w:tblGrid>\
         <w:tr><w:trPr><w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/></w:trPr>\
         <w:tc><w:tcPr><w:tcW w:w=\"300\" w:type=\"dxa\"/><w:vMerge w:val=\"restart\"/>\
         <w:shd w:val=\"clear\" w:fill=\"E7EEF7\"/></w:tcPr><w:p/></w:tc>\
         <w:tc><w:tcPr><w:tcW w:w=\"600\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc></w:tr>\
         <w:tr><w:tc><w:tcPr><w:tcW w:w=\"300\" w:type=\"dxa\"/><w:vMerge/></w:tcPr><w:p/></w:tc>\
         <w:tc><w:tcPr><w:tcW w:w=\"600\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>\
         <w:sectPr><w:footerReference w:type=\"even\" r:id=\"r1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\"/></w:sectPr></w:body></w:document>"
    );
    let footer = format!(
        "<w:ftr {W}><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>"
    );
    let settings = format!(
        "<w:settings {W}><w:embedTrueTypeFonts/><w:evenAndOddHeaders/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:val=\"15\"/></w:compat></w:settings>"
    );
    let styles = format!(
        "<w:styles {W}><w:docDefaults><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let fonts = format!(
        "<w:fonts {W}><w:font w:name=\"仿宋\"><w:charset w:val=\"86\"/><w:embedRegular/></w:font></w:fonts>"
    );
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"·\"/>\
         <w:rPr><w:rFonts w:ascii=\"宋体\"/></w:rPr></w:lvl></w:abstractNum>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
    );
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    BTreeMap::from([
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!("<Relationships><Relationship Type=\"{core}\"/></Relationships>"),
        ),
        ("docProps/core.xml", "<core/>".to_owned()),
        ("word/document.xml", document),
        ("word/footer1.xml", footer),
        ("word/settings.xml", settings),
        ("word/styles.xml", styles),
        ("word/fontTable.xml", fonts),
        ("word/numbering.xml", numbering),
    ])
}

fn packed(parts: &BTreeMap<&'static str, String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One fault: the fact it breaks, the part, what stands there, what is put in its place.
type Fault = (&'static str, &'static str, &'static str, &'static str);

/// Every fact that is broken inside a part, at least once.
const FAULTS: [Fault; 45] = [
    (
        "DOC-TRACK",
        "word/document.xml",
        "<w:r><w:tab/></w:r>",
        "<w:ins><w:r><w:tab/></w:r></w:ins>",
    ),
    (
        "DOC-TRACK",
        "word/document.xml",
        "<w:r><w:tab/></w:r>",
        "<w:r><w:commentReference w:id=\"0\"/></w:r>",
    ),
    ("DOC-GRID", "word/document.xml", "<w:gridCol w:w=\"600\"/>", ""),
    (
        "DOC-WIDTH",
        "word/document.xml",
        "<w:tblW w:w=\"900\"",
        "<w:tblW w:w=\"1900\"",
    ),
    (
        "DOC-WIDTH",
        "word/document.xml",
        "<w:gridCol w:w=\"600\"/>",
        "<w:gridCol w:w=\"700\"/>",
    ),
    (
        "DOC-WIDTH",
        "word/document.xml",
        "<w:tcW w:w=\"600\" w:type=\"dxa\"/>",
        "",
    ),
    (
        "DOC-WIDTH",
        "word/document.xml",
        "<w:tcW w:w=\"600\"",
        "<w:tcW w:w=\"640\"",
    ),
    (
        "DOC-WIDTH",
        "word/document.xml",
        "<w:tblW w:w=\"900\" w:type=\"dxa\"/>",
        "<w:tblW w:w=\"5000\" w:type=\"pct\"/>",
    ),
    (
        "DOC-PERCENT",
        "word/document.xml",
        "<w:tblW w:w=\"900\" w:type=\"dxa\"/>",
        "<w:tblW w:w=\"100%\" w:type=\"pct\"/>",
    ),
    (
        "DOC-AUTOFIT",
        "word/document.xml",
        "<w:tblLayout w:type=\"fixed\"/>",
        "",
    ),
    (
        "DOC-MERGE",
        "word/document.xml",
        "<w:vMerge w:val=\"restart\"/>",
        "",
    ),
    ("DOC-MERGE", "word/document.xml", "<w:vMerge/>", "<w:hMerge/>"),
    (
        "DOC-MERGE",
        "word/document.xml",
        "<w:tcW w:w=\"600\" w:type=\"dxa\"/>",
        "<w:tcW w:w=\"600\" w:type=\"dxa\"/><w:vMerge/>",
    ),
    (
        "DOC-HEIGHT",
        "word/document.xml",
        "w:hRule=\"atLeast\"",
        "w:hRule=\"exact\"",
    ),
    (
        "DOC-SHADE",
        "word/document.xml",
        "<w:shd w:val=\"clear\"",
        "<w:shd w:val=\"solid\"",
    ),
    (
        "DOC-FIELD",
        "word/footer1.xml",
        "</w:r><w:r><w:t>1</w:t></w:r><w:r>",
        "",
    ),
    (
        "DOC-FIELD",
        "word/footer1.xml",
        "<w:r><w:t>1</w:t></w:r>",
        "<w:fldSimple w:instr=\"PAGE\"/>",
    ),
    (
        "DOC-THEME",
        "word/document.xml",
        "w:eastAsia=\"仿宋\"",
        "w:eastAsia=\"仿宋\" w:eastAsiaTheme=\"minorEastAsia\"",
    ),
    (
        "DOC-THEME",
        "word/styles.xml",
        "<w:name w:val=\"Normal\"/>",
        "<w:name w:val=\"Normal\"/><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\"/></w:rPr>",
    ),
    ("DOC-HINT", "word/document.xml", " w:hint=\"eastAsia\"", ""),
    ("DOC-FACE", "word/document.xml", " w:eastAsia=\"仿宋\"", ""),
    ("DOC-INDENT", "word/document.xml", " w:firstLine=\"640\"", ""),
    (
        "DOC-INDENT",
        "word/document.xml",
        " w:firstLine=\"640\"",
        " w:firstLine=\"31680\"",
    ),
    (
        "DOC-PICTURE",
        "word/document.xml",
        "w:lineRule=\"auto\"",
        "w:lineRule=\"exact\"",
    ),
    ("DOC-TAB", "word/document.xml", "<w:r><w:tab/></w:r>", "<w:tab/>"),
    (
        "DOC-CONTROL",
        "word/document.xml",
        "<w:r><w:tab/></w:r>",
        "<w:sdt/>",
    ),
    (
        "DOC-BOOKMARK",
        "word/document.xml",
        "<w:bookmarkStart w:id=\"1\"",
        "<w:bookmarkStart w:id=\"0\"",
    ),
    (
        "DOC-BULLET",
        "word/numbering.xml",
        "w:ascii=\"宋体\"",
        "w:ascii=\"Wingdings\"",
    ),
    (
        "DOC-BULLET",
        "word/numbering.xml",
        "w:ascii=\"宋体\"",
        "w:ascii=\"Symbol\"",
    ),
    (
        "DOC-IGNORABLE",
        "word/document.xml",
        "mc:Ignorable=\"w14\"",
        "mc:Ignorable=\"w14 wp14\"",
    ),
    (
        "DOC-UPDATE",
        "word/settings.xml",
        "<w:evenAndOddHeaders/>",
        "<w:updateFields w:val=\"true\"/><w:evenAndOddHeaders/>",
    ),
    ("DOC-MODE", "word/settings.xml", "w:val=\"15\"", "w:val=\"14\""),
    (
        "DOC-MODE",
        "word/settings.xml",
        "<w:compatSetting w:name=\"compatibilityMode\" w:val=\"15\"/>",
        "",
    ),
    (
        "DOC-EVEN",
        "word/settings.xml",
        "<w:evenAndOddHeaders/>",
        "<w:evenAndOddHeaders w:val=\"0\"/>",
    ),
    (
        "DOC-FIRST",
        "word/document.xml",
        "</w:sectPr>",
        "<w:titlePg/></w:sectPr>",
    ),
    (
        "DOC-SECTION",
        "word/document.xml",
        "<w:pgMar w:top=\"2098\"/>",
        "",
    ),
    (
        "DOC-SECTION",
        "word/document.xml",
        "</w:sectPr>",
        "<w:pgNumType/></w:sectPr>",
    ),
    ("DOC-DEFAULT", "word/styles.xml", " w:default=\"1\"", ""),
    (
        "DOC-DEFAULT",
        "word/styles.xml",
        "<w:pPr/>",
        "<w:pPr><w:ind w:firstLine=\"640\"/></w:pPr>",
    ),
    ("DOC-HEADING", "word/styles.xml", "\"heading 1\"", "\"一级标题\""),
    (
        "DOC-ALTNAME",
        "word/fontTable.xml",
        "<w:charset w:val=\"86\"/>",
        "",
    ),
    (
        "DOC-ALTNAME",
        "word/fontTable.xml",
        "<w:charset w:val=\"86\"/>",
        "<w:charset w:val=\"00\"/>",
    ),
    ("DOC-EMBED", "word/settings.xml", "<w:embedTrueTypeFonts/>", ""),
    (
        "DOC-CORE",
        "_rels/.rels",
        "package/2006/relationships",
        "officeDocument/2006/relationships",
    ),
    ("DOC-READ", "word/settings.xml", "<w:compat>", "<w:broken>"),
];

/// Codes shown by tests of their own below.
const ELSEWHERE: [&str; 2] = ["DOC-TRAIL", "DOC-SPLIT"];

fn codes(file: &[u8]) -> BTreeSet<&'static str> {
    doctor::examine(file).iter().map(|finding| finding.code).collect()
}

#[test]
fn a_sound_file_gives_nothing() {
    assert_eq!(codes(&packed(&sound())), BTreeSet::new());
}

#[test]
fn each_fact_is_found_and_nothing_else() {
    for (code, part, from, to) in FAULTS {
        let mut parts = sound();
        let text = &parts[part];
        assert!(text.contains(from), "{code}: {from}");
        let broken = text.replacen(from, to, 1);
        parts.insert(part, broken);
        let mut found = codes(&packed(&parts));
        // Settings that cannot be read say nothing of the mode, the even pages and the faces; a missing column or a
        // width in per cent is also a sum that does not close.
        match code {
            "DOC-READ" => found.retain(|code| *code == "DOC-READ"),
            "DOC-GRID" => found.retain(|code| !["DOC-WIDTH", "DOC-MERGE"].contains(code)),
            "DOC-PERCENT" => found.retain(|code| *code != "DOC-WIDTH"),
            _ => {}
        }
        assert_eq!(found, BTreeSet::from([code]), "{part}: {from} -> {to}");
    }
}

#[test]
fn every_fact_has_its_file() {
    let shown: BTreeSet<&str> = FAULTS.iter().map(|(code, ..)| *code).chain(ELSEWHERE).collect();
    let all: BTreeSet<&str> = doctor::rules().map(|rule| rule.code).collect();
    assert_eq!(shown, all);
}

/// A list that no paragraph is in shows nothing: many programs put such lists into every file.
#[test]
fn a_symbol_face_is_told_where_a_paragraph_shows_it() {
    let own = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>";
    let with = |numbering: &str, styles: &str, level: &str| {
        let mut parts = sound();
        let text = parts["word/numbering.xml"]
            .replace("宋体", "Symbol")
            .replace("w:ilvl=\"0\"", level);
        parts.insert("word/numbering.xml", text);
        let text = parts["word/document.xml"].replace(own, numbering);
        parts.insert("word/document.xml", text);
        let text = parts["word/styles.xml"].replace("</w:styles>", &format!("{styles}</w:styles>"));
        parts.insert("word/styles.xml", text);
        codes(&packed(&parts)).contains("DOC-BULLET")
    };
    let first = "w:ilvl=\"0\"";
    assert!(with(own, "", first));
    assert!(with("<w:numPr><w:numId w:val=\"3\"/></w:numPr>", "", first));
    for unused in [
        "",
        "<w:numPr><w:numId w:val=\"0\"/></w:numPr>",
        "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr>",
    ] {
        assert!(!with(unused, "", first), "{unused}");
    }
    // By a style, by one that it is based on, and at the level that is the style's.
    let base = "<w:style w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>";
    let derived = "<w:style w:styleId=\"M\"><w:basedOn w:val=\"L\"/></w:style>";
    let styles = format!("{base}{derived}");
    assert!(with("<w:pStyle w:val=\"L\"/>", &styles, first));
    assert!(with("<w:pStyle w:val=\"M\"/>", &styles, first));
    assert!(!with("<w:pStyle w:val=\"N\"/>", &styles, first));
    assert!(!with(
        "<w:pStyle w:val=\"M\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
        &styles,
        first
    ));
    assert!(!with("<w:pStyle w:val=\"L\"/>", &styles, "w:ilvl=\"2\""));
    // Styles based on one another end somewhere.
    let round = "<w:style w:styleId=\"L\"><w:basedOn w:val=\"M\"/></w:style>";
    assert!(!with(
        "<w:pStyle w:val=\"M\"/>",
        &format!("{round}{derived}"),
        first
    ));
}

/// What a table within a table has is not told of the outer one as well.
#[test]
fn a_table_within_a_table_is_told_alone() {
    let mut parts = sound();
    let inner = "<w:tbl><w:tblPr><w:tblW w:w=\"300\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
        <w:tblGrid><w:gridCol w:w=\"300\"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val=\"9\" w:hRule=\"exact\"/></w:trPr>\
        <w:tc><w:tcPr><w:tcW w:w=\"300\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>";
    let text = parts["word/document.xml"].replace("<w:p/></w:tc></w:tr></w:tbl>", inner);
    parts.insert("word/document.xml", text);
    let findings = doctor::examine(&packed(&parts));
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(
        matches!(told[..], [one] if one.starts_with("第2个表格：")),
        "{told:?}"
    );
}

#[test]
fn bytes_behind_the_end_are_found() {
    let mut file = packed(&sound());
    file.extend_from_slice(b"the tail of a longer file");
    assert_eq!(codes(&file), BTreeSet::from(["DOC-TRAIL"]));
}

#[test]
fn a_long_table_needs_a_repeated_head() {
    let row = "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"900\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc></w:tr>";
    let with_rows = |rows: &str| {
        let mut parts = sound();
        let text = parts["word/document.xml"].replace("</w:tbl>", &format!("{rows}</w:tbl>"));
        parts.insert("word/document.xml", text);
        parts
    };
    assert_eq!(codes(&packed(&with_rows(&row.repeat(18)))), BTreeSet::new());
    let mut long = with_rows(&row.repeat(30));
    assert_eq!(codes(&packed(&long)), BTreeSet::from(["DOC-SPLIT"]));
    let headed = long["word/document.xml"].replacen("<w:trPr>", "<w:trPr><w:tblHeader/>", 1);
    long.insert("word/document.xml", headed);
    assert_eq!(codes(&packed(&long)), BTreeSet::new());
}

#[test]
fn a_finding_names_its_places_and_what_to_do() {
    let mut parts = sound();
    let text = parts["word/document.xml"].replace(" w:hint=\"eastAsia\"", "");
    parts.insert("word/document.xml", text);
    let findings = doctor::examine(&packed(&parts));
    let finding = findings.iter().next().unwrap();
    assert!(
        finding.message.contains("“推进“一网通办”。”"),
        "{}",
        finding.message
    );
    assert!(!finding.remedy.is_empty() && !finding.notes.is_empty());
}

/// A file of another language has no quotation marks to set in a Chinese face.
#[test]
fn a_western_text_needs_no_hint() {
    let mut parts = sound();
    let text = parts["word/document.xml"]
        .replace(" w:hint=\"eastAsia\"", "")
        .replace("推进“一网通办”。", "one “window” for all — really");
    parts.insert("word/document.xml", text);
    assert_eq!(codes(&packed(&parts)), BTreeSet::new());
}

#[test]
fn faces_of_other_east_asian_scripts_have_their_own_character_sets() {
    let mut parts = sound();
    for set in ["88", "80", "81"] {
        let fonts = sound()["word/fontTable.xml"].replace("\"86\"", &format!("\"{set}\""));
        parts.insert("word/fontTable.xml", fonts);
        assert_eq!(codes(&packed(&parts)), BTreeSet::new(), "{set}");
    }
}

#[test]
fn our_own_files_are_sound() {
    for sample in common::samples() {
        let document = doc::compose(&common::report(&sample));
        let fonts = FontSet::bundled().unwrap();
        for typeface in [docx::Typeface::Ours, docx::Typeface::Official] {
            let options = docx::Options {
                typeface,
                ..docx::Options::default()
            };
            let file = docx::write(&document, &nianbao::style::Style::default(), fonts, &options).unwrap();
            let findings: Vec<String> = doctor::examine(&file)
                .iter()
                .map(|finding| format!("{} {}", finding.code, finding.message))
                .collect();
            assert_eq!(findings, Vec::<String>::new(), "{}", sample.display());
        }
    }
}

#[test]
fn what_is_no_docx_is_said_to_be_none() {
    let whole = packed(&sound());
    let told = |bytes: &[u8]| {
        let findings = doctor::examine(bytes);
        assert_eq!(findings.iter().count(), 1, "one refusal");
        let finding = findings.iter().next().unwrap();
        assert_eq!((finding.code, finding.severity), ("DOC-READ", Severity::Error));
        finding.message.clone()
    };
    for cut in [0, 1, 10, whole.len() / 2, whole.len() - 30] {
        assert!(told(&whole[..cut]).contains("打不开"), "{cut}");
    }
    assert!(told(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("旧版 Word"));
    assert!(told("\u{feff}  <html><body>年报</body></html>".as_bytes()).contains("网页"));
    assert!(told(b"MIME-Version: 1.0\r\n").contains("网页归档"));
    assert!(told(b"%PDF-1.7\n").contains("PDF"));
    assert!(told(b"{\\rtf1\\ansi").contains("RTF"));
    let mut other = sound();
    other.remove("word/document.xml");
    assert!(told(&packed(&other)).contains("没有 Word 正文"));
}

#[test]
fn files_made_to_do_harm_are_refused_in_bounded_time_and_memory() {
    let mut deep = sound();
    let nested = format!("{}{}", "<w:p>".repeat(200_000), "</w:p>".repeat(200_000));
    let text = deep["word/document.xml"].replace("<w:r><w:tab/></w:r>", &nested);
    deep.insert("word/document.xml", text);
    doctor::examine(&packed(&deep));

    let mut entities = sound();
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:settings>&b;</w:settings>";
    entities.insert("word/settings.xml", bomb.to_owned());
    assert!(codes(&packed(&entities)).contains("DOC-READ"));

    let mut large = sound();
    large.insert("word/media.bin", "\0".repeat(300 << 20));
    let findings = doctor::examine(&packed(&large));
    assert!(findings.iter().any(|finding| finding.message.contains("256 MB")));

    let mut wide = sound();
    let text = wide["word/document.xml"].replace("<w:vMerge/>", "<w:gridSpan w:val=\"4000000000\"/>");
    wide.insert("word/document.xml", text);
    assert!(codes(&packed(&wide)).contains("DOC-GRID"));
}

/// Each of these would take hours if what is done for an element went through all that it holds or stands in.
#[test]
fn work_grows_with_the_length_of_a_file_not_with_its_square() {
    const MANY: usize = 150_000;
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(MANY), close.repeat(MANY));
    let exact = "<w:p><w:pPr><w:spacing w:lineRule=\"exact\"/></w:pPr><w:r>";
    let run = "<w:r><w:rPr><w:rFonts w:ascii=\"a\" w:asciiTheme=\"b\"/></w:rPr><w:t>“甲</w:t></w:r>";
    let cell = "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr></w:tc>";
    let attributes: String = (0..MANY).map(|at| format!(" a{at}=\"\"")).collect();
    for (body, code) in [
        (
            nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            "DOC-GRID",
        ),
        (nested("<w:p><w:ins><w:r>", "</w:r></w:ins></w:p>"), "DOC-TRACK"),
        (nested(exact, "<inline/></w:r></w:p>"), "DOC-PICTURE"),
        (nested("<w:r><w:t>“甲</w:t><w:p>", "</w:p></w:r>"), "DOC-HINT"),
        (
            nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            "DOC-CONTROL",
        ),
        (format!("<w:p>{}</w:p>", run.repeat(MANY)), "DOC-THEME"),
        (
            format!("<w:p>{}<w:pPr/></w:p>", "<inline/>".repeat(MANY)),
            "DOC-BULLET",
        ),
        (
            format!("<w:p>{}</w:p>", "<w:bookmarkStart w:id=\"1\"/>".repeat(MANY)),
            "DOC-BOOKMARK",
        ),
        (
            format!(
                "<w:tbl>{}</w:tbl>",
                format!("<w:tr>{}</w:tr>", cell.repeat(MANY)).repeat(2)
            ),
            "DOC-GRID",
        ),
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>".repeat(MANY), "DOC-GRID"),
        (format!("<w:p{attributes}/>"), "DOC-READ"),
    ] {
        let mut parts = sound();
        let text = parts["word/document.xml"].replacen("<w:p>", &format!("{body}<w:p>"), 1);
        parts.insert("word/document.xml", text);
        let bullets = parts["word/numbering.xml"].replace("宋体", "Symbol");
        parts.insert("word/numbering.xml", bullets);
        assert!(codes(&packed(&parts)).contains(code), "{code}");
    }
}

#[cfg(feature = "cli")]
mod command {
    use super::{packed, sound};
    use std::fs;
    use std::path::PathBuf;
    use std::process::{Command, Output};

    fn doctor(arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .arg("doctor")
            .args(arguments)
            .output()
            .unwrap()
    }

    fn file(name: &str, bytes: &[u8]) -> PathBuf {
        let path = std::env::temp_dir().join(format!("nianbao-doctor-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn files_are_examined_one_by_one_and_left_as_they_are() {
        let good = packed(&sound());
        let mut parts = sound();
        let wide = parts["word/document.xml"].replace("<w:tblW w:w=\"900\"", "<w:tblW w:w=\"90%\"");
        parts.insert("word/document.xml", wide);
        let (sound, faulty) = (file("sound.docx", &good), file("faulty.docx", &packed(&parts)));
        let paths = [sound.to_str().unwrap(), "none.docx", faulty.to_str().unwrap()];

        let output = doctor(&paths);
        assert_eq!(output.status.code(), Some(2));
        let (out, err) = (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        );
        assert!(out.contains("没有发现") && out.contains("DOC-PERCENT"), "{out}");
        assert!(err.contains("none.docx"), "{err}");

        assert_eq!(doctor(&[paths[0]]).status.code(), Some(0));
        let output = doctor(&[paths[2], "--format", "json"]);
        assert_eq!(output.status.code(), Some(1));
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let told = value["files"][0]["findings"].as_array().unwrap();
        assert!(told.iter().any(|finding| finding["code"] == "DOC-PERCENT"));
        let sarif: serde_json::Value =
            serde_json::from_slice(&doctor(&[paths[2], "--format", "sarif"]).stdout).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), told.len());

        assert_eq!(fs::read(&sound).unwrap(), good);
        for path in [sound, faulty] {
            fs::remove_file(path).unwrap();
        }
    }
}
