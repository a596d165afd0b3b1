//! What a style may choose between, each choice in a list with the word that style files use.

/// What becomes of the blank halves of full-width marks (，。（）“”).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Every mark keeps its full width, so that characters stand on the grid; a mark that may not begin a line takes the
    /// character before it along.
    #[default]
    None,
    /// Marks give up blank halves where that brings a mark or a piece kept whole onto the line (先挤进，后推出).
    Squeeze,
}

/// Which marks may not begin or end a line, after the W3C's Requirements for Chinese Text Layout (CLREQ).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BreakLevel {
    /// No line begins with a stop, a closing mark or a connector, or ends with an opening mark.
    #[default]
    Basic,
    /// As GB/T 15834-2011 has it: moreover no line ends with a solidus.
    Gb,
    /// Moreover no line begins with a dash (——) or an ellipsis (……).
    Strict,
}

/// What is written around the page number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageNumberForm {
    /// `— 1 —`, as GB/T 9704-2012, 7.5 asks.
    #[default]
    Dashes,
    /// `- 1 -`.
    Hyphens,
    /// `1`.
    Bare,
    /// `第1页`.
    Chinese,
}

/// Where on its line the page number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageNumberPlace {
    /// At the outer edge: right on odd pages, left on even ones, as GB/T 9704-2012, 7.5 asks.
    #[default]
    Outside,
    /// In the middle of the text area.
    Center,
}

impl Compression {
    /// Every choice, in the order of declaration.
    pub const ALL: [Compression; 2] = [Compression::None, Compression::Squeeze];
}

impl BreakLevel {
    /// Every choice, in the order of declaration.
    pub const ALL: [BreakLevel; 3] = [BreakLevel::Basic, BreakLevel::Gb, BreakLevel::Strict];
}

impl PageNumberForm {
    /// Every choice, in the order of declaration.
    pub const ALL: [PageNumberForm; 4] = [
        PageNumberForm::Dashes,
        PageNumberForm::Hyphens,
        PageNumberForm::Bare,
        PageNumberForm::Chinese,
    ];

    /// What is written before and after the number.
    pub const fn around(self) -> (&'static str, &'static str) {
        match self {
            PageNumberForm::Dashes => ("— ", " —"),
            PageNumberForm::Hyphens => ("- ", " -"),
            PageNumberForm::Bare => ("", ""),
            PageNumberForm::Chinese => ("第", "页"),
        }
    }
}

impl PageNumberPlace {
    /// Every choice, in the order of declaration.
    pub const ALL: [PageNumberPlace; 2] = [PageNumberPlace::Outside, PageNumberPlace::Center];
}
