//! T3-YOY, T2-YOY, T4-YOY, NUM-JUMP: a report against that of the year before.

use super::case::Case;
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::model::{Report, plain_name};
use std::collections::BTreeSet;

/// Code of the finding on a file that cannot be compared with.
pub const NO_LAST: &str = "YOY-FILE";

/// The pages.
pub(super) const RULES: [Rule; 5] = [
    Rule {
        code: NO_LAST,
        level: Severity::Error,
        title: "对照的是同一机关上一年度的报告",
        what: "--last 给出的报告，年度应比本报告早一年，否则不作比较；机关全称不同的，只作警告。给出文件夹的，从中找同一机关上一年度的报告（名称中的空格不计）：有几份的不比，只有别的年度的提醒。",
        why: "隔年或别家的数字没有承接关系。",
        wrong: "nianbao check 2025.toml --last 2023.toml",
        right: "nianbao check 2025.toml --last 2024.toml",
        basis: Basis::Derived,
    },
    Rule {
        code: "T3-YOY",
        level: Severity::Error,
        title: "上年结转等于上年报告的结转下年度",
        what: "表三“上年结转”的总计等于上年报告“结转下年度继续办理”的总计；总计相等而各列不等的，只作警告。",
        why: "同一批申请，上年末没有办完，转到本年办理。申请人的类别可能重新认定，所以各列只作警告。",
        wrong: "上年报告结转下年度2件，本年上年结转1件",
        right: "上年报告结转下年度2件，本年上年结转2件",
        basis: Basis::Derived,
    },
    Rule {
        code: "T2-YOY",
        level: Severity::Warning,
        title: "现行有效件数与上年承接",
        what: "本年现行有效 = 上年现行有效 + 本年制发 − 本年废止（规章、行政规范性文件各一行）。上年是2019年格式的不比。",
        why: "自然失效、机构调整也会使件数变化，全国的口径尚未见到明文，只作提醒。",
        wrong: "上年现行有效8件，本年制发2件、废止1件，现行有效12件",
        right: "现行有效9件",
        basis: Basis::Unconfirmed,
    },
    Rule {
        code: "T4-YOY",
        level: Severity::Warning,
        title: "上年尚未审结的案件本年有着落",
        what: "上年“尚未审结”大于0，而本年同组总计为0。",
        why: "未审结的案件本年应有结果或仍未审结；是否重复计入，全国的口径尚未见到明文，只作提醒。",
        wrong: "上年行政复议尚未审结1件，本年行政复议总计0",
        right: "本年行政复议总计1",
        basis: Basis::Unconfirmed,
    },
    Rule {
        code: "NUM-JUMP",
        level: Severity::Warning,
        title: "与上年相差悬殊",
        what: "新收申请、许可、处罚、强制、现行有效件数与上年相比超过5倍或不到五分之一，且相差20以上。",
        why: "多半是多打、少打了一位或填错了行；确属实际变化的，可在正文说明。",
        wrong: "上年行政许可36件，本年3600件",
        right: "核对后为36件",
        basis: Basis::Unconfirmed,
    },
];

/// How many times as many is a jump.
const TIMES: i64 = 5;
/// The least difference that is one.
const LEAST: i64 = 20;

/// Which of several reports is that of the organ's year before; none when none is of the organ at all.
///
/// # Errors
/// A finding when it has only others, or several of that year: which of them holds is for people to decide.
pub fn last_among<'a>(
    report: &Report,
    others: impl Iterator<Item = (&'a str, &'a Report)>,
) -> Result<Option<usize>, Box<Finding>> {
    let agency = plain_name(&report.agency.value);
    let own: Vec<(usize, &str, &Report)> = others
        .enumerate()
        .filter(|(_, (_, other))| plain_name(&other.agency.value) == agency)
        .map(|(index, (file, other))| (index, file, other))
        .collect();
    let (agency, year) = (&report.agency.value, report.year.value.saturating_sub(1));
    let wanted: Vec<_> = own.iter().filter(|(.., other)| follows(report, other)).collect();
    match wanted[..] {
        [(index, ..)] => Ok(Some(*index)),
        [] if own.is_empty() => Ok(None),
        [] => {
            let years: BTreeSet<u16> = own.iter().map(|(.., other)| other.year.value).collect();
            let years: Vec<String> = years.iter().map(u16::to_string).collect();
            let message = format!(
                "上年文件夹中{agency}的报告只有{}年度的，没有{year}年度的，没有与上年比较",
                years.join("、")
            );
            Err(Box::new(
                Finding::warning(NO_LAST, report.year.span, message)
                    .remedy(format!("补上{year}年度的数据文件；当年还没有设立的不必补")),
            ))
        }
        _ => {
            let files: Vec<&str> = wanted.iter().map(|(_, file, _)| *file).collect();
            let message = format!(
                "上年文件夹中{agency}{year}年度的报告有{}份，没有与上年比较：{}",
                files.len(),
                files.join("、")
            );
            Err(Box::new(
                Finding::error(NO_LAST, report.year.span, message)
                    .remedy("留下定稿的一份，移出其余的；或用 --last 直接写明那一个文件"),
            ))
        }
    }
}

/// Whether a report is that of the year after another's.
pub fn follows(report: &Report, last: &Report) -> bool {
    last.year.value + 1 == report.year.value
}

