//! Single values: how each type of the model is read from a node, and what is said when it cannot.

use crate::model::{Kind, Reference};
use crate::said;
use crate::say::Said;
use crate::syntax::{Node, Value};
use crate::values::date::{Date, Moment, parse_date, parse_moment};
use crate::values::every::Every;
use crate::values::money::Money;
use crate::values::number::{Decimal, decimal};
use crate::values::period::Period;
use crate::values::term::Term;

use super::tables::did_you_mean;
use super::{Choice, Link, Read, Reader, SettingId, Target, Type, nearest};

fn text_wanted() -> Said {
    said!("text", "文本")
}

/// Text, or a complaint: numbers, dates and booleans are told to stand in quotes.
fn text<'a>(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>, wanted: &Said) -> Option<&'a str> {
    match &node.value {
        Value::Text(text) => Some(text),
        Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::Bool(_) => {
            reader.wrong_type(key, node, wanted, said!("put it in quotes", "请加上引号"));
            None
        }
        Value::Null | Value::List(_) | Value::Table(_) | Value::Broken => {
            reader.wrong_type(key, node, wanted, Said::default());
            None
        }
    }
}

impl<'a> Read<'a> for &'a str {
    const TYPE: Type = Type::Text;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<&'a str> {
        let text = text(key, node, reader, &text_wanted())?;
        filled(key, text, node, reader)
    }

    fn stand_in() -> Option<&'a str> {
        Some("")
    }
}

/// Text that says something, or a complaint.
fn filled<'a>(key: &str, text: &'a str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<&'a str> {
    if !text.trim().is_empty() {
        return Some(text);
    }
    let message = if key.is_empty() {
        said!("a key is empty", "有一个键是空的")
    } else {
        said!("`{key}` is empty", "`{key}` 是空的", key = key)
    };
    reader.bad_value(
        node.span,
        message,
        said!("write it, or leave the key out", "请填写，或者去掉这个键"),
    );
    None
}

impl<'a> Read<'a> for bool {
    const TYPE: Type = Type::Bool;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        reader.wrong_type(
            key,
            node,
            &said!("`true` or `false`", "`true` 或 `false`"),
            said!(
                "without quotes; `yes` and `no` are text",
                "不加引号；`yes`、`no` 只是普通文本"
            ),
        );
        None
    }
}

