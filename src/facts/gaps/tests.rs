//! What nobody does for an account, by its team as of a day.

use super::{Gaps, Lack, Vacancy, gaps};
use crate::facts::little;
use crate::values::date::parse_date;

const SETTINGS: &str = "[book]\nname = \"B\"\n[roles.am]\n[roles.sales]\n[duties.renewal]\ntiers = \
                        [\"key\"]\n[duties.audit]\n[tiers.key]\nroles = [\"am\", \"sales\", \"am\"]\n";
const WU: &str = "name = \"Wu Di\"\nleft = 2026-03-01\n";

/// The vacant roles, and the duties with what they lack; `None` where it cannot be told.
fn of(account: &str) -> Option<(Vec<String>, Vec<Lack>)> {
    let account = format!("name = \"A\"\ntier = \"key\"\n{account}");
    let files = [
        ("kam.toml", SETTINGS),
        ("people/wu.toml", WU),
        ("accounts/a.toml", &account),
    ];
    let mut told = None;
    little::facts(&files, "2026-04-01", |facts| {
        let told_of = |gaps: Gaps<'_>| {
            let roles = gaps.vacancies.iter().map(|vacancy| vacancy.role.to_owned()).collect();
            (roles, gaps.duties.iter().map(|(_, lack)| *lack).collect())
        };
        told = gaps(facts, &facts.book.accounts.all[0]).map(told_of);
    });
    told
}

fn team(more: &str) -> String {
    format!("[[team]]\nperson = \"li\"\nrole = \"am\"\n{more}\n[[team]]\nperson = \"wu\"\nrole = \"sales\"\n")
}

fn told(roles: &[&str], lacks: &[Lack]) -> Option<(Vec<String>, Vec<Lack>)> {
    Some((roles.iter().map(|role| (*role).to_owned()).collect(), lacks.to_vec()))
}

#[test]
fn roles_and_duties_that_the_tier_asks_for() {
    assert_eq!(of(""), told(&["am", "sales"], &[Lack::Accountable]));
    assert_eq!(of(&team("accountable = [\"renewal\"]")), told(&["sales"], &[]));
    assert_eq!(
        of(&team("accountable = [\"renewal\"]\ninformed = [\"renewal\"]")),
        told(&["sales"], &[])
    );
    let others = "accountable = [\"renewal\"]\n[[team]]\nperson = \"zhao\"\nrole = \"am\"\ninformed = [\"renewal\"]";
    assert_eq!(of(&team(others)), told(&["sales"], &[Lack::Responsible]));
}

#[test]
fn nothing_is_asked_for_who_is_no_active_customer() {
    for status in ["prospect", "dormant", "lost"] {
        assert_eq!(of(&format!("status = \"{status}\"\n")), told(&[], &[]));
    }
}

#[test]
fn what_is_named_wrongly_may_be_meant_for_any() {
    let nobody = "[[team]]\nperson = \"li\"\nrole = \"nobody\"\naccountable = [\"renewals\"]\n";
    assert_eq!(of(nobody), told(&[], &[]));
    assert_eq!(of("team = 5\n"), None);
}

#[test]
fn who_had_a_role_and_left_is_remembered() {
    let account = format!("name = \"A\"\ntier = \"key\"\n{}", team(""));
    let files = [
        ("kam.toml", SETTINGS),
        ("people/wu.toml", WU),
        ("accounts/a.toml", &account),
    ];
    little::facts(&files, "2026-04-01", |facts| {
        let gaps = gaps(facts, &facts.book.accounts.all[0]).expect("it can be told");
        let left = parse_date("2026-03-01").expect("a date");
        let expected = Vacancy {
            role: "sales",
            gone: Some(("Wu Di", left)),
        };
        assert_eq!(gaps.vacancies, [expected]);
        assert_eq!(gaps.of_duty(0), Some(Lack::Accountable));
        assert_eq!(gaps.of_duty(1), None);
    });
}
