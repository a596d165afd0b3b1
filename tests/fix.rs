//! `nianbao fix`: safe repairs, to the byte, in every format; everything else as it was.
#![cfg(feature = "cli")]

use nianbao::input::{self, Format};
use nianbao::pipeline::inspect;
use nianbao::repair::{Mended, mend};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(root().join("samples").join(name)).unwrap()
}

fn mended(text: &str, format: Format) -> Mended {
    let reading = input::read("a", text.as_bytes(), Some(format));
    let findings = inspect(&reading, &reading.style).unwrap();
    mend(&reading, &findings, Some(format))
}

/// A text with one piece replaced; the piece is there once.
fn with(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

/// The same slips in each format, with what they become.
const SLIPS: [(&str, &str); 5] = [
    ("（一）主动公开。全年", "(一)主动公开。截至2025年12月05日,"),
    ("（二）依申请公开", "（二)依申请公开"),
    ("（五）监督保障", "5、监督保障"),
    ("一是部分信息更新偏慢", "1、部分信息更新偏慢"),
    ("明确各站所更新时限", "截止目前,明确各站所更新时限"),
];

const MENDED: [(&str, &str); 2] = [
    ("（一）主动公开。全年", "（一）主动公开。截至2025年12月5日，"),
    ("明确各站所更新时限", "截至目前，明确各站所更新时限"),
];

#[test]
fn slips_are_mended_alike_in_every_format() {
    for (name, format) in [
        ("liuxi.toml", Format::Toml),
        ("liuxi.yaml", Format::Yaml),
        ("liuxi.json", Format::Json),
    ] {
        let good = sample(name);
        let wrong = SLIPS
            .iter()
            .fold(good.clone(), |text, (old, new)| with(&text, old, new));
        let wanted = MENDED
            .iter()
            .fold(good.clone(), |text, (old, new)| with(&text, old, new));
        let wanted = with(&wanted, "一是部分信息更新偏慢", "1.部分信息更新偏慢");
        for (wrong, wanted) in [
            (wrong.clone(), wanted.clone()),
            (wrong.replace('\n', "\r\n"), wanted.replace('\n', "\r\n")),
        ] {
            let done = mended(&wrong, format);
            assert_eq!(done.text, wanted, "{name}");
            assert_eq!(mended(&wanted, format).text, wanted, "{name}: a second time");
        }
        assert_eq!(mended(&good, format).text, good);
    }
}

#[test]
fn texts_in_escapes_are_mended_in_escapes() {
    let escaped: String = "(一)主动公开,全年公开63条。"
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                format!("\\u{:04x}", c as u32)
            }
        })
        .collect();
    let json = sample("liuxi.json");
    let start = json.find("（一）主动公开").unwrap();
    let end = start + json[start..].find("\\n").unwrap();
    let text = format!("{}{escaped}{}", &json[..start], &json[end..]);
    // The paragraph stands in a value that also holds unescaped Chinese: new marks are written as they are.
    let wanted = text
        .replace("(\\u4e00)", "（\\u4e00）")
        .replace("5f00,", "5f00，");
    assert_eq!(mended(&text, Format::Json).text, wanted);
    // In a value of escapes alone they are escaped as well.
    let part6 = "本年度没有收取信息处理费。没有其他需要报告的事项。";
    let ascii: String = "没有收取信息处理费(全年),没有其他事项。"
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                format!("\\u{:04X}", c as u32)
            }
        })
        .collect();
    for (name, format) in [("liuxi.json", Format::Json), ("liuxi.toml", Format::Toml)] {
        let text = with(&sample(name), part6, &ascii);
        let wanted = text
            .replace("\\u8D39(", "\\u8D39\\uFF08")
            .replace("\\u5E74),", "\\u5E74\\uFF09\\uFF0C");
        assert_ne!(text, wanted);
        assert_eq!(mended(&text, format).text, wanted, "{name}");
    }
}

