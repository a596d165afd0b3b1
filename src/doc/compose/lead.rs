//! The opening paragraph, composed from the data when the office gives none.

use crate::model::{Contact, Report};

/// Legal basis, parts, period, download place and contact, each sentence only if there is something to say.
pub(super) fn compose(report: &Report) -> String {
    let year = report.year.value;
    let names: Vec<&str> = report
        .form
        .parts
        .iter()
        .map(|part| part.split_once('、').map_or(*part, |(_, name)| name))
        .collect();
    let mut lead = format!(
        "根据《中华人民共和国政府信息公开条例》和{}要求，编制本报告。本报告由“{}”六个部分组成，所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        report.form.notice,
        names.join("”“"),
    );
    if let Some(website) = &report.contact.website {
        lead.push_str(&format!("本报告的电子版可在{}下载。", website.value));
    }
    if let Some(details) = details(&report.contact) {
        let office = report.contact.office.as_ref().unwrap_or(&report.agency);
        lead.push_str(&format!(
            "如对本报告有疑问，请与{}联系（{details}）。",
            office.value
        ));
    }
    lead
}

/// `地址：…；邮编：…；电话：…`, as far as given.
fn details(contact: &Contact) -> Option<String> {
    let given: Vec<String> = [
        ("地址", &contact.address),
        ("邮编", &contact.postcode),
        ("电话", &contact.phone),
        ("传真", &contact.fax),
        ("电子邮箱", &contact.email),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}：{}", value.value)))
    .collect();
    (!given.is_empty()).then(|| given.join("；"))
}
