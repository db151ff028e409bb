//! What nobody does for an account though its tier asks for it: vacant roles, and duties that nobody answers
//! for or carries out.

use crate::book::Record;
use crate::model::account::{Account, Team};
use crate::shape::scalars::DutyId;
use crate::values::date::Date;

use super::Facts;
use super::duties::{self, Held};

/// A role that nobody on the team has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vacancy<'a> {
    /// Its id.
    pub role: &'a str,
    /// Who had it and has left us: their name, and their last day.
    pub gone: Option<(&'a str, Date)>,
}

/// What a duty lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Somebody who answers for it.
    Accountable,
    /// Somebody who carries it out, where others are asked or told about it.
    Responsible,
}

/// What nobody does for an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps<'a> {
    /// The roles, in the order of the tier.
    pub vacancies: Vec<Vacancy<'a>>,
    /// The duties, in the order of the settings.
    pub duties: Vec<(Held<'a>, Lack)>,
}

impl Gaps<'_> {
    /// What a duty lacks, by its position in the settings' duties.
    pub fn of_duty(&self, duty: usize) -> Option<Lack> {
        let mut duties = self.duties.iter();
        duties.find(|(held, _)| held.duty == duty).map(|(_, lack)| *lack)
    }
}

/// What nobody does for an account as of the day; nothing for one that is not active, as nothing is asked
/// for it. `None` where its team, tier or status could not be read. Who is named for a role or a duty that
/// there is none of may be meant for any that seems free: then none is told.
pub fn gaps<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Option<Gaps<'a>> {
    if !account.sound(&["status", "tier", "team"]) {
        return None;
    }
    if !account.status.is_active() {
        return Some(Gaps::default());
    }
    let now: Vec<&Team<'a>> = account.team.iter().filter(|member| member.holds(facts.as_of)).collect();
    let sure = |lack: &Lack| match lack {
        Lack::Accountable => !names_unknown(facts, &now, |member| &member.accountable),
        Lack::Responsible => !names_unknown(facts, &now, |member| &member.responsible),
    };
    let held = duties::held(facts.book, account, facts.as_of).into_iter();
    let lacking = held.filter_map(|held| lack(&held).map(|lack| (held, lack)));
    Some(Gaps {
        vacancies: vacancies(facts, account, &now),
        duties: lacking.filter(|(_, lack)| sure(lack)).collect(),
    })
}

/// Whether a person's last day with us is past.
pub fn has_left(facts: &Facts<'_, '_>, person: &str) -> bool {
    let person = facts.book.people.get(person);
    person.is_some_and(|person| person.has_left(facts.as_of))
}

/// Whether the team names a duty that there is none of, in one of its lists.
fn names_unknown<'a>(
    facts: &Facts<'_, 'a>,
    now: &[&Team<'a>],
    list: for<'t> fn(&'t Team<'a>) -> &'t [DutyId<'a>],
) -> bool {
    let mut named = now.iter().flat_map(|member| list(member).iter());
    named.any(|duty| facts.book.settings.duty(duty.0).is_none())
}

fn vacancies<'a>(facts: &Facts<'_, 'a>, account: &Account<'a>, now: &[&Team<'a>]) -> Vec<Vacancy<'a>> {
    let settings = &facts.book.settings;
    let Some(tier) = settings.tier(account.tier.0) else {
        return Vec::new();
    };
    if now.iter().any(|member| settings.role(member.role.0).is_none()) {
        return Vec::new();
    }
    // A role that `kam.toml` does not have is told there, and one that it names twice is one.
    let asked = tier.roles.iter().enumerate();
    let asked = asked.filter(|(at, role)| !tier.roles[..*at].contains(role) && settings.role(role.0).is_some());
    asked.filter_map(|(_, role)| vacancy(facts, role.0, now)).collect()
}

/// A role that nobody on the team has who is still with us.
fn vacancy<'a>(facts: &Facts<'_, 'a>, role: &'a str, now: &[&Team<'a>]) -> Option<Vacancy<'a>> {
    let mut gone = None;
    for member in now.iter().filter(|member| member.role.0 == role) {
        let person = facts.book.people.get(member.person.0);
        let left = person.filter(|person| person.has_left(facts.as_of))?;
        gone = Some((left.name, left.left?));
    }
    Some(Vacancy { role, gone })
}

fn lack(held: &Held<'_>) -> Option<Lack> {
    if !held.asked {
        return None;
    }
    if held.accountable.is_empty() {
        return Some(Lack::Accountable);
    }
    let mut others = held.consulted.iter().chain(&held.informed);
    let others = others.any(|person| !held.accountable.contains(person));
    (held.responsible.is_empty() && others).then_some(Lack::Responsible)
}

#[cfg(test)]
mod tests;
