//! Who is on an account's team as of a day.

use crate::facts::little;
use crate::values::period::Period;

use super::members;

#[test]
fn counts_of_a_member() {
    let task = |more: &str| format!("title = \"T\"\nowner = \"li\"\nresponsible = [\"chen\", \"chen\"]\n{more}\n");
    let update = "[[update]]\ndate = 2026-03-01\nby = \"li\"\ndue_from = 2026-02-01\ndue_to = 2026-03-02\n";
    let files = [
        ("tasks/a.toml", task("due = 2026-01-10\ndone = 2026-01-10")),
        (
            "tasks/b.toml",
            task(&format!("due = 2026-03-02\ndone = 2026-03-05\n{update}")),
        ),
        ("tasks/c.toml", task("due = 2026-03-09")),
        ("tasks/d.toml", task("due = 2026-03-10")),
        ("tasks/e.toml", task("")),
        ("tasks/f.toml", task("due = 2026-03-01\nstatus = \"cancelled\"")),
        ("people/li.toml", "name = \"Li\"\ncapacity = 2\n".to_owned()),
        ("people/chen.toml", "name = \"Chen\"\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    little::facts(&files, "2026-03-10", |facts| {
        let all = members(facts, None);
        let li = &all[facts.book.people.position("li").unwrap()];
        let chen = &all[facts.book.people.position("chen").unwrap()];
        assert_eq!((li.accountable.open, li.accountable.overdue), (3, 1));
        assert_eq!((li.accountable.on_time.kept, li.accountable.on_time.of), (1, 3));
        assert_eq!((li.accountable.moved, li.accountable.done), (1, 2));
        assert!(li.few() && chen.few());
        assert_eq!(li.load().map(|load| load.text(1)), Some("1.5".to_owned()));
        assert_eq!(chen.responsible, li.accountable);
        assert_eq!((chen.accountable.open, chen.load()), (0, None));
        let march = Period::parse("2026-03", 1).unwrap();
        let li = &members(facts, Some(march))[facts.book.people.position("li").unwrap()];
        assert_eq!((li.accountable.open, li.accountable.on_time.of), (3, 2));
        assert_eq!(li.accountable.done, 1);
    });
}
