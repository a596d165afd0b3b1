//! The look of the paper as numbers, each written once: the DOCX writer and the layout both read them here.

mod choices;
mod dispatch;
mod gbt9704;
mod key;
mod keys;
mod setting;

pub use choices::{BreakLevel, Compression, PageNumberForm, PageNumberPlace};
pub use key::{Clause, Key, Settings};
pub use keys::{KEYS, SECTIONS};
pub use setting::{Domain, NO_TINT, Refused, Setting, plain_points};

pub use dispatch::{AttachmentStyle, DispatchStyle, HeadStyle, ImprintStyle};

use crate::font::{Role, RolePair};
use crate::units::Length;

/// Everything that decides the look of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Page and text area.
    pub page: PageStyle,
    /// The title.
    pub title: TextStyle,
    /// Running text.
    pub body: TextStyle,
    /// Headings of the levels 一、 （一） 1. （1）.
    pub headings: [TextStyle; 4],
    /// Stressed text within a paragraph: its faces; size and pitch are the paragraph's.
    pub strong: RolePair,
    /// First-line indent of running text and of headings.
    pub first_line_indent: Length,
    /// Blank lines between title and text.
    pub lines_after_title: i64,
    /// Tables.
    pub table: TableStyle,
    /// Page numbers.
    pub page_number: PageNumberStyle,
    /// Signature and date.
    pub signature: SignatureStyle,
    /// 版头, 附件, 版记.
    pub dispatch: DispatchStyle,
    /// The word at the head of a draft.
    pub watermark: TextStyle,
    /// Which levels of [`Style::headings`] are set bold. No Chinese face here has a bold cut: Word thickens the strokes
    /// itself, and the PDF draws the outlines by [`Style::bold_stroke`].
    pub bold_headings: [bool; 4],
    /// Whether full-width marks may be compressed.
    pub compression: Compression,
    /// Which marks may not begin or end a line.
    pub line_breaks: BreakLevel,
}

/// Page and text area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStyle {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// Paper edge to text area, above.
    pub top: Length,
    /// Paper edge to text area, left.
    pub left: Length,
    /// Width of the text area (版心).
    pub text_width: Length,
    /// Height of the text area (版心), page number outside it.
    pub text_height: Length,
}

/// One kind of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Its faces.
    pub roles: RolePair,
    /// Type size.
    pub size: Length,
    /// Added to every advance; negative is tighter.
    pub tracking: Length,
    /// From one base line to the next.
    pub pitch: Length,
}

/// Tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableStyle {
    /// Text of all cells.
    pub text: TextStyle,
    /// The smallest size to which a column of long numbers steps down.
    pub smallest_size: Length,
    /// How much the size steps down at a time.
    pub size_step: Length,
    /// Width of all rules.
    pub rule: Length,
    /// From a cell's edge to its text, left and right.
    pub padding_x: Length,
    /// From a cell's edge to its text, above and below.
    pub padding_y: Length,
    /// Least height of a row.
    pub least_row_height: Length,
    /// Tint behind band rows, as RGB; `None` for no tint.
    pub band_tint: Option<[u8; 3]>,
    /// Notes under a table.
    pub note: TextStyle,
    /// Lower edge of the table to its notes.
    pub note_gap: Length,
    /// Space left below a table.
    pub space_after: Length,
}

/// Page numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageNumberStyle {
    /// Its text.
    pub text: TextStyle,
    /// What is written around the number.
    pub form: PageNumberForm,
    /// Where on its line it stands.
    pub place: PageNumberPlace,
    /// Lower edge of the text area to the middle of a [`PageNumberStyle::DASH`] on the number's base line, in every form.
    pub below_text: Length,
    /// With [`PageNumberPlace::Outside`], from the outer edge of the text area inwards.
    pub indent: Length,
}