/// What is wrong with a report when last year's is laid beside it; `name` is what the other file is called.
pub fn compare(report: &Report, last: &Report, name: &str) -> Findings {
    let mut findings = Findings::new();
    let (now, before) = (Case::new(report), Case::new(last));
    if !follows(report, last) {
        findings.push(
            Finding::error(
                RULES[0].code,
                report.year.span,
                format!(
                    "{name}是{}年度的报告，不是上一年度（{}年）的，没有比较",
                    last.year.value,
                    report.year.value.saturating_sub(1)
                ),
            )
            .remedy("用 --last 给出上一年度的报告；或核对 year"),
        );
        return findings;
    }
    if plain_name(&last.agency.value) != plain_name(&report.agency.value) {
        findings.push(
            Finding::warning(
                RULES[0].code,
                report.agency.span,
                format!("{name}的机关是“{}”，与本报告不同", last.agency.value),
            )
            .remedy("核对是否拿错了文件；机关更名的不必改"),
        );
    }
    carried_over(&now, &before, name, &mut findings);
    in_force(&now, &before, name, &mut findings);
    pending(&now, &before, name, &mut findings);
    jumps(&now, &before, name, &mut findings);
    findings.sort();
    findings
}

fn carried_over(now: &Case<'_>, before: &Case<'_>, name: &str, findings: &mut Findings) {
    let pair = |column: &str| {
        let came = now.number(&format!("table3.carried_over.{column}"))?;
        let went = before.number(&format!("table3.carried_forward.{column}"))?;
        Some((came, went))
    };
    let Some((came, went)) = pair("total") else {
        return;
    };
    let place = now.place("table3.carried_over.total");
    if came != went {
        findings.push(
            Finding::error(
                RULES[1].code,
                place,
                format!("表三“上年结转”总计{came}件，{name}“结转下年度继续办理”总计{went}件"),
            )
            .differing(came.abs_diff(went))
            .remedy(format!("核对两年的报告；上年报告没有错的，上年结转应为{went}")),
        );
        return;
    }
    let columns = [
        ("natural", "自然人"),
        ("business", "商业企业"),
        ("research", "科研机构"),
        ("welfare", "社会公益组织"),
        ("legal", "法律服务机构"),
        ("other", "其他"),
    ];
    let differing: Vec<String> = columns
        .into_iter()
        .filter_map(|(key, label)| {
            let (came, went) = pair(key).filter(|(came, went)| came != went)?;
            Some(format!("{label}{came}件（上年{went}件）"))
        })
        .collect();
    if !differing.is_empty() {
        findings.push(
            Finding::warning(
                RULES[1].code,
                place,
                format!(
                    "表三“上年结转”总计与{name}相符，各列不符：{}",
                    differing.join("、")
                ),
            )
            .remedy("核对申请人类别；重新认定类别的不必改"),
        );
    }
}

fn in_force(now: &Case<'_>, before: &Case<'_>, name: &str, findings: &mut Findings) {
    for (key, label) in [("rules", "规章"), ("normative_documents", "行政规范性文件")] {
        let path = |slot: &str| format!("table2.{key}.{slot}");
        // The form of 2019 has no count of what is in force.
        let (Some(old), Some(made), Some(repealed), Some(new)) = (
            before.number(&path("in_force")),
            now.number(&path("made")),
            now.number(&path("repealed")),
            now.number(&path("in_force")),
        ) else {
            continue;
        };
        let expected = old + made - repealed;
        if new != expected {
            findings.push(
                Finding::warning(
                    RULES[2].code,
                    now.place(&path("in_force")),
                    format!("表二“{label}”现行有效{new}件，按{name}现行有效{old}件＋本年制发{made}件－本年废止{repealed}件应为{expected}件"),
                )
                .differing(new.abs_diff(expected))
                .remedy("核对三个数；有自然失效或机构调整的，可在正文说明"),
            );
        }
    }
}

fn pending(now: &Case<'_>, before: &Case<'_>, name: &str, findings: &mut Findings) {
    for (key, label) in [
        ("review", "行政复议"),
        ("litigation_direct", "未经复议直接起诉"),
        ("litigation_after_review", "复议后起诉"),
    ] {
        let total = format!("table4.{key}.total");
        let left = before.number(&format!("table4.{key}.pending")).unwrap_or(0);
        if left > 0 && now.number(&total) == Some(0) {
            findings.push(
                Finding::warning(
                    RULES[3].code,
                    now.place(&total),
                    format!("表四“{label}”本年总计0件，{name}“尚未审结”{left}件"),
                )
                .remedy("核对上年未审结的案件本年是否已有结果"),
            );
        }
    }
}

fn jumps(now: &Case<'_>, before: &Case<'_>, name: &str, findings: &mut Findings) {
    for (path, label) in [
        ("table3.received.total", "表三“本年新收”总计"),
        ("table2.licences.decisions", "表二“行政许可”"),
        ("table2.penalties.decisions", "表二“行政处罚”"),
        ("table2.compulsory_measures.decisions", "表二“行政强制”"),
        (
            "table2.normative_documents.in_force",
            "表二“行政规范性文件”现行有效",
        ),
    ] {
        let (Some(new), Some(old)) = (now.number(path), before.number(path)) else {
            continue;
        };
        let far = new.abs_diff(old) >= LEAST.unsigned_abs();
        if far && new > 0 && old > 0 && (new > old * TIMES || old > new * TIMES) {
            findings.push(
                Finding::warning(
                    RULES[4].code,
                    now.place(path),
                    format!("{label}{new}件，{name}是{old}件，相差悬殊"),
                )
                .differing(new.abs_diff(old))
                .remedy("核对是否多打或少打了一位；确属实际变化的不必改"),
            );
        }
    }
}
