//! Faces shared by the files of a batch: one cut of what all of them show.

use crate::common::folder::Folder;
use crate::common::unzip;
use crate::{batch, files, manifest_of, town, with_towns};
use nianbao::font::FontSet;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Towns that each show a character no other does.
fn with_rare_names(names: &[&str]) -> Folder {
    let folder = Folder::empty();
    for (number, name) in names.iter().enumerate() {
        add_town(&folder, number, name);
    }
    folder
}

fn add_town(folder: &Folder, number: usize, name: &str) {
    let agency = format!("某县{name}镇人民政府");
    folder.write(&format!("towns/{number:03}.toml"), town(&agency));
}

const NAMES: [&str; 4] = ["鹏程", "麒麟", "龙潭", "凤凰"];

/// The names of a Word file's parts that hold faces, with their bytes.
fn faces(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut parts = unzip(docx);
    parts.retain(|name, _| name.starts_with("word/fonts/"));
    parts
}

/// The font programs of a PDF.
fn printed(pdf: &[u8]) -> Vec<Vec<u8>> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let programs = streams.filter(|stream| stream.dict.has(b"Length1"));
    programs
        .map(|stream| stream.decompressed_content().unwrap())
        .collect()
}

fn word_files(made: &BTreeMap<String, Vec<u8>>) -> Vec<&Vec<u8>> {
    let word = made.iter().filter(|(name, _)| name.ends_with(".docx"));
    word.map(|(_, bytes)| bytes).collect()
}

#[test]
fn every_file_carries_what_all_of_them_show() {
    let folder = with_rare_names(&NAMES);
    let arguments = ["towns", "--pdf", "print", "--share-fonts", "-o"];
    let (status, out, err) = batch(&folder, &[&arguments[..], &["out"]].concat());
    assert_eq!(status, Some(0), "{out}{err}");
    let made = files(&folder, "out");
    let word = word_files(&made);
    assert_eq!(word.len(), 4);
    let first = faces(word[0]);
    assert!(first.len() >= 5);
    for file in &word[1..] {
        assert!(faces(file) == first);
    }
    let print: Vec<_> = made.iter().filter(|(name, _)| name.ends_with(".pdf")).collect();
    let programs = printed(print[0].1);
    for (name, file) in &print[1..] {
        assert!(printed(file) == programs, "{name}");
    }
    // What all of them show is in the face of running text, which is the largest.
    let shown: BTreeSet<char> = NAMES.concat().chars().collect();
    let fonts = FontSet::bundled().unwrap();
    let face = fonts.face(fonts.chain(nianbao::font::Role::Fangsong)[0]);
    let outline = |font: &FontRef, glyph: GlyphId| {
        font.glyph_metrics(Size::unscaled(), LocationRef::default())
            .bounds(glyph)
    };
    let whole = FontRef::new(face.data()).unwrap();
    let largest = programs.iter().max_by_key(|program| program.len()).unwrap();
    let program = FontRef::new(largest).unwrap();
    let count = program.maxp().unwrap().num_glyphs();
    assert!(count < 1000);
    for ch in shown {
        let wanted = outline(&whole, GlyphId::new(face.glyph(ch).unwrap()));
        let has = (0..count).any(|glyph| outline(&program, GlyphId::from(glyph)) == wanted);
        assert!(has, "{ch}");
    }

    // The same on one thread, and without sharing only the faces differ.
    batch(&folder, &[&arguments[..], &["again", "--jobs", "1"]].concat());
    assert!(files(&folder, "again") == made);
    batch(&folder, &["towns", "--pdf", "print", "-o", "own"]);
    for (name, own) in files(&folder, "own")
        .iter()
        .filter(|(name, _)| name.ends_with(".docx"))
    {
        let (mut own, mut shared) = (unzip(own), unzip(&made[name]));
        for parts in [&mut own, &mut shared] {
            parts.retain(|name, _| !name.starts_with("word/font"));
        }
        assert!(own == shared, "{name}");
    }
}

