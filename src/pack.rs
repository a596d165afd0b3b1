//! Rule packs: what the notice of a region asks beyond the national rules, as data.
//!
//! [`input::read_pack`](crate::input::read_pack) reads one, [`check::packs`](crate::check::packs) applies it.

use crate::finding::Severity;
use crate::model::Level;

/// The packs of this program: their names and their text, as [`input::read_pack`](crate::input::read_pack) takes it.
pub const BUILT_IN: [(&str, &str); 2] = [
    ("suqian", include_str!("../assets/rules/suqian.toml")),
    ("wuwei", include_str!("../assets/rules/wuwei.toml")),
];

/// What a notice asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// What people call it.
    pub name: String,
    /// The notice it comes from: organ, number, date.
    pub notice: String,
    /// The first report year it is for; all years without.
    pub since: Option<u16>,
    /// The levels it is for; all when empty.
    pub levels: Vec<Level>,
    /// Limits of length.
    pub lengths: Vec<Length>,
    /// Counts that must be stated.
    pub counts: Vec<Count>,
    /// Wording that must stand.
    pub must: Vec<Wording>,
    /// Wording that must not stand.
    pub must_not: Vec<Wording>,
    /// Deadlines.
    pub due: Vec<Due>,
    /// The share of a part, in per cent, above which repetition is told.
    pub repetition: Option<Demand<u8>>,
}

/// Where something is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// 一、总体情况.
    #[default]
    Part1,
    /// 五、存在的主要问题及改进情况.
    Part5,
    /// 六、其他需要报告的事项.
    Part6,
    /// Anywhere in the written parts.
    Any,
}

impl Place {
    /// Every place with its key and what clerks call it.
    pub const ALL: [(Place, &'static str, &'static str); 4] = [
        (Place::Part1, "part1", "第一部分"),
        (Place::Part5, "part5", "第五部分"),
        (Place::Part6, "part6", "第六部分"),
        (Place::Any, "any", "正文"),
    ];

    /// What clerks call it.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(place, ..)| *place == self)
            .map_or("", |(.., name)| name)
    }
}

/// A demand, how much it weighs, and what the notice says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand<T> {
    /// What is asked.
    pub asks: T,
    /// How much a breach weighs.
    pub severity: Severity,
    /// A remark told with each finding; may be empty.
    pub note: String,
}

/// A limit of length.
pub type Length = Demand<LengthLimit>;

/// How long a part may be, in characters without spaces, headings and marks counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthLimit {
    /// The part.
    pub place: Place,
    /// At least.
    pub least: Option<u32>,
    /// At most.
    pub most: Option<u32>,
}

/// Counts that must be stated.
pub type Count = Demand<CountOf>;

/// A matter whose number must be stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountOf {
    /// The part.
    pub place: Place,
    /// The topic it belongs to, as `主动公开`; findings are told by topic.
    pub topic: String,
    /// What is counted.
    pub matter: String,
    /// Words any of which speak of it.
    pub words: Vec<String>,
}

/// Wording asked for or ruled out.
pub type Wording = Demand<Words>;

/// Some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The part.
    pub place: Place,
    /// What is meant.
    pub matter: String,
    /// Any of these words.
    pub words: Vec<String>,
}

/// A deadline.
pub type Due = Demand<Deadline>;

/// The last day for reports of a level, in the year after the report year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Whose.
    pub level: Level,
    /// The month.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Pack {
    /// Whether it is for reports of a year and level.
    pub fn applies_to(&self, year: u16, level: Level) -> bool {
        self.since.is_none_or(|since| year >= since)
            && (self.levels.is_empty() || self.levels.contains(&level))
    }
}

/// The text of a built-in pack.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}