/// Signature and date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureStyle {
    /// With a seal: blank lines between text and name, so that the seal's top comes within a line of the text.
    pub sealed_lines_before: i64,
    /// Without a seal: blank lines between text and name.
    pub unsealed_lines_before: i64,
    /// With a seal: date to right edge of the text area.
    pub sealed_indent: Length,
    /// Without a seal: the longer of name and date to the right edge of the text area.
    pub unsealed_indent: Length,
    /// Without a seal: first character of the date right of the name's.
    pub date_shift: Length,
    /// The least line pitch to which running text is tightened so that the signature need not go to a page with only
    /// its last lines; the running text's own pitch for never.
    pub least_pitch: Length,
    /// How much the pitch is tightened at a time.
    pub pitch_step: Length,
    /// Several agencies with seals: most names in a row.
    pub joint_columns: usize,
    /// Several agencies with seals: least space between two names of a row.
    pub joint_gap: Length,
    /// Several agencies with seals: blank lines between two rows of names, so that the seals do not touch.
    pub joint_lines_between: i64,
    /// Signer's stamp: blank lines between text and stamp.
    pub stamp_lines_before: i64,
    /// Signer's stamp: stamp and date to the right edge of the text area.
    pub stamp_indent: Length,
    /// Signer's stamp: room left for it, unless the name printed there is wider.
    pub stamp_room: Length,
    /// Signer's stamp: from the signer's title to the stamp.
    pub stamp_title_gap: Length,
    /// Signer's stamp: blank lines between stamp and date.
    pub stamp_date_lines: i64,
}

impl PageStyle {
    /// Paper edge to text area, right.
    pub fn right(&self) -> Length {
        self.width - self.left - self.text_width
    }

    /// Paper edge to text area, below.
    pub fn bottom(&self) -> Length {
        self.height - self.top - self.text_height
    }
}

impl PageNumberStyle {
    /// 一字线: the standard measures to it where the number stands.
    pub const DASH: char = '—';
}

/// Line pitch of a table's text to its size: the line that 宋体 itself asks for, 15.1 pt at 五号.
const PITCH_OF_SIZE: (i64, i64) = (151, 105);

impl TableStyle {
    /// Sets the type size, and the pitch that goes with it, in whole twips.
    pub fn set_size(&mut self, size: Length) {
        self.text.size = size;
        self.text.pitch = Length::twips(size.scaled(PITCH_OF_SIZE.0, PITCH_OF_SIZE.1).as_twips());
        self.smallest_size = self.smallest_size.min(size);
    }
}

impl Default for Style {
    /// GB/T 9704-2012.
    fn default() -> Self {
        gbt9704::style()
    }
}

impl Style {
    /// Sets the pitch of running text and headings, and the half line left below tables.
    pub fn set_line_pitch(&mut self, pitch: Length) {
        self.body.pitch = pitch;
        for heading in &mut self.headings {
            heading.pitch = pitch;
        }
        self.table.space_after = pitch / 2;
        self.dispatch.set_line_pitch(pitch);
    }

    /// Width of the stroke that thickens type of a size where [`Style::bold_headings`] asks for bold: 1/36 of the size,
    /// half of it outside the outline.
    pub fn bold_stroke(size: Length) -> Length {
        size / 36
    }

    /// How many lines of running text a page holds.
    pub fn lines_per_page(&self) -> i64 {
        self.page.text_height.as_emu() / self.body.pitch.as_emu()
    }

    /// How many Chinese characters a line of running text holds.
    pub fn characters_per_line(&self) -> i64 {
        self.page.text_width.as_emu() / (self.body.size + self.body.tracking).as_emu()
    }
}

/// Chinese in one role, Western text in the Latin face.
const fn with_latin(chinese: Role) -> RolePair {
    RolePair {
        chinese,
        latin: Role::Latin,
    }
}

/// Chinese and Western text in one role.
const fn own_latin(role: Role) -> RolePair {
    RolePair {
        chinese: role,
        latin: role,
    }
}

#[cfg(test)]
mod tests;
