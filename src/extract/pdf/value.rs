//! Values of PDF syntax (ISO 32000-1, 7.3) out of bytes, within limits on depth and number.

/// The deepest nesting of a value.
const MAX_DEPTH: usize = 64;
/// The most values in one: what is looked at here has some dozens.
const MAX_VALUES: usize = 20_000;

/// A value that is no stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Null, true, false, and numbers that are no integers: nothing here asks for them.
    Other,
    Integer(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dictionary(Dictionary),
    /// The number of an object.
    Reference(u32),
}

/// Keys and values; of a key that is there twice the first counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dictionary(Vec<(Vec<u8>, Value)>);

impl Dictionary {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let found = self.0.iter().find(|(name, _)| name == key.as_bytes());
        found.map(|(_, value)| value)
    }
}

impl Value {
    pub(super) fn integer(&self) -> Option<usize> {
        match self {
            Value::Integer(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Value::Name(bytes) if bytes == name.as_bytes())
    }
}

/// Reads values one after the other.
pub(super) struct Parser<'a> {
    rest: &'a [u8],
    left: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Parser {
            rest: bytes,
            left: MAX_VALUES,
        }
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Passes a word over; whether it is there.
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.skip_space();
        let after = self.rest.strip_prefix(word.as_bytes());
        if let Some(after) = after {
            self.rest = after;
        }
        after.is_some()
    }

    /// A number without sign.
    pub(super) fn number(&mut self) -> Option<usize> {
        self.skip_space();
        let (digits, after) = split(self.rest, |byte| byte.is_ascii_digit());
        let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
        self.rest = after;
        Some(number)
    }

    /// The next value; none where there is none, or it goes beyond the limits.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.nested(MAX_DEPTH)
    }

    fn nested(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        self.skip_space();
        match *self.rest.first()? {
            b'<' if self.word("<<") => {
                let mut entries = Vec::new();
                while !self.word(">>") {
                    let Value::Name(key) = self.nested(depth)? else {
                        return None;
                    };
                    entries.push((key, self.nested(depth)?));
                }
                Some(Value::Dictionary(Dictionary(entries)))
            }
            b'[' => {
                self.rest = &self.rest[1..];
                let mut items = Vec::new();
                while !self.word("]") {
                    items.push(self.nested(depth)?);
                }
                Some(Value::Array(items))
            }
            b'<' => self.hexadecimal(),
            b'(' => self.literal(),
            b'/' => self.name(),
            byte if byte.is_ascii_digit() || b"+-.".contains(&byte) => self.number_or_reference(),
            _ => {
                let (word, after) = split(self.rest, is_regular);
                self.rest = after;
                [&b"null"[..], b"true", b"false"]
                    .contains(&word)
                    .then_some(Value::Other)
            }
        }
    }

    fn number_or_reference(&mut self) -> Option<Value> {
        let (digits, after) = split(self.rest, is_regular);
        self.rest = after;
        let Some(number) = std::str::from_utf8(digits).ok()?.parse::<i64>().ok() else {
            return Some(Value::Other);
        };
        let mut ahead = Parser { rest: after, left: 1 };
        let refers = ahead.number().is_some()
            && ahead.word("R")
            && !ahead.rest.first().copied().is_some_and(is_regular);
        match u32::try_from(number) {
            Ok(number) if refers => {
                self.rest = ahead.rest;
                Some(Value::Reference(number))
            }
            _ => Some(Value::Integer(number)),
        }
    }

    fn name(&mut self) -> Option<Value> {
        let (written, after) = split(&self.rest[1..], is_regular);
        self.rest = after;
        let mut name = Vec::with_capacity(written.len());
        let mut left = written;
        while let [byte, rest @ ..] = left {
            left = rest;
            let code = match (byte, rest) {
                (b'#', [high, low, ..]) => digit(*high).zip(digit(*low)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    left = &rest[2..];
                }
                None => name.push(*byte),
            }
        }
        Some(Value::Name(name))
    }

    fn hexadecimal(&mut self) -> Option<Value> {
        let end = self.rest.iter().position(|byte| *byte == b'>')?;
        let digits: Vec<u8> = self.rest[1..end].iter().copied().filter_map(digit).collect();
        self.rest = &self.rest[end + 1..];
        let bytes = digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0));
        Some(Value::Text(bytes.collect()))
    }

    fn literal(&mut self) -> Option<Value> {
        let mut text = Vec::new();
        let mut open = 0_usize;
        let mut at = 0;
        loop {
            let byte = *self.rest.get(at)?;
            at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open > 1 {
                        text.push(byte);
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        self.rest = &self.rest[at..];
                        return Some(Value::Text(text));
                    }
                    text.push(byte);
                }
                b'\\' => at += escape(self.rest.get(at..)?, &mut text)?,
                _ => text.push(byte),
            }
        }
    }

    fn skip_space(&mut self) {
        loop {
            self.rest = split(self.rest, is_space).1;
            if self.rest.first() != Some(&b'%') {
                return;
            }
            self.rest = split(self.rest, |byte| !b"\r\n".contains(&byte)).1;
        }
    }
}

