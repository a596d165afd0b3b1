//! Data out of files, files out of data: the same bytes again; files that hold none; what people changed in Word.
#![cfg(feature = "cli")]

mod common;

use common::edited;
use common::folder::Folder;
use nianbao::extract;
use std::fs;
use std::path::Path;

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn files_made_of_extracted_data_are_the_same_bytes() {
    let folder = Folder::empty();
    let mut inputs: Vec<String> = ["liuxi.toml", "liuxi.yaml", "liuxi.json"].map(sample).into();
    inputs.extend(
        common::samples()
            .iter()
            .map(|path| path.to_str().unwrap().to_owned()),
    );
    for input in &inputs {
        folder.done(&["build", input, "-o", "a.docx", "-o", "a.pdf"]);
        for from in ["a.pdf", "a.docx"] {
            folder.done(&["extract", from, "-o", "back.json", "--overwrite"]);
            folder.done(&["build", "back.json", "-o", "b.docx", "-o", "b.pdf"]);
            assert!(
                folder.bytes("a.pdf") == folder.bytes("b.pdf"),
                "{input} from {from}: PDF"
            );
            assert!(
                folder.bytes("a.docx") == folder.bytes("b.docx"),
                "{input} from {from}: DOCX"
            );
        }
    }
}

#[test]
fn the_data_is_the_same_whatever_the_format_of_the_input() {
    let folder = Folder::empty();
    let data = ["liuxi.toml", "liuxi.yaml", "liuxi.json"].map(|name| {
        folder.done(&["build", &sample(name), "-o", "a.pdf"]);
        folder.done(&["extract", "a.pdf"])
    });
    assert!(data[0] == data[1] && data[1] == data[2]);
}