#[test]
fn folded_and_quoted_texts_are_mended_where_they_stand() {
    let part6 = "\"本年度没有收取信息处理费。没有其他需要报告的事项。\"";
    let yaml = sample("liuxi.yaml");
    let line = yaml
        .lines()
        .find(|line| line.contains("part6"))
        .unwrap()
        .to_owned();
    for (value, wanted) in [
        (
            "part6: >-\n    没有收取\n    信息处理费,没有其他事项。",
            "part6: >-\n    没有收取\n    信息处理费，没有其他事项。",
        ),
        (
            "part6: 没有收取\n    信息处理费,没有其他事项。 # 说明,不动",
            "part6: 没有收取\n    信息处理费，没有其他事项。 # 说明,不动",
        ),
        (
            "part6: '没有''收取''信息处理费,没有其他事项。'",
            "part6: '没有''收取''信息处理费，没有其他事项。'",
        ),
    ] {
        let text = with(&yaml, &line, &format!("  {value}"));
        assert_eq!(
            mended(&text, Format::Yaml).text,
            text.replace(value, wanted),
            "{value}"
        );
    }
    let value = "\"没有收取\\t信息处理费,\\\"无\\\"其他,没有。\"";
    let text = with(&sample("liuxi.toml"), part6, value);
    // A tab is refused by the reader and left out of the text: where it stood cannot be told, so nothing is touched.
    assert_eq!(mended(&text, Format::Toml).text, text);
    let text = text.replace("\\t", "");
    let wanted = text.replace("其他,", "其他，").replace("\\\"无\\\"", "“无”");
    assert_eq!(mended(&text, Format::Toml).text, wanted);
}

#[test]
fn totals_are_filled_in_as_the_row_is_written() {
    let toml = sample("liuxi.toml");
    let row = "received = [12, 0, 1, 0, 0, 0, 13]";
    for (left_out, filled) in [
        (
            "received = [12, 0, 1, 0, 0, 0]",
            "received = [12, 0, 1, 0, 0, 0, 13]",
        ),
        (
            "received = [12,0,1,0,0,0] # 新收",
            "received = [12,0,1,0,0,0,13] # 新收",
        ),
        (
            "received = [ 12, 0, 1, 0, 0, 0, ]",
            "received = [ 12, 0, 1, 0, 0, 0, 13, ]",
        ),
        (
            "received = [\n  12, # 自然人\n  0, 1, 0, 0,\n  0, # 其他\n]",
            "received = [\n  12, # 自然人\n  0, 1, 0, 0,\n  0, # 其他\n  13,\n]",
        ),
        (
            "received = [\r\n\t12,\r\n\t0,\r\n\t1,\r\n\t0,\r\n\t0, # 法律\r\n\t0 # 其他\r\n]",
            "received = [\r\n\t12,\r\n\t0,\r\n\t1,\r\n\t0,\r\n\t0, # 法律\r\n\t0, # 其他\r\n\t13\r\n]",
        ),
    ] {
        let done = mended(&with(&toml, row, left_out), Format::Toml);
        assert_eq!(done.text, with(&toml, row, filled));
        assert_eq!(done.totals, 1);
    }
    let yaml = sample("liuxi.yaml");
    let row = yaml
        .lines()
        .find(|line| line.contains("received"))
        .unwrap()
        .to_owned();
    let lines = "  received:\n    - 12\n    - 0\n    - 1\n    - 0\n    - 0 # 法律\n    - 0 # 其他";
    let done = mended(&with(&yaml, &row, lines), Format::Yaml);
    assert_eq!(done.text, with(&yaml, &row, &format!("{lines}\n    - 13")));
}

#[test]
fn totals_left_empty_are_filled_in_and_told_as_mended() {
    for (name, format) in [
        ("liuxi.toml", Format::Toml),
        ("liuxi.yaml", Format::Yaml),
        ("liuxi.json", Format::Json),
    ] {
        let good = sample(name);
        let at = good.find("received").unwrap();
        let row = good[at..].find("13]").unwrap() + at;
        let total = good.find("total").unwrap();
        let cells = good[total..].find("[12, 0, 1, 0, 0, 0, 13]").unwrap() + total;
        assert!(row < cells);
        let blank = [
            &good[..row],
            "\"\"",
            &good[row + 2..cells],
            "[\"\", 0, 1, 0, 0, 0, \" \"]",
            &good[cells + "[12, 0, 1, 0, 0, 0, 13]".len()..],
        ]
        .concat();
        let reading = input::read("a", blank.as_bytes(), Some(format));
        let findings = inspect(&reading, &reading.style).unwrap();
        let told: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code, finding.remedy.as_str()))
            .collect();
        let expected = [
            ("FMT-CELL", "填13（各数之和）"),
            ("FMT-CELL", "依次填各数之和：12、13"),
        ];
        assert_eq!(told, expected, "{name}");
        let done = mend(&reading, &findings, Some(format));
        assert_eq!((done.text, done.totals), (good, 3), "{name}");
        assert_eq!(done.findings, [true, true], "{name}");
    }
}

