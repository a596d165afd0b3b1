//! The package: its ZIP file, its types and relationships, its properties, and the same bytes each time.

use crate::support::{AGENCY, Node, Parts, draft, sample, write};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::process::Command;

#[test]
fn the_zip_is_deflated_undated_and_begins_with_the_types() {
    let file = write(&sample());
    let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name(), "[Content_Types].xml");
    for index in 0..zip.len() {
        let entry = zip.by_index(index).unwrap();
        assert_eq!(entry.compression(), zip::CompressionMethod::Deflated);
        assert_eq!(entry.last_modified(), Some(zip::DateTime::DEFAULT));
    }
    let end = file.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").unwrap();
    assert_eq!(file.len(), end + 22, "nothing follows the end record");
}

#[test]
fn every_part_has_a_type_and_every_typed_part_exists() {
    for document in [sample(), draft()] {
        let parts = Parts::read(&write(&document));
        let types = parts.xml("[Content_Types].xml");
        let named: Vec<&str> = types
            .children_named("Override")
            .iter()
            .filter_map(|node| node.attribute("PartName"))
            .collect();
        let extensions: Vec<&str> = types
            .children_named("Default")
            .iter()
            .filter_map(|node| node.attribute("Extension"))
            .collect();
        let names: Vec<String> = parts.0.iter().map(|part| format!("/{}", part.0)).collect();
        for name in &names {
            let extension = name.rsplit('.').next().unwrap();
            let plain_xml = extension == "xml" && name != "/[Content_Types].xml";
            assert!(
                named.contains(&name.as_str()) || !plain_xml && extensions.contains(&extension),
                "{name}"
            );
        }
        for name in named {
            assert!(names.iter().any(|each| each == name), "{name}");
        }
    }
}

#[test]
fn relationships_lead_to_parts_and_ids_are_unique() {
    let parts = Parts::read(&write(&draft()));
    let folders = [
        ("_rels/.rels", ""),
        ("word/_rels/document.xml.rels", "word/"),
        ("word/_rels/fontTable.xml.rels", "word/"),
    ];
    for (part, folder) in folders {
        let relations = parts.xml(part);
        let ids: BTreeSet<&str> = relations
            .children
            .iter()
            .filter_map(|node| node.attribute("Id"))
            .collect();
        assert_eq!(ids.len(), relations.children.len());
        for relation in &relations.children {
            parts.bytes(&format!("{folder}{}", relation.attribute("Target").unwrap()));
        }
    }
    let ids: Vec<String> = parts
        .xml("word/_rels/document.xml.rels")
        .children
        .iter()
        .filter_map(|node| node.attribute("Id").map(str::to_owned))
        .collect();
    for node in parts.document().all() {
        if let Some(id) = node.attribute("r:id") {
            assert!(ids.iter().any(|each| each == id), "{id}");
        }
    }
}

#[test]
fn properties_come_from_the_document_and_dates_never_from_the_clock() {
    let parts = Parts::sample();
    let core = parts.xml("docProps/core.xml");
    let text = |name: &str| core.child(name).map(|node: &Node| node.text.clone());
    assert_eq!(
        text("dc:title").as_deref(),
        Some("集安市青石镇人民政府2021年政府信息公开工作年度报告")
    );
    assert_eq!(text("dc:creator").as_deref(), Some(AGENCY));
    assert_eq!(text("dc:subject").as_deref(), Some("年度报告 <&>"));
    assert_eq!(text("cp:keywords").as_deref(), Some("政府信息公开, 2021"));
    assert_eq!(text("dc:language").as_deref(), Some("zh-CN"));
    assert_eq!(text("dcterms:created").as_deref(), Some("2022-01-10T00:00:00Z"));
    assert_eq!(text("dcterms:modified").as_deref(), Some("2022-01-10T00:00:00Z"));
    assert_eq!(
        parts.xml("docProps/app.xml").child("Application").unwrap().text,
        "nianbao"
    );
    let undated = Parts::read(&write(&draft())).xml("docProps/core.xml");
    assert!(undated.child("dcterms:created").is_none());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = write(&sample());
    write(&draft());
    for _ in 0..12 {
        assert_eq!(write(&sample()), first);
    }
}

const OUT: &str = "NIANBAO_TEST_DOCX_OUT";

#[test]
fn the_same_document_gives_the_same_bytes_in_another_process() {
    if let Some(path) = std::env::var_os(OUT) {
        std::fs::write(path, write(&sample())).unwrap();
        return;
    }
    let path = std::env::temp_dir().join(format!("nianbao-docx-{}.docx", std::process::id()));
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "package::the_same_document_gives_the_same_bytes_in_another_process",
        ])
        .env(OUT, &path)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    let theirs = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(theirs, write(&sample()));
}

#[test]
fn nothing_carries_a_number_that_changes() {
    for (name, part) in Parts::sample().all_xml() {
        for node in part.all() {
            for (attribute, _) in &node.attributes {
                assert!(
                    !attribute.ends_with("paraId") && !attribute.contains("rsid"),
                    "{name}: {attribute}"
                );
            }
            assert!(!node.name.starts_with("w:bookmark"), "{name}");
        }
    }
}
