//! Parts of a batch: together they make the whole.

use crate::{batch, files, manifest_of, outcomes, town, with_towns};
use serde_json::Value;

#[test]
fn the_parts_of_a_batch_make_the_whole() {
    let folder = with_towns(7);
    batch(&folder, &["towns", "-o", "whole", "--formats", "docx"]);
    let mut whole = files(&folder, "whole");
    whole.remove("manifest.json").unwrap();
    let mut inputs = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let (status, _, err) = batch(
            &folder,
            &["towns", "-o", "parts", "--formats", "docx", "--shard", part],
        );
        assert_eq!(status, Some(0), "{err}");
        let manifest = manifest_of(
            &folder,
            &format!("parts/manifest-{}.json", part.replace('/', "of")),
        );
        let reports = manifest["reports"].as_array().unwrap();
        inputs.extend(
            reports
                .iter()
                .map(|report| report["input"].as_str().unwrap().to_owned()),
        );
    }
    inputs.sort();
    assert_eq!(inputs.len(), 7);
    inputs.dedup();
    assert_eq!(inputs.len(), 7);
    let mut parts = files(&folder, "parts");
    parts.retain(|name, _| !name.starts_with("manifest"));
    assert!(parts == whole);
}

#[test]
fn a_name_is_given_once_over_all_parts() {
    let folder = with_towns(6);
    folder.write("towns/003.toml", town("某县第1镇人民政府"));
    folder.write("towns/004.toml", "year = ");
    // A report with errors has its name all the same: which of the two is meant is for people to say.
    let faulty = town("某县第5镇人民政府").replace("date = \"2026-01-12\"", "date = \"2025-01-12\"");
    folder.write("towns/002.toml", faulty);
    batch(&folder, &["towns", "-o", "whole", "--formats", "pdf"]);
    let whole = manifest_of(&folder, "whole/manifest.json");
    assert_eq!(
        outcomes(&whole),
        ["made", "made", "refused", "collided", "refused", "collided"]
    );
    let mut reports = Vec::new();
    for part in ["1/2", "2/2"] {
        batch(
            &folder,
            &["towns", "-o", "parts", "--formats", "pdf", "--shard", part],
        );
        let manifest = manifest_of(
            &folder,
            &format!("parts/manifest-{}.json", part.replace('/', "of")),
        );
        reports.extend(manifest["reports"].as_array().unwrap().clone());
    }
    reports.sort_by_key(|report| report["input"].as_str().unwrap().to_owned());
    assert_eq!(Value::from(reports), whole["reports"]);
}
