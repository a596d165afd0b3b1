//! Repetition through the program: against last year's report, against siblings, file by file and by folder.
#![cfg(feature = "cli")]

mod common;

use common::folder::Folder;
use std::path::Path;
use std::process::Output;

/// A folder with the towns' reports of 2025 and, in `last`, what two of them wrote the year before.
fn folder() -> Folder {
    let folder = Folder::empty();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/towns");
    for entry in std::fs::read_dir(samples).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "nantang.toml" {
            let copy = text.replace("南塘乡", "东林乡").replace("57条", "六十条");
            folder.write("towns/donglin.toml", copy);
            let before = text
                .replace("year = 2025", "year = 2024")
                .replace("2025年", "2024年")
                .replace("2026-", "2025-");
            folder.write("last/nantang.toml", before);
        }
        folder.write(&format!("towns/{name}"), text);
    }
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    folder.run(&[&["check"], arguments].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_copy_of_a_sibling_is_shown_with_its_passages() {
    let folder = folder();
    let output = check(&folder, &["towns/donglin.toml", "--siblings", "towns"]);
    let expected = "\
towns/donglin.toml:20:9 警告[SIMILAR] 第一部分的文字有100%与清河县南塘乡人民政府（nantang.toml）相同，超过50%
   20 | （五）监督保障。公开工作纳入工作考核和社会评议，没有发生责任追究。
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   说明：第一部分第1段“现将东林乡2025年政府信息公开工作情况报告如下”，相同17字，见对方第1段
   说明：第一部分第2段“公开政府信息六十条，以农业生产服务和防汛信息为主”，相同21字，见对方第2段
   说明：第一部分第4段“指定专人保管公开档案，失效信息及时标注”，相同18字，见对方第4段
   说明：第一部分第5段“利用乡村广播每周播报办事指南”，相同14字，见对方第5段
   说明：第一部分第6段“公开工作纳入工作考核和社会评议，没有发生责任追究”，相同23字，见对方第6段
   改法：按本单位本年的实际情况改写；只换数字的照抄也算重复
towns/donglin.toml：1处警告
重复：第一部分100%（清河县南塘乡人民政府（nantang.toml））
";
    assert_eq!(text(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(0));
    let denied = check(
        &folder,
        &["towns/donglin.toml", "--siblings", "towns", "--deny", "warning"],
    );
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn a_folder_is_held_against_itself_and_against_last_year_s() {
    let folder = folder();
    let output = check(&folder, &["towns", "--siblings", "towns"]);
    let told = text(&output.stdout);
    let with: Vec<&str> = told.lines().filter(|line| line.contains("SIMILAR")).collect();
    assert_eq!(with.len(), 2, "{told}");
    assert!(
        with[0].contains("donglin") && with[1].contains("nantang"),
        "{told}"
    );

    let output = check(&folder, &["towns", "--last", "last"]);
    let told = text(&output.stdout);
    let with: Vec<&str> = told.lines().filter(|line| line.contains("SIMILAR")).collect();
    assert!(with.len() == 1 && with[0].contains("nantang"), "{told}");
    let said = text(&output.stderr);
    assert_eq!(said.matches("没有与上年比较").count(), 6, "{said}");
    assert!(
        said.contains("上年文件夹中没有清河县东岭镇人民政府的报告"),
        "{said}"
    );
}

/// The report of the year before is looked for by organ and year; what cannot be decided is told.
#[test]
fn a_folder_of_several_years_gives_that_of_the_year_before() {
    let folder = folder();
    let before = String::from_utf8(folder.bytes("last/nantang.toml")).unwrap();
    let older = before.replace("year = 2024", "year = 2023");
    folder.write("last/a.toml", &older);
    let told = |this: &str| {
        let output = check(&folder, &[this, "--last", "last"]);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (status, out, err) = told("towns/nantang.toml");
    assert_eq!(status, Some(0), "{out}");
    assert!(
        out.contains("SIMILAR") && out.contains("last/nantang.toml"),
        "{out}"
    );
    assert!(
        !out.contains("YOY-FILE") && !err.contains("没有与上年比较"),
        "{out}{err}"
    );

    // White space in a name is not looked at, and it is not told as another organ.
    folder.write(
        "last/nantang.toml",
        before.replace("清河县南塘乡", "清河县 南塘乡"),
    );
    let (_, out, err) = told("towns/nantang.toml");
    assert!(out.contains("SIMILAR") && !out.contains("YOY-FILE"), "{out}");
    assert!(!err.contains("没有与上年比较"), "{err}");

    folder.write("last/again.toml", &before);
    let (status, out, _) = told("towns/nantang.toml");
    assert_eq!(status, Some(1));
    assert!(
        out.contains("错误[YOY-FILE] 上年文件夹中清河县南塘乡人民政府2024年度的报告有2份")
            && out.contains("last/again.toml、last/nantang.toml"),
        "{out}"
    );

    folder.write("last/again.toml", &older);
    folder.write("last/nantang.toml", before.replace("year = 2024", "year = 2022"));
    let (status, out, _) = told("towns/nantang.toml");
    assert_eq!(status, Some(0));
    assert!(
        out.contains("警告[YOY-FILE]") && out.contains("只有2022、2023年度的，没有2024年度的"),
        "{out}"
    );
}

#[test]
fn a_reason_lets_repetition_pass() {
    let folder = folder();
    let file = String::from_utf8(folder.bytes("towns/donglin.toml")).unwrap();
    let allow = "[check]\nallow = [\"SIMILAR\"]\nreason = \"两乡合署办公\"\n";
    folder.write("towns/donglin.toml", format!("{file}\n{allow}"));
    let output = check(&folder, &["towns/donglin.toml", "--siblings", "towns"]);
    let told = text(&output.stdout);
    assert!(
        told.contains("已允许[SIMILAR]") && told.contains("两乡合署办公"),
        "{told}"
    );
}

#[test]
fn siblings_that_are_no_reports_are_told_and_left_out() {
    let folder = folder();
    folder.write("towns/broken.toml", "year = ");
    let output = check(&folder, &["towns/xihe.toml", "--siblings", "towns"]);
    assert!(text(&output.stderr).contains("broken.toml：读不出一份报告"));
    assert_eq!(output.status.code(), Some(0));
    let output = check(&folder, &["towns/xihe.toml", "--siblings", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("nowhere"),
        "{}",
        text(&output.stderr)
    );
}
