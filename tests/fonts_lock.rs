//! The committed faces are exactly those of `fonts/fonts.lock.json`: same files, sizes and hashes.

use base16ct::lower;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folders whose files are embedded.
const FOLDERS: [&str; 4] = ["core", "fandol", "ofl", "rare"];

/// Size and sha256 of a file, by `folder/name`.
type Outputs = BTreeMap<String, (u64, String)>;

fn fonts() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"))
}

fn committed() -> Outputs {
    let mut outputs = Outputs::new();
    for folder in FOLDERS {
        for entry in fs::read_dir(fonts().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            let bytes = fs::read(&path).unwrap();
            outputs.insert(
                name,
                (bytes.len() as u64, lower::encode_string(&Sha256::digest(&bytes))),
            );
        }
    }
    outputs
}

fn locked() -> Outputs {
    let text = fs::read_to_string(fonts().join("fonts.lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&text).unwrap();
    lock["outputs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, output)| {
            let size = output["size"].as_u64().unwrap();
            (
                name.clone(),
                (size, output["sha256"].as_str().unwrap().to_owned()),
            )
        })
        .collect()
}

#[test]
fn the_folders_hold_what_the_lock_says() {
    assert_eq!(committed(), locked());
}

#[test]
fn every_folder_holds_a_face() {
    for folder in FOLDERS {
        let prefix = format!("{folder}/");
        assert!(
            locked()
                .keys()
                .any(|name| name.starts_with(&prefix) && name.ends_with(".ttf")),
            "{folder}"
        );
    }
}
