//! How KPIs and goals stand on little books: course, colour, points, scores.

use super::*;
use crate::facts::little;

/// The facts of a book with one account and one goal, `g`, of these lines.
fn goal(text: &str, as_of: &str, run: impl FnOnce(&Facts<'_, '_>)) {
    goals(&[("g", text)], as_of, run);
}

fn goals(all: &[(&str, &str)], as_of: &str, run: impl FnOnce(&Facts<'_, '_>)) {
    let mut files = vec![(
        "accounts/a.toml".to_owned(),
        "name = \"A\"\ntier = \"key\"\n".to_owned(),
    )];
    files.push(("people/li.toml".to_owned(), "name = \"Li\"\n".to_owned()));
    files.push(("people/wu.toml".to_owned(), "name = \"Wu\"\n".to_owned()));
    for (id, text) in all {
        files.push((
            format!("goals/{id}.toml"),
            format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\n{text}"),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    little::facts(&files, as_of, run);
}

/// A KPI `k` of these keys, weight 100, and one actual of the goal's period, 2026-Q1.
fn one(kpi: &str, value: &str, as_of: &str, run: impl FnOnce(&KpiStanding)) {
    let text = format!(
        "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\n{kpi}\n[[actual]]\nkpi = \"k\"\n\
         period = \"2026-Q1\"\nvalue = {value}\n"
    );
    goal(&text, as_of, |facts| run(&facts.goals[0].kpis[0]));
}

fn text(figure: Option<&Figure>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| figure.text(1))
}

#[test]
fn attainment_of_every_sort_of_target() {
    for (kpi, value, attainment, missed) in [
        ("target = 80", "60", "75.0", true),
        ("target = 80", "80", "100.0", false),
        ("target = 80", "-5", "0.0", true),
        ("target = 80", "100", "125.0", false),
        ("target = 80\nzero_at = 60", "70", "50.0", true),
        ("target = 80\nzero_at = 60", "50", "0.0", true),
        ("target = -10\nzero_at = -30", "-20", "50.0", true),
        ("target = 2\nbetter = \"lower\"", "3", "50.0", true),
        ("target = 2\nbetter = \"lower\"", "1", "150.0", false),
        ("target = 2\nbetter = \"lower\"", "9", "0.0", true),
        ("target = 2\nbetter = \"lower\"\nzero_at = 12", "7", "50.0", true),
        ("target = 0\nbetter = \"lower\"", "0", "100.0", false),
        ("target = 0\nbetter = \"lower\"", "0.1", "0.0", true),
        ("target = 0\nbetter = \"lower\"\nzero_at = 4", "1", "75.0", true),
        ("target = { min = 95, max = 105 }\ntolerance = 10", "95", "100.0", false),
        (
            "target = { min = 95, max = 105 }\ntolerance = 10",
            "107.5",
            "75.0",
            true,
        ),
        ("target = { min = 95, max = 105 }\ntolerance = 10", "80", "0.0", true),
        ("target = { min = 95, max = 105 }", "94.9", "0.0", true),
    ] {
        one(kpi, value, "2026-04-01", |standing| {
            assert_eq!(text(standing.attainment.as_ref()), attainment, "{kpi} {value}");
            assert_eq!(standing.missed, missed, "{kpi} {value}");
            assert!(!standing.at_risk);
        });
    }
}

#[test]
fn colours_by_the_unrounded_attainment() {
    for (value, colour) in [
        ("100", Colour::Green),
        ("99.99", Colour::Amber),
        ("90", Colour::Amber),
        ("89.96", Colour::Red),
    ] {
        one("target = 100", value, "2026-04-01", |standing| {
            assert_eq!(standing.colour, Some(colour), "{value}");
        });
    }
}

#[test]
fn the_figure_of_the_period() {
    let actuals = "[[actual]]\nkpi = \"k\"\nperiod = \"2026-02\"\nvalue = 4\n[[actual]]\nkpi = \"k\"\nperiod = \
                   \"2026-01\"\nvalue = 9\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-03\"\nvalue = 5\n";
    for (combine, figure) in [
        ("", "5.0"),
        ("combine = \"last\"", "5.0"),
        ("combine = \"sum\"", "18.0"),
        ("combine = \"average\"", "6.0"),
        ("combine = \"max\"", "9.0"),
        ("combine = \"min\"", "4.0"),
    ] {
        let kpi = format!(
            "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 10\nmeasured = \
             \"monthly\"\n{combine}\n{actuals}"
        );
        goal(&kpi, "2026-04-01", |facts| {
            assert_eq!(text(facts.goals[0].kpis[0].actual.as_ref()), figure, "{combine}");
        });
    }
}

#[test]
fn rates_are_added_up_and_divided_once() {
    let kpi = |unit: &str, combine: &str| {
        format!(
            "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 90\nmeasured = \
             \"monthly\"\n{unit}\n{combine}\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-01\"\nnum = 1\nden = 2\n\
             [[actual]]\nkpi = \"k\"\nperiod = \"2026-02\"\nnum = 299\nden = 298\n"
        )
    };
    // 300 of 300, and not the last rate nor the mean of the two.
    for combine in ["", "combine = \"average\"", "combine = \"max\""] {
        goal(&kpi("unit = \"%\"", combine), "2026-04-01", |facts| {
            assert_eq!(facts.goals[0].kpis[0].actual, Some(Figure::from(100)));
        });
        goal(&kpi("unit = \"h\"", combine), "2026-04-01", |facts| {
            assert_eq!(facts.goals[0].kpis[0].actual, Some(Figure::from(1)));
        });
    }
}

/// Weights and points, a goal of two KPIs.
const TWO: &str = "period = \"2026-Q1\"\n[[kpi]]\nid = \"a\"\nname = \"A\"\nweight = 60\ntarget = 10\n[[kpi]]\nid = \
                   \"b\"\nname = \"B\"\nweight = 40\ntarget = 10\nowner = \"wu\"\n";

#[test]
fn a_score_caps_each_attainment_and_points_go_to_the_owner() {
    // min(150, 120) × 60 % + 50 × 40 % = 92
    let text_of = format!(
        "{TWO}[[actual]]\nkpi = \"a\"\nperiod = \"2026-Q1\"\nvalue = 15\n[[actual]]\nkpi = \"b\"\nperiod = \
         \"2026-Q1\"\nvalue = 5\n"
    );
    goal(&text_of, "2026-04-01", |facts| {
        let score = &facts.goals[0].score;
        assert_eq!(text(score.value()), "92.0");
        assert_eq!((score.low.clone(), score.incomplete), (score.high.clone(), false));
        let points = points(facts, &points::last_quarter(facts));
        assert_eq!(points["li"].earned, Figure::from(72));
        assert_eq!(points["wu"].earned, Figure::from(20));
        assert_eq!(points["wu"].scored, [(0, 1)]);
        assert!(super::points(facts, &Period::parse("2026-Q2", 1).unwrap()).is_empty());
    });
    // Weights that are no 100 are an error elsewhere; the score is normalised: (120 × 60 + 50 × 20) / 80.
    goal(&text_of.replace("weight = 40", "weight = 20"), "2026-04-01", |facts| {
        assert_eq!(text(facts.goals[0].score.value()), "102.5");
    });
}

#[test]
fn without_an_actual_a_score_is_incomplete_only_after_the_period() {
    let text_of = format!("{TWO}[[actual]]\nkpi = \"b\"\nperiod = \"2026-Q1\"\ndate = 2026-03-30\nvalue = 5\n");
    goal(&text_of, "2026-04-01", |facts| {
        let score = &facts.goals[0].score;
        assert!(score.incomplete && score.value().is_none());
        assert_eq!(text(score.low.as_ref()), "20.0");
        assert_eq!(text(score.high.as_ref()), "92.0");
    });
    // The last day is not over; what has no actual is left out.
    goal(&text_of, "2026-03-31", |facts| {
        let goal = &facts.goals[0];
        assert_eq!(goal.course, Course::Running);
        assert!(!goal.kpis[1].missed && goal.kpis[1].at_risk);
        assert_eq!(text(goal.score.value()), "50.0");
    });
    // Before its date the actual does not count.
    goal(&text_of, "2026-03-29", |facts| {
        assert_eq!(facts.goals[0].kpis[1].actual, None);
        assert_eq!(facts.goals[0].score.value(), None);
        assert!(!facts.goals[0].score.incomplete);
    });
}

/// A sum of 90 over 2026-Q1 (90 days), with 31 in January and 21 in February (59 days).
const SUM: &str = "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 90\ncombine = \
                   \"sum\"\nmeasured = \"monthly\"\n{more}\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-01\"\nvalue = \
                   31\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-02\"\nvalue = 21\n";

#[test]
fn a_sum_is_judged_by_its_share_of_the_days() {
    goal(&SUM.replace("{more}", ""), "2026-03-20", |facts| {
        let (goal, standing) = (&facts.book.goals.all[0], &facts.goals[0].kpis[0]);
        let kpi = &goal.kpi[0];
        // 52 of 90 × 59 / 90 = 59: at risk, red at 88.1 %; of the whole 57.8 %; heading for 79.3.
        let Some(Aim::Higher { target, .. }) = standing.expected(goal, kpi) else {
            panic!("higher is better");
        };
        assert_eq!(target, Figure::from(59));
        assert!(standing.at_risk && standing.provisional && !standing.missed);
        assert_eq!(standing.colour, Some(Colour::Red));
        assert_eq!(text(standing.attainment.as_ref()), "57.8");
        assert_eq!(text(standing.forecast(goal).as_ref()), "79.3");
        assert!(facts.goals[0].score.provisional);
    });
    // Only January counts as of the 27th of February: 31 of 31.
    goal(&SUM.replace("{more}", ""), "2026-02-27", |facts| {
        let standing = &facts.goals[0].kpis[0];
        assert_eq!((standing.at_risk, standing.colour), (false, Some(Colour::Green)));
        assert_eq!(standing.forecast(&facts.book.goals.all[0]), Some(Figure::from(90)));
    });
    // Over: against the whole target, no forecast, nothing provisional.
    goal(&SUM.replace("{more}", ""), "2026-04-01", |facts| {
        let standing = &facts.goals[0].kpis[0];
        assert!(standing.missed && !standing.provisional && !standing.at_risk);
        assert_eq!(standing.forecast(&facts.book.goals.all[0]), None);
    });
}

#[test]
fn a_plan_is_added_up_for_a_sum_and_read_at_the_last_period_otherwise() {
    let plan = "plan = { 2026-01 = 20, 2026-02 = 30, 2026-03 = 40 }";
    goal(&SUM.replace("{more}", plan), "2026-03-20", |facts| {
        // 52 of 50.
        let standing = &facts.goals[0].kpis[0];
        assert_eq!((standing.at_risk, standing.colour), (false, Some(Colour::Green)));
    });
    let last = SUM.replace("\"sum\"", "\"last\"").replace("{more}", plan);
    goal(&last, "2026-03-20", |facts| {
        // 21 of the 30 that February was to reach; its colour is against the target: 23.3 %.
        let (goal, standing) = (&facts.book.goals.all[0], &facts.goals[0].kpis[0]);
        assert!(standing.at_risk && !standing.provisional);
        assert_eq!(text(standing.attainment.as_ref()), "23.3");
        assert_eq!(standing.forecast(goal), None);
    });
    goal(&last.replace("value = 21", "value = 30"), "2026-03-20", |facts| {
        assert!(!facts.goals[0].kpis[0].at_risk);
    });
    // Without a plan it is the target itself.
    goal(
        &last.replace(plan, "").replace("value = 21", "value = 30"),
        "2026-03-20",
        |facts| {
            assert!(facts.goals[0].kpis[0].at_risk);
        },
    );
}

#[test]
fn sub_goals_weigh_against_a_hundred_of_their_parents_own() {
    let own = |value: &str| {
        format!(
            "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 100\n[[actual]]\nkpi = \
             \"k\"\nperiod = \"2026-Q1\"\nvalue = {value}\n"
        )
    };
    let top = own("40");
    let first = format!("parent = \"top\"\nweight = 50\n{}", own("100"));
    let second = format!("parent = \"top\"\nweight = 50\n{}", own("80"));
    // (40 × 100 + 100 × 50 + 80 × 50) / 200 = 65
    goals(
        &[("top", &top), ("first", &first), ("second", &second)],
        "2026-04-01",
        |facts| {
            let at = facts.book.goals.position("top").unwrap();
            assert_eq!(text(facts.goals[at].score.value()), "65.0");
            let account = account_score(facts, 0, &Period::parse("2026-Q1", 1).unwrap());
            assert_eq!(text(account.score.value()), "65.0");
            assert_eq!(account.goals, [at as u32]);
        },
    );
    // Without KPIs of its own, its sub-goals' alone.
    goals(
        &[
            ("top", "period = \"2026-Q1\"\n"),
            ("first", &first),
            ("second", &second),
        ],
        "2026-04-01",
        |facts| {
            let at = facts.book.goals.position("top").unwrap();
            assert_eq!(text(facts.goals[at].score.value()), "90.0");
        },
    );
    // In a circle nothing is told, and it ends.
    let circle = format!("parent = \"first\"\n{}", own("40"));
    goals(&[("top", &circle), ("first", &first)], "2026-04-01", |facts| {
        assert!(facts.goals.iter().all(|goal| goal.score == Score::unknown()));
    });
}

#[test]
fn an_account_is_scored_by_its_goals_of_the_longest_unit() {
    let of = |period: &str, weight: u32, value: &str| {
        format!(
            "period = \"{period}\"\nweight = {weight}\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = \
             100\n[[actual]]\nkpi = \"k\"\nperiod = \"{period}\"\nvalue = {value}\n"
        )
    };
    let (first, second) = (of("2026-Q1", 100, "90"), of("2026-Q1", 300, "50"));
    let (month, half) = (of("2026-03", 100, "10"), of("2025-H2", 100, "30"));
    goals(
        &[("q1", &first), ("q2", &second), ("m", &month), ("h", &half)],
        "2026-04-01",
        |facts| {
            let score = |period: &str| {
                let period = Period::parse(period, 1).unwrap();
                text(account_score(facts, 0, &period).score.value())
            };
            assert_eq!(score("2026-Q1"), "60.0");
            assert_eq!(score("2026-03"), "60.0");
            assert_eq!(score("2025"), "30.0");
            assert_eq!(score("2026-Q2"), "-");
            assert_eq!(latest_ended(facts, 0), Some(Period::parse("2026-Q1", 1).unwrap()));
        },
    );
    goals(&[("q1", &first), ("h", &half)], "2026-03-31", |facts| {
        assert_eq!(latest_ended(facts, 0), Some(Period::parse("2025-H2", 1).unwrap()));
    });
}

#[test]
fn what_cannot_be_read_has_no_standing() {
    let sound = "period = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 100\n[[actual]]\nkpi \
                 = \"k\"\nperiod = \"2026-Q1\"\nvalue = 1\n";
    for broken in [
        sound.replace("value = 1", "value = \"one\""),
        sound.replace("value = 1", "value = 1\nnum = 2"),
        sound.replace("target = 100", "target = 100\nzero_at = 200"),
        sound.replace("kpi = \"k\"\nperiod = \"2026-Q1\"", "kpi = \"k\"\nperiod = \"2026-02\""),
    ] {
        goal(&broken, "2026-04-01", |facts| {
            assert!(facts.goals[0].kpis.iter().all(|kpi| *kpi == KpiStanding::default()));
            assert_eq!(facts.goals[0].score, Score::unknown());
            let account = account_score(facts, 0, &Period::parse("2026-Q1", 1).unwrap());
            assert_eq!(account.score, Score::unknown());
        });
    }
}
