//! Which of the three formats a file is in.

use std::path::Path;

/// An input format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// TOML 1.1.
    Toml,
    /// YAML 1.2.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// The format a file's extension names.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "toml" => Some(Format::Toml),
            "yaml" | "yml" => Some(Format::Yaml),
            "json" => Some(Format::Json),
            _ => None,
        }
    }

    /// The format a text looks like, judged by its first line that is not blank or a comment.
    pub fn sniff(text: &str) -> Self {
        let first = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or("");
        if first.starts_with('{') {
            return Format::Json;
        }
        if first.starts_with("---") || first.starts_with('%') {
            return Format::Yaml;
        }
        match (first.find('='), first.find(':')) {
            (None, Some(_)) => Format::Yaml,
            (Some(equals), Some(colon)) if colon < equals => Format::Yaml,
            _ => Format::Toml,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_count_in_any_case() {
        assert_eq!(Format::from_path(Path::new("a/b.TOML")), Some(Format::Toml));
        assert_eq!(Format::from_path(Path::new("b.yml")), Some(Format::Yaml));
        assert_eq!(Format::from_path(Path::new("b.json")), Some(Format::Json));
        assert_eq!(Format::from_path(Path::new("b.docx")), None);
        assert_eq!(Format::from_path(Path::new("toml")), None);
    }

    #[test]
    fn content_tells_the_format() {
        assert_eq!(Format::sniff("# 年报\n\nyear = 2021 # a: b\n"), Format::Toml);
        assert_eq!(Format::sniff("[contact]\n"), Format::Toml);
        assert_eq!(Format::sniff("# 年报\nyear: 2021 # a = b\n"), Format::Yaml);
        assert_eq!(Format::sniff("---\nyear: 2021\n"), Format::Yaml);
        assert_eq!(Format::sniff("  {\"year\": 2021}"), Format::Json);
        assert_eq!(Format::sniff(""), Format::Toml);
    }
}