impl<'a> Read<'a> for Decimal {
    const TYPE: Type = Type::Number;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Decimal> {
        let (Value::Integer(raw) | Value::Float(raw)) = node.value else {
            let help = match node.value {
                Value::Text(_) => said!("write it without quotes and units", "请去掉引号和单位"),
                _ => Said::default(),
            };
            reader.wrong_type(key, node, &said!("a number", "数字"), help);
            return None;
        };
        let number = decimal(raw);
        if number.is_none() {
            reader.bad_value(
                node.span,
                said!(
                    "`{raw}` is no number that can be kept exactly",
                    "无法精确保存 `{raw}` 这个数",
                    raw = raw
                ),
                said!(
                    "write a finite number of at most 28 digits",
                    "请写一个不超过 28 位的有限小数"
                ),
            );
        }
        number
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const MIN: i64, const MAX: i64>(pub i64);

impl<'a, const MIN: i64, const MAX: i64> Read<'a> for Whole<MIN, MAX> {
    const TYPE: Type = Type::Whole(MIN, MAX);
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Self> {
        let number = Decimal::read(key, node, reader)?;
        let whole = i64::try_from(number)
            .ok()
            .filter(|whole| Decimal::from(*whole) == number);
        match whole {
            Some(whole) if (MIN..=MAX).contains(&whole) => Some(Whole(whole)),
            Some(_) | None => {
                let help = match MAX {
                    i64::MAX => said!("a whole number, {min} or more", "应为不小于 {min} 的整数", min = MIN),
                    _ => said!(
                        "a whole number from {min} to {max}",
                        "应为 {min} 到 {max} 的整数",
                        min = MIN,
                        max = MAX
                    ),
                };
                let shown = crate::values::number::plain(number);
                reader.bad_value(
                    node.span,
                    said!(
                        "`{key}` cannot be {shown}",
                        "`{key}` 不能是 {shown}",
                        key = key,
                        shown = shown
                    ),
                    help,
                );
                None
            }
        }
    }
}

/// A number within bounds: `LOW` and `HIGH` are both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Within<const LOW: i64, const HIGH: i64>(pub Decimal);

impl<'a, const LOW: i64, const HIGH: i64> Read<'a> for Within<LOW, HIGH> {
    const TYPE: Type = match (LOW, HIGH) {
        (0, 100) => Type::Percent,
        _ => Type::Number,
    };
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Self> {
        let number = Decimal::read(key, node, reader)?;
        if number >= Decimal::from(LOW) && number <= Decimal::from(HIGH) {
            return Some(Within(number));
        }
        let shown = crate::values::number::plain(number);
        let help = match HIGH {
            i64::MAX => said!("{low} or more", "应不小于 {low}", low = LOW),
            _ => said!(
                "from {low} to {high}",
                "应在 {low} 到 {high} 之间",
                low = LOW,
                high = HIGH
            ),
        };
        reader.bad_value(
            node.span,
            said!(
                "`{key}` cannot be {shown}",
                "`{key}` 不能是 {shown}",
                key = key,
                shown = shown
            ),
            help,
        );
        None
    }
}

/// 0 to 100; percentages are written as numbers: 80 is 80 %.
pub type Percent = Within<0, 100>;
/// 0 or more.
pub type NotNegative = Within<0, { i64::MAX }>;

/// Reads text by a parser that says what is wrong.
fn parsed<'a, T>(
    key: &str,
    node: &Node<'a>,
    reader: &mut Reader<'a, '_>,
    wanted: &Said,
    parse: impl FnOnce(&'a str) -> Result<T, Said>,
) -> Option<T> {
    let text = text(key, node, reader, wanted)?;
    parse(text)
        .map_err(|why| {
            let (en, zh) = (&wanted.en, super::spaced(&wanted.zh));
            let help = said!("`{key}` is {en}", "`{key}` 应为{zh}", key = key, en = en, zh = zh);
            reader.bad_value(node.span, why, help);
        })
        .ok()
}

impl<'a> Read<'a> for Date {
    const TYPE: Type = Type::Date;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Date> {
        let wanted = said!("a date such as 2026-04-01", "日期，例如 2026-04-01");
        match node.value {
            Value::Date(raw) if raw.len() == 10 => match parse_date(raw) {
                Ok(date) => Some(date),
                Err(why) => {
                    reader.bad_value(node.span, why, Said::default());
                    None
                }
            },
            // YAML has the same as text, which is no date either: the two formats are told the same.
            Value::Date(raw) => {
                reader.bad_value(
                    node.span,
                    said!(
                        "`{key}` is a date without a time, not `{raw}`",
                        "`{key}` 应为不带时间的日期，而不是 `{raw}`",
                        key = key,
                        raw = raw
                    ),
                    said!("write only year, month and day: 2026-04-01", "只写年月日：2026-04-01"),
                );
                None
            }
            Value::Integer(_) | Value::Float(_) => {
                let help = said!("write year, month and day: 2026-04-01", "请写全年月日：2026-04-01");
                reader.wrong_type(key, node, &wanted, help);
                None
            }
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Table(_) | Value::Broken => {
                parsed(key, node, reader, &wanted, parse_date)
            }
        }
    }
}

impl<'a> Read<'a> for Moment {
    const TYPE: Type = Type::Moment;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Moment> {
        let wanted = said!(
            "a date with a time such as 2026-04-01T09:30:00+08:00",
            "带时间的日期，例如 2026-04-01T09:30:00+08:00"
        );
        let zone = reader.terms.timezone.clone();
        if let Value::Date(raw) = node.value {
            return parse_moment(raw, &zone)
                .map_err(|why| reader.bad_value(node.span, why, Said::default()))
                .ok();
        }
        parsed(key, node, reader, &wanted, |text| parse_moment(text, &zone))
    }
}

impl<'a> Read<'a> for Money {
    const TYPE: Type = Type::Money;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Money> {
        if let Value::Integer(_) | Value::Float(_) = node.value {
            let currency = reader.terms.currency;
            return Decimal::read(key, node, reader).map(|amount| Money { amount, currency });
        }
        let wanted = said!("an amount such as \"1200000.00 CNY\"", "金额，例如 \"1200000.00 CNY\"");
        let currency = reader.terms.currency;
        // Text without a currency is an amount in the book's, as a bare number is.
        parsed(key, node, reader, &wanted, |text| match decimal(text.trim()) {
            Some(amount) => Ok(Money { amount, currency }),
            None => Money::parse(text),
        })
    }
}

impl<'a> Read<'a> for Period {
    const TYPE: Type = Type::Period;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Period> {
        let wanted = said!("a period such as 2026-Q1", "期间，例如 2026-Q1");
        let start = reader.terms.fiscal_start;
        if let Value::Integer(raw) = node.value {
            return Period::parse(raw, start)
                .map_err(|why| reader.bad_value(node.span, why, Said::default()))
                .ok();
        }
        parsed(key, node, reader, &wanted, |text| Period::parse(text, start))
    }
}

impl<'a> Read<'a> for Every {
    const TYPE: Type = Type::Every;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Every> {
        let wanted = said!(
            "how often, such as `monthly` or `2 weeks`",
            "频率，例如 `monthly` 或 `2 weeks`"
        );
        parsed(key, node, reader, &wanted, Every::parse)
    }
}

impl<'a> Read<'a> for Term {
    const TYPE: Type = Type::Term;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Term> {
        let wanted = said!("a length of time such as `30 days`", "时长，例如 `30 days`");
        parsed(key, node, reader, &wanted, Term::parse)
    }
}

/// The id of a part, unique within its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartId<'a>(pub &'a str);

impl std::ops::Deref for PartId<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

/// What the ledger itself calls parts of a record.
pub const RESERVED: [&str; 6] = ["notice", "report", "effect", "respond", "resolve", "next"];

/// Reads an id, whose form is checked.
pub fn read_id<'a>(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<&'a str> {
    let wanted = said!("an id", "标识（id）");
    parsed(key, node, reader, &wanted, |text| {
        crate::values::id::is_id(text).map(|()| text)
    })
}

impl<'a> Read<'a> for PartId<'a> {
    const TYPE: Type = Type::PartId;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<PartId<'a>> {
        let id = read_id(key, node, reader)?;
        if RESERVED.contains(&id) {
            reader.bad_value(
                node.span,
                said!(
                    "`{id}` is reserved for the ledger's own entries",
                    "`{id}` 是台账保留的名称",
                    id = id
                ),
                said!("choose another id", "请换一个 id"),
            );
            return None;
        }
        reader.parts.push(super::Part {
            id,
            list: "",
            span: node.span,
        });
        Some(PartId(id))
    }
}

