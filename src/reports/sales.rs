//! `sales`: what each account buys, how orders were delivered, and what is in the pipeline.

mod pictures;
mod totals;
mod work;

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::money::Total;
use crate::facts::rate::Rate;
use crate::facts::sales::{self, Class, Deals, Portfolio, Standing, deals_of_account, portfolio};
use crate::model::Kind;
use crate::model::account::Account;
use crate::say::Said;
use crate::values::figure::Figure;
use crate::word;

use super::amounts::Lacking;
use super::dark::Dark;
use super::rows::Rows;
use super::scope::accounts;
use super::{Ask, Narrow, Report, Subject, amounts, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "sales",
    title: word!("Sales", "销售报告"),
    about: word!(
        "what each account buys, its share, deliveries in time, the pipeline, and what was won and lost",
        "各客户的销售额与占比、按时交付、销售机会储备及赢单输单情况"
    ),
    readers: word!(
        "For sales directors and account managers, month by month and before a review",
        "供销售总监和客户经理每月及审查前使用"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 12] = [
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::Always),
    column("orders", word!("Orders", "订单数"), document::Kind::Number, Importance::Medium)
        .means(word!("Orders by their date, without cancelled ones.", "按下单日期计，不含已取消的订单。")),
    column("revenue", word!("Revenue", "销售额"), document::Kind::Money, Importance::Always).means(word!(
        "The sum of these orders; of an account that never had an order, its own table of revenue, whole years only.",
        "上述订单金额之和；从未有订单的客户取其自身的 revenue 表，只计整年。"
    )),
    column("share", word!("Share", "占比"), document::Kind::Percent, Importance::High)
        .means(word!("Revenue / revenue of all accounts of the book × 100.", "销售额 ÷ 台账全部客户的销售额 × 100。")),
    column("class", word!("Class", "分类"), document::Kind::Word, Importance::Low).means(word!(
        "By cumulated revenue, the largest first: A up to 80 % of the total (the largest always), B up to 95 %, then C.",
        "按销售额由大到小累计：累计不超过 80% 为 A（最大客户必为 A），不超过 95% 为 B，其余为 C。"
    )),
    column("on_time", word!("On time", "按时交付率"), document::Kind::Percent, Importance::High).means(word!(
        "Orders promised before the day (and in the period) that were delivered on or before the promised day / all of those × 100.",
        "承诺日期早于报表日期（并在期间内）的订单中，按承诺日期交付的占比 × 100。"
    )),
    column("pipeline", word!("Pipeline", "在跟机会金额"), document::Kind::Money, Importance::High)
        .means(word!("What open opportunities are worth, as of the day.", "未结束的销售机会金额之和。截至报表日期。")),
    column("weighted", word!("Weighted", "加权金额"), document::Kind::Money, Importance::Medium)
        .means(word!("Σ amount × probability / 100 over open opportunities.", "Σ 未结束机会的金额 × 成功概率 ÷ 100。")),
    column("won", word!("Won", "赢单数"), document::Kind::Number, Importance::Medium)
        .means(word!("Opportunities won, by the day they were closed.", "赢单的销售机会数，按关闭日期计。")),
    column("lost", word!("Lost", "输单数"), document::Kind::Number, Importance::Medium)
        .means(word!("Opportunities lost, by the day they were closed.", "输单的销售机会数，按关闭日期计。")),
    column("win_rate", word!("Win rate", "赢单率"), document::Kind::Percent, Importance::High)
        .means(word!("Won / (won + lost) × 100, by count.", "赢单数 ÷（赢单数 + 输单数）× 100。")),
    column("stalled", word!("Stalled", "停滞机会"), document::Kind::Number, Importance::High)
        .means(word!("Open opportunities that should have been closed before the day.", "预计成交日已过、仍未结束的销售机会。")),
];

