//! `missed-kpi`: a KPI whose period is over and whose target was not reached.

use crate::facts::Facts;
use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::kpi::aim::Aim;
use crate::findings::{Finding, Findings, Place};
use crate::model::{Kind, Reference};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::figure::Figure;
use crate::values::number::plain;

crate::rule! {
    /// A KPI missed its target.
    ///
    /// What was agreed was not reached, and the customer knows. The figure cannot be mended any more; what
    /// can be told is why it came to this and what is done so that it does not come again. Answered by an
    /// improvement, it is a note.
    ///
    /// ## Fails
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// account = "acme"
    /// title = "Faults are mended at once"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "first-fix"
    /// name = "Mended at the first call"
    /// target = 80
    /// #        ^^ KPI `first-fix` of goal `acme-2026-q1` came to 74 % in 2026-Q1, and should have been at least 80 %
    /// unit = "%"
    /// weight = 100
    ///
    /// [[actual]]
    /// kpi = "first-fix"
    /// period = "2026-Q1"
    /// num = 37
    /// den = 50
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// account = "acme"
    /// title = "Faults are mended at once"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "first-fix"
    /// name = "Mended at the first call"
    /// target = 80
    /// unit = "%"
    /// weight = 100
    ///
    /// [[actual]]
    /// kpi = "first-fix"
    /// period = "2026-Q1"
    /// num = 40
    /// den = 50
    /// ```
    ///
    /// ## Way out
    ///
    /// Open an improvement that cites it in `source` (`goal/ID#KPI`): what was the cause, what is done, by
    /// whom, by when.
    Error "missed-kpi" Goals
    reads ["kpi", "actual", "period"]
    zh "指标没有达标。"
    "约定的没有做到，客户也知道。数字已经改不了，能说清的是原因，以及怎样不再发生。有整改项作为答复的，只是提示。"
    "新建整改项，在 `source` 中引用它（`goal/ID#KPI`）：原因、动作、负责人、期限。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (goal, standing) in facts.book.goals.iter().zip(&facts.goals) {
        for (at, (kpi, standing)) in goal.kpi.iter().zip(&standing.kpis).enumerate() {
            let Some(actual) = standing.actual.as_ref().filter(|_| standing.missed) else {
                continue;
            };
            let part = format!("#{}", kpi.id.0);
            let reference = Reference {
                kind: Kind::Goal,
                id: goal.id,
                part: Some(&part),
            };
            let miss = Miss {
                reference,
                date: goal.period.last(),
            };
            if in_doubt(facts, &miss, Some(goal.account.0)) {
                continue;
            }
            let (figure, wanted) = (shown(actual, kpi.unit), wanted(&Aim::of(kpi), kpi.unit));
            let message = said!(
                "KPI `{name}` of goal `{id}` came to {figure_en} in {period}, and should have been {wanted_en}",
                "目标 `{id}` 的指标 `{name}` 在 {period} 为 {figure_zh}，应{wanted_zh}",
                name = kpi.id.0,
                id = goal.id,
                period = goal.period,
                figure_en = figure.en,
                figure_zh = figure.zh,
                wanted_en = wanted.en,
                wanted_zh = wanted.zh
            );
            let help = said!(
                "open an improvement with `source = \"{reference}\"`",
                "请新建写有 `source = \"{reference}\"` 的整改项"
            );
            let finding = Finding {
                account: Some(goal.account.0),
                owner: Some(kpi.owner.unwrap_or(goal.owner).0),
                ..Finding::new(
                    Place::new(goal.file, Route::in_part("kpi", at, "target")),
                    reference.to_string(),
                    message,
                    help,
                )
            };
            out.push_miss(finding, answer(facts, &miss).map(|answer| answer.to_string()));
        }
    }
}

/// A figure with its unit: as it is where it is short, else rounded to two places.
pub(super) fn shown(figure: &Figure, unit: Option<&str>) -> Said {
    let number = match figure.exact() {
        Some(exact) if exact.scale() <= 4 => plain(exact),
        Some(_) | None => plain(figure.rounded(2)),
    };
    match unit {
        Some("%") => said!("{number} %", "{number}%"),
        Some(unit) => said!("{number} {unit}", "{number} {unit}"),
        None => said!("{number}", "{number}"),
    }
}

/// What is to be reached, in words.
pub(super) fn wanted(aim: &Aim, unit: Option<&str>) -> Said {
    match aim {
        Aim::Higher { target, .. } => {
            let Said { en, zh } = shown(target, unit);
            said!("at least {en}", "不低于 {zh}", en = en, zh = zh)
        }
        Aim::Lower { target, .. } => {
            let Said { en, zh } = shown(target, unit);
            said!("at most {en}", "不高于 {zh}", en = en, zh = zh)
        }
        Aim::Range { min, max, .. } => {
            let (min, max) = (shown(min, None), shown(max, unit));
            said!(
                "between {min} and {en}",
                "在 {min} 至 {zh} 之间",
                min = min.en,
                en = max.en,
                zh = max.zh
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings::{self, Severity};

    const GOAL: &str = "account = \"a\"\ntitle = \"T\"\nperiod = \"2026-Q1\"\nowner = \"li\"\n[[kpi]]\nid = \
                        \"k\"\nname = \"K\"\nweight = 100\n";

    #[test]
    fn every_sort_of_target_is_told_in_words() {
        for (kpi, value, told) in [
            (
                "target = 2\nbetter = \"lower\"\nunit = \"days\"",
                "3",
                "came to 3 days in 2026-Q1, and should have been at most 2 days",
            ),
            (
                "target = { min = 95, max = 105 }\nunit = \"%\"",
                "90.25",
                "came to 90.25 % in 2026-Q1, and should have been between 95 and 105 %",
            ),
            (
                "target = 100",
                "33.333333",
                "came to 33.33 in 2026-Q1, and should have been at least 100",
            ),
        ] {
            let text = format!("{GOAL}{kpi}\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = {value}\n");
            little::facts(&[("goals/g.toml", &text)], "2026-04-01", |facts| {
                let found = findings::find(facts);
                let found = found
                    .iter()
                    .find(|one| one.rule.name == "missed-kpi")
                    .expect("it is missed");
                assert!(found.message.en.ends_with(told), "{}", found.message.en);
            });
        }
    }

    #[test]
    fn answered_it_is_a_note_that_names_its_answer() {
        let goal = format!("{GOAL}target = 10\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = 9\n");
        let improvement = "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-31\nsource = \"goal/g#k\"\n";
        let measure = "[[measure]]\nid = \"m\"\ntitle = \"M\"\nowner = \"li\"\ndue = 2026-05-01\n";
        for (improvement, severity, answer) in [
            (improvement.to_owned(), Severity::Error, None),
            (
                format!("{improvement}{measure}"),
                Severity::Note,
                Some("improvement/ca"),
            ),
        ] {
            let files = [("goals/g.toml", &*goal), ("improvements/ca.toml", &improvement)];
            little::facts(&files, "2026-04-01", |facts| {
                let found = findings::find(facts);
                let found = found
                    .iter()
                    .find(|one| one.rule.name == "missed-kpi")
                    .expect("it is missed");
                assert_eq!((found.severity, found.answered_by.as_deref()), (severity, answer));
            });
        }
    }
}