/// A total that would only hide a wrong number is left to people, as is a cell that is no total.
#[test]
fn empty_cells_are_not_filled_in_without_a_sum_that_holds() {
    let toml = sample("liuxi.toml");
    let row = "received = [12, 0, 1, 0, 0, 0, 13]";
    for wrong in [
        "received = [21, 0, 1, 0, 0, 0, \"\"]",
        "received = [12, 0, \"\", 0, 0, 0, 13]",
        "received = [12, 0, \"\", 0, 0, 0, \"\"]",
    ] {
        let text = with(&toml, row, wrong);
        let done = mended(&text, Format::Toml);
        assert_eq!((done.text, done.totals), (text, 0), "{wrong}");
        assert!(done.findings.iter().all(|mended| !mended), "{wrong}");
    }
}

/// A report whose totals the program computes has none that is forgotten: one mended comma is one changed line.
#[test]
fn totals_that_nobody_writes_are_not_proposed() {
    let mut text = String::new();
    for line in sample("liuxi.toml").lines() {
        let is_row = line.contains(" = [") && (line.matches(',').count() == 6 || line.starts_with("review"));
        let is_row = is_row || line.starts_with("litigation");
        text += match line.rsplit_once(", ") {
            Some((row, _)) if is_row => format!("{row}]\n"),
            _ => format!("{line}\n"),
        }
        .as_str();
    }
    assert!(text.contains("received = [12, 0, 1, 0, 0, 0]"), "{text}");
    let done = mended(&text, Format::Toml);
    assert_eq!((&done.text, done.totals), (&text, 0));
    let wrong = with(&text, "（一）主动公开", "(一)主动公开");
    assert_eq!(mended(&wrong, Format::Toml).text, text);
}

#[test]
fn totals_stay_out_where_numbers_do_not_add_up() {
    let toml = sample("liuxi.toml");
    let text = with(
        &toml,
        "received = [12, 0, 1, 0, 0, 0, 13]",
        "received = [21, 0, 1, 0, 0, 0]",
    );
    let done = mended(&text, Format::Toml);
    assert_eq!(
        (done.text, done.totals, done.unsafe_tables),
        (text, 0, vec!["表三"])
    );
}

#[test]
fn what_the_file_allows_is_left_alone() {
    let allowed = "[check]\nallow = [\"PUNC\"]\nreason = \"印刷厂要求\"\n\n[prose]";
    let text = with(&sample("liuxi.toml"), "[prose]", allowed);
    let text = with(&text, "（一）主动公开", "(一)主动公开");
    assert_eq!(mended(&text, Format::Toml).text, text);
}

/// A number that only an earlier count can explain is left to people.
#[test]
fn a_number_out_of_order_is_left_alone() {
    let text = with(&sample("liuxi.toml"), "（五）监督保障", "9、监督保障");
    assert_eq!(mended(&text, Format::Toml).text, text);
    let text = with(&sample("liuxi.toml"), "（三）政府信息管理", "3、政府信息管理");
    let text = with(&text, "（四）平台建设", "4、平台建设");
    assert_eq!(mended(&text, Format::Toml).text, sample("liuxi.toml"));
}

/// Over every sample there is: what is mended is found no more, what is left is found again, and all else is the same.
#[test]
fn mending_mends_and_does_nothing_else() {
    let mut changed = 0;
    for folder in ["samples", "samples/faults", "samples/towns"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Some(format) = Format::from_path(&path).filter(|_| path.is_file()) else {
                continue;
            };
            let bytes = std::fs::read(&path).unwrap();
            let reading = input::read("a", &bytes, Some(format));
            let findings = inspect(&reading, &reading.style).unwrap();
            let done = mend(&reading, &findings, Some(format));
            let again = input::read("a", done.text.as_bytes(), Some(format));
            if !done.changes(&reading) {
                continue;
            }
            changed += 1;
            let after = inspect(&again, &again.style).unwrap();
            let left: Vec<_> = findings
                .iter()
                .zip(&done.findings)
                .filter(|(_, mended)| !**mended)
                .collect();
            let name = path.display();
            assert!(after.len() == left.len(), "{name}: {after:?}");
            for (before, _) in left {
                assert!(
                    after.iter().any(|other| other.code == before.code),
                    "{name}: {before:?}"
                );
            }
            let twice = mend(&again, &after, Some(format));
            assert_eq!(twice.text, done.text, "{name}");
        }
    }
    assert!(changed >= 11, "{changed}");
}

