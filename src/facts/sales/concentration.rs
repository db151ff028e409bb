//! How revenue is spread over the accounts: shares, the largest ones, the Herfindahl-Hirschman index, and
//! the classes A, B and C.

use std::cmp::Reverse;

use crate::values::figure::Figure;
use crate::values::period::Period;

use super::super::Facts;
use super::super::money::Total;
use super::{Revenue, revenue};

/// Where an account stands in the cumulated revenue, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Up to 80 % of the total, and the largest account in any case.
    A,
    /// Up to 95 %.
    B,
    /// The rest.
    C,
}

/// An account's part in the revenue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it bought.
    pub revenue: Revenue,
    /// In percent of the total; `None` where either is not known, or the total is not above 0.
    pub share: Option<Figure>,
    /// Its class; none without revenue.
    pub class: Option<Class>,
}

/// The revenue of all accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// By the account's position in the book.
    pub accounts: Vec<Standing>,
    /// The accounts with revenue, by their positions, the largest first, ties by id.
    pub ranked: Vec<usize>,
    /// All together.
    pub total: Total,
    /// How many orders that is.
    pub orders: u32,
    /// The largest account's percentage of the total.
    pub top1: Option<Figure>,
    /// The largest three accounts' percentage of the total.
    pub top3: Option<Figure>,
    /// The sum of the squared percentages, up to 10,000.
    pub hhi: Option<Figure>,
}

/// The revenue of all accounts in the period, or of all time without one.
///
/// An amount that is not known leaves the total, and with it shares and classes, unknown; an account whose
/// own table tells of no whole year in the period adds nothing.
pub fn portfolio(facts: &Facts<'_, '_>, period: Option<&Period>) -> Portfolio {
    let mut total = Total::default();
    let mut orders = 0;
    let mut accounts: Vec<Standing> = (0..facts.book.accounts.all.len())
        .map(|account| Standing {
            revenue: revenue(facts, account, period),
            share: None,
            class: None,
        })
        .collect();
    let mut ranked: Vec<usize> = Vec::new();
    for (at, Standing { revenue, .. }) in accounts.iter().enumerate() {
        orders += revenue.orders;
        total.merge(&revenue.total);
        if revenue.figure().is_some_and(|sum| !sum.is_zero() && !sum.is_negative()) {
            ranked.push(at);
        }
    }
    // Records are in the order of their ids, so a stable sort leaves ties by id.
    ranked.sort_by_cached_key(|at| Reverse(accounts[*at].revenue.figure().cloned()));
    let mut found = Portfolio {
        accounts: Vec::new(),
        ranked,
        total,
        orders,
        top1: None,
        top3: None,
        hhi: None,
    };
    let whole = found.total.figure().filter(|sum| !sum.is_zero() && !sum.is_negative());
    if let Some(whole) = whole.cloned() {
        spread(&mut accounts, &found.ranked, &whole);
        let largest = |count: usize| -> Figure {
            let sums = found.ranked.iter().take(count);
            sums.filter_map(|at| accounts[*at].revenue.figure()).sum()
        };
        found.top1 = percent(&largest(1), &whole);
        found.top3 = percent(&largest(3), &whole);
        let sums = found.ranked.iter().filter_map(|at| accounts[*at].revenue.figure());
        let squares: Figure = sums.map(|sum| sum * sum).sum();
        found.hhi = percent(&(squares * Figure::from(100)), &(&whole * &whole));
    }
    found.accounts = accounts;
    found
}

fn percent(part: &Figure, whole: &Figure) -> Option<Figure> {
    (part * &Figure::from(100)).checked_div(whole)
}

/// Tells each account its share and class.
fn spread(accounts: &mut [Standing], ranked: &[usize], whole: &Figure) {
    for standing in accounts.iter_mut() {
        standing.share = standing.revenue.figure().and_then(|sum| percent(sum, whole));
    }
    let (a, b) = (whole * &Figure::from(80), whole * &Figure::from(95));
    let mut cumulated = Figure::zero();
    for (rank, at) in ranked.iter().enumerate() {
        let standing = &mut accounts[*at];
        let Some(sum) = standing.revenue.figure() else { continue };
        cumulated = cumulated + sum;
        let hundredfold = &cumulated * &Figure::from(100);
        standing.class = Some(if rank == 0 || hundredfold <= a {
            Class::A
        } else if hundredfold <= b {
            Class::B
        } else {
            Class::C
        });
    }
}
