//! From bytes to text: UTF-8 is read; what else people save files in is recognised and named.

use super::{MAX_BYTES, MAX_LINES, codes};
use crate::finding::{Finding, Findings, Span};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The text of a file, without byte order mark, and whether it is worth parsing.
///
/// A file in GBK or UTF-16 gets a finding and is read all the same, so that everything else wrong with it is told too.
pub(super) fn decode(bytes: &[u8], findings: &mut Findings) -> (String, bool) {
    if bytes.len() > MAX_BYTES {
        findings.push(
            Finding::error(
                codes::FILE,
                None,
                format!("文件超过{}MB", MAX_BYTES / 1024 / 1024),
            )
            .remedy("年报数据一般只有几十KB，请检查是否选错了文件"),
        );
        return (String::new(), false);
    }
    if let Some(kind) = known_binary(bytes) {
        findings.push(
            Finding::error(codes::ENCODING, None, format!("这是{kind}，不是年报数据文件"))
                .remedy("本程序生成的Word文件和PDF，用 nianbao extract 取回数据；其他的请改为TOML、YAML或JSON文本文件，可用 nianbao new 年份 生成空白模板"),
        );
        return (String::new(), false);
    }
    if let Some(encoding) = utf_16(bytes) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        findings.push(wrong_encoding("UTF-16（记事本中称“Unicode”）"));
        let readable = usable(&text, findings);
        return (text.into_owned(), readable);
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(text) => {
            let text = with_line_feeds(text);
            let readable = usable(&text, findings);
            (text, readable)
        }
        Err(error) => not_utf_8(body, error, findings),
    }
}

/// The text with line feeds, where its lines end in carriage returns alone, as they did on old Macs.
fn with_line_feeds(text: &str) -> String {
    if text.contains('\n') {
        text.to_owned()
    } else {
        text.replace('\r', "\n")
    }
}

/// Whether a text has anything in it, and no NUL.
fn usable(text: &str, findings: &mut Findings) -> bool {
    if text.trim().is_empty() {
        findings.push(
            Finding::error(codes::FILE, None, "文件是空的")
                .remedy("可用 nianbao new 年份 -o report.toml 生成空白模板"),
        );
        return false;
    }
    if text.bytes().filter(|byte| *byte == b'\n').count() > MAX_LINES {
        findings.push(
            Finding::error(codes::FILE, None, format!("文件超过{MAX_LINES}行"))
                .remedy("年报数据一般只有几百行，请检查是否选错了文件"),
        );
        return false;
    }
    if let Some(at) = text.find('\0') {
        findings.push(
            Finding::error(
                codes::ENCODING,
                Span::new(at, at + 1),
                "文件含有空字符（NUL），不是文本文件或已损坏",
            )
            .remedy("请用记事本打开确认内容，另存为UTF-8编码后再试"),
        );
        return false;
    }
    true
}

fn not_utf_8(body: &[u8], error: std::str::Utf8Error, findings: &mut Findings) -> (String, bool) {
    let valid = error.valid_up_to();
    let before = std::str::from_utf8(&body[..valid]).unwrap_or("");
    let lossy = String::from_utf8_lossy(body).into_owned();
    let span = Span::new(valid, valid + char::REPLACEMENT_CHARACTER.len_utf8());
    if error.error_len().is_none() {
        findings.push(
            Finding::error(
                codes::ENCODING,
                span,
                "文件在一个汉字中间断开，可能没有保存或复制完整",
            )
            .remedy("请重新保存或复制该文件"),
        );
        return (lossy, false);
    }
    // Chinese in UTF-8 before the place means that the file is UTF-8 and damaged there.
    let is_utf_8 = before.chars().any(|c| c >= '\u{2e80}');
    if !is_utf_8
        && let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(body)
        && !text.contains('\0')
    {
        if !is_mostly(body, is_common_gbk) {
            findings.push(not_gbk(body));
            return (String::new(), false);
        }
        findings.push(wrong_encoding("GBK（记事本中称“ANSI”）"));
        let readable = usable(&text, findings);
        return (text.into_owned(), readable);
    }
    let byte = body.get(valid).copied().unwrap_or_default();
    findings.push(
        Finding::error(
            codes::ENCODING,
            span,
            format!("此处不是有效的UTF-8文字（字节{byte:02X}），文件可能已损坏"),
        )
        .remedy("用记事本打开，改正此处后另存为UTF-8编码"),
    );
    (lossy, false)
}

/// Whether most characters of a file in an encoding of two bytes a character are among those in daily use, which each
/// encoding has at lead bytes of their own: else the file is in another one.
fn is_mostly(body: &[u8], is_common: impl Fn(u8, u8) -> bool) -> bool {
    let (mut all, mut common, mut at) = (0, 0, 0);
    while let Some(&lead) = body.get(at) {
        let trail = body.get(at + 1).copied().unwrap_or_default();
        at += match (lead, trail) {
            (0..=0x7f, _) => 1,
            (_, b'0'..=b'9') => 4,
            _ => 2,
        };
        all += usize::from(lead > 0x7f);
        common += usize::from(lead > 0x7f && is_common(lead, trail));
    }
    common * 2 >= all
}

/// The punctuation, the full-width forms and the 3755 characters of GB 2312 level one.
fn is_common_gbk(lead: u8, trail: u8) -> bool {
    matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7) && trail >= 0xa1
}

/// The punctuation and the 5401 characters of Big5 level one.
fn is_common_big5(lead: u8, _: u8) -> bool {
    matches!(lead, 0xa1..=0xc6)
}

