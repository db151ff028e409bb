//! The customer's page shows what it may and nothing else, in every format and language, and is not made
//! while a file that it might need cannot be read.

mod marked;

use kam::book;
use kam::document::{Detail, Document};
use kam::facts::{Facts, digest};
use kam::model::Kind;
use kam::render::{Format, Look, render};
use kam::reports::{self, Ask};
use kam::say::{Lang, Said};
use kam::source::{Source, Texts};
use kam::values::date::parse_date;
use kam::values::period::Period;
use serde_json::{Value, json};

use marked::{BOUND, MARK, Marked, SHOWN, Set, id};

const SETTINGS: &str = r#"
[book]
name = "zq book"

[roles.zq-role]
title = "Shown role"
skills = ["zq skill"]

[duties.zq-duty]
title = "zq duty"
tiers = ["zq-tier"]
every = "monthly"

[tiers.zq-tier]
title = "zq tier"
rank = 1
roles = ["zq-role"]
contact_every = "2 weeks"
escalate_after = "3 days"

[survey]
dimensions = { zq-dimension = "zq dimension" }

[pipeline]
stages = [ { id = "zq-stage", title = "zq stage", probability = 20 } ]
"#;

type Files = Vec<(String, String)>;

/// Runs a test on the facts of a book of these files, as of the first of April 2026.
fn with_book(files: &Files, run: impl FnOnce(&Facts<'_, '_>)) {
    let source = |(path, text): &(String, String)| Source {
        path: path.clone(),
        text: Ok(text.clone()),
    };
    let mut sources: Vec<Source> = files.iter().map(source).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let at = sources.iter().position(|source| source.path == "kam.toml");
    let settings_source = sources.remove(at.expect("a book has a kam.toml"));
    let texts = Texts::default();
    let (settings, faults) = book::settings(&settings_source, &texts);
    let book = book::read(settings, &settings_source, &sources, &texts, faults);
    run(&Facts::new(&book, parse_date("2026-04-01").expect("a date")));
}

/// Every kind's record of the account with every key, every kind's record of another account, and what of
/// the account's own may not be shown.
fn everything(marked: &mut Marked) -> Files {
    let mut files = vec![("kam.toml".to_owned(), SETTINGS.to_owned())];
    for kind in Kind::ALL {
        for set in [Set::Ours, Set::Others] {
            let mut record = marked.record(*kind, set);
            if (*kind, set) == (Kind::Account, Set::Ours) {
                let team = record["team"].as_array_mut().expect("a team");
                team.push(json!({ "person": "zq-left", "role": "zq-role" }));
                team.push(json!({ "person": "zq-earlier", "role": "zq-role", "until": "2026-03-31" }));
            }
            let path = format!("{}/{}.yaml", kind.folder(), id(*kind, set));
            files.push((path, record.to_string()));
        }
    }
    for (path, record) in not_to_show() {
        files.push((path.to_owned(), record.to_string()));
    }
    let agreed = digests(&files);
    for (path, text) in &mut files {
        if path.starts_with("goals/") && path.contains("ours") {
            let mut goal: Value = serde_json::from_str(text).expect("JSON");
            goal["agreed"]["digest"] = json!(agreed);
            *text = goal.to_string();
        }
    }
    files
}

/// The digest of what was agreed in our goal.
fn digests(files: &Files) -> String {
    let mut found = String::new();
    with_book(files, |facts| {
        let goal = facts.book.goals.get(&id(Kind::Goal, Set::Ours)).expect("our goal");
        found = digest::digest(goal);
    });
    found
}

