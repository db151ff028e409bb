//! Who was met and when, and what counts as contact.

use crate::facts::little;

use super::*;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li\"\n");
const SETTINGS: &str = "[book]\nname = \"Little\"\n[tiers.key]\ncontact_every = \"2 weeks\"\n[tiers.free]\n";
const CONTACTS: &str = "[[contact]]\nid = \"wang\"\nname = \"Wang\"\n[[contact]]\nid = \"zhao\"\nname = \"Zhao\"\n";

/// Interactions by date, channel and contacts.
fn with(account: &str, began: &str, met: &[(&str, &str, &str)], as_of: &str, check: impl FnOnce(&Facts<'_, '_>)) {
    let settings = SETTINGS.replace("[tiers.key]", &format!("{began}\n[tiers.key]"));
    let account = format!("name = \"Acme\"\n{account}\n{CONTACTS}");
    let met: Vec<(String, String)> = met
        .iter()
        .enumerate()
        .map(|(at, (date, channel, contacts))| {
            (
                format!("interactions/i{at}.toml"),
                format!(
                    "account = \"acme\"\ndate = {date}\nchannel = \"{channel}\"\npeople = [\"li\"]\nsummary = \"S\"\n\
                     contacts = [{contacts}]\n"
                ),
            )
        })
        .collect();
    let mut files = vec![
        ("kam.toml", settings.as_str()),
        ("accounts/acme.toml", account.as_str()),
        LI,
    ];
    files.extend(met.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    little::facts(&files, as_of, check);
}

fn rate(facts: &Facts<'_, '_>, period: Option<&str>) -> Option<(u32, u32)> {
    let period = period.map(|text| Period::parse(text, 1).unwrap());
    of_account(facts, 0, period.as_ref()).map(|rate| (rate.kept, rate.of))
}

const WANG: &str = "\"wang\"";

#[test]
fn contact_needs_somebody_of_theirs_and_an_answer_to_what_was_written() {
    let files = |channel: &str, rest: &str| {
        format!(
            "account = \"acme\"\ndate = 2026-03-01\nchannel = \"{channel}\"\npeople = [\"li\"]\nsummary = \"S\"\n{rest}"
        )
    };
    let feedback = "contacts = [\"wang\"]\n[[feedback]]\nid = \"f\"\ntype = \"praise\"\ntext = \"Good\"\n";
    let cases = [
        (files("call", "contacts = [\"wang\"]\n"), true),
        (files("call", ""), false),
        (files("portal", "contacts = [\"wang\"]\n"), true),
        (files("email", "contacts = [\"wang\"]\n"), false),
        (files("message", "contacts = [\"wang\"]\n"), false),
        (files("email", feedback), true),
        (files("message", feedback), true),
        (files("internal", feedback), false),
    ];
    let account = format!("name = \"Acme\"\ntier = \"key\"\n{CONTACTS}");
    for (text, expected) in &cases {
        let all = [
            ("accounts/acme.toml", account.as_str()),
            LI,
            ("interactions/i.toml", text),
        ];
        little::facts(&all, "2026-03-31", |facts| {
            assert_eq!(qualifies(&facts.book.interactions.all[0]), *expected, "{text}");
            assert_eq!(last_contact(facts, 0).is_some(), *expected);
        });
    }
}

#[test]
fn gaps_run_from_the_last_contact_before_the_period_to_its_end() {
    let met = [
        ("2025-12-25", "call", WANG),
        ("2026-01-08", "call", WANG),
        ("2026-01-23", "visit", WANG),
        ("2026-01-24", "internal", WANG),
    ];
    let account = "tier = \"key\"\nsince = 2020-01-01";
    // 14 days, 15 days, 8 days to the end of January.
    with(account, "", &met, "2026-03-31", |facts| {
        assert_eq!(rate(facts, Some("2026-01")), Some((2, 3)));
        // From 23 January to the end of February.
        assert_eq!(rate(facts, Some("2026-02")), Some((0, 1)));
        assert_eq!(last_contact(facts, 0).unwrap().to_string(), "2026-01-23");
    });
    // To as-of where that is earlier; the contact on as-of adds no gap.
    with(account, "", &met, "2026-01-23", |facts| {
        assert_eq!(rate(facts, Some("2026-01")), Some((1, 2)));
    });
    with(account, "", &met, "2026-01-10", |facts| {
        assert_eq!(rate(facts, Some("2026-01")), Some((2, 2)));
        assert_eq!(last_contact(facts, 0).unwrap().to_string(), "2026-01-08");
    });
}

#[test]
fn without_a_contact_before_they_run_from_the_start_or_what_the_account_counts_from() {
    let met = [("2026-02-10", "call", WANG)];
    // From 1 January: 40 days, and 18 to the end of February.
    with("tier = \"key\"\nsince = 2020-01-01", "", &met, "2026-12-31", |facts| {
        assert_eq!(rate(facts, Some("2026-01-01..2026-02-20")), Some((1, 2)));
    });
    // From 1 February: 9 days and 10 days.
    with("tier = \"key\"\nsince = 2026-02-01", "", &met, "2026-12-31", |facts| {
        assert_eq!(rate(facts, Some("2026-01-01..2026-02-20")), Some((2, 2)));
    });
    // The book began later than the last contact before the period.
    let old = [("2025-01-01", "call", WANG)];
    with(
        "tier = \"key\"\nsince = 2020-01-01",
        "began = 2026-01-10",
        &old,
        "2026-12-31",
        |facts| {
            assert_eq!(rate(facts, Some("2026-01-01..2026-01-20")), Some((1, 1)));
        },
    );
}

#[test]
fn without_a_period_they_run_from_what_the_account_counts_from() {
    let met = [("2026-02-10", "call", WANG), ("2026-02-24", "call", WANG)];
    with("tier = \"key\"\nsince = 2026-02-01", "", &met, "2026-03-20", |facts| {
        assert_eq!(rate(facts, None), Some((2, 3)));
    });
    with("tier = \"key\"", "", &met, "2026-02-24", |facts| {
        assert_eq!(rate(facts, None), Some((1, 1)));
    });
    with("tier = \"key\"", "", &[], "2026-02-24", |facts| {
        assert_eq!(rate(facts, None), Some((0, 0)));
        assert_eq!(rate(facts, Some("2026-01")), Some((0, 0)));
    });
}

#[test]
fn nothing_is_late_before_the_account_and_the_book_count() {
    let met = [("2026-02-11", "call", WANG)];
    let account = "tier = \"key\"";
    // Nothing says from when: from its first contact.
    with(account, "", &met, "2026-02-24", |facts| {
        assert_eq!(rate(facts, Some("2025")), Some((0, 0)));
        assert_eq!(rate(facts, Some("2026")), Some((1, 1)));
    });
    with(account, "began = 2026-01-01", &met, "2026-02-24", |facts| {
        assert_eq!(rate(facts, Some("2025")), Some((0, 0)));
        assert_eq!(rate(facts, Some("2026")), Some((1, 2)));
    });
    // A customer of old is owed nothing new, and counts from its first contact or the book's first day.
    let account = "tier = \"key\"\nstatus = \"dormant\"";
    let met = [("2025-11-01", "call", WANG), ("2026-02-11", "call", WANG)];
    with(account, "began = 2026-02-01", &met, "2026-02-24", |facts| {
        assert_eq!(rate(facts, Some("2025")), Some((0, 0)));
        assert_eq!(rate(facts, Some("2026")), Some((2, 2)));
        assert_eq!(rate(facts, None), Some((2, 2)));
    });
}

#[test]
fn two_contacts_on_a_day_are_one() {
    let met = [("2026-02-10", "call", WANG), ("2026-02-10", "visit", WANG)];
    with("tier = \"key\"\nsince = 2026-02-01", "", &met, "2026-02-11", |facts| {
        assert_eq!(rate(facts, None), Some((2, 2)));
    });
}

#[test]
fn a_tier_that_owes_no_contact_has_no_coverage() {
    let met = [("2026-02-10", "call", WANG)];
    with("tier = \"free\"\nsince = 2026-02-01", "", &met, "2026-02-11", |facts| {
        assert_eq!(rate(facts, None), None);
    });
}

#[test]
fn a_cadence_counts_its_channel_and_contact_only() {
    let met = [
        ("2026-02-05", "call", WANG),
        ("2026-02-10", "visit", "\"zhao\""),
        ("2026-02-15", "visit", WANG),
    ];
    let account = "tier = \"key\"\nsince = 2026-02-01\n[[cadence]]\nid = \"c\"\nevery = \"10 days\"\nchannel = \"visit\"\n\
                   contact = \"wang\"\n";
    with(account, "", &met, "2026-02-20", |facts| {
        let owed = Owed::from(&facts.book.accounts.all[0].cadence[0]);
        assert_eq!(coverage(facts, 0, &owed, None), Some(Rate { kept: 1, of: 2 }));
        assert_eq!(rate(facts, None), Some((4, 4)));
    });
}

#[test]
fn nothing_is_concluded_where_an_interaction_could_not_be_read() {
    let met = [("2026-02-10", "call", "7")];
    with("tier = \"key\"\nsince = 2026-02-01", "", &met, "2026-02-11", |facts| {
        assert_eq!(rate(facts, None), None);
    });
    let met = [("2026-02-30", "call", WANG)];
    with("tier = \"key\"\nsince = 2026-02-01", "", &met, "2026-02-11", |facts| {
        assert_eq!(rate(facts, None), None);
    });
}
