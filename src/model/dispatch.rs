//! What makes a report a numbered document that is sent out: 版头, 主送机关, 附注, 附件, 版记 (GB/T 9704-2012).

use super::{Date, Located, Text};

/// Everything but title, text and signature; nothing of it unless the input gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// 版头.
    pub head: Option<Head>,
    /// 主送机关.
    pub recipients: Option<Located<String>>,
    /// 附注.
    pub annotation: Option<Located<String>>,
    /// 附件, in order.
    pub attachments: Vec<Attachment>,
    /// 版记.
    pub imprint: Option<Imprint>,
}

/// 版头.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// 份号.
    pub copy_number: Option<Located<String>>,
    /// 密级和保密期限.
    pub secrecy: Option<Located<String>>,
    /// 紧急程度.
    pub urgency: Option<Located<String>>,
    /// 发文机关标志.
    pub mark: Located<String>,
    /// 发文字号.
    pub number: Located<String>,
    /// 签发人, of a paper sent upwards (上行文); none of any other.
    pub signers: Vec<Located<String>>,
}

/// 附件.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its title.
    pub title: Located<String>,
    /// What it says.
    pub text: Text,
}

/// 版记.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// 抄送机关.
    pub copies_to: Option<Located<String>>,
    /// 印发机关.
    pub issuer: Located<String>,
    /// 印发日期.
    pub date: Located<Date>,
}

impl Dispatch {
    /// The same with no place in any file.
    pub(super) fn without_places(self) -> Self {
        let line = |line: Option<Located<String>>| line.map(Located::without_place);
        Dispatch {
            head: self.head.map(|head| Head {
                copy_number: line(head.copy_number),
                secrecy: line(head.secrecy),
                urgency: line(head.urgency),
                mark: head.mark.without_place(),
                number: head.number.without_place(),
                signers: head.signers.into_iter().map(Located::without_place).collect(),
            }),
            recipients: line(self.recipients),
            annotation: line(self.annotation),
            attachments: self
                .attachments
                .into_iter()
                .map(|attachment| Attachment {
                    title: attachment.title.without_place(),
                    text: attachment.text.without_places(),
                })
                .collect(),
            imprint: self.imprint.map(|imprint| Imprint {
                copies_to: line(imprint.copies_to),
                issuer: imprint.issuer.without_place(),
                date: imprint.date.without_place(),
            }),
        }
    }
}
