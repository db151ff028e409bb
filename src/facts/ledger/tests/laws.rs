//! What is named when things stay overdue, what is left out, and that the order of files does not matter.

use crate::facts::ledger::{escalated_to, slippage};
use crate::facts::little;

use super::{ACCOUNT, BOOK, PLAIN, lines, settings};

#[test]
fn overdue_things_climb_the_ladder() {
    let settings = settings("[tiers.plain]\nrank = 1\nescalate_after = \"7 days\"\n");
    let account = format!("supervisor = \"wu\"\n{}", ACCOUNT.1);
    let task = "title = \"T\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-03-01\n\
        [[update]]\ndate = 2026-02-01\nby = \"li\"\ndue_from = 2026-02-10\ndue_to = 2026-02-20\n\
        [[update]]\ndate = 2026-02-15\nby = \"li\"\ndue_from = 2026-02-20\ndue_to = 2026-03-01\n\
        [[update]]\ndate = 2026-02-16\nby = \"li\"\nnote = \"N\"\n";
    let files = [
        (BOOK, &*settings),
        ("accounts/acme.toml", &*account),
        ("tasks/t.toml", task),
        ("people/wu.toml", "name = \"Wu\"\nmanager = \"qian\"\n"),
        ("people/qian.toml", "name = \"Qian\"\nmanager = \"wu\"\n"),
    ];
    for (as_of, expected) in [
        ("2026-03-08", None),
        ("2026-03-09", Some("wu")),
        ("2026-03-15", Some("wu")),
        ("2026-03-16", Some("qian")),
        ("2026-12-31", Some("qian")),
    ] {
        little::facts(&files, as_of, |facts| {
            let task = facts.ledger.of_task(0).unwrap();
            assert_eq!(escalated_to(facts, task), expected, "{as_of}");
            let moved = slippage(facts, task).unwrap();
            assert_eq!(
                (moved.first_due.map(|due| due.to_string()), moved.moved),
                (Some("2026-02-10".into()), 2)
            );
        });
    }
    let settings = settings.replace("7 days", "0 days");
    let mut files = files;
    files[0].1 = &settings;
    little::facts(&files, "2026-12-31", |facts| {
        assert_eq!(escalated_to(facts, facts.ledger.of_task(0).unwrap()), Some("wu"));
    });
}

#[test]
fn what_could_not_be_read_is_left_out() {
    let settings = settings(PLAIN);
    let files = [
        (BOOK, &*settings),
        ACCOUNT,
        (
            "tasks/t.toml",
            "title = \"T\"\nowner = \"li\"\ndue = 2026-03-01\ndone = \"yes\"\n",
        ),
        (
            "interactions/i.toml",
            "account = \"acme\"\ndate = 2026-03-01\nchannel = \"call\"\npeople = [\"li\"]\nsummary = \"S\"\n\
             [[promise]]\nid = \"p\"\nparty = \"us\"\ntext = \"P\"\ndue = 2026-03-05\ndone = 5\n",
        ),
    ];
    little::facts(&files, "2026-03-20", |facts| {
        assert_eq!(lines(facts), ["account/acme@reviewed open 2026-06-18 li"]);
    });
}

#[test]
fn the_order_of_files_does_not_matter() {
    let settings = settings("[tiers.plain]\nrank = 1\ncontact_every = \"weekly\"\n");
    let talk = |date: &str| {
        format!(
            "account = \"acme\"\ndate = {date}\nchannel = \"call\"\npeople = [\"li\"]\nsummary = \"S\"\nnext = 2026-03-12\n\
             contacts = [\"wang\"]\n"
        )
    };
    let (a, b) = (talk("2026-03-01"), talk("2026-03-03"));
    let task = |due: &str| format!("title = \"T\"\nowner = \"li\"\naccount = \"acme\"\ndue = {due}\n");
    let (s, t) = (task("2026-03-09"), task("2026-03-09"));
    let found = |names: [&str; 4]| {
        // The ids stay; the folders, and with them the order of the paths, change.
        let path = |folder: &str, rest: &str| format!("{folder}/{rest}");
        let paths = [
            path(names[0], "interactions/a.toml"),
            path(names[1], "interactions/b.toml"),
            path(names[2], "tasks/s.toml"),
            path(names[3], "tasks/t.toml"),
        ];
        let files = [
            (BOOK, &*settings),
            ACCOUNT,
            (&*paths[0], &*a),
            (&*paths[1], &*b),
            (&*paths[2], &*s),
            (&*paths[3], &*t),
        ];
        let mut all = Vec::new();
        little::facts(&files, "2026-03-10", |facts| all = lines(facts));
        all
    };
    let straight = found(["k1", "k2", "k3", "k4"]);
    assert_eq!(straight.len(), 6);
    assert_eq!(straight, found(["k4", "k3", "k2", "k1"]));
    assert_eq!(straight, found(["k2", "k4", "k1", "k3"]));
}