#[test]
fn the_parts_of_a_batch_share_the_faces_of_the_whole() {
    let folder = with_rare_names(&NAMES);
    let arguments = [
        "towns",
        "--formats",
        "docx",
        "--docx-fonts",
        "editing",
        "--share-fonts",
    ];
    batch(&folder, &[&arguments[..], &["-o", "whole"]].concat());
    for part in ["1/3", "2/3", "3/3"] {
        let (status, _, err) = batch(
            &folder,
            &[&arguments[..], &["-o", "parts", "--shard", part]].concat(),
        );
        assert_eq!(status, Some(0), "{err}");
    }
    let (mut whole, mut parts) = (files(&folder, "whole"), files(&folder, "parts"));
    for files in [&mut whole, &mut parts] {
        files.retain(|name, _| !name.starts_with("manifest"));
    }
    assert!(whole.len() == 4 && parts == whole);
}

/// The Word files of all towns anew, but for those that stand already.
const RESUMED: &[&str] = &[
    "towns",
    "-o",
    "out",
    "--formats",
    "docx",
    "--share-fonts",
    "--resume",
];

#[test]
fn a_character_that_is_new_makes_all_files_anew() {
    let folder = with_rare_names(&NAMES[..2]);
    let told = |expected: &str| {
        let (status, out, err) = batch(&folder, RESUMED);
        assert_eq!(status, Some(0), "{err}");
        assert!(out.starts_with(expected), "{out}");
    };
    told("共2份报告：生成2份\n");
    let first = files(&folder, "out");
    told("共2份报告：生成2份（其中2份没有改动，未重新生成）");
    // A report that shows nothing new.
    add_town(&folder, 2, "鹏麟");
    told("共3份报告：生成3份（其中2份没有改动，未重新生成）");
    add_town(&folder, 3, "龙潭");
    told("共4份报告：生成4份\n");
    let made = files(&folder, "out");
    assert!(first.iter().all(|(name, bytes)| made[name] != *bytes));
    let shared = |files: &BTreeMap<String, Vec<u8>>| {
        let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        manifest["made_by"]["shared_fonts"].as_str().unwrap().to_owned()
    };
    assert_ne!(shared(&first), shared(&made));
    // Files with faces of their own are other files.
    let (_, out, _) = batch(&folder, &["towns", "-o", "out", "--formats", "docx", "--resume"]);
    assert!(out.starts_with("共4份报告：生成4份\n"), "{out}");
}

#[test]
fn a_report_that_is_mended_changes_no_other_file() {
    let folder = with_rare_names(&NAMES[..2]);
    let sound = town("某县龙潭镇人民政府");
    let faulty = sound.replace("date = \"2026-01-12\"", "date = \"2025-01-12\"");
    folder.write("towns/002.toml", faulty);
    let (status, out, _) = batch(&folder, RESUMED);
    assert_eq!(status, Some(1));
    assert!(out.starts_with("共3份报告：生成2份，有错误1份"), "{out}");
    folder.write("towns/002.toml", sound);
    let (_, out, _) = batch(&folder, RESUMED);
    assert!(out.starts_with("共3份报告：生成3份（其中2份没有改动"), "{out}");
}

#[test]
fn a_report_that_cannot_be_read_is_told_of_once_and_shares_nothing() {
    let folder = with_towns(2);
    let arguments = ["--formats", "docx", "--share-fonts", "-o"];
    batch(&folder, &[&["towns"], &arguments[..], &["sound"]].concat());
    folder.write("towns/bad.toml", "year = ");
    let (status, out, err) = batch(
        &folder,
        &[&["towns", "none.toml"], &arguments[..], &["out"]].concat(),
    );
    assert_eq!(status, Some(2));
    assert!(out.contains("生成2份，有错误1份，读写失败1份"), "{out}");
    for name in ["bad.toml", "none.toml"] {
        assert_eq!(err.matches(name).count(), 1, "{err}");
    }
    let (made, sound) = (files(&folder, "out"), files(&folder, "sound"));
    assert!(word_files(&made) == word_files(&sound));
}

