//! The market by industry, region, tier, product or competitor: what each part of it buys, how much of our
//! time it gets, what is to be won there and what it still needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Record;
use crate::model::order::Order;
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::Facts;
use super::contact;
use super::money::Total;
use super::rate::Rate;
use super::sales::{self, Basis, Deals};

/// What the market is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// The accounts' industry.
    #[default]
    Industry,
    /// The accounts' region.
    Region,
    /// The accounts' tier.
    Tier,
    /// The products of orders and opportunities.
    Product,
    /// The competitors of opportunities, and of the orders that came out of them.
    Competitor,
}

impl By {
    /// All of them, under the names by which they are asked for.
    pub const ALL: [(&'static str, By); 5] = [
        ("industry", By::Industry),
        ("region", By::Region),
        ("tier", By::Tier),
        ("product", By::Product),
        ("competitor", By::Competitor),
    ];

    /// Whether each account lies in one part, with all that belongs to it.
    pub fn parts_accounts(self) -> bool {
        match self {
            By::Industry | By::Region | By::Tier => true,
            By::Product | By::Competitor => false,
        }
    }
}

/// A part of the market.
#[derive(Debug, Clone, Default)]
pub struct Segment<'a> {
    /// The accounts in it, by their positions in the book, in order; an account that buys two products is in
    /// both.
    pub accounts: Vec<usize>,
    /// What they bought.
    pub revenue: Total,
    /// How it grew against the period before, in percent; `None` without a period, and where either is not
    /// known or there was nothing before.
    pub growth: Option<Figure>,
    /// The orders that the revenue is made of, by their positions in the book.
    pub orders: Vec<u32>,
    /// The opportunities, by their positions in the book.
    pub opportunities: Vec<u32>,
    /// What those come to. One with several products is in the part of each, whole.
    pub deals: Deals<'a>,
    /// Interactions that count as contact; `None` where accounts are not divided.
    pub contacts: Option<u32>,
    /// Needs that are neither met nor given up: the account and the position in its `need`; none where
    /// accounts are not divided.
    pub needs: Option<Vec<(usize, usize)>>,
    /// How many of the accounts have only a table of their own revenue, and no whole year of it in the
    /// period.
    pub untold: usize,
    /// What they bought in the period before.
    before: Total,
    /// What they bought and what they bought before cannot be held against each other.
    unlike: bool,
}

/// The parts of the market, by what they are called; `None`: what is in no named part.
#[derive(Debug, Clone, Default)]
pub struct Market<'a> {
    /// The parts.
    pub segments: BTreeMap<Option<&'a str>, Segment<'a>>,
    /// The revenue of all of them; of products, each order counts once.
    pub revenue: Total,
    /// The interactions of all of them.
    pub contacts: u32,
}

impl Segment<'_> {
    /// What they bought; `None` where it is not known.
    pub fn revenue(&self) -> Option<&Figure> {
        self.revenue
            .figure()
            .filter(|_| self.untold == 0 || self.untold < self.accounts.len())
    }

    /// What they bought in the period before.
    pub fn before(&self) -> Option<&Figure> {
        self.before.figure()
    }
}

impl Market<'_> {
    /// A part's percentage of all revenue; `None` where either is not known, or there is none.
    pub fn revenue_share(&self, segment: &Segment<'_>) -> Option<Figure> {
        let whole = self.revenue.figure().filter(|whole| !whole.is_negative())?;
        (segment.revenue()? * &Figure::from(100)).checked_div(whole)
    }

    /// A part's percentage of all contact.
    pub fn contact_share(&self, segment: &Segment<'_>) -> Option<Figure> {
        let kept = segment.contacts?;
        Rate {
            kept,
            of: self.contacts,
        }
        .percent()
    }
}

/// The market of these accounts (by their positions in the book): revenue and contact of the period,
/// deals closed in it, and what is open as of the date.
pub fn market<'a>(facts: &Facts<'_, 'a>, by: By, accounts: &[usize], period: Option<&Period>) -> Market<'a> {
    let mut market = Market::default();
    for account in accounts.iter().copied() {
        if by.parts_accounts() {
            take_account(&mut market, facts, by, account, period);
        } else {
            take_parts(&mut market, facts, by, account, period);
        }
    }
    for segment in market.segments.values_mut() {
        let all = &facts.book.opportunities.all;
        let opportunities = segment.opportunities.iter().map(|at| &all[*at as usize]);
        segment.deals = sales::deals(facts, opportunities, period);
        if let (Some(now), Some(before), Some(_), false) = (
            segment.revenue.figure(),
            segment.before.figure(),
            period,
            segment.unlike,
        ) {
            segment.growth = sales::grown(now, before);
        }
        market.revenue.merge(&segment.revenue);
        market.contacts += segment.contacts.unwrap_or(0);
    }
    market
}

