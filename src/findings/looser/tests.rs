//! Each key of `kam.toml` either is told where it asks less, or cannot ask less.

use std::collections::BTreeSet;

use crate::book;
use crate::findings::looser;
use crate::model::settings::Written;
use crate::say::Said;
use crate::shape::{Key, Table, Type};
use crate::source::{Source, Texts};

/// What asks less of anybody in no case, and why.
const CANNOT: &[(&str, &str)] = &[
    ("book.name", "it is what the book is called"),
    ("book.language", "it is how findings are told, not which"),
    ("roles.*.title", "titles are for people"),
    ("duties.*.title", "titles are for people"),
    ("tiers.*.title", "titles are for people"),
    ("pipeline.stages.*.title", "titles are for people"),
    ("pipeline.stages.*.id", "a stage of another id is a stage taken out"),
    (
        "pipeline.stages.*.probability",
        "reports weigh deals by it, no rule does",
    ),
    ("health.weights.kpi", "reports read it, no rule does"),
    ("health.weights.satisfaction", "reports read it, no rule does"),
    ("health.weights.tasks", "reports read it, no rule does"),
    ("health.weights.contracts", "reports read it, no rule does"),
    ("health.weights.service", "reports read it, no rule does"),
    ("health.weights.communication", "reports read it, no rule does"),
];

