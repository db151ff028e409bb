//! TOML values that are written rightly and mean nothing: a 30 February, a number beyond all
//! measure. They are no mistakes of writing: the tree has them as written, and whoever wants the
//! value says what is wrong with it. Here nothing is ever reported.

use toml_spanner::{Error, ErrorKind};

/// Where such a value stands, if the error is no more than that, and a harmless value of the same
/// sort and length to be read in its place.
pub(super) fn stand_in(text: &str, error: &Error) -> Option<(usize, String)> {
    let start = error.span().start as usize;
    let stand_in = match error.kind() {
        ErrorKind::InvalidDateTime(_) => possible_moment(text.get(start..)?)?,
        ErrorKind::InvalidFloat("float overflow") => {
            let token = text.get(start..error.span().end as usize)?;
            // Shorter than this no number overflows.
            let zeros = token.len().checked_sub(2).filter(|zeros| *zeros > 0)?;
            format!("1.{}", "0".repeat(zeros))
        }
        _ => return None,
    };
    // What does not read although it is possible would be put in its own place for ever.
    (!text[start..].starts_with(&stand_in)).then_some((start, stand_in))
}

/// The date, time or date-time that a text begins with, made possible; none if what stands there
/// does not have the shape of one.
fn possible_moment(text: &str) -> Option<String> {
    let end = text.find(['\t', '\n', '\r', '#', ',', ']', '}']).unwrap_or(text.len());
    let token = text[..end].trim_end_matches(' ');
    if let Some(rest) = shaped(token, "dddd-dd-dd") {
        if rest.is_empty() {
            return Some("2000-01-01".to_owned());
        }
        if let Some(time) = rest.strip_prefix(['T', 't', ' '])
            && let Some((clock, zone)) = possible_time(time)
        {
            return Some(format!("2000-01-01T{clock}{zone}"));
        }
        // ` words` after a date are another mistake.
        return rest.starts_with(' ').then(|| "2000-01-01".to_owned());
    }
    let (clock, zone) = possible_time(token)?;
    zone.is_empty().then_some(clock)
}

/// A time of day and its offset, both made possible.
fn possible_time(text: &str) -> Option<(String, String)> {
    let (mut rest, mut clock) = (shaped(text, "dd:dd")?, "00:00".to_owned());
    if let Some(after) = shaped(rest, ":dd") {
        rest = after;
        clock.push_str(":00");
        if let Some(fraction) = after.strip_prefix('.') {
            let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if count == 0 {
                return None;
            }
            clock.push('.');
            clock.push_str(&"0".repeat(count));
            rest = &fraction[count..];
        }
    }
    if rest.is_empty() {
        return Some((clock, String::new()));
    }
    if matches!(rest, "Z" | "z") {
        return Some((clock, "Z".to_owned()));
    }
    let is_offset = shaped(rest, "+dd:dd").or_else(|| shaped(rest, "-dd:dd")) == Some("");
    is_offset.then(|| (clock, "+00:00".to_owned()))
}

/// What follows a shape, `d` being any digit; none if the text does not begin so.
fn shaped<'t>(text: &'t str, shape: &str) -> Option<&'t str> {
    let fits = |(byte, wanted): (u8, u8)| match wanted {
        b'd' => byte.is_ascii_digit(),
        wanted => byte == wanted,
    };
    let begins = text.len() >= shape.len() && text.bytes().zip(shape.bytes()).all(fits);
    if begins { text.get(shape.len()..) } else { None }
}