/// An account as a whole.
fn take_account<'a>(market: &mut Market<'a>, facts: &Facts<'_, 'a>, by: By, at: usize, period: Option<&Period>) {
    let account = &facts.book.accounts.all[at];
    let key = match by {
        By::Industry => account.industry,
        By::Region => account.region,
        By::Tier => Some(account.tier.0),
        By::Product | By::Competitor => None,
    };
    let segment = market.segments.entry(key).or_default();
    segment.accounts.push(at);
    let now = sales::revenue(facts, at, period);
    segment.revenue.merge(&now.total);
    segment.untold += usize::from(now.basis == Basis::Table(0));
    if let Some(period) = period {
        let before = sales::revenue(facts, at, Some(&sales::period_before(period)));
        segment.before.merge(&before.total);
        segment.unlike |= now.basis != before.basis;
    }
    segment.orders.extend(sales::order_positions(facts, at, period));
    segment.opportunities.extend(&facts.of_account[at].opportunities);
    *segment.contacts.get_or_insert_default() += contact::interactions(facts, at, period).kept;
    let needs = account.need.iter().enumerate().filter(|(_, need)| {
        let done = |date: Option<_>| date.is_some_and(|date| date <= facts.as_of);
        let said = need.date.is_none_or(|date| date <= facts.as_of);
        said && !done(need.served) && !done(need.dropped)
    });
    let open = segment.needs.get_or_insert_default();
    open.extend(needs.map(|(nth, _)| (at, nth)));
}

/// What an account bought and may buy, product by product or competitor by competitor.
fn take_parts<'a>(market: &mut Market<'a>, facts: &Facts<'_, 'a>, by: By, at: usize, period: Option<&Period>) {
    let mut keys: BTreeSet<Option<&'a str>> = BTreeSet::new();
    let (basis, parts) = bought(facts, by, at, period);
    for part in parts {
        keys.insert(part.key);
        let segment = market.segments.entry(part.key).or_default();
        segment.revenue.merge(&part.total);
        segment.orders.extend(part.order);
    }
    if let Some(period) = period {
        let (basis_before, parts) = bought(facts, by, at, Some(&sales::period_before(period)));
        for part in parts {
            market.segments.entry(part.key).or_default().before.merge(&part.total);
            keys.insert(part.key);
        }
        if basis != basis_before {
            market.segments.entry(None).or_default().unlike = true;
            keys.insert(None);
        }
    }
    for opportunity in &facts.of_account[at].opportunities {
        let deal = &facts.book.opportunities.all[*opportunity as usize];
        let mut named: BTreeSet<Option<&'a str>> = match by {
            By::Product => deal.products.iter().copied().map(Some).collect(),
            By::Competitor | By::Industry | By::Region | By::Tier => BTreeSet::from([deal.competitor]),
        };
        if named.is_empty() {
            named.insert(None);
        }
        for key in named {
            market.segments.entry(key).or_default().opportunities.push(*opportunity);
            keys.insert(key);
        }
    }
    for key in keys {
        market.segments.entry(key).or_default().accounts.push(at);
    }
}

/// A part of what an account bought.
struct Bought<'a> {
    key: Option<&'a str>,
    order: Option<u32>,
    total: Total,
}

/// What an account bought, part by part, and where that comes from. The parts add up to its revenue.
fn bought<'a>(facts: &Facts<'_, 'a>, by: By, at: usize, period: Option<&Period>) -> (Basis, Vec<Bought<'a>>) {
    let revenue = sales::revenue(facts, at, period);
    let mut all = Vec::new();
    match revenue.basis {
        Basis::Table(0) => {}
        Basis::Table(_) => all.push(Bought {
            key: None,
            order: None,
            total: revenue.total,
        }),
        Basis::Orders => {
            for order in sales::order_positions(facts, at, period) {
                let parts = parts_of_order(facts, by, &facts.book.orders.all[order as usize]);
                all.extend(parts.into_iter().map(|(key, total)| Bought {
                    key,
                    order: Some(order),
                    total,
                }));
            }
            // Orders of which it could not be read whether they were cancelled: nobody knows of what.
            let told: u32 = all.iter().map(|part| part.total.unread).sum();
            if revenue.total.unread > told {
                let mut total = Total::default();
                total.unread = revenue.total.unread - told;
                all.push(Bought {
                    key: None,
                    order: None,
                    total,
                });
            }
        }
    }
    (revenue.basis, all)
}

/// What an order comes to, by product or by competitor. The parts add up to its amount: what its lines do
/// not explain belongs to no product.
fn parts_of_order<'a>(
    facts: &Facts<'_, 'a>,
    by: By,
    order: &Record<'a, Order<'a>>,
) -> BTreeMap<Option<&'a str>, Total> {
    let settings = &facts.book.settings;
    let mut parts: BTreeMap<Option<&'a str>, Total> = BTreeMap::new();
    let mut whole = Total::default();
    sales::add_order(&mut whole, settings, order);
    let lines_known = by == By::Product && order.sound(&["line"]) && whole.figure().is_some();
    if !lines_known || order.line.is_empty() {
        let opportunity = order.opportunity.and_then(|id| facts.book.opportunities.get(id.0));
        let key = match by {
            By::Competitor => opportunity.and_then(|deal| deal.competitor),
            By::Product | By::Industry | By::Region | By::Tier => None,
        };
        parts.insert(key, whole);
        return parts;
    }
    let mut explained = Total::default();
    for line in &order.line {
        let mut total = Total::default();
        sales::add_times(&mut total, settings, line.price, &Figure::from(line.quantity));
        explained.merge(&total);
        parts.entry(Some(line.product)).or_default().merge(&total);
    }
    if let (Some(whole), Some(explained)) = (whole.figure(), explained.figure())
        && whole != explained
    {
        parts.entry(None).or_default().add(&(whole - explained));
    }
    parts
}

#[cfg(test)]
mod tests;
