//! Each pillar: there, late, missing, or not to be told.

use super::{Pillar, Pillars, Standing, Trouble};
use crate::facts::ledger::Source;
use crate::facts::little;

const SETTINGS: &str = "[book]\nname = \"B\"\nbegan = 2026-01-01\n[tiers.key]\ngoals_every = \
                        \"quarterly\"\ncontact_every = \"2 months\"\nsurvey_every = \"6 months\"\nreview_every = \
                        \"6 months\"\n[tiers.small]\n";
const GOAL: &str = "account = \"a\"\ntitle = \"G\"\nperiod = \"2026-H1\"\nowner = \"li\"\n";
const CONTRACT: &str = "account = \"a\"\ntitle = \"C\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2026-01-01\nend = \
                        2026-12-31\n";
const SURVEY: &str = "account = \"a\"\ndate = 2026-02-01\nmethod = \"phone\"\nowner = \"li\"\n[[response]]\nanswers = { \
                      response_speed = 5 }\n";
const REVIEW: &str = "period = \"2026-Q1\"\ndate = 2026-03-25\nreviewers = [\"li\"]\nareas = [\"goals\"]\n";
const TALK: &str = "account = \"a\"\ndate = 2026-03-20\nchannel = \"call\"\npeople = [\"li\"]\ncontacts = \
                    [\"c\"]\nsummary = \"S\"\n";
const FINE: [(&str, &str); 5] = [
    ("goals/g.toml", GOAL),
    ("contracts/c.toml", CONTRACT),
    ("surveys/s.toml", SURVEY),
    ("reviews/r.toml", REVIEW),
    ("interactions/i.toml", TALK),
];

/// How the account's pillars stand, and the sources of what is overdue, in a book of the fine records of
/// which some are replaced, or left out where the text is empty.
fn told(more: &[(&str, &str)], tier: &str, run: impl FnOnce(Vec<super::PillarStanding<'_, '_>>)) {
    let account = format!("name = \"A\"\ntier = \"{tier}\"\nowner = \"li\"\nreviewed = 2026-03-20\n");
    let mut files = vec![
        ("kam.toml", SETTINGS),
        ("people/li.toml", "name = \"Li\"\n"),
        ("accounts/a.toml", &*account),
    ];
    let replaced = |path: &str| more.iter().any(|(other, _)| *other == path);
    files.extend(FINE.iter().filter(|(path, _)| !replaced(path)));
    files.extend(more.iter().filter(|(_, text)| !text.is_empty()));
    little::facts(&files, "2026-04-01", |facts| run(Pillars::of(facts).account(0)));
}

fn standings(more: &[(&str, &str)]) -> Vec<Option<Standing>> {
    let mut all = Vec::new();
    told(more, "key", |found| {
        all = found.iter().map(|one| one.standing).collect()
    });
    all
}

/// How one pillar stands while all others are fine.
fn of(pillar: Pillar, more: &[(&str, &str)]) -> Option<Standing> {
    let all = standings(more);
    for (other, standing) in Pillar::ALL.iter().zip(&all) {
        assert!(
            *other == pillar || *standing == Some(Standing::Ok),
            "{other:?} is {standing:?}"
        );
    }
    let at = Pillar::ALL.iter().position(|one| *one == pillar).expect("a pillar");
    all[at]
}

const LATE: Option<Standing> = Some(Standing::Late);
const MISSING: Option<Standing> = Some(Standing::Missing);

#[test]
fn all_is_there_or_nothing_is() {
    assert_eq!(standings(&[]), [Some(Standing::Ok); 5]);
    let nothing = FINE.map(|(path, _)| (path, ""));
    assert_eq!(standings(&nothing), [MISSING; 5]);
    told(&nothing, "small", |found| {
        let asked: Vec<bool> = found.iter().map(|one| one.asked).collect();
        assert_eq!(asked, [false, false, true, false, false]);
    });
}

#[test]
fn goals() {
    let kpi = "[[kpi]]\nid = \"k\"\nname = \"K\"\ntarget = 10\nweight = 100\n";
    let actual = "[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = 9\n";
    let goal = |period: &str, more: &str| format!("{}{kpi}{more}", GOAL.replace("2026-H1", period));
    assert_eq!(of(Pillar::Goals, &[("goals/g.toml", &goal("2026-Q1", ""))]), MISSING);
    // Two months' figures are overdue; the third's is due on 10 April.
    let monthly = goal("2026-H1", "measured = \"monthly\"\n");
    assert_eq!(of(Pillar::Goals, &[("goals/g.toml", &monthly)]), LATE);
    let at_risk = goal("2026-H1", &format!("measured = \"quarterly\"\n{actual}"));
    assert_eq!(of(Pillar::Goals, &[("goals/g.toml", &at_risk)]), LATE);
    let missed = goal("2026-Q1", actual);
    assert_eq!(of(Pillar::Goals, &[("goals/old.toml", &missed)]), LATE);
    let answer = "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-31\nsource = \"goal/old#k\"\n[[measure]]\nid \
                  = \"m\"\ntitle = \"M\"\nowner = \"li\"\ndue = 2026-05-01\n";
    let answered = [("goals/old.toml", &*missed), ("improvements/ca.toml", answer)];
    assert_eq!(of(Pillar::Goals, &answered), Some(Standing::Ok));
}

