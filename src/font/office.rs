//! The families that offices buy for official papers: under which names, and what each serves.

use super::Role;

/// Families that do the same in an official paper.
#[derive(Debug, PartialEq, Eq)]
pub struct OfficeFamily {
    /// The role they serve; `None` for those that only have rare characters, for any role.
    pub role: Option<Role>,
    /// Each family with all its names, the customary family first, its Chinese name first.
    families: &'static [&'static [&'static str]],
    /// What a program without the customary family takes in its stead.
    pub substitute: Option<&'static str>,
}

/// 小标宋.
pub const BIAOSONG: OfficeFamily = OfficeFamily {
    role: Some(Role::Biaosong),
    families: &[
        &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"],
        &["方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"],
        &["方正小标宋_GB18030", "方正小标宋"],
        &["文星标宋"],
        &["文鼎小标宋简"],
        &["汉仪小标宋简"],
    ],
    substitute: Some("方正小标宋_GBK"),
};

/// 仿宋.
pub const FANGSONG: OfficeFamily = OfficeFamily {
    role: Some(Role::Fangsong),
    families: &[
        &["仿宋_GB2312", "FangSong_GB2312"],
        &["仿宋", "FangSong"],
        &["方正仿宋_GBK", "FZFangSong-Z02"],
        &["方正仿宋简体", "FZFangSong-Z02S"],
        &["方正仿宋_GB18030"],
        &["华文仿宋", "STFangsong"],
        &[
            "朱雀仿宋",
            "Zhuque Fangsong",
            "朱雀仿宋（预览测试版）",
            "Zhuque Fangsong (technical preview)",
        ],
    ],
    substitute: Some("仿宋"),
};

/// 黑体.
pub const HEITI: OfficeFamily = OfficeFamily {
    role: Some(Role::Heiti),
    families: &[
        &["黑体", "SimHei"],
        &["方正黑体_GBK", "FZHei-B01"],
        &["方正黑体简体", "FZHei-B01S"],
        &["方正黑体_GB18030"],
        &["华文黑体", "STHeiti"],
    ],
    substitute: Some("SimHei"),
};

/// 楷体.
pub const KAITI: OfficeFamily = OfficeFamily {
    role: Some(Role::Kaiti),
    families: &[
        &["楷体_GB2312", "KaiTi_GB2312"],
        &["楷体", "KaiTi"],
        &["方正楷体_GBK", "FZKai-Z03"],
        &["方正楷体简体", "FZKai-Z03S"],
        &["方正楷体_GB18030"],
        &["华文楷体", "STKaiti"],
    ],
    substitute: Some("楷体"),
};

/// 宋体.
pub const SONGTI: OfficeFamily = OfficeFamily {
    role: Some(Role::Songti),
    families: &[
        &["宋体", "SimSun"],
        &["新宋体", "NSimSun"],
        &["方正书宋_GBK", "FZShuSong-Z01"],
        &["方正书宋简体", "FZShuSong-Z01S"],
        &["方正书宋_GB18030"],
        &["华文宋体", "STSong"],
    ],
    substitute: Some("SimSun"),
};

/// Western text.
pub const LATIN: OfficeFamily = OfficeFamily {
    role: Some(Role::Latin),
    families: &[&["Times New Roman"]],
    substitute: None,
};

/// Rare characters.
pub const RARE: OfficeFamily = OfficeFamily {
    role: None,
    families: &[&["SimSun-ExtB", "宋体-ExtB"], &["SimSun-ExtG", "宋体-ExtG"]],
    substitute: Some("宋体"),
};

/// All of them.
pub const OFFICE: [&OfficeFamily; Role::ALL.len() + 1] =
    [&BIAOSONG, &FANGSONG, &HEITI, &KAITI, &SONGTI, &LATIN, &RARE];

impl OfficeFamily {
    /// The customary family, as papers name it.
    pub const fn name(&self) -> &'static str {
        self.families[0][0]
    }

    /// The families by their customary names, in the order in which they are preferred.
    pub fn families(&self) -> impl Iterator<Item = &'static str> {
        self.families.iter().map(|names| names[0])
    }

    /// The family that most computers have: what stands in for the customary one, or that itself.
    pub const fn usual(&self) -> &'static str {
        match self.substitute {
            Some(substitute) => substitute,
            None => self.name(),
        }
    }

    /// What clerks call what it serves.
    pub const fn purpose(&self) -> &'static str {
        match self.role {
            Some(role) => role.name(),
            None => "生僻字",
        }
    }

    /// What stands in for a face of one of these families where that is not at hand: another of them.
    pub fn stand_in(&self, family: &str) -> Option<&'static str> {
        let others = self.substitute.into_iter().chain([self.name()]);
        others.into_iter().find(|other| !is_same(other, family))
    }

    /// The place of a family among these, the customary one's being 0.
    fn rank(&self, name: &str) -> Option<usize> {
        self.families
            .iter()
            .position(|names| names.iter().any(|known| is_same(known, name)))
    }
}

/// What a face with these names serves: its place in [`OFFICE`], and that among the families which serve the same.
pub(super) fn served<'a>(names: impl Iterator<Item = &'a str>) -> Option<(usize, usize)> {
    let places = |name| {
        let ranks = OFFICE.iter().map(move |family| family.rank(name));
        ranks.enumerate().filter_map(|(at, rank)| Some((at, rank?)))
    };
    names.flat_map(places).min_by_key(|(_, rank)| *rank)
}

/// Whether two names are one: programs differ in capitals, spaces, hyphens and underlines.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars()
            .filter(|ch| !ch.is_whitespace() && !matches!(ch, '-' | '_'))
            .map(|ch| ch.to_ascii_lowercase())
            .collect()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_serves_one_purpose() {
        for (at, family) in OFFICE.iter().enumerate() {
            for (rank, names) in family.families.iter().enumerate() {
                for name in *names {
                    assert_eq!(served([*name].into_iter()), Some((at, rank)), "{name}");
                }
            }
            assert_ne!(family.stand_in(family.name()), Some(family.name()));
        }
        let serving = |name| served([name].into_iter()).map(|(at, _)| OFFICE[at].purpose());
        assert_eq!(serving("fangsong gb2312"), Some("仿宋"));
        assert_eq!(serving("TIMES NEW ROMAN"), Some("西文"));
        assert_eq!(serving("微软雅黑"), None);
        assert_eq!(serving(""), None);
    }

    #[test]
    fn every_role_has_families() {
        for role in Role::ALL {
            assert_eq!(
                OFFICE.iter().filter(|family| family.role == Some(role)).count(),
                1
            );
        }
        assert_eq!(FANGSONG.stand_in("仿宋"), Some("仿宋_GB2312"));
        assert_eq!(FANGSONG.stand_in("仿宋_GB2312"), Some("仿宋"));
        assert_eq!(LATIN.stand_in("Times New Roman"), None);
    }
}
