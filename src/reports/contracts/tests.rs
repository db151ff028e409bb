//! The table of contracts of little books, row by row.

use crate::document::Detail;
use crate::render::{Format, Look, render};
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\n");
const FRAME: &str = r#"
account = "acme"
title = "Frame"
status = "active"
owner = "li"
start = 2026-01-01
end = 2026-12-31
value = "800000.00 CNY"
notice = "2 months"
clause = [{ topic = "rights", where = "§1" }, { topic = "obligations", where = "§2" }, { topic = "kpi", where = "§3" }]
[[obligation]]
id = "go-live"
party = "us"
title = "Go live"
due = 2026-03-10
penalty = { per_day = 0.1, cap = 5 }
[[obligation]]
id = "care"
party = "us"
title = "Care"
every = "monthly"
from = 2026-01-05
[[obligation]]
id = "pay"
party = "customer"
title = "Pay"
due = 2026-02-01
amount = "100.00 CNY"
[[fulfilled]]
obligation = "care"
due = 2026-01-05
on = 2026-01-05
[[fulfilled]]
obligation = "care"
due = 2026-02-05
on = 2026-02-04
[[fulfilled]]
obligation = "care"
due = 2026-03-05
on = 2026-03-09
"#;

fn row(contract: &str, ask: &Ask<'_>) -> serde_json::Value {
    let mut row = serde_json::Value::Null;
    let files = [LI, ACME, ("contracts/c.toml", contract)];
    trial::report(&REPORT, &files, ask, |_, json| row = json["rows"][0].clone());
    row
}

#[test]
fn a_row_says_how_both_sides_keep_it() {
    let expected = serde_json::json!({
        "contract": "c", "account": "acme", "title": "Frame", "status": "active", "start": "2026-01-01",
        "end": "2026-12-31", "notice_deadline": "2026-10-31",
        "value": {"amount": "800000.00", "currency": "CNY"},
        // Of the four of ours before the day two were met on time.
        "us_on_time": 50.0, "customer_on_time": 0.0,
        // 22 days at 0.1 % of 800,000; the late care has no penalty.
        "exposure": {"amount": "17600.00", "currency": "CNY"},
        "missing_clauses": ["breach", "disputes"],
    });
    assert_eq!(row(FRAME, &Ask::default()), expected);
}

#[test]
fn of_a_period_only_what_was_due_in_it() {
    let of = |period| {
        let ask = Ask {
            period: Period::parse(period, 1).ok(),
            ..Ask::default()
        };
        row(FRAME, &ask)
    };
    let february = of("2026-02");
    assert_eq!(february["us_on_time"], 100.0);
    assert_eq!(february["exposure"]["amount"], "0.00");
    assert!(of("2025").is_null(), "it did not run yet");
    assert!(of("2026-03")["customer_on_time"].is_null(), "nothing of theirs was due");
}

#[test]
fn the_end_is_that_of_the_term_in_force() {
    let renewal = "[[renewal]]\ndate = 2026-03-01\nby = \"li\"\ndecision = \"renew\"\nuntil = 2027-06-30\n";
    let renewed = row(&format!("{FRAME}{renewal}"), &Ask::default());
    assert_eq!((&renewed["end"], &renewed["notice_deadline"]), (&"2027-06-30".into(), &"2027-04-30".into()));
    let draft = row(&FRAME.replace("\"active\"", "\"draft\""), &Ask::default());
    assert!(draft["notice_deadline"].is_null(), "nothing is to be decided of a draft");
    assert!(draft["us_on_time"].is_null(), "nothing is owed under a draft");
}

#[test]
fn money_first_then_what_is_over() {
    let small = FRAME.replace("800000.00", "10.00").replace("100.00", "1.00");
    let over = "account = \"acme\"\ntitle = \"Over\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2025-01-01\nend = \
                2025-12-31\n";
    let calm = over.replace("2025", "2026");
    let files = [
        LI,
        ACME,
        ("contracts/a-calm.toml", &*calm),
        ("contracts/b-over.toml", over),
        ("contracts/c-small.toml", &*small),
        ("contracts/d-large.toml", FRAME),
    ];
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        assert_eq!(trial::column(&json, "contract"), ["d-large", "c-small", "b-over", "a-calm"]);
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(page.contains("past its end, active"), "{page}");
    });
}

#[test]
fn figures_that_hang_on_what_could_not_be_read_are_unknown() {
    let no_value = FRAME.replace("value = \"800000.00 CNY\"\n", "");
    assert!(row(&no_value, &Ask::default())["exposure"].is_null(), "a part of nobody knows what");
    let broken = FRAME.replace("on = 2026-03-09", "on = 5");
    let broken = row(&broken, &Ask::default());
    for key in ["us_on_time", "customer_on_time", "exposure"] {
        assert!(broken[key].is_null(), "{key}");
    }
    let clauses = FRAME.replace("topic = \"kpi\"", "topic = \"kpis\"");
    assert!(row(&clauses, &Ask::default())["missing_clauses"].is_null());
}

#[test]
fn penalties_are_worked_out_in_the_open() {
    let ask = Ask {
        detail: Detail::Workings,
        ..Ask::default()
    };
    trial::report(&REPORT, &[LI, ACME, ("contracts/c.toml", FRAME)], &ask, |document, _| {
        let row = &document.tables()[0].rows[0];
        let of = |key| {
            let mut workings = row.workings.iter();
            workings.find(|working| working.key == key).expect("a working").said.clone()
        };
        let penalty = "Go live: 800,000.00 CNY × 0.1 % a day × 22 days late, at most 5 % = 17,600.00 CNY so far";
        assert_eq!(of("exposure").en, penalty);
        assert_eq!(of("us_on_time").en, "2 met on time of 4 that were due: 2 / 4 × 100 = 50.0");
        assert_eq!(of("notice_deadline").zh, "2026-12-31 往前 2 个月 = 2026-10-31");
        let spots = row.sources.iter().filter(|source| source.key == Some("us_on_time"));
        assert_eq!(spots.count(), 4);
    });
}
