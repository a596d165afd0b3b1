//! `nianbao merge`, `check --units` and `new --from` as people run them.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn nianbao(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A directory of its own for one test, with the sample units in `towns`.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("merge").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("towns")).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for entry in fs::read_dir(samples.join("towns")).unwrap() {
        let file = entry.unwrap().path();
        fs::copy(&file, folder.join("towns").join(file.file_name().unwrap())).unwrap();
    }
    folder
}

/// A unit's file with pieces replaced.
fn edit(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join("towns").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replace(old, new)).unwrap();
}

#[test]
fn the_example_of_the_readme_works() {
    let folder = scratch("readme");
    let mut arguments = vec![
        "merge",
        "towns",
        "--roster",
        "towns/roster.csv",
        "--due",
        "2026-01-20",
        "--list",
        "list.docx",
        "-o",
        "county.toml",
        "--agency",
        "清河县人民政府",
        "--level",
        "county",
        "--date",
        "2026-03-20",
    ];
    if cfg!(feature = "xlsx") {
        arguments.extend(["--sheet", "sums.xlsx"]);
    }
    let output = nianbao(&folder, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("1个单位逾期：清河县石桥乡人民政府"));
    let text = fs::read_to_string(folder.join("county.toml")).unwrap();
    for said in [
        "agency = \"清河县人民政府\"",
        "level = \"county\"",
        "date = \"2026-03-20\"",
        "licences = 224",
        "fees = \"99.275\"",
        "amount = \"120\"",
        "空数据说明，没有数可计：清河县档案馆",
    ] {
        assert!(text.contains(said), "{said}");
    }
    for file in ["list.docx", "sums.xlsx"]
        .iter()
        .take(if cfg!(feature = "xlsx") { 2 } else { 1 })
    {
        assert!(fs::read(folder.join(file)).unwrap().starts_with(b"PK"), "{file}");
    }
    // What somebody has written into the merged report is not lost by merging again.
    let again = nianbao(&folder, &arguments);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("没有覆盖"));
    // The merged file checks against its units; only the words are left to write.
    let output = nianbao(&folder, &["check", "county.toml", "--units", "towns"]);
    assert!(!out(&output).contains("AGG-"), "{}", out(&output));
    assert!(out(&output).contains("3处错误"));
    fs::write(
        folder.join("county.toml"),
        text.replace("licences = 224", "licences = 183"),
    )
    .unwrap();
    let output = nianbao(&folder, &["check", "county.toml", "--units", "towns"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("错误[AGG-SUM] 表二“行政许可”填183，各单位之和为224"));
    assert!(out(&output).contains("可能是漏加了清河县东岭镇人民政府"));
}

#[test]
fn the_office_s_own_report_is_added_once() {
    let folder = scratch("own");
    let own = fs::read_to_string(folder.join("towns/nantang.toml")).unwrap();
    fs::write(
        folder.join("towns/own.toml"),
        own.replace("清河县南塘乡人民政府", "清河县人民政府办公室"),
    )
    .unwrap();
    let merge = |more: &[&str]| {
        let arguments = [&["merge", "towns", "--explain", "table2.licences"], more].concat();
        out(&nianbao(&folder, &arguments))
    };
    let with = merge(&["--own", "towns/own.toml"]);
    assert!(
        with.contains("  清河县人民政府办公室（本级）\t17\n  合计\t241\n"),
        "{with}"
    );
    // Given with the others it is a unit like them.
    assert_eq!(with.lines().last(), merge(&[]).lines().last());
    assert!(!merge(&[]).contains("（本级）"));
}