/// The account's own, but not for its eyes.
fn not_to_show() -> Vec<(&'static str, Value)> {
    let (account, person) = (id(Kind::Account, Set::Ours), id(Kind::Person, Set::Ours));
    let contact = format!("{MARK}-contact-1");
    let goal = |name: &str, agreed: Value| {
        let kpi = json!([{ "id": "zq-k", "name": "zq KPI", "target": 5, "weight": 100 }]);
        let mut goal = json!({ "id": name, "account": account, "title": "zq goal", "owner": person, "period": "2026-Q1", "kpi": kpi });
        if !agreed.is_null() {
            goal["agreed"] = agreed;
        }
        goal
    };
    let agreed = |date: &str, digest: &str| json!({ "date": date, "by": person, "with": contact, "digest": digest });
    let contract = |status: &str, signed: &str| {
        let obligation = json!([{ "id": "zq-o", "party": "us", "title": "zq obligation", "due": "2026-04-11" }]);
        json!({ "account": account, "title": "zq contract", "status": status, "owner": person, "signed": signed,
            "start": "2026-01-01", "end": "2026-12-31", "obligation": obligation })
    };
    let interaction = |channel: &str, date: &str| {
        json!({ "account": account, "date": date, "channel": channel, "people": [person], "summary": "zq",
            "shared": [{ "type": "project-progress", "title": "zq" }],
            "promise": [{ "id": "zq-p", "party": "us", "text": "zq promise", "due": "2026-04-12" }] })
    };
    let task = |more: Value| {
        let mut task = json!({ "account": account, "title": "zq task", "owner": person, "due": "2026-04-13" });
        task.as_object_mut()
            .expect("a table")
            .extend(more.as_object().expect("a table").clone());
        task
    };
    vec![
        (
            "people/zq-left.yaml",
            json!({ "name": "zq left", "left": "2026-03-01" }),
        ),
        ("people/zq-earlier.yaml", json!({ "name": "zq earlier" })),
        ("contracts/zq-draft.yaml", contract("draft", "2026-01-01")),
        ("contracts/zq-to-come.yaml", contract("signed", "2026-04-02")),
        ("goals/zq-not-agreed.yaml", goal("zq-not-agreed", Value::Null)),
        (
            "goals/zq-changed.yaml",
            goal("zq-changed", agreed("2026-01-01", "0123456789abcdef")),
        ),
        (
            "goals/zq-to-come.yaml",
            goal("zq-to-come", agreed("2026-04-02", "0123456789abcdef")),
        ),
        ("interactions/zq-internal.yaml", interaction("internal", "2026-03-20")),
        ("interactions/zq-to-come.yaml", interaction("visit", "2026-04-02")),
        ("tasks/zq-unshared.yaml", task(json!({}))),
        ("tasks/zq-hidden.yaml", task(json!({ "share": false }))),
        (
            "tasks/zq-cancelled.yaml",
            task(json!({ "share": true, "status": "cancelled" })),
        ),
        (
            "improvements/zq-unshared.yaml",
            json!({ "account": account, "problem": "zq problem", "goal": "zq", "owner": person, "due": "2026-04-14" }),
        ),
        (
            "requests/zq-to-come.yaml",
            json!({ "account": account, "type": "complaint", "title": "zq request", "severity": "low", "opened": "2026-04-02T08:00:00" }),
        ),
    ]
}

/// Dates and words of what `not_to_show` holds.
const HIDDEN: &[&str] = &[
    "2026-03-20",
    "2026-04-02",
    "2026-04-11",
    "2026-04-12",
    "2026-04-13",
    "2026-04-14",
    "project-progress",
    "project progress",
    "项目进展",
    ".yaml",
    "kam check",
];

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let report = reports::named("customer-page").expect("there is such a report");
    (report.make)(facts, ask)
}

/// Every way to ask for the page, and the document that comes of it.
fn each_page(facts: &Facts<'_, '_>, look_at: impl Fn(&Document)) {
    let (account, person) = (id(Kind::Account, Set::Ours), id(Kind::Person, Set::Ours));
    for detail in [Detail::Figures, Detail::Sources, Detail::Workings] {
        let plain = Ask {
            account: Some(&account),
            detail,
            ..Ask::default()
        };
        let narrowed = Ask {
            owner: Some(&person),
            period: Period::parse("2026-Q1", 1).ok(),
            ..plain
        };
        for ask in [plain, narrowed] {
            look_at(&make(facts, &ask).expect("the page can be made"));
        }
    }
}

