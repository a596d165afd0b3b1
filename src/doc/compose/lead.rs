//! The opening paragraph, composed from the data when the office gives none.

use crate::doc::{Origin, Paragraph, Quote};
use crate::model::{Contact, Located, Report};

/// Legal basis, parts, period, download place and contact, each sentence only if there is something to say.
pub(super) fn compose(report: &Report) -> Paragraph {
    let year = report.year.value;
    let names: Vec<&str> = report
        .form
        .parts
        .iter()
        .map(|part| part.split_once('、').map_or(*part, |(_, name)| name))
        .collect();
    let mut lead = Lead::default();
    lead.say(&format!(
        "根据《中华人民共和国政府信息公开条例》和{}要求，编制本报告。本报告由“{}”六个部分组成，所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        report.form.notice,
        names.join("”“"),
    ));
    if let Some(website) = &report.contact.website {
        lead.say("本报告的电子版可在");
        lead.quote(website);
        lead.say("下载。");
    }
    let details = details(&report.contact);
    if !details.is_empty() {
        lead.say("如对本报告有疑问，请与");
        lead.quote(report.contact.office.as_ref().unwrap_or(&report.agency));
        lead.say("联系（");
        for (at, (name, value)) in details.into_iter().enumerate() {
            lead.say(if at == 0 { "" } else { "；" });
            lead.say(name);
            lead.say("：");
            lead.quote(value);
        }
        lead.say("）。");
    }
    Paragraph {
        quotes: lead.quotes,
        ..Paragraph::plain(lead.text, Origin::default())
    }
}

/// `地址：…；邮编：…；电话：…`, as far as given.
fn details(contact: &Contact) -> Vec<(&'static str, &Located<String>)> {
    [
        ("地址", &contact.address),
        ("邮编", &contact.postcode),
        ("电话", &contact.phone),
        ("传真", &contact.fax),
        ("电子邮箱", &contact.email),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value.as_ref()?)))
    .collect()
}

/// The paragraph as far as it is written.
#[derive(Default)]
struct Lead {
    text: String,
    quotes: Vec<Quote>,
}

impl Lead {
    /// Words of the program.
    fn say(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Words of the input.
    fn quote(&mut self, given: &Located<String>) {
        let start = self.text.len();
        self.text.push_str(&given.value);
        self.quotes.push(Quote {
            range: start..self.text.len(),
            origin: Origin(given.span),
        });
    }
}
