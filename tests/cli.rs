//! The program as people run it: output, exit status, Chinese help and errors.
#![cfg(feature = "cli")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn nianbao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"))
        .args(arguments)
        .output()
        .unwrap()
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

/// A directory of its own for one test.
fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).unwrap();
    directory
}

#[test]
fn a_clean_report_passes_in_every_format() {
    for name in ["liuxi.toml", "liuxi.yaml", "liuxi.json"] {
        let output = nianbao(&["check", name]);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(text(&output.stdout), format!("{name}：没有发现问题\n"));
        let output = with_input(&["check", "-"], &sample(name));
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (Some(0), "-：没有发现问题\n")
        );
    }
}

#[test]
fn several_files_are_checked_and_the_worst_decides() {
    let output = nianbao(&[
        "check",
        "liuxi.toml",
        "faults/archive-retention.toml",
        "faults/sum-leaf.toml",
    ]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(out.starts_with("liuxi.toml：没有发现问题\n"));
    assert!(out.contains("faults/archive-retention.toml：1处警告\n"));
    assert!(out.ends_with("faults/sum-leaf.toml：1处错误\n"));
    assert_eq!(
        nianbao(&["check", "faults/archive-retention.toml"]).status.code(),
        Some(0)
    );
    let output = nianbao(&["check", "nothing.toml", "faults/sum-leaf.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).ends_with("faults/sum-leaf.toml：1处错误\n"));
}

#[test]
fn what_is_not_a_file_is_said_in_chinese() {
    for (verb, name, said) in [
        ("check", "nothing.toml", "找不到这个文件"),
        ("build", "nothing.toml", "找不到这个文件"),
        ("build", "faults", "文件夹"),
    ] {
        let output = nianbao(&[verb, name]);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let err = text(&output.stderr);
        assert!(
            err.starts_with("错误：") && err.contains(name) && err.contains(said),
            "{err}"
        );
    }
}

#[test]
fn a_folder_is_a_table_with_the_worst_first() {
    let output = nianbao(&["check", "faults"]);
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[1].contains("faults/as-received.toml（DATE-ORDER、"),
        "{}",
        lines[1]
    );
    assert!(lines.last().unwrap().starts_with("共"), "{out}");
    let errors: Vec<usize> = lines[1..lines.len() - 1]
        .iter()
        .map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
        .collect();
    assert!(errors.is_sorted_by(|a, b| a >= b));
}

#[test]
fn warnings_can_be_denied() {
    let file = "faults/date-due.toml";
    assert_eq!(nianbao(&["check", file]).status.code(), Some(0));
    assert_eq!(
        nianbao(&["check", file, "--deny", "warning"]).status.code(),
        Some(1)
    );
    assert_eq!(
        nianbao(&["check", "liuxi.toml", "--deny", "warning"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn programs_read_json_and_sarif() {
    let arguments = ["check", "faults/date-due.toml", "liuxi.toml", "--format"];
    let value = |format: &str| -> serde_json::Value {
        serde_json::from_slice(&nianbao(&[&arguments[..], &[format]].concat()).stdout).unwrap()
    };
    let own = value("json");
    assert_eq!(own["version"], 1);
    let finding = &own["files"][0]["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["level"], &finding["place"]["line"]),
        (&"DATE-DUE".into(), &"warning".into(), &5.into())
    );
    assert_eq!(own["files"][1]["findings"], serde_json::json!([]));
    let sarif = value("sarif");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "DATE-DUE");
    let ids: Vec<&serde_json::Value> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| &rule["id"])
        .collect();
    assert!(ids.contains(&&run["results"][0]["ruleId"]));
}

#[test]
fn last_year_is_compared_with() {
    let output = nianbao(&["check", "liuxi.toml", "--last", "y2019/report.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("错误[YOY-FILE]"));
}

#[test]
fn wrong_usage_is_said_in_chinese() {
    for (arguments, said) in [
        (&["chekc"][..], "“chekc”"),
        (&["check"], "<文件>"),
        (&["check", "a.toml", "--fast"], "“--fast”"),
        (&["new"], "<年度>"),
        (&["new", "twenty"], "“twenty”"),
        (&["new", "2018"], "2018年度"),
        (&["new", "2025", "--ni"], "--nil"),
        (&["completions", "cmd"], "“cmd”不对，可填：bash"),
        (&["new", "25"], "“25”不对：写成四位数字，如 2025"),
        (&["new", "2025年"], "写成四位数字，如 2025"),
        (&["batch", "a", "-o", "b", "--jobs", "x"], "写成1至256的数"),
        (&["batch", "a", "-o", "b", "--jobs", "0"], "写成1至256的数"),
        (&["batch", "a", "-o", "b", "--formats", "html"], "可填：docx、pdf"),
        (
            &["build", "a.toml", "--pdf", "foo"],
            "可填：archive、print、booklet、2up",
        ),
        (
            &["check", "a.toml", "--format", "xml"],
            "可填：human、json、sarif",
        ),
        (&["check", "a.toml", "--deny", "hint"], "可填：warning"),
        (
            &["preview", "a.toml", "--sheet", "--page", "1"],
            "--sheet 不能与 --page <页> 同用",
        ),
        (&["build", "a.toml", "--draft", "--draft"], "--draft 重复"),
        (
            &["build", "a.toml", "-o", "a.pdf", "-o", "./a.pdf"],
            "“./a.pdf”写了两次",
        ),
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let err = text(&output.stderr);
        assert!(
            err.starts_with("错误：") && err.contains(said),
            "{arguments:?}: {err}"
        );
        assert!(!err.contains("error"), "{err}");
    }
    for verb in ["extract", "doctor"] {
        let output = nianbao(&[verb, "liuxi.toml"]);
        assert_eq!(output.status.code(), Some(1));
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(told.contains("不是 Word 文件（.docx），也不是 PDF"), "{told}");
    }
    let output = nianbao(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("用法：nianbao"));
}

#[test]
fn help_is_chinese_with_examples() {
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["new", "--help"],
        &["check", "--help"],
        &["build", "--help"],
        &["style", "--help"],
        &["schema", "--help"],
        &["completions", "--help"],
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(0));
        let help = text(&output.stdout);
        assert!(
            help.contains("用法：nianbao") && help.contains("\n例：\n"),
            "{help}"
        );
        for english in [
            "Usage",
            "Options",
            "OPTIONS",
            "Commands",
            "Arguments",
            "Print",
            "possible",
            "default",
        ] {
            assert!(!help.contains(english), "{english} in {help}");
        }
    }
}

#[test]
fn the_version_names_forms_and_faces() {
    let version = text(&nianbao(&["--version"]).stdout);
    assert!(version.starts_with(concat!("nianbao ", env!("CARGO_PKG_VERSION"))));
    assert!(version.contains("2019、2021") && version.contains("字体"));
}

#[test]
fn a_template_is_saved_once_and_not_overwritten() {
    let path = scratch("template").join("report.toml");
    let name = path.to_str().unwrap();
    assert_eq!(
        nianbao(&["new", "2025", "--nil", "-o", name]).status.code(),
        Some(0)
    );
    let saved = std::fs::read(&path).unwrap();
    assert_eq!(saved, nianbao(&["new", "2025", "--nil"]).stdout);
    let again = nianbao(&["new", "2024", "-o", name]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("没有覆盖"));
    assert_eq!(std::fs::read(&path).unwrap(), saved);
}

#[test]
fn an_unfilled_template_does_not_pass() {
    let template = nianbao(&["new", "2025"]).stdout;
    let output = with_input(&["check", "-"], &template);
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    for said in ["机关全称（agency）没有填写", "表三全部25行都没有填写", "第五部分"] {
        assert!(out.contains(said), "{said} not in {out}");
    }
}

#[test]
fn the_schema_knows_every_key_of_the_samples() {
    let schema: serde_json::Value = serde_json::from_slice(&nianbao(&["schema"]).stdout).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&sample("liuxi.json")).unwrap();
    for (key, value) in report.as_object().unwrap() {
        let mut described = &schema["properties"][key];
        assert!(described.is_object(), "{key}");
        if key.starts_with("table") {
            described = &schema["$defs"][format!("form2021_{key}")];
        }
        for inner in value.as_object().into_iter().flat_map(|table| table.keys()) {
            assert!(described["properties"][inner].is_object(), "{key}.{inner}");
        }
    }
}

#[test]
fn completions_are_written_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = nianbao(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        let script = text(&output.stdout);
        assert!(script.contains("nianbao") && script.contains("schema"), "{shell}");
    }
}

#[test]
fn two_runs_print_the_same() {
    for arguments in [
        &["schema"][..],
        &["new", "2021"],
        &["check", "faults/sum-two-cells.toml"],
    ] {
        assert_eq!(nianbao(arguments).stdout, nianbao(arguments).stdout);
    }
}

#[test]
fn the_style_printed_can_be_edited_and_given_back() {
    let path = scratch("style").join("office.toml");
    let name = path.to_str().unwrap();
    let printed = text(&nianbao(&["style"]).stdout);
    assert_eq!(nianbao(&["style", "-o", name]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), printed);
    let checked = nianbao(&["check", "liuxi.toml", "--style", name]);
    assert_eq!(text(&checked.stdout), "liuxi.toml：没有发现问题\n");
    std::fs::write(&path, printed.replace("line_pitch = \"gb22\"", "line_pitch = 30")).unwrap();
    let given = nianbao(&["style", "--style", name]);
    assert!(
        text(&given.stderr).contains("office.toml:8:14 提示[READ-GB9704]"),
        "{}",
        text(&given.stderr)
    );
    let given = text(&given.stdout);
    assert!(given.contains("\nline_pitch = 30\n") && given.contains("每页21行"));
    let checked = nianbao(&["check", "liuxi.toml", "--style", name]);
    assert_eq!(checked.status.code(), Some(0));
}

#[test]
fn a_wrong_style_is_told_under_its_own_name() {
    for arguments in [
        &["check", "liuxi.toml", "--style", "styles/wrong.yaml"][..],
        &["build", "liuxi.toml", "--style", "styles/wrong.yaml"],
        &["style", "--style", "styles/wrong.yaml"],
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains("styles/wrong.yaml:3:13 错误[READ-STYLE]"), "{said}");
    }
    let output = nianbao(&["check", "liuxi.toml", "--style", "nothing.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("nothing.toml：找不到这个文件"));
}
