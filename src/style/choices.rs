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
