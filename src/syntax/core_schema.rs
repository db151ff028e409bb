//! What a plain YAML scalar means by the 1.2 core schema. Nothing of YAML 1.1 is known here: `no`
//! is text, `1:30` is text, `0777` is the decimal 777.

use super::Value;

/// The value of a plain (unquoted) scalar.
pub(super) fn plain<'a>(text: &'a str) -> Value<'a> {
    let bytes = text.as_bytes();
    // Most scalars are words or dates; what can be no number, null or bool is told by its first byte.
    match bytes.first() {
        None => Value::Null,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => match number(bytes) {
            Some(Number::Integer) => Value::Integer(text),
            Some(Number::Float) => Value::Float(text),
            None => Value::Text(text),
        },
        Some(b'~') if bytes.len() == 1 => Value::Null,
        Some(b'n' | b'N') if is_null(text) => Value::Null,
        Some(b't' | b'T' | b'f' | b'F') => bool(text).map_or(Value::Text(text), Value::Bool),
        Some(_) => Value::Text(text),
    }
}

/// Whether the text is one of the spellings of null.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// The bool that the text spells.
pub(super) fn bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The two sorts of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// `12`, `-7`, `0o14`, `0x1F`.
    Integer,
    /// `1.5`, `1e3`, `.5`, `.inf`, `.nan`.
    Float,
}

/// Which number the bytes spell, if any.
pub(super) fn number(bytes: &[u8]) -> Option<Number> {
    match bytes {
        [b'0', b'o', digits @ ..] => {
            return (!digits.is_empty() && digits.iter().all(|b| matches!(b, b'0'..=b'7'))).then_some(Number::Integer);
        }
        [b'0', b'x', digits @ ..] => {
            return (!digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit)).then_some(Number::Integer);
        }
        b".nan" | b".NaN" | b".NAN" => return Some(Number::Float),
        _ => {}
    }
    let unsigned = match bytes {
        [b'+' | b'-', rest @ ..] => rest,
        rest => rest,
    };
    if matches!(unsigned, b".inf" | b".Inf" | b".INF") {
        return Some(Number::Float);
    }
    let (whole, rest) = digits(unsigned);
    let (fraction, rest, dotted) = match rest {
        [b'.', rest @ ..] => {
            let (fraction, rest) = digits(rest);
            (fraction, rest, true)
        }
        rest => (0, rest, false),
    };
    if whole + fraction == 0 {
        return None;
    }
    match rest {
        [] if dotted => Some(Number::Float),
        [] => Some(Number::Integer),
        [b'e' | b'E', exponent @ ..] => {
            let exponent = match exponent {
                [b'+' | b'-', rest @ ..] => rest,
                rest => rest,
            };
            let (count, rest) = digits(exponent);
            (count > 0 && rest.is_empty()).then_some(Number::Float)
        }
        [..] => None,
    }
}

/// How many digits the bytes begin with, and what follows.
fn digits(bytes: &[u8]) -> (usize, &[u8]) {
    let count = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    (count, &bytes[count..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema_and_nothing_of_yaml_1_1() {
        let integers = ["0", "12", "-7", "+7", "0777", "0o14", "0x1F", "00"];
        let floats = [
            "1.5", "1.", ".5", "-.5", "1e3", "1E-3", "1.5e+3", ".inf", "-.inf", "+.INF", ".nan", ".NaN",
        ];
        let texts = [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "1:30",
            "1_000",
            "2026-04-01",
            "0b1",
            "-0x1",
            "0o8",
            "0x",
            ".",
            "-",
            "+",
            "1e",
            "1e+",
            "e3",
            ".e3",
            "-.nan",
            "tRue",
            "nULL",
            "nan",
            "inf",
            "1.2.3",
            "v1",
            "99.5%",
            "０",
        ];
        for text in integers {
            assert_eq!(plain(text), Value::Integer(text), "{text}");
        }
        for text in floats {
            assert_eq!(plain(text), Value::Float(text), "{text}");
        }
        for text in texts {
            assert_eq!(plain(text), Value::Text(text), "{text}");
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(text), Value::Null, "{text}");
        }
        assert_eq!(plain("TRUE"), Value::Bool(true));
        assert_eq!(plain("False"), Value::Bool(false));
    }
}