/// Reads the id of something else, and remembers the link.
fn link<'a>(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>, target: Target) -> Option<&'a str> {
    let wanted = said!("an id", "标识（id）");
    let id = text(key, node, reader, &wanted)?;
    let id = filled(key, id, node, reader)?;
    reader.links.push(Link {
        target,
        id,
        part: None,
        span: node.span,
    });
    Some(id)
}

macro_rules! links {
    ($( $(#[doc = $doc:literal])* $name:ident => $target:expr, $type:expr; )*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>(pub &'a str);

        impl std::ops::Deref for $name<'_> {
            type Target = str;
            fn deref(&self) -> &str {
                self.0
            }
        }

        impl<'a> Read<'a> for $name<'a> {
            const TYPE: Type = $type;
            fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Self> {
                link(key, node, reader, $target).map($name)
            }
        }
    )* };
}

links! {
    /// The id of a person.
    PersonId => Target::Record(Kind::Person), Type::Ref(Kind::Person);
    /// The id of an account.
    AccountId => Target::Record(Kind::Account), Type::Ref(Kind::Account);
    /// The id of a contract.
    ContractId => Target::Record(Kind::Contract), Type::Ref(Kind::Contract);
    /// The id of a goal.
    GoalId => Target::Record(Kind::Goal), Type::Ref(Kind::Goal);
    /// The id of a task.
    TaskId => Target::Record(Kind::Task), Type::Ref(Kind::Task);
    /// The id of an improvement.
    ImprovementId => Target::Record(Kind::Improvement), Type::Ref(Kind::Improvement);
    /// The id of an opportunity.
    OpportunityId => Target::Record(Kind::Opportunity), Type::Ref(Kind::Opportunity);
    /// The id of a contact of the record's account.
    ContactId => Target::Contact, Type::Contact;
    /// The id of a need of the record's account.
    NeedId => Target::Need, Type::Need;
    /// The id of a KPI of the same goal.
    KpiId => Target::Own("kpi"), Type::Own("kpi");
    /// The id of an obligation of the same contract.
    ObligationId => Target::Own("obligation"), Type::Own("obligation");
    /// The id of any part of the same record.
    OwnPartId => Target::OwnPart, Type::OwnPart;
    /// The id of a KPI of the goal's contract.
    ContractKpiId => Target::ContractKpi, Type::ContractKpi;
    /// The id of a tier.
    TierId => Target::Setting(SettingId::Tier), Type::Setting(SettingId::Tier);
    /// The id of a role.
    RoleId => Target::Setting(SettingId::Role), Type::Setting(SettingId::Role);
    /// The id of a duty.
    DutyId => Target::Setting(SettingId::Duty), Type::Setting(SettingId::Duty);
    /// The id of a stage of the pipeline.
    StageId => Target::Setting(SettingId::Stage), Type::Setting(SettingId::Stage);
    /// The id of a survey's dimension.
    DimensionId => Target::Setting(SettingId::Dimension), Type::Setting(SettingId::Dimension);
}

