//! ORG-NAME: the organ's name is a name alone, and the organ is called by it, not by one a character off.

use super::{Basis, Case, Change, Finding, Findings, Rule, Severity};
use crate::finding::Repair;
use crate::model::{Level, Located};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "ORG-NAME",
    level: Severity::Warning,
    title: "机关名称写法规范，前后一致",
    what: "机关全称不带空格、引号和末尾的标点，同所填的机关级别相合；正文和联系方式中出现与机关全称只差一个字的名称时提出来。",
    why: "机关全称原样印在标题、落款和文件名中；名称多一字、少一字或错一字，多半是打错，或照抄了别的单位的报告。",
    wrong: "机关全称“清河县 柳溪镇人民政府。”；或正文“清河县柳西镇人民政府”",
    right: "都写“清河县柳溪镇人民政府”",
    basis: Basis::Derived,
};

/// The shortest name for which one character off is a slip.
const SHORTEST: usize = 6;

/// Quotes around a name, which YAML keeps when they are not its own.
const QUOTES: &[char] = &['“', '”', '‘', '’', '"', '\'', '「', '」', '《', '》', '＂'];
/// Marks that end a sentence or a clause, but no name.
const STOPS: &[char] = &['。', '，', '、', '；', '：', '．', '.', ',', ';', ':', '！', '？'];

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let agency = &case.report.agency;
    if let Some((what, remedy)) = misspelt(&agency.value) {
        findings.push(
            Finding::warning(
                RULE.code,
                agency.span,
                format!("机关全称“{}”{what}", agency.value),
            )
            .note("机关全称原样印在标题、落款和文件名中")
            .remedy(remedy)
            .mended_by(as_name(agency)),
        );
    }
    if is_of_another_level(case.report.level.value, agency.value.trim()) {
        let level = &case.report.level;
        findings.push(
            Finding::warning(
                RULE.code,
                level.span,
                format!(
                    "机关级别（level）填的是{}，同机关全称“{}”不合",
                    level.value.name(),
                    agency.value
                ),
            )
            .note("公布期限、应写的内容和能否制定规章都按级别检查")
            .remedy(
                "政府部门填 department，乡镇、街道填 township，县、市、省级人民政府填 county、city、province",
            ),
        );
    }
    let name = agency.value.as_str();
    let count = name.chars().count();
    if count < SHORTEST {
        return;
    }
    let middle = name.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
    for passage in &case.passages {
        if let Some((start, end)) = slip(passage.text, name, middle) {
            findings.push(finding(passage.at(start, end), &passage.text[start..end], name));
            return;
        }
    }
    if let Some(office) = &case.report.contact.office
        && let Some((start, end)) = slip(&office.value, name, middle)
    {
        findings.push(finding(office.span, &office.value[start..end], name));
    }
}

/// Whether a name ends as none of its level does.
fn is_of_another_level(level: Level, name: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    // The office of a government may sign its own report as a department, or that of the whole government.
    let is_general_office = ends(&["政府办公室", "政府办公厅"]);
    let is_office = !is_general_office && ends(&["局", "厅", "办公室", "学校", "中学", "小学", "医院"]);
    let is_township = ends(&["镇人民政府", "乡人民政府", "街道办事处"]);
    match level {
        Level::Township => is_office || ends(&["县人民政府", "省人民政府", "自治区人民政府"]),
        Level::County => is_office || is_township || ends(&["省人民政府"]),
        Level::City | Level::Province => is_office || is_township || ends(&["县人民政府"]),
        Level::Department => is_township || ends(&["县人民政府", "市人民政府", "省人民政府", "区人民政府"]),
    }
}

/// What does not belong to a name, and what to do about it.
fn misspelt(name: &str) -> Option<(&'static str, &'static str)> {
    let is_western = |ch: char| ch.is_ascii_alphanumeric();
    let chars: Vec<char> = name.trim().chars().collect();
    // A blank between Western words belongs to them.
    let is_split = chars
        .windows(3)
        .any(|around| around[1].is_whitespace() && !(is_western(around[0]) && is_western(around[2])));
    let (first, last) = (chars.first()?, chars.last()?);
    if QUOTES.contains(first) && QUOTES.contains(last) {
        Some(("带着引号", "删去名称两边的引号"))
    } else if is_split {
        Some(("中间有空格", "删去空格"))
    } else if STOPS.contains(last) {
        Some(("末尾有标点", "删去末尾的标点"))
    } else {
        None
    }
}

