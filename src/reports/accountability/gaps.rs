//! What nobody does for an account: vacant roles and duties without people, as `check` finds them.

use crate::book::Record;
use crate::document::Cell;
use crate::facts::Facts;
use crate::facts::duties;
use crate::model::account::Account;
use crate::said;

use super::super::cells;

/// The roles that the tier asks for and nobody has, then the duties that it asks for and nobody answers
/// for, or that others are asked or told about and nobody carries out. For programs `role/sales`,
/// `duty/renewal/accountable`. None for an account that is not active, as rules ask nothing of it;
/// `None` where the team could not be read.
pub fn gaps<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Option<Vec<Cell>> {
    if !account.sound(&["team", "tier", "status"]) {
        return None;
    }
    let mut gaps = Vec::new();
    if !account.status.is_active() {
        return Some(gaps);
    }
    gaps.extend(vacant_roles(facts, account).map(|role| {
        let title = cells::role_title(facts.book, role);
        Cell::told(format!("role/{role}"), said!("{title} vacant", "{title}空缺"))
    }));
    for held in duties::held(facts.book, account, facts.as_of).iter().filter(|held| held.asked) {
        let (id, duty) = &facts.book.settings.duties[held.duty];
        let title = duty.title.unwrap_or(id);
        let others = held.consulted.iter().chain(&held.informed);
        let mut others = others.filter(|person| !held.accountable.contains(person));
        if held.accountable.is_empty() {
            gaps.push(Cell::told(
                format!("duty/{id}/accountable"),
                said!("nobody accountable for: {title}", "{title}无人负责"),
            ));
        } else if held.responsible.is_empty() && others.next().is_some() {
            gaps.push(Cell::told(
                format!("duty/{id}/responsible"),
                said!("nobody responsible for: {title}", "{title}无人执行"),
            ));
        }
    }
    Some(gaps)
}

fn vacant_roles<'f, 'a>(
    facts: &'f Facts<'_, 'a>,
    account: &'f Record<'a, Account<'a>>,
) -> impl Iterator<Item = &'a str> + use<'f, 'a> {
    let tier = facts.book.settings.tier(account.tier.0);
    let asked = tier.into_iter().flat_map(|tier| tier.roles.iter().map(|role| role.0));
    asked.filter(|role| {
        let now = account.team.iter().filter(|member| member.holds(facts.as_of));
        !now.into_iter().any(|member| member.role.0 == *role && !has_left(facts, member.person.0))
    })
}

/// Whether a person's last day with us is past.
pub fn has_left(facts: &Facts<'_, '_>, person: &str) -> bool {
    let person = facts.book.people.get(person);
    person.is_some_and(|person| person.has_left(facts.as_of))
}
