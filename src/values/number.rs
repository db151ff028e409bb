//! Decimal numbers, exact: a number that does not fit is refused and never rounded.

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// The most decimal places that a [`Decimal`] holds.
pub const MAX_PLACES: u32 = 28;

/// The number that a text in TOML's or YAML's form stands for (`1_000`, `0x1F`, `0o17`, `0b1`, `+5`,
/// `1e3`, `1.50`), or `None` for `inf`, `nan`, what is no number and what does not fit exactly.
pub fn decimal(raw: &str) -> Option<Decimal> {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = raw.strip_prefix(prefix) {
            return based(digits, radix);
        }
    }
    let (negative, unsigned) = match raw.as_bytes().first()? {
        b'-' => (true, &raw[1..]),
        b'+' => (false, &raw[1..]),
        _ => (false, raw),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut digits = digits_of(whole)?;
    let whole_digits = digits.len();
    digits.extend(digits_of(fraction)?);
    let places = (digits.len() - whole_digits) as i64;
    let leading = digits.iter().take_while(|&&digit| digit == 0).count();
    let exponent = match exponent {
        Some(text) => exponent_of(text)?,
        None => 0,
    };
    assemble(negative, &digits[leading..], places.saturating_sub(exponent))
}

/// Plain decimal digits without an exponent and without trailing zeros: `99.5`, `60`, `-3`.
pub fn plain(number: Decimal) -> String {
    if number.is_zero() {
        "0".to_owned()
    } else {
        number.normalize().to_string()
    }
}

/// The number rounded half away from zero and written with just so many decimal places: `94.0`.
pub fn fixed(number: Decimal, places: u32) -> String {
    let places = places.min(MAX_PLACES);
    let rounded = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() {
        return padded("0".to_owned(), places);
    }
    padded(rounded.to_string(), places)
}

/// A plain number's text, filled up with zeros to so many decimal places (it has no more).
fn padded(mut text: String, places: u32) -> String {
    let written = text.find('.').map_or(0, |dot| text.len() - dot - 1);
    if places == 0 {
        return text;
    }
    if !text.contains('.') {
        text.push('.');
    }
    for _ in written..places as usize {
        text.push('0');
    }
    text
}

fn based(digits: &str, radix: u32) -> Option<Decimal> {
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = i128::from_str_radix(&without_underscores(digits)?, radix).ok()?;
    Decimal::try_from_i128_with_scale(value, 0).ok()
}

/// The values of decimal digits, underscores between them left out; `None` for anything else.
fn digits_of(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    without_underscores(text)?
        .bytes()
        .map(|byte| byte.is_ascii_digit().then(|| byte - b'0'))
        .collect()
}

/// An underscore may stand between two digits only.
fn without_underscores(text: &str) -> Option<String> {
    if text.starts_with('_') || text.ends_with('_') || text.contains("__") {
        return None;
    }
    Some(text.replace('_', ""))
}

/// The exponent; one too large for any number is cut to one that fits none but zero.
fn exponent_of(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() {
        return None;
    }
    let value = digits_of(digits)?
        .iter()
        .fold(0i64, |sum, &digit| (sum * 10 + i64::from(digit)).min(10_000_000_000));
    Some(if negative { -value } else { value })
}

/// The number of these digits, the first of them not 0, with so many places after the point.
fn assemble(negative: bool, digits: &[u8], places: i64) -> Option<Decimal> {
    if digits.is_empty() {
        return Some(Decimal::ZERO);
    }
    let (mut digits, mut places) = (digits, places);
    while (digits.len() > MAX_PLACES as usize || places > i64::from(MAX_PLACES)) && digits.ends_with(&[0]) {
        digits = &digits[..digits.len() - 1];
        places -= 1;
    }
    if digits.len() > 29 || places > i64::from(MAX_PLACES) || places < -i64::from(MAX_PLACES) {
        return None;
    }
    let mut value = digits.iter().fold(0i128, |sum, &digit| sum * 10 + i128::from(digit));
    if places < 0 {
        value = value.checked_mul(10i128.checked_pow(places.unsigned_abs() as u32)?)?;
        places = 0;
    }
    Decimal::try_from_i128_with_scale(if negative { -value } else { value }, places as u32).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> String {
        decimal(raw).map_or_else(|| "-".to_owned(), plain)
    }

    #[test]
    fn numbers_as_toml_and_yaml_write_them() {
        for (raw, expected) in [
            ("1_000", "1000"),
            ("0x1F", "31"),
            ("0xdead_beef", "3735928559"),
            ("0o17", "15"),
            ("0b101", "5"),
            ("+5", "5"),
            ("-3", "-3"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.0", "0"),
            ("0e999999999999999999999", "0"),
            ("1.000000000000000000000000000000000000000", "1"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ] {
            assert_eq!(read(raw), expected, "{raw}");
        }
    }

    #[test]
    fn what_does_not_fit_exactly_is_refused() {
        for raw in [
            "",
            "+",
            "-",
            ".",
            "e3",
            "1e",
            "1e+",
            "inf",
            "-inf",
            "nan",
            ".nan",
            "1__0",
            "_1",
            "1_",
            "1._5",
            "0x",
            "0x-1",
            "--1",
            "1.2.3",
            "１",
            "1e400",
            "1e-400",
            "1e99999999999999999999",
            "0.00000000000000000000000000001",
            "79228162514264337593543950336",
            "1234567890123456789012345678.91",
            "0xffffffffffffffffffffffffffffffffffffff",
        ] {
            assert_eq!(decimal(raw), None, "{raw}");
        }
    }

    #[test]
    fn fixed_places_round_half_away_from_zero() {
        let shown = |raw: &str, places| fixed(decimal(raw).unwrap(), places);
        assert_eq!(shown("94", 1), "94.0");
        assert_eq!(shown("0.005", 2), "0.01");
        assert_eq!(shown("-0.005", 2), "-0.01");
        assert_eq!(shown("-0.004", 2), "0.00");
        assert_eq!(shown("2.5", 0), "3");
        assert_eq!(
            shown("79228162514264337593543950335", 2),
            "79228162514264337593543950335.00"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*") {
            decimal(&raw);
        }

        #[test]
        fn no_number_like_text_makes_it_panic(raw in "[-+]?(0[xob])?[0-9_.]{0,40}([eE][-+]?[0-9]{0,22})?") {
            decimal(&raw);
        }

        #[test]
        fn plain_text_reads_back(units in any::<i64>(), scale in 0u32..20) {
            let number = Decimal::new(units, scale);
            prop_assert_eq!(decimal(&plain(number)), Some(number));
        }
    }
}
