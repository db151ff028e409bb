//! Sums of money in the book's currency as cells, and what is said where one cannot be known.

use std::collections::BTreeSet;

use crate::document::Cell;
use crate::facts::Facts;
use crate::facts::money::Total;
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::values::money::Currency;

/// An amount in the book's currency, rounded to its minor unit.
pub fn amount(facts: &Facts<'_, '_>, figure: &Figure) -> Cell {
    let currency = facts.book.settings.terms.currency;
    Cell::money(figure.text(currency.minor_units()), currency.code())
}

/// The same in words: `1200.00 CNY`.
pub fn text(facts: &Facts<'_, '_>, figure: Option<&Figure>) -> String {
    let currency = facts.book.settings.terms.currency;
    let number = figure.map_or("?".to_owned(), |figure| figure.text(currency.minor_units()));
    format!("{number} {currency}")
}

/// That accounts are missing from the revenue which tell it only by years, none of them in the period.
pub fn untold(accounts: usize) -> Option<Said> {
    let n = count(accounts as i64, "account");
    (accounts > 0).then(|| {
        said!(
            "Not in the revenue: {n} without orders, whose own table has no whole year in the period.",
            "未计入销售额：{accounts} 个没有订单的客户，其自身 revenue 表在期间内没有完整年度。"
        )
    })
}

/// That these revenues are not known, since nobody wrote what orders come to.
pub fn unwritten<'t>(revenues: impl IntoIterator<Item = &'t Total>) -> Option<Said> {
    let n: u32 = revenues.into_iter().map(|revenue| revenue.unwritten).sum();
    let orders = match n {
        0 => return None,
        1 => "1 order says".to_owned(),
        n => format!("{n} orders say"),
    };
    Some(said!(
        "{orders} neither an amount nor what was bought: such revenue, and the sum of all, is not known.",
        "有 {n} 个订单既没有填写金额也没有明细：相关销售额及全部合计无法得知。"
    ))
}

/// Why sums are not known.
#[derive(Debug, Default)]
pub struct Lacking {
    currencies: BTreeSet<Currency>,
}

impl Lacking {
    /// The cell of a sum; where it is not known, why is remembered.
    pub fn cell(&mut self, facts: &Facts<'_, '_>, total: &Total) -> Cell {
        self.remember(total);
        Cell::from(total.figure().map(|figure| amount(facts, figure)))
    }

    /// Remembers why a sum is not known, where it is not.
    pub fn remember(&mut self, total: &Total) {
        self.currencies.extend(total.without_rate.iter().copied());
    }

    /// What the reader must know of it. Amounts that could not be read are told of with their files.
    pub fn note(&self) -> Option<Said> {
        let codes = |comma: &str| {
            self.currencies
                .iter()
                .map(Currency::code)
                .collect::<Vec<_>>()
                .join(comma)
        };
        let (en, zh) = (codes(", "), codes("、"));
        (!self.currencies.is_empty()).then(|| {
            said!(
                "`[rates]` of kam.toml has no rate for {en}: sums with such amounts, and what is worked out from them, are not known.",
                "kam.toml 的 `[rates]` 中没有 {zh} 的汇率：含此类金额的合计及由其算出的数据均无法得知。"
            )
        })
    }
}