#[test]
fn style_and_choices_come_back_with_the_data() {
    let folder = Folder::empty();
    let house = fs::read_dir(sample("styles"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let house = house.to_str().unwrap();
    let input = sample("liuxi.toml");
    for choices in [
        &["--style", house][..],
        &["--typeface", "official"],
        &["--docx-fonts", "none"],
        &["--pdf-standard", "none"],
        &["--pdf-standard", "a-1a", "--style", house],
    ] {
        let build = [&["build", &input, "-o", "a.docx", "-o", "a.pdf"][..], choices].concat();
        folder.done(&build);
        folder.done(&["extract", "a.docx", "-o", "back.json", "--overwrite"]);
        folder.done(&["build", "back.json", "-o", "b.docx", "-o", "b.pdf"]);
        assert!(folder.bytes("a.pdf") == folder.bytes("b.pdf"), "{choices:?}: PDF");
        assert!(
            folder.bytes("a.docx") == folder.bytes("b.docx"),
            "{choices:?}: DOCX"
        );
    }
}

#[test]
fn what_the_check_lets_pass_comes_back_too() {
    let folder = Folder::empty();
    let text = fs::read_to_string(sample("liuxi.toml")).unwrap();
    folder.write(
        "a.toml",
        format!("{text}\n[check]\nallow = [\"DATE-DUE\"]\nreason = \"经批准延期\"\n"),
    );
    folder.done(&["build", "a.toml", "-o", "a.pdf"]);
    let data = folder.done(&["extract", "a.pdf"]);
    assert!(
        data.contains("\"allow\": [\"DATE-DUE\"]") && data.contains("经批准延期"),
        "{data}"
    );
}

#[test]
fn data_of_another_version_says_so_and_of_a_later_schema_is_refused() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.pdf"]);
    let data = folder.done(&["extract", "a.pdf"]);
    let program = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(data.contains(&program), "{data}");
    folder.write("old.json", data.replace(&program, "\"program\": \"0.0.1\""));
    let output = folder.run(&["check", "old.json"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("由程序版本0.0.1生成"));
    folder.write("new.json", data.replace("\"schema\": 1", "\"schema\": 2"));
    assert_eq!(folder.run(&["check", "new.json"]).status.code(), Some(1));
    folder.write("odd.json", data.replace("\"a-3a\"", "\"a-9z\""));
    let output = folder.run(&["check", "odd.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("没有“a-9z”这一种"));
}

#[test]
fn files_without_data_are_refused_with_the_reason() {
    let folder = Folder::empty();
    let input = sample("liuxi.toml");
    let refused = |file: &str, word: &str| {
        let output = folder.run(&["extract", file, "-o", "back.json", "--overwrite"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{file}: {told}");
        assert!(told.contains(word), "{file}: {told}");
        assert!(!folder.0.join("back.json").exists());
    };
    for standard in ["a-2a", "a-1a", "a-2b"] {
        folder.done(&["build", &input, "-o", "a.pdf", "--pdf-standard", standard]);
        refused("a.pdf", "没有带数据");
    }
    folder.done(&["build", &input, "--draft", "-o", "d.docx", "-o", "d.pdf"]);
    refused("d（草稿）.pdf", "草稿");
    refused("d（草稿）.docx", "草稿");

    folder.done(&["build", &input, "-o", "a.docx", "-o", "a.pdf"]);
    let (pdf, docx) = (folder.bytes("a.pdf"), folder.bytes("a.docx"));
    for cut in [5, 1000, pdf.len() / 2, pdf.len() - 100] {
        folder.write("cut.pdf", &pdf[..cut]);
        refused("cut.pdf", "损坏");
    }
    for cut in [0, 5, docx.len() / 2] {
        folder.write("cut.docx", &docx[..cut]);
        refused("cut.docx", "打不开");
    }
    folder.write("page.docx", "<html></html>");
    refused("page.docx", "网页");
    // Data go before the name of the program that saved the file last.
    let strange = replaced(pdf, b"/Producer(nianbao", b"/Producer(another");
    assert_eq!(extract::data(&strange), extract::data(&docx));
    folder.done(&["build", &input, "-o", "a.pdf", "--pdf-standard", "a-2a"]);
    let strange = replaced(folder.bytes("a.pdf"), b"/Producer(nianbao", b"/Producer(another");
    folder.write("strange.pdf", strange);
    refused("strange.pdf", "不是本程序生成的");
    assert_eq!(folder.run(&["extract", "nothing.pdf"]).status.code(), Some(2));
}

#[test]
fn an_encrypted_pdf_is_told_as_such() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.pdf"]);
    let mut pdf = lopdf::Document::load_mem(&folder.bytes("a.pdf")).unwrap();
    let locked = lopdf::EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let locked = lopdf::EncryptionState::try_from(locked).unwrap();
    pdf.encrypt(&locked).unwrap();
    let mut file = Vec::new();
    pdf.save_to(&mut file).unwrap();
    let refused = extract::data(&file).unwrap_err();
    assert!(refused.message.contains("加了密码"), "{}", refused.message);

    // With the other cross-references in a stream, as newer programs write them.
    let mut locked = folder.bytes("a.pdf");
    let from = String::from_utf8_lossy(&locked[locked.len() - 40..]).into_owned();
    let from = from
        .split("startxref")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    let start = locked.len();
    let update = format!(
        "\nxref\n0 0\ntrailer\n<</Size 9/Prev {from}/Encrypt 1 0 R>>\nstartxref\n{}\n%%EOF",
        start + 1
    );
    locked.extend_from_slice(update.as_bytes());
    let refused = extract::data(&locked).unwrap_err();
    assert!(refused.message.contains("加了密码"), "{}", refused.message);
}

/// What other programs make of a file of ours without touching what it says: the data are there.
#[test]
fn saved_updated_and_signed_pdfs_still_give_their_data() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.pdf"]);
    let bytes = folder.bytes("a.pdf");
    let data = extract::data(&bytes).unwrap();
    let load = || lopdf::Document::load_mem(&bytes).unwrap();
    let saved = |options: lopdf::SaveOptions| {
        let mut out = Vec::new();
        load().save_with_options(&mut out, options).unwrap();
        out
    };
    let with = |objects, references| {
        let options = lopdf::SaveOptions::builder()
            .use_object_streams(objects)
            .use_xref_streams(references);
        saved(options.compression_level(9).build())
    };
    let plain = with(false, false);
    let packed = with(true, true);
    assert!(packed.len() < plain.len(), "objects are packed");
    for (name, file) in [
        ("plain", &plain),
        ("xref stream", &with(false, true)),
        ("packed", &packed),
    ] {
        assert!(extract::data(file).as_ref() == Ok(&data), "{name}");
    }

    // An update, as a signature is one: another catalogue, which names the field of the signature.
    for before in [&bytes, &plain, &packed] {
        let old = lopdf::Document::load_mem(before).unwrap();
        let root = old.trailer.get(b"Root").unwrap().as_reference().unwrap();
        let mut update = lopdf::IncrementalDocument::create_from(before.clone(), old);
        update.opt_clone_object_to_new_document(root).unwrap();
        let form = lopdf::dictionary! { "Fields" => Vec::<lopdf::Object>::new(), "SigFlags" => 3 };
        let catalog = update
            .new_document
            .get_object_mut(root)
            .unwrap()
            .as_dict_mut()
            .unwrap();
        catalog.set("AcroForm", form);
        let mut signed = Vec::new();
        update.save_to(&mut signed).unwrap();
        assert!(signed.starts_with(before) && signed.len() > before.len());
        assert!(extract::data(&signed).as_ref() == Ok(&data));
        assert!(matches!(extract::made(&bytes), extract::Made::AsWritten));
        assert!(matches!(extract::made(&signed), extract::Made::Changed(None)));
    }

    // One that keeps the attachment in its list of attachments only.
    let mut listed = load();
    listed.catalog_mut().unwrap().remove(b"AF");
    let mut out = Vec::new();
    listed.save_to(&mut out).unwrap();
    assert!(extract::data(&out).as_ref() == Ok(&data));

    // What a gateway put before it.
    assert!(extract::data(&[b"junk\r\n", bytes.as_slice()].concat()).as_ref() == Ok(&data));
}

/// What an archive files a paper by comes back with the data, and stands in the properties for whoever has no nianbao.
#[test]
fn facts_for_the_archive_are_in_the_data_and_among_the_keywords() {
    let folder = Folder::empty();
    let input = sample("document/report.toml");
    folder.done(&["build", &input, "-o", "a.docx", "-o", "a.pdf"]);
    let report = nianbao::input::load(Path::new(&input)).unwrap().report.unwrap();
    let facts = [
        "文件编号：清柳政发〔2022〕3号",
        "保管期限：永久",
        "密级：公开",
        "全宗名称：清河县柳溪镇人民政府",
    ];
    let keywords = nianbao::doc::compose(&report).properties().keywords.clone();
    let pdf = lopdf::Document::load_mem(&folder.bytes("a.pdf")).unwrap();
    let metadata = pdf.catalog().unwrap().get_deref(b"Metadata", &pdf).unwrap();
    let metadata = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    let parts = common::unzip(&folder.bytes("a.docx"));
    let properties = String::from_utf8(parts["docProps/core.xml"].clone()).unwrap();
    let data = ["a.pdf", "a.docx"].map(|file| folder.done(&["extract", file]));
    for fact in facts {
        assert!(
            keywords.iter().any(|keyword| keyword == fact),
            "{fact}: {keywords:?}"
        );
        assert!(metadata.contains(fact) && properties.contains(fact), "{fact}");
        let value = fact.split_once('：').unwrap().1;
        for data in &data {
            let json: serde_json::Value = serde_json::from_slice(data.as_ref()).unwrap();
            let archive = json["archive"].as_object().expect("[archive]");
            assert!(
                archive.values().any(|known| known == value),
                "{fact}: {archive:?}"
            );
        }
    }
}

fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes
        .windows(from.len())
        .position(|window| window == from)
        .expect("what is replaced");
    bytes[at..at + to.len()].copy_from_slice(to);
    bytes
}

#[test]
fn files_made_to_do_harm_are_refused() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.docx", "-o", "a.pdf"]);
    // A data stream that unpacks to more than any report.
    let mut pdf = lopdf::Document::load_mem(&folder.bytes("a.pdf")).unwrap();
    let stream = pdf
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok())
        .find(|stream| stream.dict.has_type(b"EmbeddedFile"))
        .expect("the attached data");
    stream.set_plain_content(vec![b' '; 64 << 20]);
    stream.compress().unwrap();
    let mut bomb = Vec::new();
    pdf.save_to(&mut bomb).unwrap();
    assert!(bomb.len() < 8 << 20);
    assert!(extract::data(&bomb).unwrap_err().message.contains("损坏"));

    // Streams of objects: one that unpacks to too much, and one whose index names one long list as every object.
    let list = format!("[{}]", "0 ".repeat(1 << 20));
    let index: String = (1..100_000).map(|number| format!("{number} 0 ")).collect();
    for (first, content) in [
        (4, format!("1 0 {}", " ".repeat(80 << 20))),
        (index.len(), format!("{index}{list}")),
    ] {
        let mut packed = lopdf::Stream::new(lopdf::dictionary! {}, content.into_bytes());
        packed.compress().unwrap();
        let length = packed.content.len();
        let mut file = format!(
            "%PDF-1.7\n2 0 obj\n<</Type/ObjStm/N 99999/First {first}/Filter/FlateDecode/Length {length}>>\nstream\n"
        )
        .into_bytes();
        file.extend_from_slice(&packed.content);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        let start = file.len();
        file.extend_from_slice(b"3 0 obj\n<</Type/XRef/W[1 1 1]/Size 4/Root 1 0 R/Length 12>>\nstream\n");
        // None, the first in the second, the second at 9, none.
        file.extend_from_slice(&[0, 0, 0, 2, 2, 0, 1, 9, 0, 0, 0, 0]);
        file.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").as_bytes());
        assert!(extract::data(&file).unwrap_err().message.contains("损坏"));
    }

    // The same in a Word file, and one as deep as memory would go.
    let mut parts = common::unzip(&folder.bytes("a.docx"));
    for hostile in [
        " ".repeat(64 << 20),
        "<x>".repeat(500_000),
        "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".to_owned(),
    ] {
        parts.insert("customXml/item1.xml".to_owned(), hostile.into_bytes());
        assert!(
            extract::data(&common::zip(&parts))
                .unwrap_err()
                .message
                .contains("没有带数据")
        );
    }
    assert!(
        extract::data(&vec![b'x'; (64 << 20) + 1])
            .unwrap_err()
            .message
            .contains("64 MB")
    );
}

#[test]
fn what_was_changed_in_word_is_named() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("document/report.toml"), "-o", "a.docx"]);
    assert!(
        folder
            .done(&["extract", "a.docx", "--check"])
            .contains("与所带数据一致")
    );
    let docx = folder.bytes("a.docx");
    let told = |file: Vec<u8>| {
        folder.write("b.docx", file);
        let output = folder.run(&["extract", "b.docx", "--check"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        told
    };
    let figure = told(edited(&docx, ">126<", ">216<"));
    assert!(
        figure.contains("DATA-CELL") && figure.contains("“216”，数据里是“126”"),
        "{figure}"
    );
    assert!(
        figure.contains("“行政许可”") && figure.ends_with("1处错误\n"),
        "{figure}"
    );

    let label = told(edited(&docx, ">行政许可<", ">行政审批<"));
    assert!(
        label.contains("FMT-LABEL") && label.contains("行政审批"),
        "{label}"
    );

    let part = told(edited(&docx, "五、存在的主要问题及改进情况", "五、存在问题"));
    assert!(
        part.contains("FMT-PARTS") && part.contains("五、存在问题"),
        "{part}"
    );

    let text = told(edited(&docx, "便民服务中心", "政务服务中心"));
    assert!(
        text.contains("DATA-TEXT") && text.contains("政务服务中心"),
        "{text}"
    );

    let title = told(edited(
        &docx,
        "2021年政府信息公开工作年度报告",
        "2020年政府信息公开工作年度报告",
    ));
    assert!(title.contains("DATA-TITLE"), "{title}");

    // A row taken out is one difference, not one in every row below.
    let body = String::from_utf8(common::unzip(&docx)["word/document.xml"].clone()).unwrap();
    let at = body.find("2.重复申请").unwrap();
    let (start, end) = (
        body[..at].rfind("<w:tr>").unwrap(),
        at + body[at..].find("</w:tr>").unwrap() + 7,
    );
    let row = told(edited(&docx, &body[start..end], ""));
    assert!(
        row.contains("缺少“（五）不予处理2.重复申请”一行") && row.ends_with("1处错误\n"),
        "{row}"
    );

    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.pdf"]);
    let output = folder.run(&["extract", "a.pdf", "--check"]);
    assert_eq!(output.status.code(), Some(1));
}

/// The text between two marks, the marks too; from the last `start` before a place.
fn around<'a>(body: &'a str, place: &str, start: &str, end: &str) -> &'a str {
    let at = body.find(place).expect(place);
    let from = body[..at].rfind(start).unwrap();
    let to = at + body[at..].find(end).unwrap() + end.len();
    &body[from..to]
}

