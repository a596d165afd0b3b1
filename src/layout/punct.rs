//! Chinese punctuation as small questions (CLREQ basic level; GB/T 15834-2011, chapter 5).

/// Whether a line may not begin with the character: closing marks, stops, connectors.
pub(super) fn not_at_line_start(ch: char) -> bool {
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

/// Whether a line may not end with the character: opening marks and signs that belong to a following number.
pub(super) fn not_at_line_end(ch: char) -> bool {
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

/// Whether two neighbours are halves of one mark: —— and …….
pub(super) fn one_mark(before: char, after: char) -> bool {
    before == after && matches!(before, '—' | '…' | '⋯')
}

/// Whether the character belongs to a word or number that is not split: Western letters, digits and what joins them.
pub(super) fn in_word(ch: char) -> bool {
    ch.is_ascii_graphic() || crate::font::is_western(ch) && ch != ' '
}

/// After which characters a word too long for a line, such as an address on the web, may break.
pub(super) fn breaks_long_word(ch: char) -> bool {
    matches!(ch, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '@' | ':')
}
