//! The brief over a little book.

use crate::document::{Body, Document, Part};
use crate::facts::little;
use crate::reports::{Ask, Traced};

use super::REPORT;

const ASK: Ask<'static> = Ask {
    account: Some("acme"),
    owner: None,
    period: None,
    by: crate::reports::By::Industry,
    detail: crate::document::Detail::Figures,
    traced: Traced::All,
};

const ACCOUNT: &str = r#"name = "Acme"
tier = "growth"
owner = "li"

[[contact]]
id = "chen"
name = "Chen"

[[contact]]
id = "boss"
name = "Boss"
role = "decision-maker"
power = 2

[[contact]]
id = "gone"
name = "Gone"
left = 2026-01-01
"#;

const CONTRACT: &str = r#"account = "acme"
title = "Frame"
status = "active"
owner = "li"
start = 2025-05-01
end = 2026-04-30
notice = "30 days"

[[obligation]]
id = "pay"
party = "customer"
title = "Pay"
due = 2026-03-30
amount = "100.00 CNY"
"#;

const VISIT: &str = r#"account = "acme"
date = 2026-03-10
channel = "visit"
people = ["li"]
contacts = ["chen"]
summary = "Visit"

[[promise]]
id = "list"
party = "us"
text = "Send the list"
due = 2026-03-20

[[promise]]
id = "plan"
party = "us"
text = "Send the plan"
due = 2026-04-03

[[feedback]]
id = "slow"
type = "question"
text = "When does it come?"

[[feedback]]
id = "bad"
type = "complaint"
text = "It comes late"
"#;

const FILES: &[(&str, &str)] = &[
    ("people/li.toml", "name = \"Li\"\n"),
    ("accounts/acme.toml", ACCOUNT),
    ("contracts/frame.toml", CONTRACT),
    ("interactions/visit.toml", VISIT),
    (
        "tasks/inside.toml",
        "account = \"acme\"\ntitle = \"Ours alone\"\nowner = \"li\"\ndue = 2026-03-01\n",
    ),
];

fn brief(run: impl FnOnce(&Document)) {
    little::facts(FILES, "2026-04-01", |facts| {
        run(&(REPORT.make)(facts, &ASK).expect("it can be made"));
    });
}

#[test]
fn what_we_owe_comes_first_and_nothing_of_ours_alone() {
    brief(|document| {
        let Body::Composed(parts) = &document.body else { panic!("composed") };
        let points = parts.iter().find_map(|part| match part {
            Part::Points(points) => Some(points),
            Part::Heading(_) | Part::Text(_) | Part::Table(_) => None,
        });
        let said: Vec<&str> = points.expect("points").iter().map(|point| point.text.en.as_str()).collect();
        assert_eq!(
            said,
            [
                "We are 12 days late (2026-03-20): Send the list · Li",
                "Their complaint of 2026-03-10 has no answer: It comes late",
                "Their question of 2026-03-10 has no answer: When does it come?",
                "They are 2 days late (2026-03-30): Pay · 100.00 CNY · Li",
                "“Frame” ends on 2026-04-30; whether it goes on was to be decided by 2026-03-31, 1 day ago",
                "We owe by 2026-04-03: Send the plan · Li",
            ]
        );
    });
}

#[test]
fn who_decides_comes_first_and_who_has_left_is_not_there() {
    brief(|document| {
        let tables = document.tables();
        let contacts = tables.iter().find(|table| table.name == "contacts").expect("contacts");
        let names: Vec<_> = contacts.rows.iter().map(|row| format!("{:?}", row.cells[0])).collect();
        assert_eq!(names.len(), 2);
        assert!(names[0].contains("Boss") && names[1].contains("Chen"), "{names:?}");
        let late = tables.iter().find(|table| table.name == "late").expect("what is late");
        let told: Vec<_> = late.rows.iter().map(|row| format!("{:?}", row.cells[0])).collect();
        assert!(told[0].contains("Pay"), "what carries money first: {told:?}");
        assert!(told.iter().any(|row| row.contains("Ours alone")), "{told:?}");
    });
}
