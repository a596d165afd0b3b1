//! Chinese punctuation as small questions (CLREQ basic level; GB/T 15834-2011, chapter 5).

use crate::style::BreakLevel;

/// Whether a line may not begin with the character: closing marks, stops, connectors; in the strict level also a dash
/// or an ellipsis.
pub(crate) fn not_at_line_start(ch: char, level: BreakLevel) -> bool {
    if level == BreakLevel::Strict && matches!(ch, '—' | '…' | '⋯' | '⸺') {
        return true;
    }
    matches!(
        ch,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '．'
            | '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '〕'
            | '】'
            | '］'
            | '｝'
            | '》'
            | '〉'
            | '～'
            | '·'
            | '／'
            | '–'
            | '々'
            | '％'
            | '‰'
            | '℃'
            | '°'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '/'
            | '-'
            | '~'
    )
}

/// Whether a line may not end with the character: opening marks and signs that belong to a following number; from the
/// level of GB/T 15834 on also a solidus.
pub(crate) fn not_at_line_end(ch: char, level: BreakLevel) -> bool {
    if level != BreakLevel::Basic && matches!(ch, '/' | '／') {
        return true;
    }
    matches!(
        ch,
        '“' | '‘'
            | '「'
            | '『'
            | '（'
            | '〔'
            | '【'
            | '［'
            | '｛'
            | '《'
            | '〈'
            | '('
            | '['
            | '{'
            | '￥'
            | '¥'
            | '$'
            | '№'
            | '#'
    )
}

/// Whether a character is a mark that stands by no line of its own.
pub(crate) fn is_mark(ch: char) -> bool {
    not_at_line_start(ch, BreakLevel::Strict) || not_at_line_end(ch, BreakLevel::Basic) || ch == ' '
}

/// Whether two neighbours are halves of one mark: —— and …….
pub(crate) fn one_mark(before: char, after: char) -> bool {
    before == after && matches!(before, '—' | '…' | '⋯')
}

/// Whether the character belongs to a word or number that is not split: Western letters, digits and what joins them.
pub(crate) fn in_word(ch: char) -> bool {
    ch.is_ascii_graphic() || crate::font::is_western(ch) && ch != ' '
}

/// After which characters a word too long for a line, such as an address on the web, may break.
pub(crate) fn breaks_long_word(ch: char) -> bool {
    matches!(ch, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '@' | ':')
}

/// Whether a dash stands alone, connecting what is before and after it (2019—2021), and so may not begin a line.
pub(crate) fn is_connector(text: &[char], at: usize) -> bool {
    text[at] == '—' && text.get(at + 1) != Some(&'—') && (at == 0 || text[at - 1] != '—')
}

/// Where the blank half of a full-width mark lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlankHalf {
    Left,
    Right,
}

/// How soon a mark gives up its blank half when a line is squeezed (CLREQ 5.3): brackets and quotes first, then the
/// marks within a sentence, at last those that end one. `None` for characters that give up nothing.
pub(crate) fn blank_half(ch: char) -> Option<(u8, BlankHalf)> {
    match ch {
        '“' | '‘' | '「' | '『' | '（' | '〔' | '【' | '《' | '〈' => Some((0, BlankHalf::Left)),
        '”' | '’' | '」' | '』' | '）' | '〕' | '】' | '》' | '〉' => Some((0, BlankHalf::Right)),
        '，' | '、' | '；' | '：' => Some((1, BlankHalf::Right)),
        '。' | '？' | '！' => Some((2, BlankHalf::Right)),
        _ => None,
    }
}
