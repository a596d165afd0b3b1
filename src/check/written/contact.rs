//! CONTACT: people can ask, and private persons are not named.

use super::{Basis, Case, Change, Finding, Findings, Part, Rule, Severity};
use crate::check::case::is_han;
use crate::finding::Repair;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "CONTACT",
    level: Severity::Warning,
    title: "联系方式完整，不用私人电话和姓名",
    what: "写明地址、邮编、电话；邮编6位数字；电话、传真用半角数字和半角短横线，固定电话带区号，位数要对；各项不重写名称（“电话：”由程序写），末尾不带标点；电子邮箱写法要对；不写个人手机号和联系人姓名。",
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
    for (name, number) in [("电话", &contact.phone), ("传真", &contact.fax)] {
        let Some(number) = number else { continue };
        let Some((message, remedy)) = wrong_number(name, &number.value) else {
            continue;
        };
        let mut finding = Finding::warning(RULE.code, number.span, message);
        if case.says(Part::Lead, &[number.value.as_str()]) {
            finding = finding.note("导语里也写了这个号码，请一并改正");
        }
        findings.push(finding.remedy(remedy));
    }
    printed(case, findings);
    person(case, findings);
}

/// Names and marks in a line that the program writes itself: “电话：0435-6000000。” is printed as 电话：电话：0435-6000000。；
fn printed(case: &Case<'_>, findings: &mut Findings) {
    let contact = &case.report.contact;
    let lines = [
        ("地址", &contact.address),
        ("邮编", &contact.postcode),
        ("电话", &contact.phone),
        ("传真", &contact.fax),
        ("电子邮箱", &contact.email),
        ("网址", &contact.website),
    ];
    for (name, line) in lines {
        let Some(line) = line else { continue };
        let text = line.value.as_str();
        let unnamed = text
            .trim_start_matches("联系")
            .trim_start_matches("办公")
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(['：', ':']))
            .map_or(text, str::trim_start);
        let plain = unnamed.trim_end_matches(['。', '，', '、', '；', '：', ',', ';', '.']);
        if plain == text || plain.is_empty() {
            continue;
        }
        let start = text.len() - unnamed.len();
        let end = start + plain.len();
        let changes = [(0, start), (end, text.len())]
            .into_iter()
            .filter(|(start, end)| start < end)
            .map(|(start, end)| Change::new(start, end, ""))
            .collect();
        let repair = line.span.map(|place| Repair {
            place,
            text: text.to_owned(),
            changes,
        });
        let what = match (start > 0, end < text.len()) {
            (true, true) => "前面写了名称，末尾有标点",
            (true, false) => "前面写了名称，会印两遍",
            _ => "末尾有标点，会同程序写的标点连在一起",
        };
        findings.push(
            Finding::warning(RULE.code, line.span, format!("{name}“{text}”{what}"))
                .remedy(format!("只写“{plain}”"))
                .mended_by(repair),
        );
    }
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

/// What is wrong with the first wrong one of the numbers of a line, and what to do about it.
fn wrong_number(name: &str, text: &str) -> Option<(String, &'static str)> {
    // Letters that stand for digits are told by RESIDUE.
    if !text.contains(char::is_numeric) && !text.contains(['×', 'X', 'x', '_', '*']) {
        return Some((
            format!("{name}“{text}”不是号码"),
            "写带区号的办公号码，如 0435-6000000；没有的删去这一行",
        ));
    }
    let numbers = numbers(text);
    let number = numbers.iter().find(|number| kind(number).is_some())?;
    // The number as it is written, when there are several.
    let shown = if numbers.len() == 1 { text } else { number.as_str() };
    let (what, remedy) = match kind(number)? {
        Wrong::Mobile => (
            "像是手机号，公开的应是办公电话",
            "改为带区号的办公电话，如 0435-6000000",
        ),
        Wrong::Local => ("没有区号，外地无法拨打", "补上区号，如 0435-6000000"),
        Wrong::Length => (
            "位数不对：区号3位或4位，号码7位或8位",
            "核对号码，写成 0435-6000000 的样子",
        ),
    };
    let of_contact = if name == "电话" { "联系" } else { "" };
    Some((format!("{of_contact}{name}“{shown}”{what}"), remedy))
}

/// The numbers of a line; a blank after an area code parts none, and a second one without area code has that of the first.
fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split(['、', '，', ',', '；', ';', '/', ' ']) {
        match found.last_mut() {
            Some(last) if last.starts_with('0') && matches!(last.len(), 3 | 4) => {
                last.push('-');
                last.push_str(piece);
            }
            _ if piece.is_empty() => {}
            _ => found.push(piece.to_owned()),
        }
    }
    found
        .iter()
        .enumerate()
        .filter(|(index, number)| *index == 0 || !matches!(kind(number), Some(Wrong::Local)))
        .map(|(_, number)| number.clone())
        .collect()
}

#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    Mobile,
    Local,
    Length,
}

/// What is wrong with a number.
fn kind(number: &str) -> Option<Wrong> {
    let own = number.split('转').next().unwrap_or("");
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    let abroad = own.starts_with('+') || own.starts_with("86") || own.starts_with("0086");
    let digits = digits
        .trim_start_matches("00")
        .strip_prefix("86")
        .filter(|_| abroad)
        .unwrap_or(&digits);
    let begins = digits.as_bytes();
    match digits.len() {
        11 if begins[0] == b'1' && begins[1] >= b'3' => Some(Wrong::Mobile),
        7 | 8 if begins[0] != b'0' && !digits.starts_with("400") && !digits.starts_with("800") => {
            Some(Wrong::Local)
        }
        // A service: 0435-12345.
        _ if own
            .rsplit('-')
            .next()
            .is_some_and(|last| (3..=5).contains(&last.len())) =>
        {
            None
        }
        // An extension may follow: 0435-6000000-8012.
        5..=10 if begins[0] == b'0' => Some(Wrong::Length),
        13.. if begins[0] == b'0' && own.matches('-').count() < 2 => Some(Wrong::Length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrong, half_width, is_email, kind, numbers};

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
    fn numbers_have_an_area_code_and_its_length() {
        for right in [
            "0319-8000001",
            "（0319）8000001",
            "0319 8000001",
            "03198000001",
            "010-85000001",
            "0755-85000001",
            "0319-8000001、8000002",
            "0319-8000001 0319-8000002",
            "+86-319-8000001",
            "010-85000001-8012",
            "0319-8000001转8012",
            "400-800-0000",
            "12345",
            "0319-12345",
        ] {
            assert!(
                numbers(right).iter().all(|number| kind(number).is_none()),
                "{right}"
            );
        }
        for (number, wrong) in [
            ("8100000", Wrong::Local),
            ("13800000000", Wrong::Mobile),
            ("+86 138 0000 0000", Wrong::Mobile),
            ("0319-800000", Wrong::Length),
            ("0319-800000000", Wrong::Length),
        ] {
            let number = number.replace(' ', "");
            assert_eq!(kind(&number), Some(wrong), "{number}");
        }
        assert_eq!(numbers("0319-8000001 13800000000")[1], "13800000000");
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
