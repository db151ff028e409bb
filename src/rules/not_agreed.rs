//! `not-agreed`: a goal that runs without the customer's word.

use crate::book::Record;
use crate::facts::Facts;
use crate::facts::digest::digest;
use crate::facts::kpi::Course;
use crate::findings::{Finding, Findings, Place, Severity};
use crate::model::goal::Goal;
use crate::place::Route;
use crate::said;
use crate::say::Said;

crate::rule! {
    /// The period of a goal has begun, and it was not agreed with the customer.
    ///
    /// A goal that only we know of measures nothing that the customer cares about, and cannot be held up to
    /// anybody at its end. Where only the digest is missing it is a note: nobody can tell then whether the
    /// goal was changed since.
    ///
    /// ## Fails
    ///
    /// ```toml goals/acme-2026-q2.toml
    /// id = "acme-2026-q2"
    /// #    ^^^^^^^^^^^^^^ goal `acme-2026-q2` began on 2026-04-01, and nobody has agreed it with `acme`
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-Q2"
    /// owner = "li"
    /// ```
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// id = "acme-2026-q1"
    /// #    ^^^^^^^^^^^^^^ what was agreed in goal `acme-2026-q1` on 2025-12-19 has no digest
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [agreed]
    /// date = 2025-12-19
    /// by = "li"
    /// with = "cio"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/acme-2026-q3.toml
    /// id = "acme-2026-q3"
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-Q3"
    /// owner = "li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Agree on it with the customer and write `[agreed]`: when, by whom, with whom, and the digest that
    /// the finding names.
    Warning "not-agreed" Goals
    reads ["agreed", "period"]
    zh "目标的期间已经开始，却没有与客户达成一致。"
    "只有我方知道的目标，衡量的不是客户在乎的事，到期也没法拿来要求谁。只缺摘要的是提示：没有摘要，就看不出目标后来有没有改过。"
    "与客户商定并填写 `[agreed]`：何时、我方谁、对方谁。摘要见提示中给出的值。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (goal, standing) in facts.book.goals.iter().zip(&facts.goals) {
        match standing.course {
            Course::Ahead => continue,
            Course::Running | Course::Over => {}
        }
        let id = goal.id;
        match goal.agreed.as_ref().filter(|agreed| agreed.date <= facts.as_of) {
            None => {
                let message = said!(
                    "goal `{id}` began on {first}, and nobody has agreed it with `{account}`",
                    "目标 `{id}` 自 {first} 开始，尚未与客户 `{account}` 达成一致",
                    id = id,
                    first = goal.period.first(),
                    account = goal.account.0
                );
                let help = said!(
                    "agree on it with the customer and write `[agreed]`",
                    "请与客户商定并填写 `[agreed]`"
                );
                out.push(finding(goal, message, help));
            }
            Some(agreed) if agreed.digest.is_none() => {
                let message = said!(
                    "what was agreed in goal `{id}` on {date} has no digest",
                    "目标 `{id}` 于 {date} 商定的内容没有摘要",
                    id = id,
                    date = agreed.date
                );
                let digest = digest(goal);
                let help = said!(
                    "write `digest = \"{digest}\"` into `[agreed]`: from then on every change is told",
                    "请在 `[agreed]` 中写入 `digest = \"{digest}\"`：此后任何改动都会被指出"
                );
                out.push_as(Severity::Note, finding(goal, message, help));
            }
            Some(_) => {}
        }
    }
}

fn finding<'a>(goal: &Record<'a, Goal<'a>>, message: Said, help: Said) -> Finding<'a> {
    Finding {
        account: Some(goal.account.0),
        owner: Some(goal.owner.0),
        ..Finding::new(
            Place::new(goal.file, Route::RECORD),
            format!("goal/{}", goal.id),
            message,
            help,
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings::{self, Severity};

    #[test]
    fn from_the_first_day_on_and_for_good() {
        let agreed = "[agreed]\ndate = 2026-04-10\nby = \"li\"\nwith = \"cio\"\n";
        for (more, as_of, severity) in [
            ("", "2026-03-31", None),
            ("", "2026-04-01", Some(Severity::Warning)),
            ("", "2026-09-01", Some(Severity::Warning)),
            (agreed, "2026-04-09", Some(Severity::Warning)),
            (agreed, "2026-04-10", Some(Severity::Note)),
        ] {
            let text = format!("account = \"a\"\ntitle = \"T\"\nperiod = \"2026-Q2\"\nowner = \"li\"\n{more}");
            little::facts(&[("goals/g.toml", &text)], as_of, |facts| {
                let found = findings::find(facts);
                let found = found.iter().find(|one| one.rule.name == "not-agreed");
                assert_eq!(found.map(|one| one.severity), severity, "{more} {as_of}");
            });
        }
    }
}