#[test]
fn a_stream_of_reports_is_read_twice_if_it_is_a_file() {
    let folder = with_towns(3);
    let line = |number: usize| {
        let town = town(&format!("某县第{number}镇人民政府"));
        let reading = nianbao::input::read("a.toml", town.as_bytes(), None);
        let draft = nianbao::input::Draft::of(&reading.report.unwrap(), &reading.style);
        let value: serde_json::Value = serde_json::from_str(&draft.to_json()).unwrap();
        format!("{value}\n")
    };
    folder.write("all.jsonl", (0..3).map(line).collect::<String>());
    let arguments = ["--formats", "docx", "--share-fonts", "-o"];
    let (status, _, err) = batch(&folder, &[&["all.jsonl"], &arguments[..], &["out.zip"]].concat());
    assert_eq!(status, Some(0), "{err}");
    let streamed = unzip(&folder.bytes("out.zip"));
    batch(&folder, &[&["towns"], &arguments[..], &["out"]].concat());
    let made = files(&folder, "out");
    assert_eq!(faces(word_files(&streamed)[0]), faces(word_files(&made)[0]));
}

#[test]
fn the_first_pass_has_the_folder_to_itself_and_is_timed() {
    let folder = with_towns(3);
    fs::create_dir(folder.0.join("towns/old")).unwrap();
    folder.write("towns/old/a.toml", town("某县旧镇人民政府"));
    let all = ["towns", "--formats", "docx", "--share-fonts", "-o", "out"];
    let (status, _, err) = batch(&folder, &[&all[..], &["--timings", "times.json"]].concat());
    assert_eq!(status, Some(0));
    // What is told of a folder is told once.
    assert_eq!(err.matches("towns/old").count(), 1, "{err}");
    let times = manifest_of(&folder, "times.json");
    let seconds = |key: &str| times[key].as_f64().unwrap();
    assert!(seconds("seconds_first_pass") > 0.0 && seconds("seconds") > seconds("seconds_first_pass"));

    // Another run has the folder: nothing is read, or this, which cannot be, would be told.
    fs::create_dir(folder.0.join("all.jsonl")).unwrap();
    let journal = fs::File::create(folder.0.join("out/.nianbao.journal")).unwrap();
    journal.lock().unwrap();
    let (status, _, err) = batch(&folder, &[&["all.jsonl"], &all[1..]].concat());
    assert!(status == Some(2) && err.contains("正在写这里"), "{err}");
}

#[test]
fn what_cannot_be_shared_is_refused() {
    let folder = with_towns(1);
    let refused = |arguments: &[&str], why: &str| {
        let (status, _, err) = batch(&folder, &[arguments, &["-o", "out", "--share-fonts"]].concat());
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(err.contains(why), "{err}");
        assert!(!folder.0.join("out").exists());
    };
    refused(&["-"], "标准输入只能读一次");
    refused(&["towns", "-"], "标准输入只能读一次");
    for arguments in [
        &["--formats", "pdf"][..],
        &["--docx-fonts", "none"],
        &["--docx-fonts", "full"],
        &["--typeface", "official"],
    ] {
        refused(&[&["towns"], arguments].concat(), "--share-fonts 在这里不起作用");
    }
    // A copy to print shares its faces whatever the Word file carries.
    let (status, _, _) = batch(
        &folder,
        &[
            "towns",
            "-o",
            "out",
            "--typeface",
            "official",
            "--pdf",
            "2up",
            "--share-fonts",
        ],
    );
    assert_eq!(status, Some(0));
    assert!(manifest_of(&folder, "out/manifest.json")["made_by"]["shared_fonts"].is_string());
}