#[test]
fn larger_changes_in_word_are_named_too() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("document/report.toml"), "-o", "a.docx"]);
    let docx = folder.bytes("a.docx");
    let body = String::from_utf8(common::unzip(&docx)["word/document.xml"].clone()).unwrap();
    let told = |from: &str, to: &str| {
        folder.write("b.docx", edited(&docx, from, to));
        let output = folder.run(&["extract", "b.docx", "--check"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        told
    };

    let table = around(&body, "尚未审结", "<w:tbl>", "</w:tbl>");
    let gone = told(table, "");
    assert!(gone.contains("FMT-CELL") && gone.contains("缺少表四"), "{gone}");
    assert!(gone.ends_with("1处错误\n"), "{gone}");

    // The cell that 三、本年度办理结果 covers in its second row stands by itself.
    let row = around(&body, "（二）部分公开", "<w:tr>", "</w:tr>");
    let merge = "<w:vMerge w:val=\"continue\"/>";
    assert!(row.contains(merge));
    let split = told(row, &row.replacen(merge, "", 1));
    assert!(
        split.contains("三、本年度办理结果") && split.contains("拆成了几格"),
        "{split}"
    );

    let paragraph = around(&body, "（四）平台建设", "<w:p>", "</w:p>");
    let other = around(&body, "（二）依申请公开", "<w:p>", "</w:p>");
    let between = &body[body.find(other).unwrap()..body.find(paragraph).unwrap()];
    let moved = told(&format!("{between}{paragraph}"), &format!("{paragraph}{between}"));
    assert!(
        moved.contains("DATA-TEXT") && moved.contains("（四）平台建设"),
        "{moved}"
    );

    let figure = around(&body, ">126<", "<w:r>", "</w:r>");
    let tracked = format!(
        "<w:del>{}</w:del><w:ins>{}</w:ins>",
        figure
            .replace("w:t ", "w:delText ")
            .replace("/w:t>", "/w:delText>"),
        figure.replace("126", "261")
    );
    let tracked = told(figure, &tracked);
    assert!(
        tracked.contains("DOC-TRACK") && tracked.contains("“261”，数据里是“126”"),
        "{tracked}"
    );

    let empty = told(
        table,
        &format!("{table}<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    );
    assert!(
        empty.contains("多了1个空的表格") && empty.ends_with("1处警告\n"),
        "{empty}"
    );

    let run = around(&body, "便民服务中心", "<w:r>", "</w:r>");
    let vanished = match run.contains("<w:rPr>") {
        true => run.replacen("<w:rPr>", "<w:rPr><w:vanish/>", 1),
        false => run.replacen("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1),
    };
    let hidden = told(run, &vanished);
    assert!(hidden.contains("DATA-TEXT"), "{hidden}");

    let broken = told("便民服务中心", "便民</w:t><w:br/><w:t>政务中心");
    assert!(broken.contains("便民 政务中心"), "{broken}");

    let twice = told(
        table,
        &format!("{table}<w:p/>{}", table.replace("尚未审结", "备注")),
    );
    assert!(twice.contains("备注"), "{twice}");
}

/// A Word file with a part changed.
fn with_part(docx: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = common::unzip(docx);
    let text = String::from_utf8(parts[name].clone()).unwrap();
    let changed = change(&text);
    assert!(changed != text, "{name}");
    parts.insert(name.to_owned(), changed.into_bytes());
    common::zip(&parts)
}

#[test]
fn what_stands_beside_the_text_is_looked_at_too() {
    let folder = Folder::empty();
    folder.write("numbers.toml", "[page_number]\nform = \"第1页\"\n");
    folder.done(&[
        "build",
        &sample("liuxi.toml"),
        "-o",
        "n.docx",
        "--style",
        "numbers.toml",
    ]);
    assert!(folder.done(&["extract", "n.docx", "--check"]).contains("一致"));
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.docx"]);
    let docx = folder.bytes("a.docx");
    let told = |file: &[u8]| {
        folder.write("b.docx", file);
        let output = folder.run(&["extract", "b.docx", "--check"]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let differs = |file: Vec<u8>, said: &str| {
        let (status, told) = told(&file);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains("DATA-TEXT") && told.contains(said), "{told}");
        assert!(told.ends_with("1处警告\n"), "{told}");
        // Nor is such a file written over.
        let output = folder.run(&["build", &sample("liuxi.toml"), "-o", "b.docx"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(folder.bytes("b.docx") == file);
    };
    let footer = |change: &dyn Fn(&str) -> String| with_part(&docx, "word/footer1.xml", change);
    let dash = "—</w:t></w:r></w:p>";
    differs(
        footer(&|text| text.replace(dash, "— 内部资料</w:t></w:r></w:p>")),
        "页脚不同：数据里是“—〔页码〕—”，文件里是“—〔页码〕—内部资料”",
    );
    differs(
        footer(&|text| text.replace("PAGE", "NUMPAGES")),
        "文件里是“—〔NUMPAGES〕—”",
    );
    let field = |text: &str| {
        let (start, end) = (text.find("<w:p>").unwrap(), text.rfind("</w:p>").unwrap() + 6);
        format!("{}<w:p/>{}", &text[..start], &text[end..])
    };
    differs(footer(&|text| field(text)), "文件里是空白");
    let body =
        |from: &str, to: &str| with_part(&docx, "word/document.xml", |text| text.replacen(from, to, 1));
    differs(
        body("<w:footerReference w:type=\"even\" r:id=\"rIdFooter2\"/>", ""),
        "文件里是空白",
    );
    differs(
        body("</w:t></w:r></w:p>", "</w:t></w:r><w:r><w:drawing/></w:r></w:p>"),
        "多了1个图片、图形或文本框",
    );
    differs(
        body(
            "</w:t></w:r></w:p>",
            "</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        ),
        "多了1个脚注、尾注",
    );
    let headed = with_part(
        &body(
            "<w:footerReference",
            "<w:headerReference w:type=\"default\" r:id=\"rIdH\"/><w:footerReference",
        ),
        "word/_rels/document.xml.rels",
        |text| {
            let relation = "<Relationship Id=\"rIdH\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"/word/footer9.xml\"/></Relationships>";
            text.replace("</Relationships>", relation)
        },
    );
    let mut parts = common::unzip(&headed);
    let header = String::from_utf8(parts["word/footer1.xml"].clone()).unwrap();
    parts.insert(
        "word/footer9.xml".to_owned(),
        header.replace("— ", "某县 ").into_bytes(),
    );
    differs(common::zip(&parts), "文件里多了页眉“某县〔页码〕—”");

    // What the field came to when Word counted, how Word writes it, and what is never shown are no differences.
    for same in [
        footer(&|text| text.replace(">1<", ">17<")),
        footer(&|text| text.replace("PAGE", " page  \\* MERGEFORMAT ")),
        body(
            "<w:footerReference",
            "<w:headerReference w:type=\"first\" r:id=\"rIdFooter1\"/><w:footerReference",
        ),
    ] {
        let (status, told) = told(&same);
        assert_eq!(status, Some(0), "{told}");
    }
}

/// Comparing takes the square of what differs, so a file of another size altogether is told as a whole.
#[test]
fn a_word_file_with_countless_paragraphs_is_told_as_one() {
    let folder = Folder::empty();
    folder.done(&["build", &sample("liuxi.toml"), "-o", "a.docx"]);
    let more: String = (0..100_000)
        .map(|at| format!("<w:p><w:r><w:t>{at}</w:t></w:r></w:p>"))
        .collect();
    folder.write(
        "b.docx",
        edited(&folder.bytes("a.docx"), "<w:body>", &format!("<w:body>{more}")),
    );
    let output = folder.run(&["extract", "b.docx", "--check"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("没有逐段比较") && told.matches("DATA-TEXT").count() == 1,
        "{told}"
    );
}

#[test]
fn a_word_file_without_faces_is_small() {
    /// 20 KB, the data it carries counted.
    const MOST: usize = 20_000;
    let folder = Folder::empty();
    for (sample_name, choice) in [
        ("town", ["--docx-fonts", "none"]),
        ("document", ["--typeface", "official"]),
    ] {
        let input = sample(&format!("{sample_name}/report.toml"));
        folder.done(&[&["build", &input, "-o", "a.docx"][..], &choice].concat());
        let size = folder.bytes("a.docx").len();
        assert!((5_000..=MOST).contains(&size), "{sample_name}: {size} bytes");
    }
}
