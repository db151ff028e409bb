//! `no-goal`: a customer with whom nothing is agreed for now.

use crate::facts::{Facts, owed};
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::values::date::{Date, days_between};
use crate::values::every::Every;
use crate::values::period::{Period, Unit};

/// So many days of a unit may pass before its goals must be there.
const GRACE_DAYS: i64 = 30;

crate::rule! {
    /// An account has no goal for now, though its tier asks for goals.
    ///
    /// Without a goal nobody can say whether the work for this customer is going well. There are 30 days
    /// from the beginning of each year, half or quarter (`goals_every` of the tier) to agree on one.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ account `acme` has no goal, 90 days into 2026-H1
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ```toml goals/acme-2026.toml
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026"
    /// owner = "li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Agree on a goal with the customer and write it down, with its KPIs.
    Warning "no-goal" Goals
    reads ["tier", "status", "since"]
    zh "客户的级别要求设定目标，当前却没有目标。"
    "没有目标，谁也说不清这个客户的工作做得好不好。每个年度、半年或季度（由级别的 `goals_every` 决定）开始后，有 30 天时间商定。"
    "与客户商定目标，连同指标一起记下来。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let book = facts.book;
    for (at, account) in book.accounts.iter().enumerate() {
        let tier = book.settings.tier(account.tier.0);
        let Some(every) = tier.and_then(|tier| tier.goals_every) else {
            continue;
        };
        if !account.status.is_active() || has_goal(facts, at) {
            continue;
        }
        let Some(unit) = current_unit(facts, at, every) else {
            continue;
        };
        let days = days_between(unit.first(), facts.as_of);
        let late = days_between(counts_from(facts, unit.first()), facts.as_of) >= GRACE_DAYS;
        if !late || book.blind(Kind::Goal, Some(account.id)) {
            continue;
        }
        let message = said!(
            "account `{id}` has no goal, {into} into {unit}",
            "{unit} 已过 {days} 天，客户 `{id}` 仍没有目标",
            into = crate::say::count(days, "day"),
            id = account.id,
            unit = unit,
            days = days
        );
        let help = said!(
            "agree on a goal with the customer and write it down, with its KPIs",
            "请与客户商定目标，连同指标一起记下来"
        );
        out.push(Finding {
            account: Some(account.id),
            owner: account.owner.map(|owner| owner.0),
            ..Finding::new(
                Place::new(account.file, Route::RECORD),
                format!("account/{}", account.id),
                message,
                help,
            )
        });
    }
}

fn has_goal(facts: &Facts<'_, '_>, account: usize) -> bool {
    let goals = facts.of_account[account].goals.iter();
    goals
        .map(|at| &facts.book.goals.all[*at as usize])
        .any(|goal| goal.period.contains(facts.as_of))
}

/// From when on the days of grace count: a new book has them too.
fn counts_from(facts: &Facts<'_, '_>, unit: Date) -> Date {
    facts.book.settings.began.map_or(unit, |began| unit.max(began))
}

/// The unit that the day is in: the calendar's, or the fiscal year's where that began later; what is no
/// such unit ("5 months") is counted from when the account is owed things. `None` where nothing tells.
fn current_unit(facts: &Facts<'_, '_>, account: usize, every: Every) -> Option<Period> {
    if let Some(unit) = Unit::of(every) {
        let calendar = Period::holding(facts.as_of, unit, None);
        let fiscal = Period::holding(facts.as_of, unit, Some(facts.book.settings.terms.fiscal_start));
        return Some(if fiscal.first() > calendar.first() {
            fiscal
        } else {
            calendar
        });
    }
    let from = owed::owed_since(facts, account).filter(|from| *from <= facts.as_of)?;
    let length = days_between(from, every.after(from, 1)).max(1);
    let mut n = u32::try_from(days_between(from, facts.as_of) / length).ok()?;
    while n > 0 && every.after(from, n) > facts.as_of {
        n -= 1;
    }
    while every.after(from, n + 1) <= facts.as_of {
        n += 1;
    }
    let end = crate::values::date::add_days(every.after(from, n + 1), -1);
    Some(Period::range(every.after(from, n), end))
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn told(account: &str, settings: &str, as_of: &str) -> bool {
        let settings = format!("[book]\nname = \"B\"\n{settings}");
        let account = format!("name = \"A\"\n{account}");
        let mut told = false;
        little::facts(
            &[("kam.toml", &settings), ("accounts/a.toml", &account)],
            as_of,
            |facts| {
                told = findings::find(facts).iter().any(|one| one.rule.name == "no-goal");
            },
        );
        told
    }

    #[test]
    fn thirty_days_into_the_unit() {
        let strategic = "tier = \"strategic\"";
        assert!(!told(strategic, "", "2026-04-30"));
        assert!(told(strategic, "", "2026-05-01"));
        assert!(!told("tier = \"growth\"", "", "2026-05-01"));
        for status in ["prospect", "dormant", "lost"] {
            assert!(!told(&format!("{strategic}\nstatus = \"{status}\""), "", "2026-05-01"));
        }
        assert!(told(&format!("{strategic}\nstatus = \"at-risk\""), "", "2026-05-01"));
        // The days are the unit's, whenever the customer came.
        assert!(told(&format!("{strategic}\nsince = 2026-04-20"), "", "2026-05-01"));
    }

    #[test]
    fn fiscal_years_and_odd_intervals() {
        let every = |every: &str| format!("[calendar]\nfiscal_year_starts = 4\n[tiers.t]\ngoals_every = \"{every}\"\n");
        let account = "tier = \"t\"\nsince = 2020-01-01";
        assert!(!told(account, &every("yearly"), "2026-04-30"));
        assert!(told(account, &every("yearly"), "2026-05-01"));
        assert!(told(account, &every("yearly"), "2026-03-31"));
        // 2020-01-01 plus 15 times 5 months is 2026-04-01.
        assert!(!told(account, &every("5 months"), "2026-04-30"));
        assert!(told(account, &every("5 months"), "2026-05-01"));
        assert!(!told(account, &every("2 weeks"), "2026-05-01"));
        assert!(!told("tier = \"t\"", &every("5 months"), "2026-05-01"));
    }
}
