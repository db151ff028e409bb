//! Identifiers that carry check digits, and numbers with a fixed form.

use super::quoted;
use crate::said;
use crate::say::Said;

/// The characters of a unified social credit identifier; a character's value is its place.
const USCC: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// GB 32100-2015: 3^(i-1) mod 31.
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// GB 11714: the organisation code's weights.
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A Chinese unified social credit identifier by GB 32100-2015: its characters, the digits of its
/// administrative division, the organisation code's own check (GB 11714), and its last character.
pub fn uscc(raw: &str) -> Result<(), Said> {
    let shown = quoted(raw);
    let values: Option<Vec<u32>> = raw
        .bytes()
        .map(|byte| USCC.iter().position(|&known| known == byte).map(|value| value as u32))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return Err(said!(
            "`{shown}` is no unified social credit identifier: 18 characters are expected, digits and capital letters \
             without I, O, S, V, Z",
            "`{shown}` 不是有效的统一社会信用代码：应为 18 位数字或大写字母，不含 I、O、S、V、Z"
        ));
    };
    if values[2..8].iter().any(|&value| value > 9) {
        return Err(said!(
            "`{shown}` is no unified social credit identifier: characters 3 to 8, the administrative division, are digits",
            "`{shown}` 不是有效的统一社会信用代码：第 3 至 8 位为行政区划码，应为数字"
        ));
    }
    let organisation = organisation_check(&raw.as_bytes()[8..16]);
    let found = char::from(raw.as_bytes()[16]);
    if found != organisation {
        return Err(said!(
            "`{shown}` is no unified social credit identifier: character 17, the organisation code's check digit, would \
             be `{organisation}`, not `{found}`",
            "`{shown}` 不是有效的统一社会信用代码：第 17 位（组织机构代码校验码）应为 `{organisation}`，而不是 `{found}`"
        ));
    }
    let sum: u32 = values
        .iter()
        .zip(USCC_WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    let expected = char::from(USCC[((31 - sum % 31) % 31) as usize]);
    let found = char::from(raw.as_bytes()[17]);
    if found != expected {
        return Err(said!(
            "`{shown}` is no unified social credit identifier: its last character, the check digit, would be \
             `{expected}`, not `{found}`",
            "`{shown}` 不是有效的统一社会信用代码：末位校验码应为 `{expected}`，而不是 `{found}`"
        ));
    }
    Ok(())
}

/// A legal entity identifier by ISO 17442: 18 capitals and digits and two check digits (ISO 7064
/// mod 97-10).
pub fn lei(raw: &str) -> Result<(), Said> {
    let shown = quoted(raw);
    let bytes = raw.as_bytes();
    let well_formed = bytes.len() == 20
        && bytes[..18]
            .iter()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        && bytes[18..].iter().all(u8::is_ascii_digit);
    if !well_formed {
        return Err(said!(
            "`{shown}` is no LEI: 18 digits and capital letters and then two check digits are expected",
            "`{shown}` 不是有效的 LEI（全球法人识别编码）：应为 18 位数字或大写字母加 2 位校验数字"
        ));
    }
    let expected = 98 - remainder_97(raw[..18].bytes().chain(*b"00"));
    if remainder_97(raw.bytes()) != 1 {
        let found = &raw[18..];
        return Err(said!(
            "`{shown}` is no LEI: its check digits would be `{expected:02}`, not `{found}`",
            "`{shown}` 不是有效的 LEI（全球法人识别编码）：末两位校验码应为 `{expected:02}`，而不是 `{found}`"
        ));
    }
    Ok(())
}

/// A D-U-N-S number: nine digits, nothing between them.
pub fn duns(raw: &str) -> Result<(), Said> {
    if raw.len() == 9 && raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let shown = quoted(raw);
    Err(said!(
        "`{shown}` is no D-U-N-S number: nine digits are expected, without separators",
        "`{shown}` 不是有效的邓白氏编码（D-U-N-S）：应为 9 位数字，中间不加分隔符"
    ))
}

