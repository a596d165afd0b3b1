//! Reports without their places, to compare what they say.

use super::{ArchiveFact, Contact, FeeNotice, Figures, Located, Prose, Report, Signature, Stamp, Text};

impl<T> Located<T> {
    /// The same value with no place.
    #[must_use]
    pub fn without_place(self) -> Self {
        Located {
            value: self.value,
            span: None,
        }
    }
}

impl Text {
    pub(super) fn without_places(self) -> Self {
        Text {
            paragraphs: self.paragraphs.into_iter().map(Located::without_place).collect(),
            span: None,
        }
    }
}

impl Contact {
    fn without_places(self) -> Self {
        Contact {
            office: self.office.map(Located::without_place),
            address: self.address.map(Located::without_place),
            postcode: self.postcode.map(Located::without_place),
            phone: self.phone.map(Located::without_place),
            fax: self.fax.map(Located::without_place),
            email: self.email.map(Located::without_place),
            website: self.website.map(Located::without_place),
        }
    }
}

impl Signature {
    fn without_places(self) -> Self {
        Signature {
            agencies: self.agencies.into_iter().map(Located::without_place).collect(),
            stamp: self.stamp.map(|stamp| Stamp {
                title: stamp.title.without_place(),
                name: stamp.name.map(Located::without_place),
            }),
            ..self
        }
    }
}

impl Figures {
    fn without_places(mut self) -> Self {
        for slot in self.form().slots() {
            let mut cell = self.cell(slot).clone();
            cell.span = None;
            self.set(slot, cell);
        }
        self
    }
}

impl Report {
    /// The same report with no place in any file: two reports that say the same are equal then.
    #[must_use]
    pub fn without_places(self) -> Self {
        Report {
            form: self.form,
            year: self.year.without_place(),
            agency: self.agency.without_place(),
            level: self.level.without_place(),
            date: self.date.without_place(),
            contact: self.contact.without_places(),
            prose: Prose {
                lead: self.prose.lead.map(Text::without_places),
                part1: self.prose.part1.without_places(),
                part5: self.prose.part5.without_places(),
                part6: self.prose.part6.without_places(),
            },
            figures: self.figures.without_places(),
            table_notes: self.table_notes.into_iter().map(Text::without_places).collect(),
            fee_notice: self.fee_notice.map(|notice| FeeNotice {
                issued: notice.issued.without_place(),
                amount: notice.amount.without_place(),
                collected: notice.collected.without_place(),
            }),
            signature: self.signature.without_places(),
            dispatch: self.dispatch.without_places(),
            archive: self.archive.into_iter().map(ArchiveFact::without_place).collect(),
            merged_from: self.merged_from.into_iter().map(Located::without_place).collect(),
            unread: self.unread,
        }
    }
}