#[test]
fn communication() {
    let of = |talk: &str| of(Pillar::Communication, &[("interactions/i.toml", talk)]);
    assert_eq!(of(&TALK.replace("call", "internal")), MISSING);
    assert_eq!(of(&TALK.replace("2026-03-20", "2026-01-20")), LATE);
    let asked = "[[feedback]]\nid = \"f\"\ntype = \"question\"\ntext = \"When?\"\n";
    assert_eq!(of(&format!("{TALK}{asked}")), LATE);
    assert_eq!(of(&format!("{TALK}{asked}resolution = \"Soon\"\n")), Some(Standing::Ok));
    let promise =
        |party| format!("{TALK}[[promise]]\nid = \"p\"\nparty = \"{party}\"\ntext = \"T\"\ndue = 2026-03-25\n");
    assert_eq!(of(&promise("us")), LATE);
    assert_eq!(
        of(&promise("customer")),
        Some(Standing::Ok),
        "what they promised is not ours"
    );
}

#[test]
fn contracts() {
    let of = |contract: &str| of(Pillar::Contracts, &[("contracts/c.toml", contract)]);
    assert_eq!(of(&CONTRACT.replace("active", "signed")), MISSING);
    assert_eq!(of(&CONTRACT.replace("2026-12-31", "2026-03-31")), LATE);
    assert_eq!(of(&format!("{CONTRACT}notice = \"10 months\"\n")), LATE);
    let obligation = |party: &str| {
        format!("{CONTRACT}[[obligation]]\nid = \"o\"\nparty = \"{party}\"\ntitle = \"O\"\ndue = 2026-03-10\n")
    };
    assert_eq!(of(&obligation("us")), LATE);
    assert_eq!(of(&obligation("customer")), LATE);
    let met = |party: &str, on: &str| {
        format!(
            "{}[[fulfilled]]\nobligation = \"o\"\ndue = 2026-03-10\non = {on}\n",
            obligation(party)
        )
    };
    assert_eq!(of(&met("us", "2026-03-10")), Some(Standing::Ok));
    assert_eq!(of(&met("us", "2026-03-11")), LATE, "nothing answers that");
    assert_eq!(of(&met("customer", "2026-03-11")), Some(Standing::Ok));
}

#[test]
fn satisfaction() {
    let of = |survey: &str| of(Pillar::Satisfaction, &[("surveys/s.toml", survey)]);
    assert_eq!(of(SURVEY.split("[[").next().unwrap_or_default()), MISSING);
    assert_eq!(
        of(&SURVEY.replace("2026-02-01", "2025-02-01")),
        Some(Standing::Ok),
        "the book began later"
    );
    assert_eq!(of(&SURVEY.replace("speed = 5", "speed = 3")), LATE);
    assert_eq!(of(&format!("{SURVEY}[[issue]]\nid = \"i\"\ntext = \"T\"\n")), LATE);
}

#[test]
fn an_overdue_improvement_is_late_where_it_mends() {
    let improvement = "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\naccount = \"a\"\ndue = 2026-03-25\nopened = \
                       2026-02-02\n";
    let issue = format!("{SURVEY}[[issue]]\nid = \"i\"\ntext = \"T\"\nimprovement = \"ca\"\n");
    let files = [("improvements/ca.toml", improvement), ("surveys/s.toml", &*issue)];
    assert_eq!(of(Pillar::Satisfaction, &files), LATE);
    let of_review = format!("{improvement}source = \"review/r#f\"\n");
    let finding = "[[finding]]\nid = \"f\"\narea = \"goals\"\nseverity = \"minor\"\ntext = \"T\"\nowner = \"li\"\n";
    let review = format!("{REVIEW}{finding}");
    let files = [("improvements/ca.toml", &*of_review), ("reviews/r.toml", &*review)];
    assert_eq!(of(Pillar::Review, &files), LATE);
}

#[test]
fn review() {
    let of = |review: &str| of(Pillar::Review, &[("reviews/r.toml", review)]);
    assert_eq!(of(&format!("{REVIEW}accounts = [\"b\"]\n")), MISSING);
    assert_eq!(of(&format!("{REVIEW}accounts = [\"a\"]\n")), Some(Standing::Ok));
    let finding = "[[finding]]\nid = \"f\"\narea = \"goals\"\nseverity = \"minor\"\ntext = \"T\"\nowner = \"li\"\naccount \
                   = \"a\"\n";
    let early = REVIEW.replace("2026-03-25", "2026-03-10");
    let reported = "[reported]\ndate = 2026-03-11\nto = [\"li\"]\n";
    assert_eq!(of(&early), LATE, "nobody reported it");
    assert_eq!(of(&format!("{early}{reported}")), Some(Standing::Ok));
    assert_eq!(of(&format!("{early}{finding}{reported}")), LATE);
}

#[test]
fn what_could_not_be_read_is_not_told_but_what_is_late_is() {
    assert_eq!(
        of(Pillar::Goals, &[("goals/dark.toml", "account = \"a\"\ntitle = [")]),
        None
    );
    assert_eq!(
        of(
            Pillar::Contracts,
            &[("contracts/c.toml", &CONTRACT.replace("2026-12-31", "5"))]
        ),
        None
    );
    let late = format!("{CONTRACT}[[obligation]]\nid = \"o\"\nparty = \"us\"\ntitle = \"O\"\ndue = 2026-03-10\n");
    let files = [
        ("contracts/c.toml", &*late),
        ("contracts/dark.toml", "account = \"a\"\nend = ["),
    ];
    told(&files, "key", |found| {
        assert_eq!(found[2].standing, LATE);
        let [Trouble::Overdue(one)] = found[2].troubles[..] else {
            panic!("{:?}", found[2].troubles)
        };
        assert_eq!(one.source, Source::Obligation);
    });
}