/// Every text that a document is shown as; of formats that are no text, the document itself stands for it.
fn each_text(document: &Document, look_at: impl Fn(&str, &str)) {
    for (name, format) in Format::ALL {
        for lang in [Lang::En, Lang::Zh] {
            for width in [None, Some(60), Some(200)] {
                let look = Look {
                    lang,
                    width,
                    colour: false,
                    book: Some(""),
                };
                let bytes = render(document, format, &look);
                match String::from_utf8(bytes) {
                    Ok(text) => look_at(name, &text),
                    Err(_) => look_at(name, &format!("{document:?}")),
                }
            }
        }
    }
    look_at("document", &format!("{document:?}"));
}

#[test]
fn nothing_but_what_is_allowed_is_shown() {
    let mut marked = Marked::default();
    let files = everything(&mut marked);
    let mut hidden: Vec<&str> = [&[MARK], BOUND, HIDDEN].concat();
    hidden.extend(marked.figures.iter().map(String::as_str));
    with_book(&files, |facts| {
        let faults: Vec<_> = facts.book.faults.iter().map(|fault| &fault.message.en).collect();
        assert!(faults.is_empty(), "every mark was read: {faults:#?}");
        each_page(facts, |document| {
            each_text(document, |format, text| {
                for mark in &hidden {
                    let at = text.find(mark);
                    let near = at.map(|at| text[at..].chars().take(80).collect::<String>());
                    assert!(at.is_none(), "`{mark}` is shown in {format}: {near:?}");
                }
            });
        });
    });
}

#[test]
fn what_is_allowed_is_shown() {
    let files = everything(&mut Marked::default());
    with_book(&files, |facts| {
        each_page(facts, |document| {
            for (_, format) in Format::ALL
                .into_iter()
                .filter(|(name, _)| !["xlsx", "svg"].contains(name))
            {
                let text = String::from_utf8(render(document, format, &Look::default())).expect("text");
                let shown = SHOWN.iter().map(|(path, value)| (*path, *value));
                let more = [("kam.toml", "Shown role"), ("goal.kpi.target", "887")];
                for (path, value) in shown.chain(more) {
                    let day = value.split('T').next().filter(|_| value.contains(':'));
                    let word = value.replace('-', " ");
                    let seen =
                        text.contains(value) || text.contains(&word) || day.is_some_and(|day| text.contains(day));
                    // CSV is tables without a title.
                    let absent = path == "account.name" && format == Format::Csv;
                    assert!(seen || absent, "`{path}` ({value}) is not in {format:?}");
                }
            }
        });
    });
}

/// Why no page is made of a book in which a file is as given, or stands beside the others.
fn refused(path: &str, text: &str) -> Option<String> {
    let mut files = everything(&mut Marked::default());
    files.retain(|(known, _)| known != path);
    files.push((path.to_owned(), text.to_owned()));
    let account = id(Kind::Account, Set::Ours);
    let ask = Ask {
        account: Some(&account),
        ..Ask::default()
    };
    let mut why = None;
    with_book(&files, |facts| why = make(facts, &ask).err().map(|said| said.en));
    why
}

/// A record of ours, with another value of a key.
fn with_key(kind: Kind, key: &str, value: Value) -> (String, String) {
    let path = format!("{}/{}.yaml", kind.folder(), id(kind, Set::Ours));
    let files = everything(&mut Marked::default());
    let (_, text) = files.into_iter().find(|(known, _)| *known == path).expect("our record");
    let mut record: Value = serde_json::from_str(&text).expect("JSON");
    record[key] = value;
    (path, record.to_string())
}

