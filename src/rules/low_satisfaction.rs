//! `low-satisfaction`: a survey whose figures are below what the book asks for.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::book::Record;
use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::satisfaction::{Low, LowFigure, low};
use crate::findings::{Finding, Place};
use crate::model::survey::Survey;
use crate::model::{Kind, Reference};
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::number::plain;

crate::rule! {
    /// A survey's satisfaction, of all, of a dimension, or the NPS, is below its minimum.
    ///
    /// A low figure is the customer's own word, and the earliest warning there is.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml surveys/q1.toml
    /// id = "q1"
    /// #    ^^^^ survey `q1` of `acme`: CSAT 66.7 below 80 (3 answers); `response_speed` 0.0 below 80 (1 answer)
    /// account = "acme"
    /// date = 2026-03-10
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 4, service_attitude = 5, response_speed = 2 }
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml surveys/q1.toml
    /// id = "q1"
    /// account = "acme"
    /// date = 2026-03-10
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 4, service_attitude = 5, response_speed = 4 }
    /// ```
    ///
    /// ## Way out
    ///
    /// Find out why, and open an improvement with `source = "survey/ID"`: it answers the miss.
    Warning "low-satisfaction" Satisfaction
    reads ["response", "scale", "date"]
    zh "调查的满意度（总体或某个维度）或 NPS 低于下限。"
    "分数低是客户亲口说的，也是最早的预警。"
    "查明原因，并新建写有 `source = \"survey/ID\"` 的整改项，即为回应。"
}

/// Finds: one a survey, naming each low figure and the number of its answers.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for survey in facts.book.surveys.iter().filter(|survey| survey.date <= facts.as_of) {
        let low = low_figures(facts, survey);
        if low.is_empty() {
            continue;
        }
        let (id, of) = (survey.id, survey.account.0);
        let reference = Reference { kind: Kind::Survey, id, part: None };
        let miss = Miss { reference, date: survey.date };
        if in_doubt(facts, &miss, Some(of)) {
            continue;
        }
        let en = low.iter().map(|said| said.en.as_str()).collect::<Vec<_>>().join("; ");
        let zh = low.iter().map(|said| said.zh.as_str()).collect::<Vec<_>>().join("；");
        let message = said!("survey `{id}` of `{of}`: {en}", "客户 `{of}` 的调查 `{id}`：{zh}");
        let who = survey.owner.0;
        let help = said!(
            "`{who}`: find out why, and open an improvement with `source = \"{reference}\"`",
            "请 `{who}` 查明原因，并新建写有 `source = \"{reference}\"` 的整改项"
        );
        let finding = Finding {
            account: Some(of),
            owner: Some(who),
            ..Finding::new(Place::new(survey.file, Route::RECORD), reference.to_string(), message, help)
        };
        out.push_miss(finding, answer(facts, &miss).map(|answer| answer.to_string()));
    }
}

fn low_figures<'a>(facts: &Facts<'_, 'a>, survey: &Record<'a, Survey<'a>>) -> Vec<Said> {
    let settings = &facts.book.settings;
    let (min, nps_min) = (plain(settings.csat_min), plain(settings.nps_min));
    let told = |low: Low<'a>| {
        let (figure, n) = (low.figure.text(1), low.of);
        let answers = count(n, "answer");
        match low.what {
            LowFigure::Csat => said!("CSAT {figure} below {min} ({answers})", "满意度 {figure} 低于 {min}（{n} 个回答）"),
            LowFigure::Dimension(dimension) => said!(
                "`{dimension}` {figure} below {min} ({answers})",
                "`{dimension}` {figure} 低于 {min}（{n} 个回答）"
            ),
            LowFigure::Nps => said!("NPS {figure} below {nps_min} ({answers})", "NPS {figure} 低于 {nps_min}（{n} 个回答）"),
        }
    };
    low(facts, survey).into_iter().map(told).collect()
}