/// A file in neither UTF-8 nor GBK.
fn not_gbk(body: &[u8]) -> Finding {
    let is_big5 = BIG5
        .decode_without_bom_handling_and_without_replacement(body)
        .is_some();
    if is_big5 && is_mostly(body, is_common_big5) {
        return Finding::error(
            codes::ENCODING,
            None,
            "文件编码像是Big5（繁体中文），不是UTF-8，内容没有检查",
        )
        .remedy("用能认出Big5的软件打开，改为简体中文，另存为UTF-8编码");
    }
    Finding::error(codes::ENCODING, None, "文件编码不明，不是UTF-8，内容没有检查")
        .remedy("用原来的软件打开，确认文字正常，另存为UTF-8编码")
}

fn wrong_encoding(name: &str) -> Finding {
    Finding::error(codes::ENCODING, None, format!("文件编码是{name}，不是UTF-8"))
        .remedy("用记事本打开，选择“另存为”，编码选UTF-8，保存后再试")
}

/// UTF-16 by its byte order mark, or by the zero bytes that keys and digits have in it.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs = bytes.len() / 2;
    let zeros = |offset: usize| {
        bytes
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Keys, digits and punctuation make up well over a fifth of any report; few characters have a zero byte (一 has).
    if odd > pairs / 5 && even * 4 < odd {
        Some(UTF_16LE)
    } else if even > pairs / 5 && odd * 4 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Files people pick by mistake.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        Some("Word、WPS、Excel文档或压缩包")
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Some("旧版Word、WPS或Excel文档")
    } else if bytes.starts_with(b"%PDF-") {
        Some("PDF文件")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (String, bool, Vec<String>) {
        let mut findings = Findings::new();
        let (text, readable) = decode(bytes, &mut findings);
        let messages = findings.into_iter().map(|finding| finding.message).collect();
        (text, readable, messages)
    }

    #[test]
    fn utf_8_is_read_with_and_without_mark() {
        assert_eq!(told("年=1".as_bytes()), ("年=1".into(), true, vec![]));
        assert_eq!(told("\u{feff}年=1".as_bytes()), ("年=1".into(), true, vec![]));
    }

    #[test]
    fn gbk_and_utf_16_are_named_and_read() {
        let text = "agency = \"一口井镇人民政府\"\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let (read, readable, messages) = told(&gbk);
        assert_eq!((read.as_str(), readable), (text, true));
        assert!(messages[0].contains("GBK"), "{messages:?}");
        for (mark, big) in [
            (&[0xff, 0xfe][..], false),
            (&[0xfe, 0xff], true),
            (&[], false),
            (&[], true),
        ] {
            let mut bytes = mark.to_vec();
            for unit in text.encode_utf16() {
                bytes.extend(if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                });
            }
            let (read, readable, messages) = told(&bytes);
            assert_eq!((read.as_str(), readable), (text, true));
            assert!(messages[0].contains("UTF-16"), "{messages:?}");
        }
    }

    #[test]
    fn what_is_neither_utf_8_nor_gbk_is_told_once_and_not_read() {
        let text = "agency = \"清河縣柳溪鎮人民政府\"\npart1 = \"依法公開政府資訊，沒有收到申請。\"\n";
        let (big5, _, _) = BIG5.encode(text);
        let (read, readable, messages) = told(&big5);
        assert_eq!((read.as_str(), readable, messages.len()), ("", false, 1));
        assert!(messages[0].contains("Big5"), "{messages:?}");
        let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode("agency = \"ひらがなカタカナ\"");
        let (_, readable, messages) = told(&shift_jis);
        assert!(!readable && messages.len() == 1, "{messages:?}");
        assert!(!messages[0].contains("GBK"), "{messages:?}");
        // A character of somebody's own does not make a text one of another encoding.
        let own = "agency = \"清河县\u{e000}镇\"\n";
        let (gbk, _, _) = GB18030.encode(own);
        assert!(told(&gbk).2[0].contains("GBK"));
    }

    #[test]
    fn lines_of_old_macs_are_lines() {
        assert_eq!(told(b"a = 1\rb = 2\r"), ("a = 1\nb = 2\n".into(), true, vec![]));
        let mixed = "a = 1\rb\r\n";
        assert_eq!(told(mixed.as_bytes()), (mixed.into(), true, vec![]));
    }

    #[test]
    fn damaged_utf_8_is_told_with_its_place() {
        let mut bytes = "agency = \"柳溪镇\"\n".as_bytes().to_vec();
        let whole = bytes.len();
        bytes.extend(b"x = \"\xff\"");
        let mut findings = Findings::new();
        let (_, readable) = decode(&bytes, &mut findings);
        assert!(!readable);
        let finding = findings.iter().next().unwrap();
        assert_eq!(finding.span.unwrap().start, whole + 5);
        assert!(finding.message.contains("FF"));
        let (_, readable, messages) = told(&"a = \"青".as_bytes()[..7]);
        assert!(!readable && messages[0].contains("断开"));
    }

    #[test]
    fn what_is_no_report_is_named() {
        for (bytes, word) in [
            (&b""[..], "空"),
            (b" \r\n", "空"),
            (b"PK\x03\x04rest", "Word"),
            (b"%PDF-1.7", "PDF"),
            (b"year = 2021\0\nagency = 'nobody'", "NUL"),
            (&[b'a'; MAX_BYTES + 1], "4MB"),
        ] {
            let (_, readable, messages) = told(bytes);
            assert!(!readable);
            assert_eq!(messages.len(), 1);
            assert!(messages[0].contains(word), "{messages:?}");
        }
    }
}
