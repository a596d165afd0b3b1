//! CONTACT: people can ask, and private persons are not named.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};
use crate::check::case::is_han;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "CONTACT",
    level: Severity::Warning,
    title: "联系方式完整，不用私人电话和姓名",
    what: "写明地址、邮编、电话；邮编6位数字；电话、传真用半角数字和半角短横线，固定电话带区号；电子邮箱写法要对；不写个人手机号和联系人姓名。",
    why: "报告长期公开，联系方式应能直接拨打；个人手机号和姓名是个人信息，人员变动后也会失效。",
    wrong: "电话：13800000000；联系人：王小明",
    right: "电话：0435-6000000",
    basis: Basis::Unconfirmed,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    missing(case, findings);
    let contact = &case.report.contact;
    if let Some(postcode) = &contact.postcode
        && !(postcode.value.len() == 6 && postcode.value.bytes().all(|byte| byte.is_ascii_digit()))
    {
        findings.push(
            Finding::warning(
                RULE.code,
                postcode.span,
                format!("邮编“{}”不是6位数字", postcode.value),
            )
            .remedy("写6位半角数字"),
        );
    }
    for (name, number) in [("电话", &contact.phone), ("传真", &contact.fax)] {
        if let Some(number) = number
            && let Some(plain) = half_width(&number.value)
        {
            let message = format!("{name}“{}”有全角数字或破折号", number.value);
            findings.push(
                Finding::warning(RULE.code, number.span, message)
                    .remedy(format!("用半角数字和短横线，写成“{plain}”")),
            );
        }
    }
    if let Some(email) = &contact.email
        && !is_email(&email.value)
    {
        findings.push(
            Finding::warning(
                RULE.code,
                email.span,
                format!("电子邮箱“{}”写法不对", email.value),
            )
            .remedy("写成 xxgk@example.gov.cn 的样子，用半角字母、数字和一个 @"),
        );
    }
    if let Some(phone) = &contact.phone {
        let wrong = match phone_kind(&phone.value) {
            Phone::Mobile => (
                "像是手机号，公开的应是办公电话",
                "改为带区号的办公电话，如 0435-6000000",
            ),
            Phone::Local => ("没有区号，外地无法拨打", "补上区号，如 0435-6000000"),
            Phone::Other => return person(case, findings),
        };
        let mut finding = Finding::warning(
            RULE.code,
            phone.span,
            format!("联系电话“{}”{}", phone.value, wrong.0),
        );
        if case.says(Part::Lead, &[phone.value.as_str()]) {
            finding = finding.note("导语里也写了这个号码，请一并改正");
        }
        findings.push(finding.remedy(wrong.1));
    }
    person(case, findings);
}

/// Address, postcode and telephone given nowhere.
fn missing(case: &Case<'_>, findings: &mut Findings) {
    let (contact, unread) = (&case.report.contact, case.report.unread);
    if unread.contact || (unread.prose && case.report.prose.lead.is_none()) {
        return;
    }
    let lacking: Vec<&str> = [
        (contact.address.is_some(), "地址", &["地址"][..]),
        (contact.postcode.is_some(), "邮编", &["邮编", "邮政编码"]),
        (contact.phone.is_some(), "电话", &["电话", "联系方式"]),
    ]
    .into_iter()
    .filter(|(given, _, words)| !given && !case.says(Part::Lead, words))
    .map(|(_, name, _)| name)
    .collect();
    if !lacking.is_empty() {
        findings.push(
            Finding::warning(RULE.code, None, format!("没有写明联系{}", lacking.join("、")))
                .remedy("在 [contact] 中补上"),
        );
    }
}

/// A person named as the one to ask.
fn person(case: &Case<'_>, findings: &mut Findings) {
    for passage in case.part(Part::Lead) {
        for word in ["联系人", "经办人"] {
            let Some(at) = passage.text.find(word) else {
                continue;
            };
            let after = passage.text[at + word.len()..].trim_start_matches(['：', ':', ' ']);
            let name: String = after.chars().take_while(|c| is_han(*c) || *c == '·').collect();
            let office = ["办", "科", "室", "处", "局", "股", "中心", "站", "所", "同志"];
            if (2..=4).contains(&name.chars().count()) && !office.iter().any(|end| name.ends_with(end)) {
                let start = passage.text.len() - after.len();
                findings.push(
                    Finding::warning(
                        RULE.code,
                        passage.at(start, start + name.len()),
                        format!("导语写了{word}的姓名“{name}”"),
                    )
                    .remedy("只写联系机构，不写个人姓名"),
                );
            }
        }
    }
}

/// A number with its digits and dashes in half width, when some are not.
fn half_width(number: &str) -> Option<String> {
    let mut plain: String = number
        .chars()
        .map(|ch| match ch {
            '０'..='９' => char::from(b'0' + (u32::from(ch) - u32::from('０')) as u8),
            '－' | '—' | '–' | '―' | '‐' | '‑' | '−' | '﹣' => '-',
            _ => ch,
        })
        .collect();
    // The dash of Chinese takes two.
    while plain.contains("--") {
        plain = plain.replace("--", "-");
    }
    (plain != number && !number.contains("--")).then_some(plain)
}

/// Whether a text is an address for mail, or several with marks between.
fn is_email(text: &str) -> bool {
    let addresses = text.split(['、', '，', ',', '；', ';', ' ', '/']);
    addresses.filter(|each| !each.is_empty()).all(|address| {
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
        };
        address
            .split_once('@')
            .is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
    })
}

enum Phone {
    Mobile,
    Local,
    Other,
}

/// What the first number looks like.
fn phone_kind(text: &str) -> Phone {
    let first = text.split(['、', '，', ',', '；', ';', '/']).next().unwrap_or("");
    let digits: String = first.chars().filter(char::is_ascii_digit).collect();
    let digits = digits
        .strip_prefix("86")
        .filter(|_| first.starts_with(['+', '8']))
        .unwrap_or(&digits);
    let begins = digits.as_bytes();
    match digits.len() {
        11 if begins[0] == b'1' && begins[1] >= b'3' => Phone::Mobile,
        7 | 8 if begins[0] != b'0' && !digits.starts_with("400") && !digits.starts_with("800") => {
            Phone::Local
        }
        _ => Phone::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{half_width, is_email};

    #[test]
    fn numbers_are_in_half_width() {
        for (wrong, right) in [
            ("０４３５－６００００００", "0435-6000000"),
            ("0435—6000000", "0435-6000000"),
            ("0435——6000000、6000001", "0435-6000000、6000001"),
        ] {
            assert_eq!(half_width(wrong).as_deref(), Some(right));
        }
        for right in ["0435-6000000", "（0435）6000000", "12345", "0435-6000000转8012"] {
            assert_eq!(half_width(right), None, "{right}");
        }
    }

    #[test]
    fn mail_goes_to_a_name_at_a_host() {
        for right in ["xxgk@qh.gov.cn", "a_b-c.d@163.com", "a@b.cn、c@d.cn"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "abc#163.com",
            "abc",
            "a@@b.cn",
            "a@b",
            "@b.cn",
            "abc＠163.com",
            "政务公开办@b.cn",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
