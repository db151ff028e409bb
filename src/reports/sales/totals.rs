//! All accounts together: the same figures, how concentrated they are, how long deals take, and why they
//! were lost.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Cell, Column, Entry, Importance, Kind, Totals, column};
use crate::facts::Facts;
use crate::facts::money::Total;
use crate::facts::rate::Rate;
use crate::facts::sales::{Basis, Deals, Portfolio, deals};
use crate::said;
use crate::say::{Said, count};
use crate::values::figure::Figure;
use crate::word;

use super::super::amounts::Lacking;
use super::super::rows::Trail;
use super::super::{Ask, amounts, cells};
use super::{COLUMNS, Line, ended};

const MORE: [Column; 7] = [
    column("win_rate_by_value", word!("Win rate by value", "按金额赢单率"), Kind::Percent, Importance::Medium)
        .means(word!("Value won / (value won + value lost) × 100.", "赢单金额 ÷（赢单金额 + 输单金额）× 100。")),
    column("won_value", word!("Value won", "赢单金额"), Kind::Money, Importance::Medium)
        .means(word!("What the opportunities won were worth.", "赢单机会的金额之和。")),
    column("hhi", word!("HHI", "集中度（HHI）"), Kind::Number, Importance::Medium).means(word!(
        "Σ of the squared percentage shares, up to 10,000: above 2,500 revenue hangs on few accounts.",
        "各客户占比（%）的平方和，最大 10000；超过 2500 说明销售额集中在少数客户。"
    )),
    column("top1", word!("Largest account", "最大客户占比"), Kind::Percent, Importance::Medium)
        .means(word!("The largest account's share of revenue.", "最大客户的销售额占比。")),
    column("top3", word!("Largest three", "前三大客户占比"), Kind::Percent, Importance::Medium)
        .means(word!("The largest three accounts' share of revenue.", "前三大客户的销售额占比。")),
    column("cycle_days", word!("Days to win", "平均成交天数"), Kind::Number, Importance::Medium)
        .means(word!("Mean days from opened to closed, of deals won.", "赢单机会从建立到关闭的平均天数。")),
    column("loss_reasons", word!("Why lost", "输单原因"), Kind::Map, Importance::Low)
        .means(word!("How many deals were lost for each reason, as written.", "各输单原因（按填写内容）的次数。")),
];

/// The totals of these accounts. `whole` is the whole book's revenue; what is narrowed to some accounts has
/// no concentration.
pub fn totals<'a>(
    facts: &Facts<'_, 'a>,
    ask: &Ask<'_>,
    lines: &[Line<'_, '_, 'a>],
    whole: Option<&Portfolio>,
    lacking: &mut Lacking,
) -> Totals {
    let (mut orders, mut on_time, mut revenue) = (0, Rate::default(), Total::default());
    let mut share = Some(Figure::zero());
    let mut positions: Vec<u32> = Vec::new();
    for line in lines {
        let standing = line.standing;
        orders += standing.revenue.orders as usize;
        revenue.merge(&standing.revenue.total);
        on_time.kept += line.on_time.kept;
        on_time.of += line.on_time.of;
        positions.extend(&facts.of_account[line.at].opportunities);
        // An account without revenue has no share, and takes none away.
        share = match (share, &standing.share, standing.revenue.total.figure()) {
            (Some(sum), Some(share), _) => Some(sum + share),
            (Some(sum), None, Some(zero)) if zero.is_zero() => Some(sum),
            (_, None, _) | (None, Some(_), _) => None,
        };
    }
    let all = &facts.book.opportunities.all;
    let deals = deals(facts, positions.iter().map(|at| &all[*at as usize]), ask.period.as_ref());
    let orders_known = lines.iter().all(|line| line.orders_known);
    let deals_known = lines.iter().all(|line| line.deals_known);
    let ordered = |cell: Cell| if orders_known { cell } else { Cell::unknown() };
    let dealt = |cell: Cell| if deals_known { cell } else { Cell::unknown() };
    let sums = [lacking.cell(facts, &deals.pipeline), lacking.cell(facts, &deals.weighted)];
    let has_revenue = revenue.figure().is_some_and(|sum| !sum.is_zero());
    let told = revenue.figure().filter(|_| untold(lines) == 0 || untold(lines) < lines.len());
    let mut cells = vec![
        Cell::unknown().marked(word!("All", "全部")),
        ordered(Cell::from(orders)),
        ordered(Cell::from(told.map(|sum| amounts::amount(facts, sum)))),
        ordered(Cell::from(share.filter(|_| has_revenue).as_ref().map(cells::percent))),
        Cell::unknown(),
        ordered(Cell::from(on_time.percent().as_ref().map(cells::percent))),
    ];
    cells.extend(sums.map(dealt));
    cells.extend(ended(&deals).map(dealt));
    let spread = |figure: fn(&Portfolio) -> Option<&Figure>| whole.and_then(figure);
    cells.extend([
        dealt(Cell::from(deals.win_rate_by_value().as_ref().map(cells::percent))),
        dealt(lacking.cell(facts, &deals.won_value)),
        ordered(Cell::from(spread(|whole| whole.hhi.as_ref()).map(cells::score))),
        ordered(Cell::from(spread(|whole| whole.top1.as_ref()).map(cells::percent))),
        ordered(Cell::from(spread(|whole| whole.top3.as_ref()).map(cells::percent))),
        dealt(Cell::from(deals.mean_cycle().as_ref().map(cells::score))),
        dealt(reasons(&deals.loss_reasons)),
    ]);
    Totals {
        columns: columns(),
        identity: &[],
        rows: vec![work(ask, deals_known.then_some(&deals), orders_known.then_some(on_time)).total(cells)],
    }
}

