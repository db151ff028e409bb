//! `market`: which part of the market buys how much, gets how much of our time, and needs what.

use std::cmp::Reverse;

use crate::document::{self, Cell, Column, Document, Importance, Table, column};
use crate::facts::Facts;
use crate::facts::contact::{interactions_of, qualifies};
use crate::facts::market::{By, Market, Segment, market};
use crate::facts::sales::{Course, course};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word};
use crate::values::figure::Figure;
use crate::word;

use super::amounts::Lacking;
use super::rows::{Rows, Spot, Trail};
use super::scope::accounts;
use super::{Ask, Narrow, Report, Subject, amounts, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "market",
    title: word!("Market", "市场分析报告"),
    about: word!(
        "what each industry, region, tier or product buys, how it grows, how much contact it gets, and which needs are open",
        "各行业、区域、级别或产品的销售额、增长、沟通投入和待满足需求，以及与竞争对手的输赢"
    ),
    readers: word!(
        "For sales directors who decide where people spend their time",
        "供销售总监决定精力投向"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::By, Narrow::Since],
    make,
};

const COLUMNS: [Column; 11] = [
    column("key", word!("Part", "类别"), document::Kind::Named, Importance::Always),
    column("accounts", word!("Accounts", "客户数"), document::Kind::Number, Importance::Medium)
        .means(word!("Accounts in it; by product or competitor, those with an order or an opportunity of it.", "所含客户数；按产品或竞争对手时，为有相应订单或销售机会的客户数。")),
    column("revenue", word!("Revenue", "销售额"), document::Kind::Money, Importance::Always).means(word!(
        "Orders of these accounts by their date; by product, the lines with it; by competitor, the orders that came out of opportunities against it.",
        "这些客户的订单金额，按下单日期计；按产品时为相应的订单明细；按竞争对手时为由相应销售机会产生的订单。"
    )),
    column("revenue_share", word!("Revenue share", "销售额占比"), document::Kind::Percent, Importance::High)
        .means(word!("Revenue / revenue of all parts × 100.", "销售额 ÷ 各类别销售额之和 × 100。")),
    column("contact_share", word!("Contact share", "沟通占比"), document::Kind::Percent, Importance::High).means(word!(
        "Interactions that count as contact / those of all parts × 100: read it beside the share of revenue. Not told by product or competitor.",
        "计为联系的沟通次数 ÷ 各类别之和 × 100，可与销售额占比对照。按产品或竞争对手时不计。"
    )),
    column("growth", word!("Growth", "增长率"), document::Kind::Percent, Importance::High)
        .means(word!("Revenue of the period / that of the period before × 100 − 100.", "本期销售额 ÷ 上期销售额 × 100 − 100。")),
    column("pipeline", word!("Pipeline", "在跟机会金额"), document::Kind::Money, Importance::High)
        .means(word!("What open opportunities are worth, as of the day; one with several products is in each.", "未结束的销售机会金额之和，截至报表日期；含多个产品的机会在各产品中均全额计入。")),
    column("won", word!("Won", "赢单数"), document::Kind::Number, Importance::Medium)
        .means(word!("Opportunities won, by the day they were closed.", "赢单的销售机会数，按关闭日期计。")),
    column("lost", word!("Lost", "输单数"), document::Kind::Number, Importance::Medium)
        .means(word!("Opportunities lost, by the day they were closed.", "输单的销售机会数，按关闭日期计。")),
    column("win_rate", word!("Win rate", "赢单率"), document::Kind::Percent, Importance::Medium)
        .means(word!("Won / (won + lost) × 100, by count.", "赢单数 ÷（赢单数 + 输单数）× 100。")),
    column("needs", word!("Open needs", "待满足需求"), document::Kind::Number, Importance::Medium).means(word!(
        "Needs of these accounts that are neither met nor given up, as of the day. Not told by product or competitor.",
        "这些客户尚未满足、也未放弃的需求数。截至报表日期。按产品或竞争对手时不计。"
    )),
];