/// Where a row stands: a revenue that is not known first, since it may be the largest; then the largest
/// revenue, then the largest pipeline, then what won most, then by id.
type Place<'a> = (bool, Reverse<Option<Figure>>, Reverse<Option<Figure>>, Reverse<Option<Figure>>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let dark = Dark::of(facts);
    let all = portfolio(facts, ask.period.as_ref());
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut lacking = Lacking::default();
    let mut lines = Vec::new();
    for (at, account) in accounts(facts, ask) {
        let line = Line::of(facts, ask, &dark, &all, at);
        let some = |total: &Total| Reverse(total.figure().filter(|sum| !sum.is_zero()).cloned());
        let (pipeline, won) = (some(&line.deals.pipeline), some(&line.deals.won_value));
        let place = (line.revenue().is_some(), Reverse(line.revenue().cloned()), pipeline, won, account.id);
        rows.push(place, line.cells(&mut lacking), || line.trail(ask));
        lines.push(line);
    }
    let whole_book = ask.account.is_none() && ask.owner.is_none();
    let totals = totals::totals(facts, ask, &lines, whole_book.then_some(&all), &mut lacking);
    let charts = pictures::charts(facts, &lines);
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        totals: (!lines.is_empty()).then_some(totals),
        charts,
        empty: word!("No accounts.", "没有客户。"),
        notes: lacking.note().into_iter().chain(totals::notes(&lines, whole_book)).collect(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// One account and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    at: usize,
    account: &'f Record<'a, Account<'a>>,
    standing: &'l Standing,
    on_time: Rate,
    deals: Deals<'a>,
    /// All its orders could be read.
    orders_known: bool,
    /// All its opportunities could be read.
    deals_known: bool,
}

impl<'l, 'f, 'a> Line<'l, 'f, 'a> {
    fn of(facts: &'l Facts<'f, 'a>, ask: &Ask<'_>, dark: &Dark<'f>, all: &'l Portfolio, at: usize) -> Line<'l, 'f, 'a> {
        let period = ask.period.as_ref();
        let account = &facts.book.accounts.all[at];
        Line {
            facts,
            at,
            account,
            standing: &all.accounts[at],
            on_time: sales::on_time(facts, at, period),
            deals: deals_of_account(facts, at, period),
            orders_known: !dark.hides(Kind::Order, account.id),
            deals_known: !dark.hides(Kind::Opportunity, account.id),
        }
    }

    fn revenue(&self) -> Option<&Figure> {
        self.standing.revenue.figure().filter(|_| self.orders_known)
    }

    fn cells(&self, lacking: &mut Lacking) -> Vec<Cell> {
        let (facts, deals) = (self.facts, &self.deals);
        lacking.remember(&self.standing.revenue.total);
        let pipeline = [lacking.cell(facts, &deals.pipeline), lacking.cell(facts, &deals.weighted)];
        let ordered = |cell: Cell| if self.orders_known { cell } else { Cell::unknown() };
        let dealt = |cell: Cell| if self.deals_known { cell } else { Cell::unknown() };
        let mut cells = vec![
            cells::account(facts.book, self.account.id),
            ordered(Cell::from(self.standing.revenue.orders as usize)),
            self.revenue().map_or_else(
                || Cell::unknown().marked(word!("not known", "无法得知")).toned(Tone::Warn),
                |revenue| amounts::amount(facts, revenue),
            ),
            ordered(Cell::from(self.standing.share.as_ref().map(cells::percent))),
            ordered(Cell::from(self.standing.class.map(class))),
            ordered(Cell::from(self.on_time.percent().as_ref().map(cells::percent))),
        ];
        cells.extend(pipeline.map(dealt));
        cells.extend(ended(deals).map(dealt));
        cells
    }
}

/// From `won` to `stalled`.
fn ended(deals: &Deals<'_>) -> [Cell; 4] {
    [
        Cell::from(deals.won as usize),
        Cell::from(deals.lost as usize),
        Cell::from(deals.win_rate().percent().as_ref().map(cells::percent)),
        cells::count(deals.stalled as usize, Tone::Warn),
    ]
}

fn class(class: Class) -> Cell {
    match class {
        Class::A => Cell::word("A", word!("A", "A")),
        Class::B => Cell::word("B", word!("B", "B")),
        Class::C => Cell::word("C", word!("C", "C")),
    }
}

#[cfg(test)]
mod tests;
