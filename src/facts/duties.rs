//! Who answers for what at an account: the duties, by the team that holds as of a day.

use crate::book::{Book, Record};
use crate::model::account::{Account, Team};
use crate::model::settings::Duty;
use crate::shape::scalars::DutyId;
use crate::values::date::Date;

/// How a duty is held at an account. People stand in the order of the team, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held<'a> {
    /// The position in the settings' duties.
    pub duty: usize,
    /// Whether the account's tier asks that it be covered.
    pub asked: bool,
    /// Who answers for it; one, where all is well.
    pub accountable: Vec<&'a str>,
    /// Who carries it out.
    pub responsible: Vec<&'a str>,
    /// Who is asked first.
    pub consulted: Vec<&'a str>,
    /// Who is told.
    pub informed: Vec<&'a str>,
}

impl Held<'_> {
    /// Whether nobody has anything to do with it.
    pub fn is_free(&self) -> bool {
        self.accountable.is_empty()
            && self.responsible.is_empty()
            && self.consulted.is_empty()
            && self.informed.is_empty()
    }
}

/// Whether a tier asks that its accounts have a duty covered.
pub fn asked(duty: &Duty<'_>, tier: &str) -> bool {
    duty.tiers.iter().any(|asking| asking.0 == tier)
}

/// Who answers for a duty at an account as of a day: the first of the team who does.
pub fn accountable<'a>(account: &Account<'a>, duty: &str, as_of: Date) -> Option<&'a str> {
    let now = account.team.iter().filter(|member| member.holds(as_of));
    now.filter(|member| member.accountable.iter().any(|held| held.0 == duty))
        .map(|member| member.person.0)
        .next()
}

/// The duties that an account's tier asks for or that somebody on its team holds, in the order of the
/// settings, with who holds them as of a day.
pub fn held<'a>(book: &Book<'a>, account: &Record<'a, Account<'a>>, as_of: Date) -> Vec<Held<'a>> {
    let now: Vec<&Team<'a>> = account.team.iter().filter(|member| member.holds(as_of)).collect();
    let of = |duty: &str, list: for<'t> fn(&'t Team<'a>) -> &'t [DutyId<'a>]| {
        let mut people: Vec<&'a str> = Vec::new();
        for member in &now {
            if list(member).iter().any(|held| held.0 == duty) && !people.contains(&member.person.0) {
                people.push(member.person.0);
            }
        }
        people
    };
    let duties = book.settings.duties.iter().enumerate();
    duties
        .map(|(at, (id, duty))| Held {
            duty: at,
            asked: asked(duty, account.tier.0),
            accountable: of(id, |member| &member.accountable),
            responsible: of(id, |member| &member.responsible),
            consulted: of(id, |member| &member.consulted),
            informed: of(id, |member| &member.informed),
        })
        .filter(|held| held.asked || !held.is_free())
        .collect()
}
