//! `survey-dimension`: a survey that did not ask about all that it should.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::survey::Survey;
use crate::place::Route;
use crate::said;
use crate::values::date::Date;

crate::rule! {
    /// A survey leaves out a dimension of satisfaction.
    ///
    /// Surveys are compared with each other by dimension. What was not asked this time is missing in every
    /// comparison, and mostly it is what one would rather not hear.
    ///
    /// ## Fails
    ///
    /// ```toml surveys/acme-2026-03.toml
    /// id = "acme-2026-03"
    /// #    ^^^^^^^^^^^^^^ survey `acme-2026-03` has no answer on `response_speed`
    /// account = "acme"
    /// date = 2026-03-20
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 4, service_attitude = 5 }
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml surveys/acme-2026-03.toml
    /// id = "acme-2026-03"
    /// account = "acme"
    /// date = 2026-03-20
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 4, service_attitude = 5 }
    ///
    /// [[response]]
    /// answers = { response_speed = 3 }
    /// ```
    ///
    /// ## Way out
    ///
    /// Ask about every dimension of `[survey]`; one that nobody needs is taken out there.
    Warning "survey-dimension" Satisfaction
    reads ["response", "date"]
    zh "满意度调查漏了某个维度。"
    "历次调查按维度比较。这次没问的，每次比较都缺一块，而漏掉的往往正是不想听的那一项。"
    "`[survey]` 中的每个维度都要问到；确实不需要的维度，请在那里去掉。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for survey in &facts.book.surveys {
        let left_out = left_out(survey, &facts.book.settings.dimensions, facts.as_of);
        if left_out.is_empty() {
            continue;
        }
        let message = said!(
            "survey `{id}` has no answer on {en}",
            "满意度调查 `{id}` 没有以下维度的评分：{zh}",
            id = survey.id,
            en = left_out.join(", "),
            zh = left_out.join("、")
        );
        let help = said!(
            "ask about every dimension of `[survey]`",
            "`[survey]` 中的每个维度都要问到"
        );
        out.push(Finding {
            account: Some(survey.account.0),
            owner: Some(survey.owner.0),
            ..Finding::new(
                Place::new(survey.file, Route::RECORD),
                format!("survey/{}", survey.id),
                message,
                help,
            )
        });
    }
}

/// The dimensions on which there is no answer; none while nobody has answered.
fn left_out(survey: &Survey<'_>, dimensions: &[(&str, &str)], as_of: Date) -> Vec<String> {
    let come = |date: Option<Date>| date.unwrap_or(survey.date) <= as_of;
    let mut responses = survey.response.iter().filter(|one| come(one.date)).peekable();
    if responses.peek().is_none() {
        return Vec::new();
    }
    let answered: Vec<&str> = responses
        .flat_map(|one| one.answers.iter().map(|(dimension, _)| dimension.0))
        .collect();
    dimensions
        .iter()
        .filter(|(id, _)| !answered.contains(id))
        .map(|(id, _)| format!("`{id}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    #[test]
    fn whoever_has_not_answered_yet_leaves_nothing_out() {
        let text = "account = \"a\"\ndate = 2026-03-20\nmethod = \"phone\"\nowner = \"li\"\nsent = 3\n";
        for (more, as_of, told) in [
            ("", "2026-04-01", false),
            ("[[response]]\nanswers = {}\nnps = 9", "2026-04-01", true),
            ("[[response]]\nanswers = {}\nnps = 9", "2026-03-19", false),
            ("[[response]]\ndate = 2026-04-02\nanswers = {}", "2026-04-01", false),
        ] {
            little::facts(&[("surveys/s.toml", &format!("{text}{more}"))], as_of, |facts| {
                let found = findings::find(facts);
                let found = found.iter().any(|one| one.rule.name == "survey-dimension");
                assert_eq!(found, told, "{more} {as_of}");
            });
        }
    }
}