#[test]
fn units_with_errors_are_named_and_merged_only_on_demand() {
    let folder = scratch("errors");
    edit(&folder, "dongling.toml", "licences = 41", "licences = \"\"");
    fs::write(folder.join("towns/empty.toml"), "").unwrap();
    let output = nianbao(&folder, &["merge", "towns", "-o", "county.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    for words in [
        "towns/dongling.toml：清河县东岭镇人民政府的报告有1处错误",
        "towns/empty.toml：读不出一份报告",
        "没有汇总",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!folder.join("county.toml").exists());
    let output = nianbao(&folder, &["merge", "towns", "-o", "county.toml", "--with-errors"]);
    assert_eq!(output.status.code(), Some(0));
    let text = fs::read_to_string(folder.join("county.toml")).unwrap();
    assert!(text.contains("注意：其中1个单位的报告有错误，汇总数未必可靠：清河县东岭镇人民政府"));
    assert!(text.contains("# “行政许可”没有计入：清河县东岭镇人民政府（空）\nlicences = 183"));
}

/// What is wrong in a unit is told of that unit: the sum's own checks are for what adjustments add.
#[test]
fn an_error_of_a_unit_is_not_told_of_the_sum_again() {
    let folder = scratch("unit-error");
    edit(
        &folder,
        "dongling.toml",
        "carried_forward = [",
        "carried_forward = [9",
    );
    let merge = |more: &[&str]| {
        let output = nianbao(&folder, &[&["merge", "towns"], more].concat());
        (output.status.code(), err(&output))
    };
    let (status, said) = merge(&[]);
    assert_eq!(status, Some(1));
    assert!(said.contains("towns/dongling.toml:"), "{said}");
    assert!(!said.contains("汇总 错误[T3"), "{said}");
    assert_eq!(merge(&["--with-errors", "-o", "c.toml"]).0, Some(0));
    let line = "[[adjust]]\nslot = \"table3.received.natural\"\namount = -1\nreason = \"转办\"\n";
    fs::write(folder.join("a.toml"), line).unwrap();
    let (_, said) = merge(&["--adjust", "a.toml"]);
    assert!(said.contains("汇总 错误[T3-BAL]"), "{said}");
    assert!(said.contains("有错误的1个单位没有算在内"), "{said}");
}

/// The report that `merge` wrote is known again after the office has completed it, and one that equals the sum too.
#[test]
fn a_merged_report_in_the_folder_is_told_and_nothing_is_summed_twice() {
    let folder = scratch("twice");
    let merge = |more: &[&str]| {
        let output = nianbao(&folder, &[&["merge", "towns"], more].concat());
        (output.status.code(), err(&output))
    };
    let head = [
        "--agency",
        "清河县人民政府",
        "--level",
        "county",
        "--date",
        "2026-03-01",
    ];
    let first = merge(&[&["-o", "towns/county.toml"][..], &head].concat());
    assert_eq!(first.0, Some(0), "{}", first.1);
    // What is still to be written in it is nobody's to mend.
    let (status, said) = merge(&[]);
    assert_eq!(status, Some(1));
    assert!(said.contains("towns/county.toml）是汇总报告，已包含"), "{said}");
    assert!(!said.contains("退回") && !said.contains("READ-MISS"), "{said}");
    let town = fs::read_to_string(folder.join("towns/xihe.toml")).unwrap();
    let prose = &town[town.find("[prose]").unwrap()..town.find("[table2]").unwrap()];
    let county = fs::read_to_string(folder.join("towns/county.toml")).unwrap();
    let (before, rest) = county.split_at(county.find("[prose]").unwrap());
    let completed = format!("{before}{prose}{}", &rest[rest.find("[table2]").unwrap()..]);
    fs::write(folder.join("towns/county.toml"), &completed).unwrap();
    for more in [&[][..], &["--with-errors"], &["--explain", "table2.licences"]] {
        let (status, said) = merge(more);
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("towns/county.toml）是汇总报告，已包含"), "{said}");
    }
    // Held against its units it is left aside; a copy of it is not.
    let check = |file: &str| out(&nianbao(&folder, &["check", file, "--units", "towns"]));
    assert!(!check("towns/county.toml").contains("AGG-"));
    fs::write(folder.join("c.toml"), &completed).unwrap();
    assert!(check("c.toml").contains("是汇总报告，已包含"));

    // Without the mark: told, and merged only when somebody says that it is right.
    let start = completed.find("merged_from = [").unwrap();
    let end = start + completed[start..].find("]\n").unwrap() + 2;
    let unmarked = completed[..start].to_owned() + &completed[end..];
    fs::write(folder.join("towns/county.toml"), unmarked).unwrap();
    let (status, said) = merge(&["-o", "x.toml"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("每一格都等于其余6个单位之和"), "{said}");
    assert!(check("c.toml").contains("每一格都等于其余6个单位之和"));
    assert!(!folder.join("x.toml").exists());
    assert_eq!(merge(&["-o", "x.toml", "--with-errors"]).0, Some(0));
}

#[test]
fn conflicts_and_years_are_never_merged() {
    let folder = scratch("conflict");
    fs::copy(
        folder.join("towns/xihe.toml"),
        folder.join("towns/西河镇（改）.toml"),
    )
    .unwrap();
    for more in [&[][..], &["--with-errors"]] {
        let output = nianbao(
            &folder,
            &[&["merge", "towns", "-o", "county.toml"], more].concat(),
        );
        assert_eq!(output.status.code(), Some(1));
        assert!(
            err(&output).contains("清河县西河镇人民政府有2份报告：towns/xihe.toml、towns/西河镇（改）.toml")
        );
    }
    fs::remove_file(folder.join("towns/西河镇（改）.toml")).unwrap();
    edit(&folder, "xihe.toml", "year = 2025", "year = 2024");
    let output = nianbao(&folder, &["merge", "towns", "--with-errors", "-o", "county.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("AGG-YEAR"), "{}", err(&output));
    assert!(!folder.join("county.toml").exists());
}

#[test]
fn the_list_is_written_even_when_units_are_missing() {
    let folder = scratch("missing");
    fs::remove_file(folder.join("towns/xihe.toml")).unwrap();
    let arguments = [
        "merge",
        "towns",
        "--roster",
        "towns/roster.csv",
        "--list",
        "list.csv",
        "-o",
        "c.toml",
    ];
    let output = nianbao(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("1个单位名册登记了收到日期，却没有报告的数据文件：清河县西河镇人民政府"));
    let list = fs::read_to_string(folder.join("list.csv")).unwrap();
    assert!(list.starts_with("\u{feff}序号,单位,"));
    assert!(
        list.contains("3,清河县西河镇人民政府,2026-01-13,已登记收到，没有数据文件,\r\n"),
        "{list}"
    );
    assert!(!folder.join("c.toml").exists());

    // Nor do two versions of a report or one of another year keep the list from being written.
    fs::copy(folder.join("towns/beishan.toml"), folder.join("towns/再报.toml")).unwrap();
    edit(&folder, "nantang.toml", "year = 2025", "year = 2024");
    fs::remove_file(folder.join("list.csv")).unwrap();
    let output = nianbao(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    for part in [
        "AGG-YEAR",
        "有2份报告",
        "没有报告的数据文件：清河县西河镇",
        "已生成 list.csv",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let list = fs::read_to_string(folder.join("list.csv")).unwrap();
    for row in [
        "3,清河县西河镇人民政府,2026-01-13,已登记收到，没有数据文件,\r\n",
        "4,清河县南塘乡人民政府,2026-01-16,已报，是2024年度的，报告有错误,nantang.toml\r\n",
        "5,清河县北山街道办事处,2026-01-08,报了2份,beishan.toml、再报.toml\r\n",
    ] {
        assert!(list.contains(row), "{row}: {list}");
    }

    // Nor does a file that cannot be opened, which may be that of a unit that is missing.
    fs::remove_file(folder.join("list.csv")).unwrap();
    let output = nianbao(
        &folder,
        &[&arguments[..1], &["none.toml"], &arguments[1..]].concat(),
    );
    assert_eq!(output.status.code(), Some(2));
    let said = err(&output);
    assert!(
        said.contains("1个文件读不出是哪个单位的，可能就是其中的：none.toml"),
        "{said}"
    );
    assert!(folder.join("list.csv").exists() && !folder.join("c.toml").exists());
}

#[test]
fn an_adjustment_that_tears_a_balance_is_refused() {
    let folder = scratch("adjust");
    let line = |slot: &str| {
        format!("[[adjust]]\nslot = \"table3.{slot}.natural\"\namount = -1\nreason = \"转办\"\n")
    };
    fs::write(folder.join("a.toml"), line("received")).unwrap();
    let arguments = ["merge", "towns", "--adjust", "a.toml", "-o", "c.toml"];
    let output = nianbao(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("T3-BAL"), "{}", err(&output));
    fs::write(folder.join("a.toml"), line("received") + &line("granted")).unwrap();
    assert_eq!(nianbao(&folder, &arguments).status.code(), Some(0));
    let check = |more: &[&str]| {
        let arguments = [&["check", "c.toml", "--units", "towns"], more].concat();
        out(&nianbao(&folder, &arguments)).matches("AGG-SUM").count()
    };
    assert_eq!(check(&["--adjust", "a.toml"]), 0);
    assert!(check(&[]) > 0);
    fs::write(folder.join("a.toml"), "[[adjust]]\nslot = 1\n").unwrap();
    let _ = fs::remove_file(folder.join("c.toml"));
    let output = nianbao(&folder, &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("a.toml:2:8 错误[AGG-ADJ]"),
        "{}",
        err(&output)
    );
}

/// A sum of the form that fails for a cell that is not the sum of its units has the same cause, which is told once.
#[test]
fn a_wrong_cell_of_a_parent_is_told_once() {
    let folder = scratch("once");
    assert_eq!(
        nianbao(&folder, &["merge", "towns", "-o", "c.toml"])
            .status
            .code(),
        Some(0)
    );
    let text = fs::read_to_string(folder.join("c.toml")).unwrap();
    let check = |old: &str, new: &str, more: &[&str]| {
        assert!(text.contains(old), "{old}");
        fs::write(folder.join("c.toml"), text.replace(old, new)).unwrap();
        let told = out(&nianbao(&folder, &[&["check", "c.toml"], more].concat()));
        (told.matches("[T3-").count(), told.matches("[AGG-SUM]").count())
    };
    let (right, wrong) = ("granted = [18,", "granted = [718,");
    assert_eq!(check(right, wrong, &[]), (1, 0));
    assert_eq!(check(right, wrong, &["--units", "towns"]), (0, 1));
    // Where the units themselves don't add up, after an adjustment of one side, the sum is told beside it.
    let line = "[[adjust]]\nslot = \"table3.received.natural\"\namount = 5\nreason = \"漏计\"\n";
    fs::write(folder.join("a.toml"), line).unwrap();
    let (sums, cells) = check(right, wrong, &["--units", "towns", "--adjust", "a.toml"]);
    assert!(sums > 0 && cells > 0, "{sums} {cells}");
}

#[test]
fn a_parent_is_held_only_against_sound_units_of_its_year() {
    let folder = scratch("parent");
    let output = nianbao(
        &folder,
        &[
            "merge",
            "towns",
            "-o",
            "c.toml",
            "--agency",
            "清河县人民政府",
            "--level",
            "county",
            "--date",
            "2026-03-01",
        ],
    );
    assert_eq!(output.status.code(), Some(0));
    let check = || {
        let output = nianbao(&folder, &["check", "c.toml", "--units", "towns"]);
        assert_eq!(output.status.code(), Some(1));
        out(&output)
    };
    assert!(!check().contains("AGG-"));
    // A unit that stands in the folder of the merged report itself is no unit of it.
    fs::copy(folder.join("c.toml"), folder.join("towns/c.toml")).unwrap();
    let output = nianbao(&folder, &["check", "towns/c.toml", "--units", "towns"]);
    assert!(!out(&output).contains("AGG-"), "{}", out(&output));
    fs::remove_file(folder.join("towns/c.toml")).unwrap();
    edit(&folder, "nantang.toml", "licences = 17", "licences = \"\"");
    let said = check();
    assert!(said.contains("AGG-UNIT") && !said.contains("AGG-SUM"), "{said}");
    edit(&folder, "nantang.toml", "licences = \"\"", "licences = 17");
    let county = fs::read_to_string(folder.join("c.toml")).unwrap();
    fs::write(
        folder.join("c.toml"),
        county.replace("year = 2025", "year = 2024"),
    )
    .unwrap();
    let said = check();
    assert!(said.contains("错误[AGG-YEAR]"), "{said}");
    assert!(!said.contains("AGG-SUM"), "{said}");
}

#[test]
fn names_that_look_like_formulas_stay_text() {
    let folder = scratch("formula");
    fs::write(folder.join("r.csv"), "name,nil\n=1+1,没有数据\n").unwrap();
    nianbao(
        &folder,
        &["merge", "towns", "--roster", "r.csv", "--list", "list.csv"],
    );
    let list = fs::read_to_string(folder.join("list.csv")).unwrap();
    assert!(list.contains("1,'=1+1,"), "{list}");
}

#[test]
fn odd_names_in_a_roster_print_or_are_told() {
    let folder = scratch("odd-names");
    let merge = |roster: &str| {
        fs::write(folder.join("r.csv"), roster).unwrap();
        let _ = fs::remove_file(folder.join("list.docx"));
        let arguments = ["merge", "towns", "--roster", "r.csv", "--list", "list.docx"];
        let output = nianbao(&folder, &arguments);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        (err(&output), folder.join("list.docx").exists())
    };
    let long = "㙍𬭎䶮".repeat(20);
    assert!(merge(&format!("name\n\"甲\n镇\u{202e}\"\n{long}\n")).1);
    let (said, made) = merge("name\n甲镇🙂\n");
    assert!(said.contains("错误[GLYPH]") && !made, "{said}");
    let (said, made) = merge(&format!("name\n{long}长\n"));
    assert!(
        said.contains("r.csv:2:1 错误[AGG-SET] 单位名称有61个字，过长") && !made,
        "{said}"
    );
    // The name of a file is no reason to have no list.
    fs::rename(folder.join("towns/xihe.toml"), folder.join("towns/xihe🙂.toml")).unwrap();
    let (said, made) = merge("name\n甲镇\n");
    assert!(!said.contains("GLYPH") && made, "{said}");
}

#[test]
fn wrong_usage_is_said_in_chinese() {
    let folder = scratch("usage");
    for (arguments, said) in [
        (&["merge"][..], "缺少参数"),
        (&["merge", "nothing"], "找不到这个文件"),
        (&["merge", "towns", "--list", "a.docx"], "缺少参数"),
        (&["merge", "towns", "--roster", "no.csv"], "找不到这个文件"),
        (
            &[
                "merge",
                "towns",
                "--roster",
                "towns/roster.csv",
                "--list",
                "a.txt",
            ],
            "扩展名应为",
        ),
        (
            &["merge", "towns", "--explain", "table3.x"],
            "没有“table3.x”这个位置",
        ),
        (&["merge", "towns", "--date", "2026-02-30"], "2026-01-20 的样子"),
        (&["merge", "towns", "--level", "town"], "可填：township"),
        (&["merge", "towns", "-o", "no/where/c.toml"], "所在的文件夹不存在"),
        (&["merge", "towns", "-o", "c.json"], "扩展名应为 .toml"),
        (&["new", "2026", "-o", "a.yaml"], "扩展名应为 .toml"),
        (&["new", "2026", "--from", "towns/nothing.toml"], "找不到这个文件"),
        (&["new", "2025", "--from", "towns/xihe.toml"], "不是上一年度"),
        (
            &["new", "2026", "--nil", "--from", "towns/xihe.toml"],
            "--nil 不能与 --from",
        ),
    ] {
        let output = nianbao(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
    }
    fs::create_dir(folder.join("none")).unwrap();
    let output = nianbao(&folder, &["merge", "none"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("文件夹里没有数据文件"));
}

#[test]
fn this_year_s_draft_carries_over_what_last_year_left() {
    let folder = scratch("from");
    let output = nianbao(
        &folder,
        &["new", "2026", "--from", "towns/xihe.toml", "-o", "next.toml"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = fs::read_to_string(folder.join("next.toml")).unwrap();
    for said in [
        "year = 2026",
        "agency = \"清河县西河镇人民政府\"",
        "date = \"\"",
        "phone = \"0300-1000002\"",
        "carried_over = [1, 0, 0, 0, 0, 0]",
        "received = [\"\", \"\", \"\", \"\", \"\", \"\"]",
        "# 上年：本年处理决定数量58\nlicences = \"\"",
        "# 上年的标题：（一）存在的主要问题\n",
        "# 上年：发出收费通知1件，通知收费总金额120元，实际收取120元\n",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("征地补偿"), "last year's text is not copied");
    let output = nianbao(&folder, &["check", "next.toml", "--last", "towns/xihe.toml"]);
    assert!(!out(&output).contains("YOY"), "{}", out(&output));
    // A report of 2020 has the form of 2019, one of 2021 has the new one.
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let text = out(&nianbao(
        &samples,
        &["new", "2021", "--from", "y2019/report.toml"],
    ));
    for said in [
        "# 上年用2019年的格式，本年用2021年的格式",
        "# 上年（栏目不同）：上一年项目数量44、处理决定数量1362，其余为0\nlicences = \"\"",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    // Within the form of 2019 last year's number of items is what the year before ended with.
    let old = fs::read_to_string(samples.join("y2019/report.toml")).unwrap();
    fs::write(
        folder.join("2019.toml"),
        old.replace("year = 2020", "year = 2019"),
    )
    .unwrap();
    let text = out(&nianbao(&folder, &["new", "2020", "--from", "2019.toml"]));
    assert!(text.contains("penalties = [0, \"\", \"\"]"), "{text}");
    assert!(text.contains("licences = [44, \"\", \"\"]"), "{text}");
}