fn nianbao(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// An empty folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_file_is_written_only_when_asked() {
    let folder = scratch("fix-write");
    let file = folder.join("a.toml");
    let wrong = format!(
        "\u{feff}{}",
        sample("liuxi.toml")
            .replace('\n', "\r\n")
            .replace("（一）主动", "(一)主动")
    );
    std::fs::write(&file, &wrong).unwrap();
    let shown = nianbao(&["fix", "a.toml"], &folder);
    assert_eq!(shown.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), wrong);
    let difference = text(&shown.stdout);
    assert!(
        difference.starts_with("--- a.toml\n+++ a.toml\n@@ "),
        "{difference}"
    );
    assert!(
        difference.contains("\n-(一)主动") && difference.contains("\n+（一）主动"),
        "{difference}"
    );
    assert!(text(&shown.stderr).contains("PUNC") && text(&shown.stderr).contains("--write"));
    let written = nianbao(&["fix", "a.toml", "--write"], &folder);
    assert_eq!(written.status.code(), Some(0));
    assert_eq!(written.stdout, shown.stdout);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        wrong.replace("(一)主动", "（一）主动")
    );
    let again = nianbao(&["fix", ".", "--write"], &folder);
    assert!(again.stdout.is_empty() && text(&again.stderr).contains("没有可以自动改正的"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn what_is_left_is_told_and_decides_the_status() {
    let folder = root().join("samples/faults");
    let output = nianbao(&["fix", "as-received.toml", "no-such.toml"], &folder);
    assert_eq!(output.status.code(), Some(2));
    let output = nianbao(&["fix", "as-received.toml"], &folder);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    for said in ["PUNC×4、FMT-NUM", "10:8 错误[DATE-ORDER]", "警告[P6-FEE]"] {
        assert!(told.contains(said), "{told}");
    }
    let output = nianbao(&["fix", "encoding-gbk.toml"], &folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && text(&output.stderr).contains("READ-ENC"));
}

#[test]
fn a_stream_is_mended_into_a_stream() {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["fix", "-", "--write"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let wrong = sample("liuxi.json").replace("（一）主动", "(一)主动");
    child.stdin.take().unwrap().write_all(wrong.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stdout), sample("liuxi.json"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = scratch("fix-links");
    let (file, link) = (folder.join("a.toml"), folder.join("b.toml"));
    let wrong = sample("liuxi.toml").replace("（一）主动", "(一)主动");
    std::fs::write(&file, &wrong).unwrap();
    symlink("a.toml", &link).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(
        nianbao(&["fix", "b.toml", "--write"], &folder).status.code(),
        Some(2)
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), wrong);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(
        nianbao(&["fix", "b.toml", "--write"], &folder).status.code(),
        Some(0)
    );
    assert!(link.is_symlink());
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), sample("liuxi.toml"));
}

#[test]
fn programs_get_the_same_patches() {
    let folder = root().join("samples/faults");
    let output = nianbao(&["check", "numbering-mark.toml", "--format", "json"], &folder);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &value["files"][0]["findings"][0];
    let source = std::fs::read_to_string(folder.join("numbering-mark.toml")).unwrap();
    let fixes = finding["fixes"].as_array().unwrap();
    assert!(!fixes.is_empty());
    for fix in fixes {
        let byte = |name: &str| fix["place"][name].as_u64().unwrap() as usize;
        assert_eq!(&source[byte("start_byte")..byte("end_byte")], "、");
        assert_eq!(fix["text"], ".");
    }
    let output = nianbao(&["check", "numbering-mark.toml", "--format", "sarif"], &folder);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let change = &value["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "numbering-mark.toml");
    assert_eq!(change["replacements"].as_array().unwrap().len(), fixes.len());
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], ".");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 256,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(6),
        ..Default::default()
    })]

    /// Whatever text there is: what is mended once is mended for good, and reads the same but for marks and numbers.
    #[test]
    fn once_is_enough(pieces in proptest::collection::vec(0..PIECES.len(), 1..40)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let part6 = "part6 = \"本年度没有收取信息处理费。没有其他需要报告的事项。\"";
        let toml = with(&sample("liuxi.toml"), part6, &format!("part6 = '''\n子{text}\n'''"));
        let once = mended(&toml, Format::Toml).text;
        proptest::prop_assert_eq!(&mended(&once, Format::Toml).text, &once);
        let words = |text: &str| -> String {
            text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !"至止到三四".contains(*c)).collect()
        };
        proptest::prop_assert_eq!(words(&once), words(&toml));
    }
}

/// What texts with slips are made of.
const PIECES: [&str; 18] = [
    "甲",
    "乙",
    "丙，丁",
    ",",
    ", ",
    "(",
    ")",
    "（",
    "）",
    "截止",
    "截止到",
    "2021年",
    "01月05日",
    "\n3、丁",
    "\n1、丁",
    "\n（二）",
    "\n（三)",
    "函(2021)3号",
];
