//! `missing-skill`: somebody in a role without a skill that the role needs.

use hashbrown::HashMap;

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::person::Person;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// Somebody in a role lacks a skill that the role needs.
    ///
    /// The customer notices first. Known in time, it is a training; known too late, it is a complaint.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [roles.account-manager]
    /// skills = ["negotiation", "contract-law"]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// skills = ["negotiation"]
    /// #        ^^^^^^^^^^^^^^^ Li Na is `account-manager` without the skill `contract-law`
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [roles.account-manager]
    /// skills = ["negotiation", "contract-law"]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// roles = ["account-manager"]
    /// skills = ["Negotiation", "contract-law"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Train them and add the skill to `skills`, or give the role to somebody who has it.
    Warning "missing-skill" Accountability
    reads ["skills", "roles", "left"]
    zh "担任角色的人缺少该角色要求的技能。"
    "最先察觉的是客户。发现得早，补一次培训；发现得晚，就是一起投诉。"
    "请安排培训，并把技能写进 `skills`；或改由具备该技能的人担任。"
}

/// A role that somebody has, and where: the account's position and the position in its team.
type Seat<'a> = (&'a str, Option<(usize, usize)>);

/// Finds. One finding a person and role, however many accounts they have it at.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let settings = &facts.book.settings;
    if settings.roles.iter().all(|(_, role)| role.skills.is_empty()) {
        return;
    }
    let mut seats = seats(facts);
    for person in facts.book.people.iter().filter(|person| !person.has_left(facts.as_of)) {
        let mut all: Vec<Seat<'a>> = seats.remove(person.id).unwrap_or_default();
        all.extend(person.roles.iter().map(|role| (role.0, None)));
        for (id, role) in &settings.roles {
            let mut held = all.iter().filter(|(of, _)| of == id);
            let Some((_, seat)) = held.next() else { continue };
            let missing: Vec<&'a str> = role
                .skills
                .iter()
                .copied()
                .filter(|skill| !person.skills.iter().any(|has| same(has, skill)))
                .collect();
            if !missing.is_empty() {
                let only = held.all(|(_, other)| other.is_none());
                out.push(finding(facts, person, id, *seat, only, &missing));
            }
        }
    }
}

/// Who has which role at which active account.
fn seats<'a>(facts: &Facts<'_, 'a>) -> HashMap<&'a str, Vec<Seat<'a>>> {
    let mut seats: HashMap<&'a str, Vec<Seat<'a>>> = HashMap::new();
    for (at, account) in facts.book.accounts.iter().enumerate() {
        if !account.status.is_active() || !account.sound(&["status", "team"]) {
            continue;
        }
        for (member_at, member) in account.team.iter().enumerate() {
            if member.holds(facts.as_of) {
                let seat = (member.role.0, Some((at, member_at)));
                seats.entry(member.person.0).or_default().push(seat);
            }
        }
    }
    seats
}

fn same(a: &str, b: &str) -> bool {
    let lower = |text: &str| text.trim().to_lowercase();
    lower(a) == lower(b)
}

fn finding<'a>(
    facts: &Facts<'_, 'a>,
    person: &Record<'a, Person<'a>>,
    role: &str,
    seat: Option<(usize, usize)>,
    only: bool,
    missing: &[&str],
) -> Finding<'a> {
    let account = seat.map(|(account, member)| (&facts.book.accounts.all[account], member));
    let quoted: Vec<String> = missing.iter().map(|skill| format!("`{skill}`")).collect();
    let noun = if missing.len() == 1 { "skill" } else { "skills" };
    let related = account.map(|(account, member)| {
        let said = said!("{name} has the role here", "{name}在这里担任该角色", name = person.name);
        (Place::new(account.file, Route::in_part("team", member, "person")), said)
    });
    Finding {
        account: account.filter(|_| only).map(|(account, _)| account.id),
        owner: Some(person.manager.map_or(person.id, |manager| manager.0)),
        related: related.into_iter().collect(),
        ..Finding::new(
            Place::new(person.file, Route::key("skills")),
            format!("person/{}", person.id),
            said!(
                "{name} is `{role}` without the {noun} {en}",
                "{name}担任 `{role}`，但缺少技能 {zh}",
                name = person.name,
                en = quoted.join(", "),
                zh = quoted.join("、")
            ),
            said!(
                "train them and add to `skills`, or give the role to somebody who has it",
                "请安排培训并写进 `skills`，或改由具备该技能的人担任"
            ),
        )
    }
}