impl<'a> Read<'a> for Reference<'a> {
    const TYPE: Type = Type::AnyRef;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Reference<'a>> {
        let wanted = said!(
            "a reference such as `contract/haichuan-msa#uptime`",
            "引用，例如 `contract/haichuan-msa#uptime`"
        );
        let reference = parsed(key, node, reader, &wanted, Reference::parse)?;
        let target = Target::Record(reference.kind);
        reader.links.push(Link {
            target,
            id: reference.id,
            part: reference.part,
            span: node.span,
        });
        Some(reference)
    }
}

/// A value of a closed set.
pub fn read_choice<'a, T: Copy>(
    key: &str,
    node: &Node<'a>,
    reader: &mut Reader<'a, '_>,
    choices: &'static [Choice],
    values: &[T],
) -> Option<T> {
    let text = text(key, node, reader, &text_wanted())?;
    if let Some(at) = choices.iter().position(|choice| choice.name == text) {
        return Some(values[at]);
    }
    let names = choices.iter().map(|choice| choice.name);
    let help = did_you_mean(nearest(text, names.clone()), names);
    reader.bad_value(
        node.span,
        said!(
            "`{key}` cannot be `{text}`",
            "`{key}` 不能是 `{text}`",
            key = key,
            text = text
        ),
        help,
    );
    None
}

/// Writes down a closed set once: `choices! { /// doc  pub enum Party { Us "us" "我方" "us", } }` with
/// the value as written, then the word in English and in Chinese.
#[macro_export]
macro_rules! choices {
    ($( $(#[$meta:meta])* pub enum $name:ident {
        $( $(#[doc = $doc:literal])* $variant:ident $text:literal $en:literal $zh:literal, )*
    } )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( #[doc = concat!("`", $text, "`")] $(#[doc = $doc])* $variant, )*
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )*];
            /// The same, as data.
            pub const CHOICES: &'static [$crate::shape::Choice] =
                &[$( $crate::shape::Choice { name: $text, word: $crate::word!($en, $zh) }, )*];

            /// As it is written in a record.
            pub const fn name(self) -> &'static str {
                match self { $( $name::$variant => $text, )* }
            }

            /// For people.
            pub const fn word(self) -> $crate::say::Word {
                match self { $( $name::$variant => $crate::word!($en, $zh), )* }
            }
        }

        impl<'a> $crate::shape::Read<'a> for $name {
            const TYPE: $crate::shape::Type = $crate::shape::Type::Enum($name::CHOICES);
            fn read(
                key: &str,
                node: &$crate::syntax::Node<'a>,
                reader: &mut $crate::shape::Reader<'a, '_>,
            ) -> Option<Self> {
                $crate::shape::scalars::read_choice(key, node, reader, $name::CHOICES, $name::ALL)
            }
        }
    )* };
}

/// A table in which anything goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free;

impl<'a> Read<'a> for Free {
    const TYPE: Type = Type::Free;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Free> {
        reader.entries(key, node).map(|_| Free)
    }
}

/// Text or a number, for measures that are not always figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TextOrNumber<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(Decimal),
}

impl<'a> Read<'a> for TextOrNumber<'a> {
    const TYPE: Type = Type::TextOrNumber;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<TextOrNumber<'a>> {
        match node.value {
            Value::Integer(_) | Value::Float(_) => Decimal::read(key, node, reader).map(TextOrNumber::Number),
            Value::Text(_) => <&str>::read(key, node, reader).map(TextOrNumber::Text),
            Value::Null | Value::Bool(_) | Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Broken => {
                reader.wrong_type(key, node, &said!("a number or text", "数字或文本"), Said::default());
                None
            }
        }
    }
}
