//! A report as plain data; every value keeps its place in the input file.

mod archive;
mod cell;
mod date;
mod dispatch;
mod figures;
mod name;
mod places;
pub mod prose;

pub use archive::{ARCHIVE_FACTS, ArchiveFact};
pub use cell::{Amount, Cell, CellValue, MAX_COUNT};
pub use date::Date;
pub use dispatch::{Attachment, Dispatch, Head, Imprint};
pub use figures::Figures;
pub use name::plain_name;

use crate::finding::Span;
use crate::form::Form;

/// A value and its place in the input; no place when it was computed or made by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the input.
    pub span: Option<Span>,
}

impl<T> Located<T> {
    /// A value read at a place.
    pub fn at(value: T, span: Span) -> Self {
        Located {
            value,
            span: Some(span),
        }
    }

    /// A value that no input stands behind.
    pub fn free(value: T) -> Self {
        Located { value, span: None }
    }
}

/// One annual report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The form of its year.
    pub form: &'static Form,
    /// Report year, not the year of publication.
    pub year: Located<u16>,
    /// Full name of the reporting organ (机关全称).
    pub agency: Located<String>,
    /// What kind of organ it is.
    pub level: Located<Level>,
    /// 成文日期; never taken from the clock.
    pub date: Located<Date>,
    /// Whom to ask.
    pub contact: Contact,
    /// The written parts.
    pub prose: Prose,
    /// Every number of the form.
    pub figures: Figures,
    /// The notes under each table of the form, one a paragraph.
    pub table_notes: Vec<Text>,
    /// The 信息处理费 facts of part six.
    pub fee_notice: Option<FeeNotice>,
    /// How the report is signed.
    pub signature: Signature,
    /// What it has as a numbered document that is sent out.
    pub dispatch: Dispatch,
    /// What an archive asks to know of it, in the order archives keep.
    pub archive: Vec<ArchiveFact>,
    /// The units whose numbers stand in its own, when it was merged: so that none is counted again.
    pub merged_from: Vec<Located<String>>,
    /// Which of its parts the input gives in ways that could not be read.
    pub unread: Unread,
}

/// Parts of which something could not be read, which has been told: what is not there may well be in the input, and
/// nothing of them is called missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Whom to ask.
    pub contact: bool,
    /// The written parts.
    pub prose: bool,
    /// The 信息处理费 facts.
    pub fee_notice: bool,
}

/// The most units that a report is merged from.
pub const MAX_UNITS: usize = 20_000;

/// What kind of organ reports: decides what it may and must report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 乡镇、街道.
    #[default]
    Township,
    /// 县级人民政府.
    County,
    /// 市级人民政府.
    City,
    /// 省级人民政府.
    Province,
    /// 政府部门.
    Department,
}

impl Level {
    /// Every level with its key in the input.
    pub const ALL: [(Level, &'static str); 5] = [
        (Level::Township, "township"),
        (Level::County, "county"),
        (Level::City, "city"),
        (Level::Province, "province"),
        (Level::Department, "department"),
    ];

    /// What clerks call it.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Township => "乡镇、街道",
            Level::County => "县级人民政府",
            Level::City => "市级人民政府",
            Level::Province => "省级人民政府",
            Level::Department => "政府部门",
        }
    }
}

/// Address and numbers at which the office can be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The office to ask, when it is not the agency itself (联系机构).
    pub office: Option<Located<String>>,
    /// 地址.
    pub address: Option<Located<String>>,
    /// 邮编, six digits.
    pub postcode: Option<Located<String>>,
    /// 电话, with area code.
    pub phone: Option<Located<String>>,
    /// 传真.
    pub fax: Option<Located<String>>,
    /// 电子邮箱.
    pub email: Option<Located<String>>,
    /// Where the electronic copy can be downloaded: a site's name or address.
    pub website: Option<Located<String>>,
}

impl Contact {
    /// What is given, in the order of the fields.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Located<String>> {
        let Contact {
            office,
            address,
            postcode,
            phone,
            fax,
            email,
            website,
        } = self;
        [office, address, postcode, phone, fax, email, website]
            .into_iter()
            .flatten()
    }

    /// The same, to be changed.
    pub(crate) fn lines_mut(&mut self) -> impl Iterator<Item = &mut Located<String>> {
        let Contact {
            office,
            address,
            postcode,
            phone,
            fax,
            email,
            website,
        } = self;
        [office, address, postcode, phone, fax, email, website]
            .into_iter()
            .flatten()
    }
}

/// The parts written as text; parts two to four are tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The opening paragraph; composed from the data when left out.
    pub lead: Option<Text>,
    /// 一、总体情况.
    pub part1: Text,
    /// 五、存在的主要问题及改进情况.
    pub part5: Text,
    /// 六、其他需要报告的事项.
    pub part6: Text,
}

/// Text as people have it: one paragraph a line, blank lines dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The paragraphs, trimmed, none empty.
    pub paragraphs: Vec<Located<String>>,
    /// The whole value in the input.
    pub span: Option<Span>,
}

/// 信息处理费: the three facts that part six states. All zero means none was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeNotice {
    /// 发出收费通知的件数.
    pub issued: Located<u64>,
    /// 通知收费总金额, in 元.
    pub amount: Located<Amount>,
    /// 实际收取的总金额, in 元.
    pub collected: Located<Amount>,
}

/// How the report is signed (GB/T 9704-2012, 7.3.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Whether a seal will be put over it: decides where name and date stand.
    pub sealed: bool,
    /// The agencies that sign, when it is not the reporting organ alone; the leading one first.
    pub agencies: Vec<Located<String>>,
    /// The signer's stamp in place of the agency's name.
    pub stamp: Option<Stamp>,
}

/// 签名章: who signs by a stamp (GB/T 9704-2012, 7.3.5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// 签发人职务, in full.
    pub title: Located<String>,
    /// The signer's name, printed where the stamp will be put.
    pub name: Option<Located<String>>,
}

impl Default for Signature {
    fn default() -> Self {
        Signature {
            sealed: true,
            agencies: Vec::new(),
            stamp: None,
        }
    }
}

impl Report {
    /// The official title: 机关全称 + 年 + 年政府信息公开工作年度报告.
    pub fn title(&self) -> String {
        format!(
            "{}{}年政府信息公开工作年度报告",
            self.agency.value, self.year.value
        )
    }
}
