//! GB/T 9704-2012 党政机关公文格式: the default style, each value with its clause.
//!
//! The standard's numbers do not close by themselves (28 characters of 16 pt are wider than 156 mm, 22 lines of
//! 30 pt higher than 225 mm), so type of 三号 stands on a pitch of 15.75 pt by 28.95 pt.
//!
//! `docs/gbt9704.md` goes through the standard clause by clause and names the test that keeps each.

use super::{
    BreakLevel, Compression, DispatchStyle, PageNumberForm, PageNumberPlace, PageNumberStyle, PageStyle,
    SignatureStyle, Style, TableStyle, TextStyle, own_latin, with_latin,
};
use crate::font::{Role, RolePair};
use crate::units::Length;

/// 二号: the title (7.3.1).
const SIZE_2: Length = Length::pt(22);
/// 三号: all elements unless said otherwise (5.2.2).
const SIZE_3: Length = Length::pt(16);
/// 四号: page numbers (7.5).
const SIZE_4: Length = Length::pt(14);
/// 五号: tables; not of the standard.
const SIZE_5: Length = Length::centi_pt(1050);

/// 小五.
const SIZE_SMALL_5: Length = Length::pt(9);

/// Line pitch with which 22 lines fill 225 mm (5.2.3): 579 twips.
const PITCH: Length = Length::centi_pt(2895);
/// Makes 28 characters of 三号 fit 156 mm (5.2.3): -5 twips.
const TRACKING: Length = Length::centi_pt(-25);
/// Line pitch of a title of 二号; not of the standard.
const TITLE_PITCH: Length = Length::pt(36);

/// The style of the standard.
pub(super) fn style() -> Style {
    let grid = |roles: RolePair| TextStyle {
        roles,
        size: SIZE_3,
        tracking: TRACKING,
        pitch: PITCH,
    };
    let plain = |roles, size, pitch| TextStyle {
        roles,
        size,
        tracking: Length::ZERO,
        pitch,
    };
    let body = grid(with_latin(Role::Fangsong));
    Style {
        // 5.1 A4; 5.2.1 天头 37 mm, 订口 28 mm, 版心 156 mm x 225 mm.
        page: PageStyle {
            width: Length::mm(210),
            height: Length::mm(297),
            top: Length::mm(37),
            left: Length::mm(28),
            text_width: Length::mm(156),
            text_height: Length::mm(225),
        },
        // 7.3.1 标题 2号小标宋体, centred.
        title: plain(own_latin(Role::Biaosong), SIZE_2, TITLE_PITCH),
        // 7.3.2 leaves a blank line between the title and 主送机关; without one, between title and text.
        lines_after_title: 1,
        // 5.2.2, 5.2.3 3号仿宋体, 22 lines of 28 characters.
        body: body.clone(),
        // 7.3.3 一、黑体 （一）楷体 1.仿宋体 （1）仿宋体.
        headings: [
            grid(own_latin(Role::Heiti)),
            grid(with_latin(Role::Kaiti)),
            body.clone(),
            body.clone(),
        ],
        // Not of the standard.
        strong: own_latin(Role::Heiti),
        // 7.3.3 每个自然段左空二字.
        first_line_indent: Length::pt(32),
        // The standard is silent on type in tables: 宋体 五号, as the form circulates.
        table: TableStyle {
            // The pitch is the face's own line at that size, which Word gives it when cells may grow.
            text: plain(with_latin(Role::Songti), SIZE_5, Length::centi_pt(1510)),
            smallest_size: Length::centi_pt(550),
            size_step: Length::centi_pt(50),
            rule: Length::centi_pt(50),
            padding_x: Length::deci_mm(8),
            padding_y: Length::deci_mm(7),
            least_row_height: Length::mm(7),
            band_tint: Some([0xE7, 0xEE, 0xF7]),
            // 小五, so that notes do not read as a row.
            note: plain(with_latin(Role::Songti), SIZE_SMALL_5, Length::pt(13)),
            note_gap: Length::mm(1),
            space_after: PITCH / 2,
        },
        // 7.5 4号半角宋体, 一字线 on both sides, 7 mm below the text area, one character in from the outer edge.
        page_number: PageNumberStyle {
            text: plain(own_latin(Role::Songti), SIZE_4, Length::pt(18)),
            form: PageNumberForm::Dashes,
            place: PageNumberPlace::Outside,
            below_text: Length::mm(7),
            indent: SIZE_4,
        },
        // 7.3.5.1 sealed: 成文日期 右空四字, two blank lines so that the seal's top comes within a line of the text;
        // 7.3.5.2 not sealed: one blank line, 右空二字, date two characters right of the name.
        signature: SignatureStyle {
            sealed_lines_before: 2,
            unsealed_lines_before: 1,
            sealed_indent: SIZE_3 * 4,
            unsealed_indent: SIZE_3 * 2,
            date_shift: SIZE_3 * 2,
            // 7.3.5.5 when the room left cannot hold seal and date, line spacing is adjusted; 28 pt is what offices use, and still 22 lines.
            least_pitch: Length::pt(28),
            pitch_step: Length::centi_pt(25),
            // 7.3.5.1 several agencies: at most three seals a row, which do not touch: 45 mm across for a county.
            joint_columns: 3,
            joint_gap: SIZE_3,
            joint_lines_between: 4,
            // 7.3.5.3 签名章: 空二行右空四字; title 左空二字; date 空一行右空四字. The room for it is ours.
            stamp_lines_before: 2,
            stamp_indent: SIZE_3 * 4,
            stamp_room: SIZE_3 * 4,
            stamp_title_gap: SIZE_3 * 2,
            stamp_date_lines: 1,
        },
        dispatch: DispatchStyle::gbt9704(&body),
        // Not of the standard: only drafts bear it.
        watermark: plain(own_latin(Role::Heiti), SIZE_3, Length::pt(20)),
        // 7.3.3 names faces and asks for no bold.
        bold_headings: [false; 4],
        // 5.2.3 asks for a grid of 28 characters, which compressed marks would leave. On line breaks the standard is
        // silent but for clause 9, by which marks follow GB/T 15834.
        compression: Compression::None,
        line_breaks: BreakLevel::Basic,
    }
}