/// How the figures came about that are no sums of the rows', as far as they are known.
fn work(ask: &Ask<'_>, deals: Option<&Deals<'_>>, on_time: Option<Rate>) -> Trail {
    let mut trail = Trail::of(ask);
    let text = |figure: Figure| figure.text(1);
    if let Some((rate, percent)) = on_time.and_then(|rate| Some((rate, text(rate.percent()?)))) {
        let (kept, promised) = (rate.kept, rate.of);
        trail.working("on_time", || {
            let orders = count(promised, "order");
            said!("{kept} of {orders} delivered in time = {percent}%", "{promised} 个订单中 {kept} 个按时交付 = {percent}%")
        });
    }
    let Some(deals) = deals else { return trail };
    if let Some(percent) = deals.win_rate().percent().map(text) {
        let (won, ended) = (deals.won, deals.won + deals.lost);
        trail.working("win_rate", || {
            said!("{won} won of {ended} = {percent}%", "{ended} 个中赢单 {won} 个 = {percent}%")
        });
    }
    if let Some(days) = deals.mean_cycle().map(text) {
        let cycles = deals.cycles();
        trail.working("cycle_days", || {
            let deals = count(cycles, "deal");
            said!("mean of {deals} won with both dates = {days}", "{cycles} 个写明起止日期的赢单机会平均 = {days}")
        });
    }
    trail
}

/// The same as the rows', and those of the totals alone.
fn columns() -> Vec<Column> {
    let mut columns = COLUMNS.to_vec();
    // It names no account.
    columns[0] = column("account", word!("Accounts", "客户"), Kind::Text, Importance::Always);
    // Only an account has a class.
    columns[4].importance = Importance::Low;
    columns.extend(MORE);
    columns
}

/// The most frequent first, then in the order of their texts.
fn reasons(found: &BTreeMap<Option<&str>, u32>) -> Cell {
    const UNKNOWN: &str = "unknown";
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (reason, count) in found {
        *counts.entry(reason.unwrap_or(UNKNOWN)).or_default() += count;
    }
    let mut counts: Vec<(&str, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    Cell::map(counts.into_iter().map(|(reason, count)| {
        let cell = Cell::from(count as usize);
        if reason == UNKNOWN {
            Entry::word(UNKNOWN, word!("no reason given", "未写原因"), cell)
        } else {
            Entry::named(reason, reason, cell)
        }
    }))
}

/// How many of these accounts tell their revenue only by years, none of them in the period.
fn untold(lines: &[Line<'_, '_, '_>]) -> usize {
    lines.iter().filter(|line| line.standing.revenue.basis == Basis::Table(0)).count()
}

/// What the reader must know of these figures.
pub fn notes(lines: &[Line<'_, '_, '_>], whole_book: bool) -> Vec<Said> {
    let mut notes = Vec::new();
    if !whole_book {
        notes.push(said!(
            "Shares and classes are of the whole book; how concentrated revenue is (HHI, the largest) is told of the whole book only.",
            "占比和分类以整个台账为准；集中度（HHI、最大客户占比）只针对整个台账计算。"
        ));
    }
    let by_table = lines.iter().filter(|line| matches!(line.standing.revenue.basis, Basis::Table(1..)));
    let by_table = by_table.count();
    if by_table > 0 {
        let accounts = count(by_table as i64, "account");
        notes.push(said!(
            "{accounts} never had an order: their revenue is that of the whole years in their own table.",
            "有 {by_table} 个客户从未有订单，其销售额取自客户自身 revenue 表中的整年数据。"
        ));
    }
    notes.extend(amounts::untold(untold(lines)));
    notes.extend(amounts::unwritten(lines.iter().map(|line| &line.standing.revenue.total)));
    notes.extend(unwritten(lines));
    let hidden = lines.iter().filter(|line| !line.orders_known || !line.deals_known).count();
    if hidden > 0 {
        let accounts = count(hidden as i64, "account");
        notes.push(said!(
            "Of {accounts} an order or an opportunity could not be read: what depends on it is not known.",
            "有 {hidden} 个客户的订单或销售机会文件无法读取：相关数据无法得知。"
        ));
    }
    notes
}

/// What nobody wrote of deals, and which figures lack it.
fn unwritten(lines: &[Line<'_, '_, '_>]) -> Vec<Said> {
    let mut notes = Vec::new();
    let without: u32 = lines.iter().map(|line| line.deals.open_without_amount).sum();
    if without > 0 {
        let deals = if without == 1 { "1 open opportunity says".to_owned() } else { format!("{without} open opportunities say") };
        notes.push(said!(
            "{deals} no amount, and nothing of that is in the pipeline.",
            "有 {without} 个未结束机会没有填写金额，未计入在跟机会金额。"
        ));
    }
    let without: u32 = lines.iter().map(|line| line.deals.open_without_probability).sum();
    if without > 0 {
        let deals = if without == 1 { "1 open opportunity has".to_owned() } else { format!("{without} open opportunities have") };
        notes.push(said!(
            "{deals} no probability, nor has the stage: the weighted sum is not known.",
            "有 {without} 个未结束机会及其阶段均未填写成功概率：加权金额无法得知。"
        ));
    }
    let without: u32 = lines.iter().map(|line| line.deals.ended_without_amount).sum();
    if without > 0 {
        let deals = if without == 1 { "1 opportunity".to_owned() } else { format!("{without} opportunities") };
        notes.push(said!(
            "{deals} won or lost without an amount: the win rate by value is not known.",
            "有 {without} 个已赢单或输单的机会没有填写金额：按金额赢单率无法得知。"
        ));
    }
    notes
}
