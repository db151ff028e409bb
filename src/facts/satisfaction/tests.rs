//! CSAT, NPS, CES and response rates of pooled surveys.

use crate::facts::little;
use crate::values::period::Period;

use super::*;

const ACCOUNT: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\n");

fn survey(date: &str, rest: &str) -> String {
    format!("account = \"acme\"\ndate = {date}\nmethod = \"phone\"\nowner = \"li\"\n{rest}")
}

fn of(texts: &[String], as_of: &str, period: Option<&str>, check: impl FnOnce(Satisfaction<'_>)) {
    let paths: Vec<String> = (0..texts.len()).map(|at| format!("surveys/s{at}.toml")).collect();
    let mut files = vec![ACCOUNT, ("people/li.toml", "name = \"Li\"\n")];
    files.extend(
        paths
            .iter()
            .zip(texts)
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    little::facts(&files, as_of, |facts| {
        let period = period.map(|text| Period::parse(text, 1).unwrap());
        check(of_account(facts, 0, period.as_ref()));
    });
}

fn shown(figure: Option<Figure>) -> String {
    figure.map_or("-".to_owned(), |figure| figure.text(1))
}

#[test]
fn csat_is_the_share_of_the_top_two_boxes_pooled_and_by_dimension() {
    let text = survey(
        "2026-03-01",
        "[[response]]\nanswers = { product_quality = 5, response_speed = 3 }\n\
         [[response]]\nanswers = { product_quality = 4, response_speed = 4 }\n\
         [[response]]\nanswers = { product_quality = 2 }\n",
    );
    of(&[text], "2026-03-31", None, |found| {
        assert_eq!((found.all.top, found.all.of), (3, 5));
        assert_eq!(shown(found.all.csat()), "60.0");
        assert_eq!(shown(found.all.mean()), "3.6");
        assert_eq!(shown(found.dimensions["product_quality"].csat()), "66.7");
        assert_eq!(shown(found.dimensions["response_speed"].csat()), "50.0");
        assert!(found.all.few());
    });
}

#[test]
fn the_top_two_boxes_go_by_the_scale_and_a_mean_needs_one_scale() {
    let seven = survey(
        "2026-01-10",
        "scale = 7\n[[response]]\nanswers = { product_quality = 6, response_speed = 5 }\n",
    );
    let ten = survey(
        "2026-02-10",
        "scale = 10\n[[response]]\nanswers = { product_quality = 9, response_speed = 8 }\n",
    );
    of(&[seven, ten], "2026-03-31", None, |found| {
        assert_eq!(shown(found.all.csat()), "50.0");
        assert_eq!(found.all.mean(), None);
        assert_eq!(found.surveys, 2);
    });
}

#[test]
fn nps_has_its_exact_margin() {
    // 6 promoters, 1 passive, 3 detractors: 60 - 30; 196 sqrt((0.9 - 0.09) / 10) = 55.78...
    let answers: String = [9, 9, 10, 10, 9, 10, 8, 6, 0, 3]
        .iter()
        .map(|nps| format!("[[response]]\nanswers = {{}}\nnps = {nps}\n"))
        .collect();
    of(&[survey("2026-03-01", &answers)], "2026-03-31", None, |found| {
        assert_eq!(shown(found.recommendation.nps()), "30.0");
        assert_eq!(found.recommendation.margin(1).unwrap().to_string(), "55.8");
        assert!(found.recommendation.few());
        assert_eq!(found.all.csat(), None);
    });
}

#[test]
fn thirty_answers_are_not_few() {
    let answers: String = (0..30)
        .map(|_| "[[response]]\nanswers = { product_quality = 5 }\nnps = 10\n")
        .collect();
    of(&[survey("2026-03-01", &answers)], "2026-03-31", None, |found| {
        assert!(!found.all.few() && !found.recommendation.few());
        assert!(found.recommendation.margin(1).unwrap().is_zero());
    });
}

#[test]
fn ces_is_a_mean_and_the_response_rate_counts_surveys_that_tell_how_many_were_asked() {
    let told = survey(
        "2026-01-10",
        "sent = 8\n[[response]]\nanswers = {}\nces = 6\n[[response]]\nanswers = {}\nces = 3\n",
    );
    let untold = survey("2026-02-10", "[[response]]\nanswers = {}\nces = 1\n");
    of(&[told, untold], "2026-03-31", None, |found| {
        assert_eq!(shown(found.ces()), "3.3");
        assert_eq!(shown(found.response_rate()), "25.0");
        assert_eq!(found.responses, 3);
    });
}

#[test]
fn what_is_dated_after_as_of_or_outside_the_period_does_not_count() {
    let early = survey(
        "2025-12-31",
        "[[response]]\nanswers = { product_quality = 1 }\n[[response]]\nanswers = { product_quality = 1 }\n",
    );
    let late = survey(
        "2026-01-01",
        "[[response]]\ndate = 2026-01-20\nanswers = { product_quality = 5 }\n\
         [[response]]\ndate = 2026-01-21\nanswers = { product_quality = 1 }\n",
    );
    let texts = [early, late];
    of(&texts, "2026-01-20", Some("2026-Q1"), |found| {
        assert_eq!(shown(found.all.csat()), "100.0");
        assert_eq!(found.surveys, 1);
    });
    of(&texts, "2025-12-31", None, |found| {
        assert_eq!(shown(found.all.csat()), "0.0")
    });
    of(&texts, "2025-12-30", None, |found| {
        assert_eq!(found, Satisfaction::default())
    });
}

#[test]
fn a_survey_with_an_unreadable_answer_is_left_out() {
    let bad = survey("2026-01-10", "[[response]]\nanswers = { product_quality = 6 }\n");
    let good = survey("2026-01-11", "[[response]]\nanswers = { product_quality = 5 }\n");
    of(&[bad, good], "2026-03-31", None, |found| {
        assert_eq!((found.surveys, found.left_out), (1, 1));
        assert_eq!(shown(found.all.csat()), "100.0");
    });
}
