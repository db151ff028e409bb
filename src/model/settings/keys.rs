//! Values that only `kam.toml` has.

use jiff::tz::TimeZone;

use crate::said;
use crate::shape::scalars::read_id;
use crate::shape::tables::Listed;
use crate::shape::{Read, Reader, Type};
use crate::syntax::{Node, Value};
use crate::values::hours::{Hours, Window};
use crate::values::money::Currency;
use crate::values::number::{Decimal, decimal};

/// The code of a currency, ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurrencyKey(pub Currency);

impl<'a> Read<'a> for CurrencyKey {
    const TYPE: Type = Type::Text;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<CurrencyKey> {
        let text = <&str>::read(key, node, reader)?;
        match Currency::parse(text) {
            Ok(currency) => Some(CurrencyKey(currency)),
            Err(why) => {
                let help = said!(
                    "a code of ISO 4217, such as `CNY`",
                    "请写 ISO 4217 货币代码，例如 `CNY`"
                );
                reader.bad_value(node.span, why, help);
                None
            }
        }
    }
}

/// The name of a time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone<'a> {
    /// As written.
    pub name: &'a str,
    /// Its rules.
    pub zone: TimeZone,
}

impl<'a> Read<'a> for Zone<'a> {
    const TYPE: Type = Type::Text;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Zone<'a>> {
        let name = <&str>::read(key, node, reader)?;
        // The database that is built in, never the machine's, so that every machine agrees.
        match jiff::tz::TimeZoneDatabase::bundled().get(name) {
            Ok(zone) => Some(Zone { name, zone }),
            Err(_) => {
                reader.bad_value(
                    node.span,
                    said!(
                        "there is no time zone `{name}`",
                        "没有名为 `{name}` 的时区",
                        name = name
                    ),
                    said!("a name such as `Asia/Shanghai`", "请写时区名称，例如 `Asia/Shanghai`"),
                );
                None
            }
        }
    }
}

/// An id that is given here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewId<'a>(pub &'a str);

impl<'a> Read<'a> for NewId<'a> {
    const TYPE: Type = Type::Id;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<NewId<'a>> {
        read_id(key, node, reader).map(NewId)
    }
}

/// The name of a rule; whether there is one of this name is asked where the rules are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleName<'a>(pub &'a str);

impl<'a> Read<'a> for RuleName<'a> {
    const TYPE: Type = Type::Text;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<RuleName<'a>> {
        <&str>::read(key, node, reader).map(RuleName)
    }
}

/// What one unit of a currency is in the book's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate(pub Decimal);

impl<'a> Read<'a> for Rate {
    const TYPE: Type = Type::Number;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Rate> {
        let rate = match node.value {
            Value::Text(text) => decimal(text),
            _ => Some(Decimal::read(key, node, reader)?),
        };
        match rate.filter(|rate| *rate > Decimal::ZERO) {
            Some(rate) => Some(Rate(rate)),
            None => {
                reader.bad_value(
                    node.span,
                    said!(
                        "the rate of `{key}` is no number above 0",
                        "`{key}` 的汇率应为大于 0 的数",
                        key = key
                    ),
                    said!(
                        "one unit of it in the book's currency: \"7.10\"",
                        "填写 1 单位该货币折合台账本币的数额，例如 \"7.10\""
                    ),
                );
                None
            }
        }
    }
}

/// The working hours of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkingHours(pub Hours);

impl<'a> Read<'a> for WorkingHours {
    const TYPE: Type = Type::List(&Type::Text);
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<WorkingHours> {
        let texts = Listed::<&str>::read(key, node, reader)?;
        let windows: Result<Vec<Window>, _> = texts.0.iter().map(|text| Window::parse(text)).collect();
        match windows.and_then(Hours::of) {
            Ok(hours) => Some(WorkingHours(hours)),
            Err(why) => {
                let help = said!("hours such as \"09:00-12:00\"", "请写成 \"09:00-12:00\" 的形式");
                reader.bad_value(node.span, why, help);
                None
            }
        }
    }
}