/// Where a row stands: the largest revenue first, then the largest pipeline, then by key; what is in no
/// named part last of its like.
type Place<'a> = (Reverse<Option<Figure>>, Reverse<Option<Figure>>, bool, Option<&'a str>);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let wanted: Vec<usize> = accounts(facts, ask).map(|(at, _)| at).collect();
    let found = market(facts, ask.by, &wanted, ask.period.as_ref());
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut lacking = Lacking::default();
    for (key, segment) in &found.segments {
        let line = Line { facts, by: ask.by, key: *key, segment, market: &found };
        let known = |figure: Option<&Figure>| figure.filter(|figure| !figure.is_zero()).cloned();
        let place = (
            Reverse(known(segment.revenue())),
            Reverse(known(segment.deals.pipeline.figure())),
            key.is_none(),
            *key,
        );
        rows.push(place, line.cells(&mut lacking), || line.trail(ask));
    }
    let mut columns = COLUMNS.to_vec();
    columns[0].title = heading(ask.by);
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns,
        rows: rows.sorted(facts),
        identity: &["key"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No accounts.", "没有客户。"),
        notes: notes(ask, &found).into_iter().chain(lacking.note()).collect(),
    };
    Ok(REPORT.document(facts, ask, table))
}

fn heading(by: By) -> Word {
    match by {
        By::Industry => word!("Industry", "行业"),
        By::Region => word!("Region", "区域"),
        By::Tier => word!("Tier", "级别"),
        By::Product => word!("Product", "产品"),
        By::Competitor => word!("Competitor", "竞争对手"),
    }
}

/// One part of the market and all that its row is made of.
struct Line<'l, 'f, 'a> {
    facts: &'l Facts<'f, 'a>,
    by: By,
    key: Option<&'a str>,
    segment: &'l Segment<'a>,
    market: &'l Market<'a>,
}