#[test]
fn a_file_that_cannot_be_read_and_may_be_needed_prevents_it() {
    let torn = "{ id: zq, title: [";
    for kind in [
        Kind::Person,
        Kind::Contract,
        Kind::Goal,
        Kind::Task,
        Kind::Interaction,
        Kind::Improvement,
        Kind::Request,
    ] {
        let folder = kind.folder();
        for path in [
            format!("{folder}/new.yaml"),
            format!("{folder}/{}.yaml", id(kind, Set::Ours)),
        ] {
            let why = refused(&path, torn).unwrap_or_else(|| panic!("{path} could not be read"));
            assert!(why.contains(&path), "{why}");
        }
        // Nothing in it, so that nobody knows whose it is; a person belongs to nobody.
        let empty = refused(&format!("{folder}/new.yaml"), "{}");
        assert_eq!(empty.is_some(), kind != Kind::Person, "{folder}");
    }
    let account = format!("accounts/{}.yaml", id(Kind::Account, Set::Ours));
    assert!(refused(&account, torn).is_some());
    assert!(refused("kam.toml", "[book").is_some());
    assert!(refused("kam.toml", "[book]\nname = \"Little\"\ncurrency = 5\n").is_some());
    assert!(refused("elsewhere/new.yaml", "{}").is_some(), "it may be anything");
    assert!(refused("reveiws/new.yaml", "{}").is_some(), "its kind is only guessed");
    let twice = format!("{{ id: {}, name: A, tier: zq-tier }}", id(Kind::Account, Set::Ours));
    assert!(refused("accounts/again.yaml", &twice).is_some(), "which one is it?");
}

#[test]
fn a_key_that_cannot_be_read_and_is_needed_prevents_it() {
    let broken = json!({ "no": ["value"] });
    for (kind, keys) in [
        (Kind::Person, vec!["name", "left"]),
        (Kind::Account, vec!["name", "team"]),
        (
            Kind::Contract,
            vec![
                "account",
                "title",
                "status",
                "start",
                "end",
                "renewal",
                "obligation",
                "fulfilled",
            ],
        ),
        (Kind::Goal, vec!["account", "title", "period", "agreed", "kpi"]),
        (
            Kind::Task,
            vec!["account", "title", "share", "status", "start", "due", "done"],
        ),
        (
            Kind::Interaction,
            vec!["account", "date", "channel", "promise", "shared"],
        ),
        (
            Kind::Improvement,
            vec!["account", "problem", "share", "status", "opened", "due", "closed"],
        ),
        (
            Kind::Request,
            vec![
                "account",
                "title",
                "status",
                "opened",
                "responded",
                "resolved",
                "closed",
            ],
        ),
    ] {
        for key in keys {
            let (path, text) = with_key(kind, key, broken.clone());
            assert!(refused(&path, &text).is_some(), "{path} without {key}");
        }
    }
}

#[test]
fn what_it_surely_does_not_need_does_not_prevent_it() {
    let torn = "{ id: zq, title: [";
    for kind in [Kind::Survey, Kind::Review, Kind::Opportunity, Kind::Order] {
        let path = format!("{}/new.yaml", kind.folder());
        assert_eq!(refused(&path, torn), None, "{path}");
    }
    let others = id(Kind::Account, Set::Others);
    let task = format!("{{ account: {others}, title: [], owner: 5 }}");
    assert_eq!(refused("tasks/new.yaml", &task), None, "another account's");
    assert_eq!(refused("accounts/new.yaml", torn), None, "another account");
    for (kind, key) in [
        (Kind::Account, "contact"),
        (Kind::Person, "training"),
        (Kind::Request, "pause"),
    ] {
        let (path, text) = with_key(kind, key, json!(5));
        assert_eq!(refused(&path, &text), None, "{path} without {key}");
    }
}

#[test]
fn without_an_account_there_is_no_page() {
    let files = everything(&mut Marked::default());
    with_book(&files, |facts| {
        assert!(make(facts, &Ask::default()).is_err());
        let nobody = Ask {
            account: Some("nobody"),
            ..Ask::default()
        };
        assert!(make(facts, &nobody).is_err());
    });
}
