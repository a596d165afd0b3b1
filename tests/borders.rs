//! The borders between the modules of `src`: which module may name which, how long a file may be, how it begins.
//!
//! The data flows one way, from the input to the written files, so a module may only name those it builds on. Code
//! under `#[cfg(test)]` and in files called `tests.rs` may name anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of `src` and the other modules it may name.
const ALLOWED: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("finding", &[]),
    ("error", &["finding"]),
    ("deflate", &[]),
    ("form", &["units"]),
    ("model", &["finding", "form"]),
    ("pack", &["model", "finding"]),
    ("input", &["model", "form", "pack", "style", "finding", "error"]),
    ("check", &["model", "form", "pack", "finding"]),
    ("font", &["deflate", "error", "units"]),
    ("style", &["font", "units"]),
    ("doc", &["model", "form", "finding", "units"]),
    ("measure", &["doc", "style", "font", "units"]),
    ("coverage", &["doc", "style", "font", "finding", "error"]),
    ("layout", &["doc", "measure", "style", "font", "units", "error"]),
    (
        "docx",
        &["doc", "measure", "style", "font", "units", "error", "deflate"],
    ),
    (
        "pdf",
        &[
            "doc", "layout", "font", "style", "units", "finding", "error", "deflate",
        ],
    ),
    (
        "print",
        &["doc", "layout", "font", "style", "units", "error", "deflate"],
    ),
    ("preview", &["layout", "font", "style", "units", "error"]),
    ("merge", &["input", "model", "form", "doc", "finding", "units"]),
    ("sheet", &["doc", "model", "form", "finding", "units"]),
    ("package", &["finding"]),
    ("conform", &["form", "package", "finding"]),
    ("doctor", &["conform", "package", "finding"]),
    (
        "extract",
        &[
            "conform", "doc", "docx", "finding", "form", "input", "model", "package", "pdf", "style",
        ],
    ),
    ("repair", &["input", "model", "form", "finding"]),
    (
        "rules",
        &[
            "check", "conform", "input", "coverage", "pdf", "merge", "doctor", "extract", "finding", "pack",
        ],
    ),
    ("pipeline", ANYTHING),
    ("cli", ANYTHING),
];

/// For what ties the modules together.
const ANYTHING: &[&str] = &["*"];

/// The one place of `doc` that knows reports; the rest of it serves any formal paper.
const COMPOSE: &str = "src/doc/compose";

/// The longest file, in lines.
const MAX_LINES: usize = 499;

/// The files that put the modules together, bound by nothing here.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

