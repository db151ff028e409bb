//! Amounts of money in ISO 4217 currencies, exact: rounded only where they are shown.

use std::fmt;

use super::number::{self, Decimal, fixed, plain};
use super::quoted;
use crate::said;
use crate::say::Said;

/// A currency of ISO 4217, by its three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// An exact amount in a currency. It may have more decimal places than the currency's minor unit: a
/// worked-out price stays exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Its currency.
    pub currency: Currency,
    /// How much, in the currency's main unit.
    pub amount: Decimal,
}

/// ISO 4217:2015 list one with its amendments up to 2025, and a few codes that older records may
/// still use; without metals, test codes and `XXX`. By decimal places of the minor unit.
const CURRENCIES: [(u32, &str); 4] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
         CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
         GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR \
         LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB \
         PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP \
         SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

impl Currency {
    /// The yuan, the default currency of a book.
    pub const CNY: Currency = Currency(*b"CNY");

    /// The currency of a three-letter code in capitals.
    pub fn parse(raw: &str) -> Result<Currency, Said> {
        if let Ok(code) = <[u8; 3]>::try_from(raw.as_bytes())
            && places_of(raw).is_some()
        {
            return Ok(Currency(code));
        }
        let shown = quoted(raw);
        let capitals = raw.to_ascii_uppercase();
        if places_of(&capitals).is_some() {
            return Err(said!(
                "`{shown}` is no currency: write it in capitals, `{capitals}`",
                "`{shown}` 不是货币代码：请用大写，写作 `{capitals}`"
            ));
        }
        Err(said!(
            "`{shown}` is no currency: three letters of ISO 4217 are expected, such as `CNY` or `USD`",
            "`{shown}` 不是货币代码：应为 ISO 4217 的三个字母，例如 `CNY` 或 `USD`"
        ))
    }

    /// Its three letters.
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Decimal places of its minor unit: 2 for CNY, 0 for JPY, 3 for KWD.
    pub fn minor_units(&self) -> u32 {
        places_of(self.code()).unwrap_or(2)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Money {
    /// Money as records write it: `1200000.00 CNY`, an exact decimal and a currency.
    pub fn parse(raw: &str) -> Result<Money, Said> {
        let mut words = raw.split_whitespace();
        let (Some(amount), Some(code), None) = (words.next(), words.next(), words.next()) else {
            return Err(no_money(raw));
        };
        if !is_plain_number(amount) {
            return Err(no_money(raw));
        }
        let currency = Currency::parse(code)?;
        match number::decimal(amount) {
            Some(amount) => Ok(Money { amount, currency }),
            None => {
                let shown = quoted(raw);
                Err(said!(
                    "`{shown}` has more digits than can be kept exactly (28)",
                    "`{shown}` 的位数超出可精确保存的范围（28 位）"
                ))
            }
        }
    }

    /// The amount rounded half away from zero to the currency's minor unit: `1265793.04`.
    pub fn shown(&self) -> String {
        fixed(self.amount, self.currency.minor_units())
    }
}

/// As records write it, exact: `13.965 USD`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", plain(self.amount), self.currency)
    }
}

fn places_of(code: &str) -> Option<u32> {
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    CURRENCIES
        .iter()
        .find(|(_, codes)| codes.split(' ').any(|known| known == code))
        .map(|&(places, _)| places)
}

/// Digits with at most one point between them, and a sign in front.
fn is_plain_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

fn no_money(raw: &str) -> Said {
    let shown = quoted(raw);
    let meant: String = raw.chars().filter(|c| !matches!(c, ',' | '，' | '_' | '\'')).collect();
    if meant != raw
        && let Ok(money) = Money::parse(&meant)
    {
        let (amount, currency) = (money.amount, money.currency);
        return said!(
            "`{shown}` is no money: write the number without separators, `{amount} {currency}`",
            "`{shown}` 不是金额：数字中不要用分隔符，写作 `{amount} {currency}`"
        );
    }
    if is_plain_number(raw.trim()) {
        return said!(
            "`{shown}` is no money: its currency is missing, as in `1200000.00 CNY`",
            "`{shown}` 不是金额：缺少货币代码，应写作 `1200000.00 CNY`"
        );
    }
    said!(
        "`{shown}` is no money: a number and a currency are expected, as in `1200000.00 CNY`",
        "`{shown}` 不是金额：应为数字加货币代码，例如 `1200000.00 CNY`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(raw: &str) -> String {
        Money::parse(raw).unwrap().shown()
    }

    #[test]
    fn money_is_exact_and_rounded_when_shown() {
        assert_eq!(shown("1200000.00 CNY"), "1200000.00");
        assert_eq!(shown("1265793.035 CNY"), "1265793.04");
        assert_eq!(shown("-0.005 CNY"), "-0.01");
        assert_eq!(shown("1000.5 JPY"), "1001");
        assert_eq!(shown("1 KWD"), "1.000");
        let price = Money::parse("13.9650 USD").unwrap();
        assert_eq!(price.to_string(), "13.965 USD");
        assert_eq!(price.shown(), "13.97");
        assert_eq!(price.currency.minor_units(), 2);
    }

    #[test]
    fn messages_say_what_is_expected() {
        let said = |raw: &str| Money::parse(raw).unwrap_err().en;
        assert_eq!(
            said("1,200,000.00 CNY"),
            "`1,200,000.00 CNY` is no money: write the number without separators, `1200000.00 CNY`"
        );
        assert_eq!(
            said("5"),
            "`5` is no money: its currency is missing, as in `1200000.00 CNY`"
        );
        assert_eq!(said("5 cny"), "`cny` is no currency: write it in capitals, `CNY`");
        assert!(said("5 ABC").starts_with("`ABC` is no currency"));
        assert!(said("CNY 5").contains("a number and a currency"));
        assert!(said("1e3 CNY").contains("a number and a currency"));
        assert!(said("123456789012345678901234567890 CNY").contains("28"));
        assert!(Currency::parse("XXX").is_err());
    }

    #[test]
    fn every_currency_of_the_list_parses_once() {
        let all: Vec<&str> = CURRENCIES.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        let once: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), once.len());
        assert!(all.iter().all(|code| Currency::parse(code).is_ok()));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*") {
            let _ = Money::parse(&raw);
            let _ = Currency::parse(&raw);
        }
    }
}
