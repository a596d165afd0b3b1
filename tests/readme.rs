//! What the README shows is there: its program is the example, its links lead to files.

use std::fs;
use std::path::Path;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_program_shown_is_the_example() {
    let example = read("examples/both.rs");
    let (_purpose, program) = example.split_once("\n\n").unwrap();
    assert!(read("README.md").contains(&format!("```rust\n{program}```")));
}

#[test]
fn links_lead_to_files() {
    for page in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for target in read(page)
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(target, _)| target)
            .filter(|target| !target.contains("://") && !target.starts_with('#'))
        {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
            assert!(path.exists(), "{page}: {target}");
        }
    }
}