/// A key, what `kam.toml` says of it before, and what it says that asks less.
const TOLD: &[(&str, &str, &str)] = &[
    ("book.ignore", "", "ignore = [\"old/**\"]"),
    (
        "book.ignore",
        "ignore = [\"old/**\", \"!old/kept/**\"]",
        "ignore = [\"old/**\"]",
    ),
    (
        "book.ignore",
        "ignore = [\"old/**\", \"!old/kept/**\"]",
        "ignore = [\"!old/kept/**\", \"old/**\"]",
    ),
    ("book.began", "", "began = 2026-01-01"),
    ("book.currency", "", "currency = \"USD\""),
    ("book.timezone", "", "timezone = \"Europe/Berlin\""),
    ("calendar.base", "", "[calendar]\nbase = \"cn\""),
    (
        "calendar.weekend",
        "",
        "[calendar]\nweekend = [\"fri\", \"sat\", \"sun\"]",
    ),
    ("calendar.fiscal_year_starts", "", "[calendar]\nfiscal_year_starts = 4"),
    (
        "calendar.holidays",
        "",
        "[calendar]\nholidays = [2026-04-01, 2026-04-04]",
    ),
    ("calendar.workdays", "[calendar]\nworkdays = [2026-04-04]", ""),
    (
        "calendar.hours",
        "",
        "[calendar]\nhours = [\"10:00-12:00\", \"13:00-18:00\"]",
    ),
    ("rates", "[rates]\nUSD = 7", "[rates]\nUSD = 7.1"),
    ("rates", "[rates]\nUSD = 7", ""),
    (
        "roles",
        "[tiers.t]\n[roles.x]\nskills = [\"s\"]\n[roles.y]",
        "[tiers.t]\n[roles.y]",
    ),
    ("roles.*.skills", "[roles.x]\nskills = [\"s\"]", "[roles.x]"),
    ("duties", "[duties.x]", ""),
    ("duties.*.tiers", "[duties.x]\ntiers = [\"key\"]", "[duties.x]"),
    (
        "duties.*.every",
        "[duties.x]\nevery = \"monthly\"",
        "[duties.x]\nevery = \"yearly\"",
    ),
    ("tiers", "[tiers.x]\n[tiers.y]", "[tiers.y]"),
    ("tiers.*.rank", "[tiers.x]\nrank = 1", "[tiers.x]\nrank = 3"),
    ("tiers.*.rank", "[tiers.x]\nrank = 1", "[tiers.x]"),
    ("tiers.*.roles", "[tiers.x]\nroles = [\"sales\"]", "[tiers.x]"),
    (
        "tiers.*.contact_every",
        "[tiers.x]\ncontact_every = \"weekly\"",
        "[tiers.x]",
    ),
    (
        "tiers.*.survey_every",
        "[tiers.x]\nsurvey_every = \"yearly\"",
        "[tiers.x]",
    ),
    (
        "tiers.*.review_every",
        "[tiers.x]\nreview_every = \"yearly\"",
        "[tiers.x]",
    ),
    (
        "tiers.*.goals_every",
        "[tiers.x]\ngoals_every = \"yearly\"",
        "[tiers.x]",
    ),
    (
        "tiers.*.face_to_face_every",
        "[tiers.x]\nface_to_face_every = \"yearly\"",
        "[tiers.x]",
    ),
    (
        "tiers.*.share_every",
        "[tiers.x]\nshare_every = { report = \"monthly\" }",
        "[tiers.x]",
    ),
    (
        "tiers.*.revenue_from",
        "[tiers.x]\nrevenue_from = \"100 CNY\"",
        "[tiers.x]\nrevenue_from = \"10 CNY\"",
    ),
    (
        "tiers.*.escalate_after",
        "[tiers.x]\nescalate_after = \"5 days\"",
        "[tiers.x]",
    ),
    ("kpi.green", "", "[kpi]\ngreen = 95"),
    ("kpi.amber", "", "[kpi]\namber = 50"),
    ("kpi.cap", "", "[kpi]\ncap = 200"),
    (
        "contracts.required_clauses",
        "[contracts]\nrequired_clauses = [\"kpi\"]",
        "[contracts]\nrequired_clauses = []",
    ),
    (
        "contracts.vague",
        "[contracts]\nvague = [\"soon\"]",
        "[contracts]\nvague = []",
    ),
    (
        "survey.dimensions",
        "[survey.dimensions]\nx = \"X\"\ny = \"Y\"",
        "[survey.dimensions]\nx = \"X\"",
    ),
    ("survey.csat_min", "", "[survey]\ncsat_min = 10"),
    ("survey.nps_min", "", "[survey]\nnps_min = -10"),
    ("complaints.base", "", "[complaints]\nbase = \"orders\""),
    (
        "pipeline.stages",
        "[[pipeline.stages]]\nid = \"a\"\n[[pipeline.stages]]\nid = \"b\"",
        "[[pipeline.stages]]\nid = \"a\"",
    ),
    (
        "pipeline.stages.*.outcome",
        "[[pipeline.stages]]\nid = \"a\"",
        "[[pipeline.stages]]\nid = \"a\"\noutcome = \"lost\"",
    ),
    ("health.green", "", "[health]\ngreen = 70"),
    ("health.amber", "", "[health]\namber = 10"),
    ("checks.due_soon", "", "[checks]\ndue_soon = \"1 day\""),
    ("checks.stale_after", "", "[checks]\nstale_after = \"900 days\""),
    ("checks.longest_waiver", "", "[checks]\nlongest_waiver = \"900 days\""),
    ("checks.notice_soon", "", "[checks]\nnotice_soon = \"1 day\""),
    ("checks.severity", "", "[checks.severity]\noverdue-task = \"off\""),
];

/// What is told of a change of `kam.toml`.
fn said(before: &str, after: &str) -> Vec<Said> {
    let texts = Texts::default();
    let of = |text: &str| Source {
        path: "kam.toml".to_owned(),
        text: Ok(format!("[book]\nname = \"X\"\n{text}\n")),
    };
    let sources = [of(before), of(after)];
    let [(was, faults_was), (is, faults_is)] = sources.each_ref().map(|source| book::settings(source, &texts));
    assert!(
        faults_was.is_empty() && faults_is.is_empty(),
        "{before} {after}: {faults_was:?} {faults_is:?}"
    );
    looser::settings(&was, &is).into_iter().map(|(_, said)| said).collect()
}

fn told(before: &str, after: &str) -> Vec<String> {
    said(before, after).into_iter().map(|said| said.en).collect()
}

#[test]
fn days_off_are_named_in_both_languages() {
    let weekend = |days: &str| format!("[calendar]\nweekend = [{days}]");
    let all = said(&weekend("\"fri\""), &weekend("\"fri\", \"sat\", \"sun\""));
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert!(one.en.contains("more days off, sat, sun:"), "{}", one.en);
    assert!(one.zh.contains("新增休息日周六、周日，"), "{}", one.zh);
}

