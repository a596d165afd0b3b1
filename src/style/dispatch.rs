//! The look of what a paper has when it is sent out: 版头, 附件, 版记 (GB/T 9704-2012, 7.2 to 7.4).

use super::{TextStyle, own_latin, with_latin};
use crate::font::Role;
use crate::units::Length;

/// 版头, 主送机关, 附件说明, 附件 and 版记.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispatchStyle {
    /// 版头.
    pub head: HeadStyle,
    /// 附件说明 and 附件.
    pub attachment: AttachmentStyle,
    /// 版记.
    pub imprint: ImprintStyle,
}

/// 版头.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadStyle {
    /// 份号, 密级, 紧急程度.
    pub small: TextStyle,
    /// 发文机关标志, at the largest size it is set in.
    pub mark: TextStyle,
    /// The smallest size to which a long mark steps down.
    pub mark_smallest: Length,
    /// How much the size of a long mark steps down at a time.
    pub mark_step: Length,
    /// Upper edge of the text area to the upper edge of the mark.
    pub mark_top: Length,
    /// Blank lines between mark and 发文字号, or the first 签发人.
    pub lines_above_number: i64,
    /// Names of 签发人; the word before them is running text.
    pub signer: TextStyle,
    /// Space between two names of a row.
    pub signer_gap: Length,
    /// With 签发人: edge of the text area to 发文字号 on the left and to the names on the right.
    pub indent: Length,
    /// Lower edge of 发文字号 to the rule.
    pub rule_gap: Length,
    /// Width of the rule, which is as long as the text area is wide.
    pub rule: Length,
    /// Colour of mark and rule.
    pub rgb: [u8; 3],
    /// Blank lines between the rule and the title.
    pub lines_below: i64,
}

/// 附件说明 and 附件.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentStyle {
    /// Blank lines between the text and 附件说明.
    pub lines_above_list: i64,
    /// `附件1` at the head of an attachment.
    pub label: TextStyle,
    /// Blank lines between that and the attachment's title.
    pub lines_above_title: i64,
}

/// 版记.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprintStyle {
    /// Its text.
    pub text: TextStyle,
    /// Edge of the text area to the text, left and right.
    pub indent: Length,
    /// Height of a row of one line.
    pub row_height: Length,
    /// Width of the first and the last rule, which are as long as the text area is wide.
    pub outer_rule: Length,
    /// Width of the rules between.
    pub inner_rule: Length,
    /// Least space between what stands above it and its first rule.
    pub space_above: Length,
}

impl DispatchStyle {
    /// Sets the pitch of what stands on the grid of running text.
    pub(super) fn set_line_pitch(&mut self, pitch: Length) {
        self.head.small.pitch = pitch;
        self.head.signer.pitch = pitch;
        self.attachment.label.pitch = pitch;
        self.imprint.space_above = pitch;
    }

    /// The values of the standard, on the grid of its running text.
    pub(super) fn gbt9704(body: &TextStyle) -> Self {
        let grid = |role| TextStyle {
            roles: own_latin(role),
            ..body.clone()
        };
        let plain = |roles, size, pitch| TextStyle {
            roles,
            size,
            tracking: Length::ZERO,
            pitch,
        };
        DispatchStyle {
            head: HeadStyle {
                // 7.2.1 to 7.2.3: 3号, at the upper left corner, each on a line of its own.
                small: grid(Role::Heiti),
                // 7.2.4 小标宋体, red, centred. Its size is the office's to choose: 初号, less when it does not fit. The
                // 35 mm are as offices apply the clause, which was not at hand.
                mark: plain(own_latin(Role::Biaosong), Length::pt(42), Length::pt(52)),
                mark_smallest: Length::pt(22),
                mark_step: Length::pt(2),
                mark_top: Length::mm(35),
                // 7.2.5 空二行; 7.2.7 the rule 4 mm below, red, as wide as the text area. Its own width is ours.
                lines_above_number: 2,
                // 7.2.6 签发人 3号仿宋, names 3号楷体, two a row, 居右空一字; 发文字号 居左空一字 on the line of the last.
                signer: TextStyle {
                    roles: with_latin(Role::Kaiti),
                    ..body.clone()
                },
                signer_gap: Length::pt(16),
                indent: Length::pt(16),
                rule_gap: Length::mm(4),
                rule: Length::deci_mm(5),
                rgb: [0xFF, 0, 0],
                // 7.3.1 the title 空二行 below the rule.
                lines_below: 2,
            },
            attachment: AttachmentStyle {
                // 7.3.4 空一行; 7.3.7 3号黑体 at the upper left corner, the title on the third line.
                lines_above_list: 1,
                label: grid(Role::Heiti),
                lines_above_title: 1,
            },
            imprint: ImprintStyle {
                // 7.4 4号仿宋 左右各空一字; rules of 0.35 mm, those between 0.25 mm. The height of a row is ours.
                text: plain(with_latin(Role::Fangsong), Length::pt(14), Length::pt(20)),
                indent: Length::pt(14),
                row_height: Length::pt(24),
                outer_rule: Length::emu(12_600),
                inner_rule: Length::emu(9_000),
                space_above: body.pitch,
            },
        }
    }
}