/// The name without its quotes, blanks between Chinese characters and marks at its end.
fn as_name(agency: &Located<String>) -> Option<Repair> {
    let name = agency.value.as_str();
    let bare = name.trim_end_matches(STOPS);
    let quoted = bare.starts_with(QUOTES) && bare.ends_with(QUOTES);
    let named = if quoted {
        bare.trim_start_matches(QUOTES).trim_end_matches(QUOTES)
    } else {
        bare
    };
    let start = named.as_ptr() as usize - name.as_ptr() as usize;
    let end = start + named.len();
    let is_western = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric());
    let blanks = named.char_indices().filter(|(at, ch)| {
        let (before, after) = (&named[..*at], &named[at + ch.len_utf8()..]);
        let around = (before.chars().next_back(), after.trim_start().chars().next());
        ch.is_whitespace() && !(is_western(around.0) && is_western(around.1))
    });
    let mut changes = vec![(0, start), (end, name.len())];
    changes.extend(blanks.map(|(at, ch)| (start + at, start + at + ch.len_utf8())));
    changes.retain(|(start, end)| start < end);
    changes.sort_unstable();
    let place = agency.span.filter(|_| !changes.is_empty() && !named.is_empty())?;
    Some(Repair {
        place,
        text: name.to_owned(),
        changes: changes
            .into_iter()
            .map(|(start, end)| Change::new(start, end, ""))
            .collect(),
    })
}

fn finding(place: Option<crate::finding::Span>, shown: &str, name: &str) -> Finding {
    Finding::warning(RULE.code, place, format!("“{shown}”与机关全称“{name}”只差一个字"))
        .remedy("核对机关名称，前后写成一样")
}

/// Where a name stands that has one character of the right one changed. One half of such a name is right.
fn slip(text: &str, name: &str, middle: usize) -> Option<(usize, usize)> {
    let (head, tail) = name.split_at(middle);
    let differs_once =
        |found: &str, wanted: &str| found.chars().zip(wanted.chars()).filter(|(a, b)| a != b).count() == 1;
    for (at, _) in text.match_indices(head) {
        let rest = &text[at + head.len()..];
        let length: usize = rest.chars().take(tail.chars().count()).map(char::len_utf8).sum();
        let found = &rest[..length];
        if found.chars().count() == tail.chars().count()
            && differs_once(found, tail)
            && same_ends(found, tail)
        {
            return Some((at, at + head.len() + length));
        }
    }
    for (at, _) in text.match_indices(tail) {
        let before = &text[..at];
        let length: usize = before
            .chars()
            .rev()
            .take(head.chars().count())
            .map(char::len_utf8)
            .sum();
        let found = &before[at - length..];
        if found.chars().count() == head.chars().count() && differs_once(found, head) {
            return Some((at - length, at + tail.len()));
        }
    }
    None
}

/// Whether the last characters are the same: a name ends with its kind.
fn same_ends(a: &str, b: &str) -> bool {
    a.chars().next_back() == b.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::misspelt;

    #[test]
    fn a_name_is_a_name_alone() {
        for wrong in [
            "清河县 柳溪镇人民政府",
            "清河县\u{3000}柳溪镇人民政府",
            "清河县柳溪镇人民政府。",
            "“清河县柳溪镇人民政府”",
            "清河县 12345 热线中心",
        ] {
            assert!(misspelt(wrong).is_some(), "{wrong}");
        }
        for right in [
            "清河县柳溪镇人民政府",
            "清河县“12345”政务服务便民热线中心",
            "清河县信访局（“12345”热线）",
            "清河县 WTO TBT 通报中心".replace(' ', "").as_str(),
            "清河县WTO TBT咨询点",
            "",
        ] {
            assert_eq!(misspelt(right), None, "{right}");
        }
    }
}