/// A telephone number by E.164: `+`, the country's code and the number, 7 to 15 digits together.
pub fn phone(raw: &str) -> Result<(), Said> {
    if is_e164(raw) {
        return Ok(());
    }
    let shown = quoted(raw);
    let meant: String = raw
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '\u{A0}'))
        .collect();
    if is_e164(&meant) {
        return Err(said!(
            "`{shown}` is no telephone number by E.164: write it without separators, `{meant}`",
            "`{shown}` 不是 E.164 格式的电话号码：请去掉分隔符，写作 `{meant}`"
        ));
    }
    Err(said!(
        "`{shown}` is no telephone number by E.164: `+`, the country's code and the number are expected, at most 15 \
         digits, as in `+8613800138000`",
        "`{shown}` 不是 E.164 格式的电话号码：应为 `+`、国家代码和号码，最多 15 位数字，例如 `+8613800138000`"
    ))
}

fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
    })
}

/// The check character of an organisation code's eight characters; letters count from A = 10.
fn organisation_check(code: &[u8]) -> char {
    let value = |byte: u8| {
        if byte.is_ascii_digit() {
            byte - b'0'
        } else {
            byte - b'A' + 10
        }
    };
    let sum: u32 = code
        .iter()
        .zip(ORGANISATION_WEIGHTS)
        .map(|(&byte, weight)| u32::from(value(byte)) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + digit as u8),
    }
}

/// The number that digits and capitals (A = 10) spell, modulo 97.
fn remainder_97(characters: impl Iterator<Item = u8>) -> u32 {
    characters.fold(0, |sum, byte| match byte {
        b'A'..=b'Z' => (sum * 100 + u32::from(byte - b'A') + 10) % 97,
        _ => (sum * 10 + u32::from(byte.saturating_sub(b'0'))) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn credit_identifiers() {
        for id in [
            "91350100M000100Y43",
            "11320000MB151840XJ",
            "91430100MA4M76GY99",
            "91430103MACWD65H6H",
            "91110108MA00DEM06X",
            "91310115MA00DEM225",
        ] {
            assert_eq!(uscc(id), Ok(()), "{id}");
        }
        let said = |raw: &str| uscc(raw).unwrap_err().en;
        assert!(said("91350100M000100Y4Z").contains("18 characters"));
        assert!(said("91350100M000100Y44").contains("would be `3`, not `4`"));
        assert!(said("91310115MA1H8R7C6D").contains("character 17"));
        assert!(said("91350100m000100y43").contains("capital letters"));
        assert!(said("9135A100M000100Y43").contains("administrative division"));
        assert!(said("91350100M000100Y4").contains("18 characters"));
    }

    #[test]
    fn legal_entity_identifiers() {
        for id in ["5493001KJTIIGC8Y1R12", "506700GE1G29325QX363", "XXXX00DEMOACCOUNT193"] {
            assert_eq!(lei(id), Ok(()), "{id}");
        }
        assert!(
            lei("5493001KJTIIGC8Y1R13")
                .unwrap_err()
                .en
                .contains("would be `12`, not `13`")
        );
        assert!(lei("5493001kjtiigc8y1r12").is_err());
        assert!(lei("5493001KJTIIGC8Y1R1").is_err());
    }

    #[test]
    fn numbers_of_a_fixed_form() {
        assert_eq!(duns("123456789"), Ok(()));
        assert!(duns("12-345-6789").is_err() && duns("12345678").is_err() && duns("１２３").is_err());
        assert_eq!(phone("+8613800138000"), Ok(()));
        assert!(phone("+86 138-0013-8000").unwrap_err().en.contains("`+8613800138000`"));
        for raw in [
            "13800138000",
            "+0123456789",
            "+1234567890123456",
            "+86",
            "+86a3800138000",
            "",
        ] {
            assert!(phone(raw).is_err(), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_them_panic(raw in "\\PC*", letters in "[0-9A-Z]{0,20}") {
            for text in [&raw, &letters] {
                let _ = (uscc(text), lei(text), duns(text), phone(text));
            }
        }
    }
}