/// Adds what an escape in a literal string stands for; gives how many bytes it takes behind the backslash.
fn escape(rest: &[u8], text: &mut Vec<u8>) -> Option<usize> {
    let first = *rest.first()?;
    let is_octal = |byte: &&u8| (b'0'..=b'7').contains(*byte);
    match first {
        b'n' => text.push(b'\n'),
        b'r' => text.push(b'\r'),
        b't' => text.push(b'\t'),
        b'b' => text.push(8),
        b'f' => text.push(12),
        // A line end that is escaped is none.
        b'\r' if rest.get(1) == Some(&b'\n') => return Some(2),
        b'\r' | b'\n' => {}
        b'0'..=b'7' => {
            let digits = rest.iter().take(3).take_while(is_octal);
            let (count, code) = digits.fold((0, 0_u16), |(count, code), digit| {
                (count + 1, code << 3 | u16::from(digit - b'0'))
            });
            text.push(code.to_le_bytes()[0]);
            return Some(count);
        }
        other => text.push(other),
    }
    Some(1)
}

fn split(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = bytes
        .iter()
        .position(|byte| !belongs(*byte))
        .unwrap_or(bytes.len());
    bytes.split_at(end)
}

fn is_space(byte: u8) -> bool {
    b"\0\t\n\x0c\r ".contains(&byte)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Value> {
        Parser::new(text.as_bytes()).value()
    }

    #[test]
    fn values_are_read() {
        let dictionary = value("<</A#20b 12 0 R/C[1 -2 .5 7 0 R true]%x\n/D<</E null>>>>").unwrap();
        let Value::Dictionary(dictionary) = dictionary else {
            panic!("{dictionary:?}");
        };
        assert_eq!(dictionary.get("A b"), Some(&Value::Reference(12)));
        let items = [Value::Integer(1), Value::Integer(-2), Value::Other];
        let Some(Value::Array(found)) = dictionary.get("C") else {
            panic!("{dictionary:?}");
        };
        assert_eq!(found[..3], items);
        let texts = [
            ("(a(b)\\)\\n\\\n\\101\\7)", "a(b))\nA\u{7}"),
            ("<41 4>", "A@"),
            ("()", ""),
        ];
        for (written, text) in texts {
            assert_eq!(
                value(written),
                Some(Value::Text(text.as_bytes().to_vec())),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_value_is_none() {
        for bad in [
            "", "<<", "<</A>>", "<<1 2>>", "[1", "(a", "(a\\", "<4", "]", "endobj",
        ] {
            assert_eq!(value(bad), None, "{bad}");
        }
        assert_eq!(value(&"[".repeat(1_000_000)), None);
        assert_eq!(value(&format!("[{}]", "0 ".repeat(1_000_000))), None);
    }
}
