//! The table of tasks of little books, row by row.

use crate::document::Detail;
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const FILES: [(&str, &str); 8] = [
    ("people/li.toml", "name = \"Li Na\"\n"),
    ("people/wu.toml", "name = \"Wu Di\"\n"),
    ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
    (
        // 32 of 61 days have gone: 52.46 %.
        "tasks/behind.toml",
        "title = \"Gateway\"\nowner = \"li\"\nresponsible = [\"wu\", \"li\"]\naccount = \"acme\"\nstatus = \
         \"in-progress\"\npriority = \"high\"\nstart = 2026-03-01\ndue = 2026-04-30\n[[update]]\ndate = 2026-03-20\nby \
         = \"li\"\nprogress = 20\n[[update]]\ndate = 2026-04-02\nby = \"li\"\nprogress = 60\n",
    ),
    ("tasks/late.toml", "title = \"Late\"\nowner = \"wu\"\ndue = 2026-03-20\nstart = 2026-03-01\n"),
    (
        "tasks/done.toml",
        "title = \"Done\"\nowner = \"li\"\naccount = \"acme\"\nstart = 2026-01-01\ndue = 2026-03-01\ndone = \
         2026-03-04\n",
    ),
    ("tasks/off.toml", "title = \"Off\"\nowner = \"li\"\nstatus = \"cancelled\"\ndue = 2026-02-01\n"),
    ("tasks/some-day.toml", "title = \"Some day\"\nowner = \"li\"\n"),
];

#[test]
fn a_row_says_how_far_it_is_and_should_be() {
    trial::report(&REPORT, &FILES, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "task"), ["late", "behind", "some-day", "done", "off"]);
        let behind = serde_json::json!({
            "task": "behind", "account": "acme", "title": "Gateway", "owner": "li", "responsible": ["wu", "li"],
            "priority": "high", "status": "in-progress", "progress": 20.0, "expected_progress": 52.5,
            "due": "2026-04-30", "days_late": 0,
        });
        assert_eq!(json["rows"][1], behind);
        let late = &json["rows"][0];
        assert_eq!((&late["expected_progress"], &late["days_late"]), (&100.0.into(), &12.into()));
        assert!(late["progress"].is_null(), "nobody wrote any");
        let done = &json["rows"][3];
        assert_eq!((&done["status"], &done["days_late"]), (&"done".into(), &3.into()));
        assert!(done["expected_progress"].is_null(), "nothing more is expected");
        assert!(json["rows"][4]["days_late"].is_null(), "given up is not late");
    });
}

#[test]
fn what_is_expected_is_worked_out_in_the_open() {
    let ask = Ask {
        detail: Detail::Workings,
        ..Ask::default()
    };
    trial::report(&REPORT, &FILES, &ask, |document, _| {
        let row = &document.tables()[0].rows[1];
        let working = row.workings.iter().find(|working| working.key == "expected_progress").expect("a working");
        assert!(working.said.en.ends_with("32 / 61 × 100 = 52.5"), "{}", working.said.en);
        let progress = row.sources.iter().find(|source| source.key == Some("progress")).expect("a source");
        assert_eq!((progress.path.as_str(), progress.line), ("tasks/behind.toml", 12));
    });
}

#[test]
fn it_is_narrowed_by_account_owner_and_due_date() {
    let of = |ask: Ask<'_>| {
        let mut tasks = Vec::new();
        trial::report(&REPORT, &FILES, &ask, |_, json| tasks = trial::column(&json, "task"));
        tasks
    };
    let wu = Ask {
        owner: Some("wu"),
        ..Ask::default()
    };
    assert_eq!(of(wu), ["late"]);
    let acme = Ask {
        account: Some("acme"),
        ..Ask::default()
    };
    assert_eq!(of(acme), ["behind", "done"]);
    let march = Ask {
        period: Period::parse("2026-03", 1).ok(),
        ..Ask::default()
    };
    assert_eq!(of(march), ["late", "done"]);
}

#[test]
fn the_chart_counts_what_is_not_given_up() {
    trial::report(&REPORT, &FILES, &Ask::default(), |document, _| {
        let chart = &document.tables()[0].charts[0];
        assert_eq!(chart.summary.en, "1 of 4 tasks overdue, 0 due soon.");
    });
}

#[test]
fn what_could_not_be_read_is_unknown() {
    let files = [("tasks/t.toml", "title = \"T\"\nowner = \"li\"\nstatus = 5\nprogress = \"much\"\ndue = 2026-03-20\n")];
    trial::report(&REPORT, &files, &Ask::default(), |_, json| {
        for key in ["status", "progress", "expected_progress", "days_late"] {
            assert!(json["rows"][0][key].is_null(), "{key}");
        }
    });
}