#[test]
fn modules_name_only_what_they_build_on() {
    let exports = root_exports(&read("src/lib.rs"));
    let faults: Vec<String> = sources()
        .iter()
        .filter(|file| !ROOTS.contains(&file.as_str()))
        .flat_map(|file| faults(file, &read(file), &exports))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn files_are_short_and_begin_with_their_purpose() {
    let mut faults = Vec::new();
    for file in sources() {
        let text = read(&file);
        let lines = text.lines().count();
        if lines > MAX_LINES {
            faults.push(format!("{file}: {lines} lines, at most {MAX_LINES}"));
        }
        if !text.starts_with("//! ") && !file.ends_with("/tests.rs") {
            faults.push(format!("{file}: does not begin with a //! line"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn crossings_are_caught() {
    let exports =
        root_exports("pub mod error;\npub use error::Error;\npub use model::{Report, Date as Day};");
    for (file, text) in [
        ("src/layout/pages.rs", "use crate::docx::write;"),
        ("src/layout/pages.rs", "use crate::{doc::Document, pdf};"),
        (
            "src/layout/pages.rs",
            "use crate::{\n    doc,\n    input::{read, Format},\n};",
        ),
        (
            "src/layout/pages.rs",
            "fn f() -> super::super::pdf::Options { todo!() }",
        ),
        ("src/layout/mod.rs", "use super::check::check;"),
        ("src/layout/mod.rs", "mod inner { use super::super::check; }"),
        ("src/layout/mod.rs", "use crate::*;"),
        (
            "src/check/rule.rs",
            "let c = '\"'; let error = crate::Error::Docx(s);",
        ),
        ("src/doc/block.rs", "use crate::model::{Date, Report};"),
        ("src/doc/block.rs", "use crate::Report;"),
        ("src/units.rs", "use crate::finding::Span;"),
        ("src/novelty/mod.rs", "fn f() {}"),
        ("src/form/mod.rs", "use nianbao::model::Report;"),
    ] {
        assert_ne!(
            faults(file, text, &exports),
            Vec::<String>::new(),
            "{file}: {text}"
        );
    }
}

#[test]
fn lawful_code_passes() {
    let exports = root_exports("pub use error::Error;\npub use model::Report;");
    for (file, text) in [
        (
            "src/layout/pages.rs",
            "use crate::{Error, doc::{Block, Document}, units::Length};",
        ),
        (
            "src/layout/pages.rs",
            "// use crate::pdf;\n/* crate::docx /* nested */ */ use super::slab::Slab;",
        ),
        (
            "src/layout/pages.rs",
            r##"const S: &str = r#"crate::pdf "x" "#; fn f<'a>(s: &'a str) {}"##,
        ),
        (
            "src/layout/pages.rs",
            "#[cfg(test)]\nmod tests { use super::*; use crate::pdf; }",
        ),
        (
            "src/layout/pages.rs",
            "#[cfg(test)]\nuse crate::{input};\npub(crate) fn f() {}",
        ),
        ("src/layout/tests.rs", "use crate::pdf::write;"),
        ("src/layout/mod.rs", "mod inner { use super::slab; }"),
        ("src/doc/compose.rs", "use crate::model::Report;"),
        ("src/doc/compose/tables.rs", "use crate::Report;"),
        ("src/doc/mod.rs", "use crate::model::Date;"),
        ("src/cli/build.rs", "use crate::{pdf, docx, input};"),
    ] {
        assert_eq!(faults(file, text, &exports), Vec::<String>::new(), "{text}");
    }
}

/// What a file names against the table; `file` is its path from the crate's folder, with slashes.
fn faults(file: &str, text: &str, exports: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let modules = module_path(file);
    let home = modules[0].as_str();
    let Some((_, allowed)) = ALLOWED.iter().find(|(module, _)| *module == home) else {
        return vec![format!(
            "{file}: module `{home}` is not in the table of tests/borders.rs"
        )];
    };
    if modules.iter().any(|module| module == "tests") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for mut path in crate_paths(&tokens(text), modules.len()) {
        if let Some(exported) = exports.get(&path[0]) {
            path = exported.clone();
        }
        let target = path[0].as_str();
        let lawful = target == home || *allowed == ANYTHING || allowed.contains(&target);
        let report_outside_compose = home == "doc"
            && path.starts_with(&["model".into(), "Report".into()])
            && !file.starts_with(COMPOSE);
        if !lawful || report_outside_compose {
            faults.push(format!("{file}: `{home}` must not name `{}`", path.join("::")));
        }
    }
    faults
}

/// `src/layout/pages.rs` is `layout::pages`, `src/layout/mod.rs` and `src/layout.rs` are `layout`.
fn module_path(file: &str) -> Vec<String> {
    let mut modules: Vec<String> = file
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if modules.len() > 1 && modules.last().is_some_and(|last| last == "mod") {
        modules.pop();
    }
    modules
}

/// What `lib.rs` re-exports from its modules: `Error` stands for `error::Error`.
fn root_exports(lib: &str) -> BTreeMap<String, Vec<String>> {
    let tokens = tokens(lib);
    let mut exports = BTreeMap::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if pair == ["pub", "use"] {
            for path in tree(&tokens, &mut (at + 2), &[]) {
                let name = path[path.len() - 1].clone();
                exports.insert(name, path);
            }
        }
    }
    exports
}

/// Every path of a file that leads through the crate's root, from the name after it; `depth` is the file's own depth.
fn crate_paths(tokens: &[String], depth: usize) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut inner_modules: Vec<usize> = Vec::new();
    let mut braces = 0;
    let mut at = 0;
    let word = |at: usize| tokens.get(at).map_or("", String::as_str);
    while at < tokens.len() {
        let starts_path = at == 0 || word(at - 1) != "::";
        match word(at) {
            "cfg" if (1..4).map(|next| word(at + next)).eq(["(", "test", ")"]) => {
                at = end_of_item(tokens, at + 5);
                continue;
            }
            "mod" if word(at + 2) == "{" => inner_modules.push(braces),
            "{" => braces += 1,
            "}" => {
                braces -= 1;
                if inner_modules.last() == Some(&braces) {
                    inner_modules.pop();
                }
            }
            "crate" | "nianbao" if starts_path && word(at + 1) == "::" => {
                at += 2;
                found.extend(tree(tokens, &mut at, &[]));
                continue;
            }
            "super" if starts_path => {
                let mut up = 0;
                while word(at) == "super" && word(at + 1) == "::" {
                    up += 1;
                    at += 2;
                }
                let paths = tree(tokens, &mut at, &[]);
                if up >= depth + inner_modules.len() {
                    found.extend(paths);
                }
                at += usize::from(up == 0);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The index after the item that starts at `at`: past its block, or past its semicolon.
fn end_of_item(tokens: &[String], mut at: usize) -> usize {
    let mut braces = 0;
    while at < tokens.len() {
        match tokens[at].as_str() {
            "{" => braces += 1,
            "}" => braces -= 1,
            _ => {}
        }
        let ends = braces == 0 && matches!(tokens[at].as_str(), "}" | ";");
        at += 1;
        if ends {
            break;
        }
    }
    at
}

/// The paths of a use tree, or the one path of an expression, from `at` on; moves `at` past them.
fn tree(tokens: &[String], at: &mut usize, before: &[String]) -> Vec<Vec<String>> {
    let word = |at: usize| tokens.get(at).map_or("", String::as_str);
    let mut path = before.to_vec();
    loop {
        if word(*at) == "{" {
            let mut paths = Vec::new();
            *at += 1;
            while *at < tokens.len() && word(*at) != "}" {
                paths.extend(tree(tokens, at, &path));
                *at += usize::from(word(*at) != "}");
            }
            *at += 1;
            return paths;
        }
        path.push(word(*at).to_owned());
        *at += 1;
        let goes_on = word(*at) == "::" && (word(*at + 1) == "{" || is_name(word(*at + 1)));
        if !goes_on {
            break;
        }
        *at += 1;
    }
    if word(*at) == "as" {
        *at += 2;
    }
    vec![path]
}

fn is_name(token: &str) -> bool {
    token == "*" || token.starts_with(|first: char| first == '_' || first.is_alphabetic())
}

/// Names, `::` and single marks of Rust source, without comments, texts and lifetimes.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let look = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let mut tokens: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let is_raw = matches!(look(at), '"' | '#') && tokens.last().is_some_and(|last| is_raw_prefix(last));
        match look(at) {
            '/' if look(at + 1) == '/' => {
                while at < chars.len() && look(at) != '\n' {
                    at += 1;
                }
            }
            '/' if look(at + 1) == '*' => at = end_of_comment(&chars, at),
            '"' | '#' if is_raw => at = end_of_raw_text(&chars, at),
            '"' => at = end_of_text(&chars, at, '"'),
            '\'' if look(at + 1) == '\\' || look(at + 2) == '\'' => at = end_of_text(&chars, at, '\''),
            ':' if look(at + 1) == ':' => {
                tokens.push("::".to_owned());
                at += 2;
            }
            mark if mark == '_' || mark.is_alphanumeric() => {
                let start = at;
                while look(at) == '_' || look(at).is_alphanumeric() {
                    at += 1;
                }
                tokens.push(chars[start..at].iter().collect());
            }
            mark => {
                if !mark.is_whitespace() {
                    tokens.push(mark.to_string());
                }
                at += 1;
            }
        }
    }
    tokens
}

fn is_raw_prefix(token: &str) -> bool {
    matches!(token, "r" | "br" | "cr")
}

/// The index after a block comment, which may hold others.
fn end_of_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        let (step, change) = match chars[at..] {
            ['/', '*', ..] => (2, 1),
            ['*', '/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The index after a text that begins at `at` and knows backslashes.
fn end_of_text(chars: &[char], mut at: usize, quote: char) -> usize {
    at += 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The index after a raw text whose hashes begin at `at`; after a raw name's hash when it is one.
fn end_of_raw_text(chars: &[char], at: usize) -> usize {
    let hashes = chars[at..].iter().take_while(|&&mark| mark == '#').count();
    if chars.get(at + hashes) != Some(&'"') {
        return at + 1;
    }
    let closes = |end: usize| {
        chars[end] == '"'
            && chars[end + 1..]
                .iter()
                .take(hashes)
                .filter(|&&mark| mark == '#')
                .count()
                == hashes
    };
    (at + hashes + 1..chars.len())
        .find(|&end| closes(end))
        .map_or(chars.len(), |end| end + 1 + hashes)
}

/// Every Rust file of `src`, by its path from the crate's folder.
fn sources() -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
                files.push(name.replace('\\', "/"));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
