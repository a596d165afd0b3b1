//! EPUB: readers are told where the electronic copy is, at an address that can be one.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "EPUB",
    level: Severity::Warning,
    title: "写明电子版的下载处",
    what: "[contact] website 或导语写明电子版在哪里下载；写的是网址时，写法要对。",
    why: "《政府信息公开条例》第二十四条要求公开平台具备检索、查阅、下载功能；年度报告通例在导语写明下载处。",
    wrong: "website = \"http：//www.abc.gov.cn\"（全角冒号）",
    right: "website = \"http://www.abc.gov.cn\"",
    basis: Basis::Unconfirmed,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let words = ["下载", "网站", "网址", "专栏", "公众号", "http", "www."];
    let Some(website) = &case.report.contact.website else {
        let unread = case.report.unread;
        if !unread.contact && !unread.prose && !case.says(Part::Lead, &words) {
            findings.push(
                Finding::warning(RULE.code, None, "没有写明本报告电子版的下载处")
                    .remedy("在 [contact] 中填写 website（网站名称或网址）"),
            );
        }
        return;
    };
    if let Some(problem) = wrong_address(&website.value) {
        findings.push(
            Finding::warning(
                RULE.code,
                website.span,
                format!("网址“{}”{problem}", website.value),
            )
            .remedy("写成 https://www.example.gov.cn/… 的样子，或只写网站名称"),
        );
    }
}

/// What is wrong with an address, when it is meant as one.
fn wrong_address(text: &str) -> Option<&'static str> {
    // Letters and a stop in full width are those of an address; a name has none.
    if text.contains(|ch| matches!(ch, 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '．' | '／')) {
        return Some("用了全角字符");
    }
    let lower = text.to_ascii_lowercase();
    let start = ["http", "www.", "://", "www。"]
        .iter()
        .filter_map(|mark| lower.find(mark))
        .min()?;
    let address = lower[start..]
        .split(|c: char| c.is_whitespace() || "（）()，。；、“”《》".contains(c))
        .next()
        .unwrap_or("");
    let rest = match address.split_once("://") {
        Some(("http" | "https", rest)) => rest,
        Some(_) => return Some("开头应为 http:// 或 https://"),
        None if address.starts_with("www.") => address,
        None => return Some("开头应为 http:// 或 https://"),
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let sound = host.contains('.')
        && !host.contains("..")
        && !host.ends_with('.')
        && !host.starts_with('.')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    (!sound).then_some("中的域名写法不对")
}

#[cfg(test)]
mod tests {
    use super::wrong_address;

    #[test]
    fn addresses_and_names() {
        for right in [
            "某县人民政府网站",
            "https://kjj.anhe.example/zfxxgk/nianbao",
            "www.abc.gov.cn",
            "某市政府网站（http://www.abc.gov.cn）政府信息公开专栏",
            "http://abc.gov.cn:8080/a",
        ] {
            assert_eq!(wrong_address(right), None, "{right}");
        }
        for wrong in [
            "http：//www.abc.gov.cn",
            "http:/www.abc.gov.cn",
            "htttp://abc.gov.cn",
            "https://abc",
            "http://www..cn",
            "ｗｗｗ．abc.gov.cn",
            "https://www.abc．gov.cn",
        ] {
            assert!(wrong_address(wrong).is_some(), "{wrong}");
        }
    }
}