/// Every key that holds a value, and every map and list of tables as such: `tiers`, `tiers.*.rank`.
fn keys(within: &str, of: &[Key], all: &mut BTreeSet<String>) {
    for key in of {
        let path = format!("{within}{}", key.name);
        match key.kind {
            Type::Table(shape) => keys(&format!("{path}."), shape.keys, all),
            Type::Map(_, Type::Table(shape)) | Type::List(Type::Table(shape)) => {
                keys(&format!("{path}.*."), shape.keys, all);
                all.insert(path);
            }
            _ => {
                all.insert(path);
            }
        }
    }
}

/// The promised times, of the book and of a tier: key, before, after.
fn promises() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (key, table) in [("sla", "sla"), ("tiers.*.sla", "tiers.x.sla")] {
        for severity in ["low", "normal", "high", "critical"] {
            for time in ["respond", "resolve"] {
                let promise = |term: &str| format!("[tiers.x]\n[{table}.{severity}]\n{time} = \"{term}\"\n");
                all.push((
                    format!("{key}.{severity}.{time}"),
                    promise("4 hours"),
                    promise("4 working hours"),
                ));
            }
        }
    }
    all
}

#[test]
fn each_key_is_told_or_cannot_ask_less() {
    let given = TOLD
        .iter()
        .map(|(key, was, is)| ((*key).to_owned(), (*was).to_owned(), (*is).to_owned()));
    let mut known: BTreeSet<String> = CANNOT.iter().map(|(key, _)| (*key).to_owned()).collect();
    for (key, was, is) in given.chain(promises()) {
        let more = told(&was, &is);
        assert_eq!(more.len(), 1, "{key}: {more:?}");
        assert!(told(&is, &is).is_empty() && told(&was, &was).is_empty(), "{key}");
        known.insert(key);
    }
    let mut all = BTreeSet::new();
    keys("", <Written<'_> as Table<'_>>::SHAPE.keys, &mut all);
    let forgotten: Vec<&String> = all.difference(&known).collect();
    assert!(
        forgotten.is_empty(),
        "each of these keys needs a line in TOLD, and code that tells it, or one in CANNOT: {forgotten:?}"
    );
    let gone: Vec<&String> = known.difference(&all).collect();
    assert!(gone.is_empty(), "there are no such keys: {gone:?}");
}

#[test]
fn what_asks_more_is_not_told() {
    for (was, is) in [
        ("", "[calendar]\nworkdays = [2026-04-04]"),
        ("[calendar]\nholidays = [2026-04-01]", ""),
        ("", "[calendar]\nhours = [\"08:00-20:00\"]"),
        // Days that were off before move nothing.
        (
            "[calendar]\nbase = \"cn\"",
            "[calendar]\nbase = \"cn\"\nholidays = [2026-10-01, 2026-04-04]",
        ),
        ("", "[rates]\nUSD = 7"),
        ("[rates]\nUSD = 7", "[rates]\nUSD = 6.9"),
        (
            "[tiers.x]\nrank = 3",
            "[tiers.x]\nrank = 1\nrevenue_from = \"10 CNY\"\nescalate_after = \"1 day\"",
        ),
        (
            "[sla.low]\nrespond = \"2 days\"",
            "[sla.low]\nrespond = \"1 day\"\nresolve = \"9 days\"",
        ),
        (
            "[sla.low]\nrespond = \"2 days\"\n[tiers.x]",
            "[sla.low]\nrespond = \"2 days\"\n[tiers.x.sla.low]\nrespond = \"1 day\"",
        ),
        (
            "[tiers.x]",
            "[tiers.x]\n[duties.y]\nevery = \"weekly\"\n[roles.z]\nskills = [\"s\"]",
        ),
    ] {
        assert_eq!(told(was, is), Vec::<String>::new(), "{was} -> {is}");
    }
    // A tier may not promise less than the book does.
    assert_eq!(
        told(
            "[sla.low]\nrespond = \"2 days\"\n[tiers.x]",
            "[sla.low]\nrespond = \"2 days\"\n[tiers.x.sla.low]\nrespond = \"9 days\""
        ),
        ["`tiers.x.sla.low.respond` was eased from 2 days to 9 days"]
    );
}
