//! What files are called: each name once, safe on every system, inside the folder.

use crate::common::folder::Folder;
use crate::{batch, files, manifest_of, outcomes, town, with_towns};
use std::fs;

#[test]
fn a_name_is_given_once() {
    let folder = with_towns(3);
    folder.write("towns/002.toml", town("某县第0镇人民政府"));
    let (status, out, err) = batch(&folder, &["towns", "-o", "out", "--formats", "pdf"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("生成2份，重名1份"), "{out}");
    assert!(
        err.contains("towns/002.toml") && err.contains("与 towns/000.toml 相同"),
        "{err}"
    );
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["made", "made", "collided"]
    );

    folder.write("towns/000.toml", town("某县Abc局"));
    folder.write("towns/001.toml", town("某县aBC局"));
    let (_, out, _) = batch(&folder, &["towns", "-o", "case", "--formats", "pdf"]);
    assert!(
        out.contains("重名1份"),
        "names that differ in case alone are one on some systems: {out}"
    );

    let (status, _, _) = batch(
        &folder,
        &[
            "towns",
            "-o",
            "named",
            "--formats",
            "pdf",
            "--name",
            "{year}-{file}",
        ],
    );
    assert_eq!(status, Some(0));
    let names: Vec<String> = files(&folder, "named").into_keys().collect();
    assert_eq!(
        names,
        ["2025-000.pdf", "2025-001.pdf", "2025-002.pdf", "manifest.json"]
    );
    for bad in ["报告", "{nothing}"] {
        let (status, _, err) = batch(&folder, &["towns", "-o", "bad", "--name", bad]);
        assert_eq!(status, Some(2));
        assert!(err.contains("{title}"), "{err}");
    }
}

#[test]
fn no_name_leaves_the_folder() {
    let folder = Folder::empty();
    fs::create_dir(folder.0.join("towns")).unwrap();
    let long = "长".repeat(60);
    for (number, agency) in ["../../某局", "/etc/某局", "CON", "..", &long]
        .into_iter()
        .enumerate()
    {
        folder.write(&format!("towns/{number}.toml"), town(agency));
    }
    let (_, out, err) = batch(
        &folder,
        &[
            "towns",
            "-o",
            "deep/out",
            "--formats",
            "pdf",
            "--name",
            "{agency}",
        ],
    );
    assert!(out.contains("共5份"), "{out}{err}");
    let made = files(&folder, "deep/out");
    assert!(made.keys().all(|name| name.len() <= 210), "{:?}", made.keys());
    for entry in ["deep", "towns", "."] {
        let names: Vec<String> = fs::read_dir(folder.0.join(entry))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(
            names.iter().all(|name| !name.ends_with(".pdf")),
            "{entry}: {names:?}"
        );
    }
}

#[test]
fn names_that_some_system_takes_for_one_are_one() {
    let folder = with_towns(0);
    // Case, what Windows forbids, and its devices.
    for (number, agency) in ["某县Abc局", "某县aBC局", "甲:乙", "甲?乙", "NUL"]
        .into_iter()
        .enumerate()
    {
        folder.write(&format!("towns/{number}.toml"), town(agency));
    }
    let arguments = ["towns", "-o", "out", "--formats", "docx", "--name", "{agency}"];
    let (_, out, err) = batch(&folder, &arguments);
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["made", "collided", "made", "collided", "made"],
        "{out}{err}"
    );
    let names: Vec<String> = files(&folder, "out").into_keys().collect();
    assert!(
        names.contains(&"甲_乙.docx".to_owned()) && names.contains(&"_NUL.docx".to_owned()),
        "{names:?}"
    );
}