impl Line<'_, '_, '_> {
    fn cells(&self, lacking: &mut Lacking) -> Vec<Cell> {
        let (facts, segment) = (self.facts, self.segment);
        let percent = |figure: Option<Figure>| Cell::from(figure.as_ref().map(cells::percent));
        lacking.remember(&segment.revenue);
        vec![
            self.key(),
            Cell::from(segment.accounts.len()),
            Cell::from(segment.revenue().map(|sum| amounts::amount(facts, sum))),
            percent(self.market.revenue_share(segment)),
            percent(self.market.contact_share(segment)),
            percent(segment.growth.clone()),
            lacking.cell(facts, &segment.deals.pipeline),
            Cell::from(segment.deals.won as usize),
            Cell::from(segment.deals.lost as usize),
            percent(segment.deals.win_rate().percent()),
            Cell::from(segment.needs.as_ref().map(Vec::len)),
        ]
    }

    fn key(&self) -> Cell {
        match (self.key, self.by) {
            (Some(id), By::Tier) => cells::tier(self.facts.book, id),
            (Some(key), By::Industry | By::Region | By::Product | By::Competitor) => Cell::named(key, key),
            (None, By::Industry | By::Region | By::Tier | By::Product) => {
                Cell::unknown().marked(word!("not stated", "未填写"))
            }
            (None, By::Competitor) => Cell::unknown().marked(word!("none named", "未写明")),
        }
    }

    fn trail(&self, ask: &Ask<'_>) -> Trail {
        let (facts, segment, mut trail) = (self.facts, self.segment, Trail::of(ask));
        let book = facts.book;
        let accounts = || segment.accounts.iter().map(|at| &book.accounts.all[*at]);
        trail.figures("accounts", || accounts().map(|account| Spot::of(Kind::Account, account, Route::RECORD)));
        for key in ["revenue", "revenue_share", "growth"] {
            trail.figures(key, || segment.orders.iter().map(|at| Spot::record(facts, Kind::Order, *at as usize)));
        }
        if segment.contacts.is_some() {
            let dated = |at: &usize| interactions_of(facts, *at, ask.period.as_ref());
            trail.figures("contact_share", || {
                let positions = segment.accounts.iter().flat_map(dated);
                let contacts = positions.filter(|at| qualifies(&book.interactions.all[**at as usize]));
                contacts.map(|at| Spot::record(facts, Kind::Interaction, *at as usize))
            });
        }
        let of = |wanted: &'static [Course]| {
            let period = ask.period;
            let deals = segment.opportunities.iter().map(|at| &book.opportunities.all[*at as usize]);
            let counted = deals.filter(move |deal| course(facts, deal, period.as_ref()).is_some_and(|course| wanted.contains(&course)));
            counted.map(|deal| Spot::of(Kind::Opportunity, deal, Route::RECORD))
        };
        trail.figures("pipeline", || of(&[Course::Open]));
        trail.figures("won", || of(&[Course::Won]));
        trail.figures("lost", || of(&[Course::Lost]));
        trail.figures("win_rate", || of(&[Course::Won, Course::Lost]));
        trail.figures("needs", || {
            let needs = segment.needs.iter().flatten();
            needs.map(|(account, nth)| {
                let account = &book.accounts.all[*account];
                Spot::part(Kind::Account, account, account.need[*nth].id.0, Route::part("need", *nth))
            })
        });
        self.work(&mut trail);
        trail
    }

    fn work(&self, trail: &mut Trail) {
        let (facts, segment) = (self.facts, self.segment);
        let text = |figure: Option<Figure>| figure.map(|figure| figure.text(1));
        let sum = amounts::text(facts, segment.revenue());
        if let Some(share) = text(self.market.revenue_share(segment)) {
            let all = amounts::text(facts, self.market.revenue.figure());
            trail.working("revenue_share", || said!("{sum} / {all} × 100 = {share}%", "{sum} ÷ {all} × 100 = {share}%"));
        }
        if let (Some(share), Some(contacts)) = (text(self.market.contact_share(segment)), segment.contacts) {
            let all = self.market.contacts;
            trail.working("contact_share", || said!("{contacts} / {all} × 100 = {share}%", "{contacts} ÷ {all} × 100 = {share}%"));
        }
        if let Some(growth) = text(segment.growth.clone()) {
            let before = amounts::text(facts, segment.before());
            trail.working("growth", || {
                said!("{sum} / {before} × 100 − 100 = {growth}%", "{sum} ÷ {before} × 100 − 100 = {growth}%")
            });
        }
        if let Some(percent) = text(segment.deals.win_rate().percent()) {
            let (won, ended) = (segment.deals.won, segment.deals.won + segment.deals.lost);
            trail.working("win_rate", || said!("{won} won of {ended} = {percent}%", "{ended} 个中赢单 {won} 个 = {percent}%"));
        }
    }
}

fn notes(ask: &Ask<'_>, found: &Market<'_>) -> Vec<Said> {
    let mut notes = Vec::new();
    if ask.period.is_none() {
        notes.push(said!(
            "Growth is told of a period against the one before: add `--period`.",
            "增长率为本期与上期相比：请用 `--period` 指定期间。"
        ));
    }
    match ask.by {
        By::Product => notes.push(said!(
            "An opportunity with several products is in each of them, whole: the parts of the pipeline do not add up. Orders without lines, and what lines do not explain, belong to no product.",
            "含多个产品的销售机会在各产品中均全额计入，各行机会金额不可相加。没有明细的订单及明细未能说明的金额不归入任何产品。"
        )),
        By::Competitor => notes.push(said!(
            "Revenue is that of orders that name an opportunity against the competitor.",
            "销售额只计注明了销售机会、且该机会写明此竞争对手的订单。"
        )),
        By::Industry | By::Region | By::Tier => {}
    }
    let untold: usize = found.segments.values().map(|segment| segment.untold).sum();
    notes.extend(amounts::untold(untold));
    notes.extend(amounts::unwritten(found.segments.values().map(|segment| &segment.revenue)));
    notes
}

#[cfg(test)]
mod tests;
