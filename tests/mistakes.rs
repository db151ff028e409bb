//! Mistakes in files: each is told once, at its very place, and none makes another one up elsewhere.

use kam::book;
use kam::facts::Facts;
use kam::findings::{self, locate};
use kam::source::{self, Source, Texts};
use kam::values::date::parse_date;

fn told_bytes(files: &[(&str, &[u8])], as_of: &str) -> Vec<String> {
    let texts = Texts::default();
    let read = |path: &str, bytes: &[u8]| Source {
        path: path.to_owned(),
        text: source::decode(bytes.to_vec()),
    };
    let settings = files.iter().find(|(path, _)| *path == "kam.toml");
    let settings = read(
        "kam.toml",
        settings.map_or(b"[book]\nname = \"Book\"\n", |(_, text)| *text),
    );
    let mut sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| *path != "kam.toml")
        .map(|(path, text)| read(path, text))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let (in_force, faults) = book::settings(&settings, &texts);
    let book = book::read(in_force, &settings, &sources, &texts, faults);
    let facts = Facts::new(&book, parse_date(as_of).expect("a date"));
    locate::locate(&book, findings::find(&facts))
        .into_iter()
        .map(|one| {
            let (rule, place) = (one.finding.rule.name, one.place);
            format!(
                "{}:{}:{} {rule} {}",
                one.path, place.line, place.column, one.finding.message.en
            )
        })
        .collect()
}

fn told(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    told_bytes(&files, "2026-04-01")
}

/// A sound little book, in which the mistakes are made.
const SOUND: [(&str, &str); 5] = [
    ("people/li.toml", "name = \"Li\"\n"),
    ("people/wang.toml", "name = \"Wang\"\n"),
    (
        "accounts/acme.toml",
        "name = \"Acme\"\ntier = \"growth\"\nowner = \"li\"\n\n[[contact]]\nid = \"chen\"\nname = \"Chen\"\n\n\
         [[contact]]\nid = \"zhao\"\nname = \"Zhao\"\n",
    ),
    (
        "contracts/msa.toml",
        "account = \"acme\"\ntitle = \"Agreement\"\nstatus = \"draft\"\nowner = \"li\"\nstart = 2026-03-01\n\
         end = 2026-12-31\n\n[[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\ntarget = 99.5\n\n\
         [[clause]]\ntopic = \"rights\"\nwhere = \"1\"\n\n[[clause]]\ntopic = \"obligations\"\nwhere = \"2\"\n\n\
         [[clause]]\ntopic = \"kpi\"\nwhere = \"3\"\n\n[[clause]]\ntopic = \"breach\"\nwhere = \"4\"\n\n\
         [[clause]]\ntopic = \"disputes\"\nwhere = \"5\"\n",
    ),
    (
        "tasks/renewal.toml",
        "title = \"Prepare the renewal\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-06-01\n\
         for = [\"contract/msa\"]\n",
    ),
];

/// What is told of the sound book with some files written anew, only by the rules on files and links and
/// those whose names are given: places and rules.
fn told_of(files: &[(&str, &str)]) -> Vec<String> {
    let mut all: Vec<(&str, &str)> = SOUND
        .into_iter()
        .filter(|(path, _)| !files.iter().any(|(other, _)| other == path))
        .collect();
    all.extend(files);
    told(&all)
}

/// Of a finding as [`told`] tells it, the place and the rule.
fn short(told: &[String]) -> Vec<String> {
    told.iter()
        .map(|one| one.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" "))
        .collect()
}

#[track_caller]
fn one(files: &[(&str, &str)], expected: &str) {
    let found = told_of(files);
    assert_eq!(short(&found), [expected], "{found:#?}");
}

#[test]
fn the_sound_book_is_sound() {
    assert_eq!(told_of(&[]), Vec::<String>::new());
}

#[test]
fn what_lacks_only_words_is_judged_all_the_same() {
    let task = "owner = \"li\"\ndue = 2026-03-20\nserves = 1\nfor = \"account/acme\"\n";
    let found = told_of(&[("tasks/renewal.toml", task)]);
    assert_eq!(
        short(&found),
        [
            "tasks/renewal.toml:1:1 missing-key",
            "tasks/renewal.toml:2:7 overdue-task",
            "tasks/renewal.toml:3:1 unknown-key",
        ],
        "{found:#?}"
    );
}

#[test]
fn a_file_with_five_mistakes_shows_five() {
    let toml = "id = \"goal\"\naccount = \"acme\"\nperiod = \"2027-Q1\"\nowner = \"lii\"\nwieght = 100\nfunction = 5\n\
                \n[agreed]\ndate = \"2026-02-30\"\nby = \"li\"\nwith = \"chen\"\n";
    let found = told_of(&[("goals/goal.toml", toml)]);
    assert_eq!(
        short(&found),
        [
            "goals/goal.toml:1:6 missing-key",
            "goals/goal.toml:4:9 unknown-reference",
            "goals/goal.toml:5:1 unknown-key",
            "goals/goal.toml:6:12 wrong-type",
            "goals/goal.toml:9:8 bad-value",
        ],
        "{found:#?}"
    );
    let yaml = "id: goal\naccount: acme\nperiod: 2027-Q1\nowner: lii\nwieght: 100\nfunction: 5\n\
                agreed:\n  date: 2026-02-30\n  by: li\n  with: chen\n";
    let found = told_of(&[("goals/goal.yaml", yaml)]);
    assert_eq!(
        short(&found),
        [
            "goals/goal.yaml:1:5 missing-key",
            "goals/goal.yaml:4:8 unknown-reference",
            "goals/goal.yaml:5:1 unknown-key",
            "goals/goal.yaml:6:11 wrong-type",
            "goals/goal.yaml:8:9 bad-value",
        ],
        "{found:#?}"
    );
}

#[test]
fn whoever_refers_to_a_broken_file_is_not_blamed() {
    one(&[("people/li.toml", "name = \"Li\n")], "people/li.toml:1:8 syntax");
    one(&[("people/li.toml", "name = 5\n")], "people/li.toml:1:8 wrong-type");
    one(&[("people/li.toml", "")], "people/li.toml:1:1 missing-key");
    one(
        &[("people/li.toml", "name = \"Li\"\nid = 7\n")],
        "people/li.toml:2:6 wrong-type",
    );
    one(
        &[(
            "contracts/msa.toml",
            "account = \"acme\"\ntitle = \"Agreement\"\n[[kpi]\n",
        )],
        "contracts/msa.toml:3:1 syntax",
    );
}

#[test]
fn a_record_in_a_misspelt_folder_is_told_once() {
    let folder = [("people/li.toml", ""), ("peopel/li.toml", "name = \"Li\"\n")];
    let moved: Vec<(&str, &str)> = SOUND
        .into_iter()
        .filter(|(path, _)| *path != "people/li.toml")
        .chain([folder[1]])
        .collect();
    let found = told(&moved);
    assert_eq!(short(&found), ["peopel/li.toml:1:1 unknown-kind"], "{found:#?}");
    let named = [("peopel/x.toml", "id = \"li\"\nname = \"Li\"\n")];
    let moved: Vec<(&str, &str)> = SOUND
        .into_iter()
        .filter(|(path, _)| *path != "people/li.toml")
        .chain(named)
        .collect();
    let found = told(&moved);
    assert_eq!(short(&found), ["peopel/x.toml:1:1 unknown-kind"], "{found:#?}");
}

#[test]
fn a_mistyped_key_is_one_mistake() {
    let task = |keys: &str| format!("title = \"Prepare\"\nfor = [\"contract/msa\"]\n{keys}");
    one(
        &[("tasks/renewal.toml", &task("onwer = \"li\"\ndue = 2026-06-01\n"))],
        "tasks/renewal.toml:3:1 unknown-key",
    );
    one(
        &[("tasks/renewal.toml", &task("owner = \"li\"\ndeu = 2026-01-01\n"))],
        "tasks/renewal.toml:4:1 unknown-key",
    );
    one(
        &[("tasks/renewal.toml", &task("owner = \"li\"\ndue = \"soon\"\n"))],
        "tasks/renewal.toml:4:7 bad-value",
    );
    one(
        &[(
            "tasks/renewal.toml",
            &task("owner = \"li\"\ndue = 2026-01-01\nstatsu = \"done\"\ndone = 2026-01-01\n"),
        )],
        "tasks/renewal.toml:5:1 unknown-key",
    );
}

#[test]
fn a_broken_kpi_spoils_no_sum_of_weights() {
    let goal = |kpi: &str| {
        format!(
            "account = \"acme\"\ntitle = \"Goal\"\nperiod = \"2027-Q1\"\nowner = \"li\"\ncontract = \"msa\"\n\n\
             [[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\n{kpi}\n\
             [[kpi]]\nid = \"calls\"\nname = \"Calls\"\ntarget = 10\nweight = 40\n"
        )
    };
    let file = "goals/g.toml";
    one(
        &[(file, &goal("target = \"99\"\nweight = 60\n"))],
        "goals/g.toml:10:10 wrong-type",
    );
    one(
        &[(file, &goal("target = 99\nwieght = 60\n"))],
        "goals/g.toml:11:1 unknown-key",
    );
    one(&[(file, &goal("target = 99\n"))], "goals/g.toml:8:6 missing-key");
    one(
        &[(file, &goal("target = 99\nweight = -60\n"))],
        "goals/g.toml:11:10 bad-value",
    );
    one(
        &[(file, &goal("target = 99\nweight = 60\ncontract_kpi = \"uptimes\"\n"))],
        "goals/g.toml:12:16 unknown-reference",
    );
}

#[test]
fn a_mistake_behind_a_broken_part_stands_at_its_own_place() {
    let goal = "account = \"acme\"\ntitle = \"Goal\"\nperiod = \"2027-Q1\"\nowner = \"li\"\n\n\
                [[kpi]]\nid = \"a\"\nname = \"A\"\ntarget = \"1\"\nweight = 50\n\n\
                [[kpi]]\nid = \"b\"\nname = \"B\"\ntarget = 10\nzero_at = 20\nweight = 50\n";
    let found = told_of(&[("goals/g.toml", goal)]);
    assert_eq!(
        short(&found),
        ["goals/g.toml:9:10 wrong-type", "goals/g.toml:16:11 bad-value"],
        "{found:#?}"
    );
}

#[test]
fn a_misspelt_account_hides_nothing_and_blames_nobody() {
    let interaction = "account = \"acem\"\ndate = 2026-03-20\nchannel = \"call\"\npeople = [\"li\"]\n\
                       summary = \"Prices\"\ncontacts = [\"chen\"]\n";
    one(
        &[("interactions/i.toml", interaction)],
        "interactions/i.toml:1:11 unknown-reference",
    );
    let tier = [(
        "accounts/acme.toml",
        "name = \"Acme\"\ntier = \"grwth\"\nowner = \"li\"\n",
    )];
    one(&tier, "accounts/acme.toml:2:8 unknown-reference");
}

#[test]
fn ids_that_two_bear_are_told_at_both_and_nowhere_else() {
    let found = told_of(&[
        ("people/li-2.toml", "name = \"Li Na\"\nid = \"li\"\n"),
        (
            "contracts/old.toml",
            "id = \"msa\"\naccount = \"acme\"\ntitle = \"Old\"\nstatus = \"draft\"\nowner = \"li\"\nstart = 2025-01-01\nend = 2025-12-31\n",
        ),
        (
            "tasks/check.toml",
            "title = \"Check\"\nowner = \"li\"\ndue = 2026-06-02\nfor = [\"contract/msa#uptime\"]\n",
        ),
    ]);
    assert_eq!(
        short(&found),
        [
            "contracts/msa.toml:1:1 duplicate-id",
            "contracts/old.toml:1:6 duplicate-id",
            "people/li-2.toml:2:6 duplicate-id",
            "people/li.toml:1:1 duplicate-id",
        ],
        "{found:#?}"
    );
}

#[test]
fn absence_is_not_concluded_from_what_cannot_be_read() {
    let settings = "[book]\nname = \"Book\"\n\n[tiers.growth]\nrank = 3\ngoals_every = \"yearly\"\n";
    let goal = "account = \"acme\"\ntitle = \"Goal\"\nperiod = \"2026\"\nowner = \"li\"\n";
    let found = |file: (&str, &str)| {
        let found = told_of(&[("kam.toml", settings), file]);
        let found = short(&found);
        found
            .into_iter()
            .filter(|one| !one.ends_with(" not-agreed") && !one.ends_with(" weights"))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(("goals/g.toml", goal)), Vec::<String>::new());
    for (file, expected) in [
        (
            ("goals/g.toml", goal.replace("owner", "onwer")),
            "goals/g.toml:4:1 unknown-key",
        ),
        (
            ("goals/g.toml", goal.replace("acme", "acmee")),
            "goals/g.toml:1:11 unknown-reference",
        ),
        (("gaols/g.toml", goal.to_owned()), "gaols/g.toml:1:1 unknown-kind"),
        (
            ("goals/g.toml", goal.replace("\"acme\"", "\"acme")),
            "goals/g.toml:1:11 syntax",
        ),
    ] {
        assert_eq!(found((file.0, &file.1)), [expected]);
    }
}

#[test]
fn the_mistakes_of_kam_toml_stand_there() {
    let late = (
        "tasks/renewal.toml",
        "title = \"Prepare\"\nowner = \"li\"\ndue = 2026-03-01\nfor = [\"contract/msa\"]\n",
    );
    let overdue = "tasks/renewal.toml:3:7 overdue-task";
    let cases: [(&str, &[&str]); 12] = [
        (
            "[book]\nname = \"B\"\n\n[tier.x]\nrank = 1\n",
            &["kam.toml:4:2 unknown-key", overdue],
        ),
        (
            "[book]\nname = \"B\"\nlangauge = \"en\"\n",
            &["kam.toml:3:1 unknown-key", overdue],
        ),
        ("[book]\nnaem = \"B\"\n", &["kam.toml:2:1 unknown-key", overdue]),
        ("[book]\ncurrency = \"CNY\"\n", &["kam.toml:1:1 missing-key", overdue]),
        ("", &["kam.toml:1:1 missing-key", overdue]),
        (
            "[book]\nname = \"B\"\n\n[duties.renewal]\ntiers = [\"key\", \"grwth\"]\n",
            &["kam.toml:5:17 unknown-reference", overdue],
        ),
        (
            "[book]\nname = \"B\"\n\n[tiers]\ngrowth = 3\n",
            &["kam.toml:5:10 wrong-type", overdue],
        ),
        (
            "[book]\nname = \"B\"\n\n[tiers.growth]\ncontact_every = \"often\"\n",
            &["kam.toml:5:17 bad-value", overdue],
        ),
        (
            "[book]\nname = \"B\"\n\n[checks.severity]\noverdue-taks = \"note\"\n",
            &["kam.toml:5:1 unknown-reference", overdue],
        ),
        (
            "[book]\nname = \"B\"\n\n[calendar]\nhours = [\"9-12\"]\n",
            &["kam.toml:5:9 bad-value", overdue],
        ),
        // Where it is not known from when things are owed, or anything at all, only files and links are judged.
        (
            "[book]\nname = \"B\"\nbegan = \"2026-13-01\"\n",
            &["kam.toml:3:9 bad-value"],
        ),
        ("[book\nname = \"B\"\n", &["kam.toml:1:1 syntax"]),
    ];
    for (text, expected) in cases {
        let found = told_of(&[("kam.toml", text), late]);
        assert_eq!(short(&found), expected, "{text}\n{found:#?}");
    }
}

#[test]
fn kam_toml_that_is_no_text_is_told_and_the_files_are_judged() {
    let mut files: Vec<(&str, &[u8])> = SOUND.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push(("kam.toml", b"[book]\nname = \"\xc4\xe3\"\n"));
    files.push(("tasks/late.toml", b"title = \"Late\"\nonwer = \"li\"\n"));
    let found = told_bytes(&files, "2026-04-01");
    assert_eq!(
        short(&found),
        ["kam.toml:2:9 encoding", "tasks/late.toml:2:1 unknown-key"],
        "{found:#?}"
    );
}

#[test]
fn columns_count_characters_from_behind_the_byte_order_mark() {
    let places = |bytes: &[u8]| {
        let file = if bytes.starts_with(b"name:") {
            "people/x.yaml"
        } else {
            "people/x.toml"
        };
        short(&told_bytes(&[(file, bytes)], "2026-04-01"))
    };
    assert_eq!(places(b"\xef\xbb\xbfname = 5\n"), ["people/x.toml:1:8 wrong-type"]);
    assert_eq!(
        places(b"name = \"Li\"\r\n\r\njoined = \"no\"\r\n"),
        ["people/x.toml:3:10 bad-value"]
    );
    assert_eq!(
        places("name = \"李\"\ntraining = [{ topic = \"安全培训\", date = 5 }]\n".as_bytes()),
        ["people/x.toml:2:38 wrong-type"]
    );
    assert_eq!(
        places("name: \"李娜\"\nskills: [谈判, 5]\n".as_bytes()),
        ["people/x.yaml:2:14 wrong-type"]
    );
    assert_eq!(places("name = \"李André\"\n".as_bytes()), Vec::<String>::new());
    assert_eq!(
        places(&[b"name = \"".as_slice(), "李".as_bytes(), b"\xe9\"\n"].concat()),
        ["people/x.toml:1:10 encoding"]
    );
}

#[test]
fn files_that_are_no_records_are_told_once() {
    for (file, text, expected) in [
        ("people/x.toml", "", "people/x.toml:1:1 missing-key"),
        ("people/x.yaml", "", "people/x.yaml:1:1 missing-key"),
        ("people/x.yaml", "# nothing\n", "people/x.yaml:1:1 missing-key"),
        (
            "people/x.yaml",
            "- name: X\n- name: Y\n",
            "people/x.yaml:1:1 wrong-type",
        ),
        ("people/x.yaml", "X\n", "people/x.yaml:1:1 wrong-type"),
        ("people/x.yaml", "name: X\n---\nname: Y\n", "people/x.yaml:2:1 syntax"),
        ("people/x.yaml", "name: X\nskills:\n\t- a\n", "people/x.yaml:3:1 syntax"),
        ("people/x.yaml", "name: X\nname: Y\n", "people/x.yaml:2:1 duplicate-key"),
        ("people/x.yaml", "name:\n", "people/x.yaml:1:1 missing-key"),
        ("people/x.yaml", "name: 5\n", "people/x.yaml:1:7 wrong-type"),
        (
            "people/x.yaml",
            "name: X\nskills: [a, ~]\n",
            "people/x.yaml:2:13 wrong-type",
        ),
        ("people/-x.toml", "name = \"X\"\n", "people/-x.toml:1:1 bad-value"),
        ("misc/x.toml", "name = \"X\"\n", "misc/x.toml:1:1 unknown-kind"),
    ] {
        let found = told(&[(file, text)]);
        assert_eq!(short(&found), [expected], "{text:?} {found:#?}");
    }
    assert_eq!(
        told(&[("people/x.yaml", "name: X\nemail:\nid:\nx:\ntags: ~\n")]),
        Vec::<String>::new()
    );
}

#[test]
fn bombs_are_told_and_end_soon() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for (file, text) in [
        (
            "people/x.toml",
            format!("name = \"X\"\n[x]\ndeep = {}\n", deep("[", "]")),
        ),
        (
            "people/x.toml",
            format!("name = \"X\"\n[x]\ndeep = {}\n", deep("{a=", "}")),
        ),
        ("people/x.toml", format!("name = \"X\"\n[x{}]\n", ".a".repeat(100_000))),
        ("people/x.yaml", format!("name: X\nx:\n  deep: {}\n", deep("[", "]"))),
        ("people/x.yaml", format!("name: X\nx:\n  deep: {}\n", deep("{a: ", "}"))),
        ("people/x.yaml", format!("name: X\nx: {}\n", "- ".repeat(100_000))),
    ] {
        let found = told(&[(file, &text)]);
        assert!(
            found.len() == 1 && (found[0].contains(" too-large ") || found[0].contains(" syntax ")),
            "{} {found:#?}",
            &text[..60]
        );
    }
    let mut bomb = "name: X\nx:\n  a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
    for (before, this) in ('a'..'i').zip('b'..) {
        let list = vec![format!("*{before}"); 10].join(", ");
        bomb.push_str(&format!("  {this}: &{this} [{list}]\n"));
    }
    let found = told(&[("people/x.yaml", &bomb)]);
    assert!(found.len() == 1 && found[0].contains(" too-large "), "{found:#?}");
}

#[test]
fn native_and_written_dates_are_told_the_same() {
    for (toml, yaml) in [
        ("2026-04-01T09:00:00", "2026-04-01T09:00:00"),
        ("20260401", "20260401"),
        ("\"2026-04-31\"", "2026-04-31"),
        ("true", "true"),
        ("[]", "[]"),
    ] {
        let of = |file, text: String| {
            let found = told(&[(file, &text)]);
            let rule = short(&found);
            assert_eq!(rule.len(), 1, "{text} {found:#?}");
            rule[0].rsplit(' ').next().map(str::to_owned)
        };
        assert_eq!(
            of("people/x.toml", format!("name = \"X\"\njoined = {toml}\n")),
            of("people/x.yaml", format!("name: X\njoined: {yaml}\n")),
            "{toml}"
        );
    }
}

#[test]
fn waivers_are_judged_by_the_rules_there_are() {
    let task = |waive: &str| {
        format!(
            "title = \"Prepare\"\nowner = \"li\"\ndue = 2026-03-01\nfor = [\"contract/msa\"]\n\n[[waive]]\nreason = \"moving\"\n{waive}"
        )
    };
    let cases: [(&str, &[&str]); 7] = [
        (
            "rule = \"overdue-task\"\nby = \"wang\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task"],
        ),
        (
            "rule = \"overdue-taks\"\nby = \"wang\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task", "8:8 unknown-reference"],
        ),
        (
            "rule = \"overdue-task\"\nby = \"wang\"\nuntil = 2027-05-01\n",
            &["3:7 overdue-task", "10:9 bad-value"],
        ),
        (
            "rule = \"overdue-task\"\nby = \"li\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task", "9:6 bad-value"],
        ),
        (
            "rule = \"wrong-type\"\nby = \"wang\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task", "8:8 bad-value"],
        ),
        (
            "rule = \"overdue-task\"\npart = \"x\"\nby = \"wang\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task", "9:8 unknown-reference"],
        ),
        (
            "rule = \"overdue-promise\"\nby = \"wang\"\nuntil = 2026-05-01\n",
            &["3:7 overdue-task", "8:8 unused-waiver"],
        ),
    ];
    for (waive, expected) in cases {
        let found = told_of(&[("tasks/renewal.toml", &task(waive))]);
        let expected: Vec<String> = expected.iter().map(|one| format!("tasks/renewal.toml:{one}")).collect();
        assert_eq!(short(&found), expected, "{waive}\n{found:#?}");
    }
    // A date that cannot be read silences the rule: nobody can say that the waiver is not needed.
    let broken =
        task("rule = \"overdue-task\"\nby = \"wang\"\nuntil = 2026-05-01\n").replace("2026-03-01", "\"2026-03-41\"");
    one(&[("tasks/renewal.toml", &broken)], "tasks/renewal.toml:3:7 bad-value");
}

/// A goal of the sound book with these lines after its head.
fn goal_of(rest: &str) -> String {
    format!("account = \"acme\"\ntitle = \"Goal\"\nperiod = \"2027-Q1\"\nowner = \"li\"\n\n{rest}")
}

/// The rules told of a file that have to do with reading it.
#[track_caller]
fn read_as(path: &str, text: &str, expected: &[&str]) {
    let found = short(&told_of(&[(path, text)]));
    let reading = ["bad-value", "wrong-type", "unknown-key", "missing-key"];
    let found: Vec<&str> = found
        .iter()
        .filter_map(|one| one.strip_prefix(path)?.strip_prefix(':'))
        .filter(|one| reading.iter().any(|rule| one.ends_with(rule)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_is_written_unreadably_is_not_called_missing() {
    let contract = SOUND[3].1;
    let lines = contract.lines().count() + 2;
    for (part, line, rule) in [
        (
            "[[obligation]]\nid = \"x\"\nparty = \"us\"\ntitle = \"X\"\nevery = \"mnthly\"\n",
            4,
            "9 bad-value",
        ),
        (
            "[[obligation]]\nid = \"x\"\nparty = \"us\"\ntitle = \"X\"\nevry = \"monthly\"\n",
            4,
            "1 unknown-key",
        ),
        (
            "[[obligation]]\nid = \"x\"\nparty = \"us\"\ntitle = \"X\"\ndue = \"2026-13-01\"\n",
            4,
            "7 bad-value",
        ),
        ("[[clause]]\ntopic = \"payment\"\ntext = 5\n", 2, "8 wrong-type"),
    ] {
        let text = format!("{contract}\n{part}");
        read_as("contracts/msa.toml", &text, &[&format!("{}:{rule}", lines + line)]);
    }
    let kpi = "[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\n";
    for (rest, place) in [
        ("target = 0\nbetter = \"lowr\"\n", "11:10 bad-value"),
        ("target = 0\nzero_at = \"x\"\n", "11:11 wrong-type"),
        (
            "target = 5\nmeasured = \"mnthly\"\n[[actual]]\nkpi = \"k\"\nperiod = \"2027-01\"\nvalue = 3\n",
            "11:12 bad-value",
        ),
        (
            "target = 5\n[[actual]]\nkpi = \"k\"\nperiod = \"2027-Q1\"\nnum = 3\nden = \"x\"\n",
            "15:7 wrong-type",
        ),
    ] {
        read_as("goals/g.toml", &goal_of(&format!("{kpi}{rest}")), &[place]);
    }
    read_as(
        "surveys/s.toml",
        "account = \"acme\"\ndate = 2026-03-01\nmethod = \"phone\"\nowner = \"li\"\nscale = \"ten\"\n\n\
         [[response]]\nanswers = { quality = 9 }\n",
        &["5:9 wrong-type"],
    );
}

#[test]
fn nothing_of_nothing_is_a_rate() {
    let rate = |num: u8| {
        goal_of(&format!(
            "[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 5\n\n[[actual]]\nkpi = \"k\"\n\
             period = \"2027-Q1\"\nnum = {num}\nden = 0\n"
        ))
    };
    read_as("goals/g.toml", &rate(0), &[]);
    read_as("goals/g.toml", &rate(3), &["16:7 bad-value"]);
}

#[test]
fn a_mistyped_year_is_told_once() {
    let daily = "[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ntarget = 5\nmeasured = \"daily\"\n";
    let goal = |period: &str| goal_of(daily).replace("2027-Q1", period);
    read_as("goals/g.toml", &goal("0206-01-01..2026-12-31"), &["3:10 bad-value"]);
    read_as("goals/g.toml", &goal("2000-01-01..2026-12-31"), &["11:12 bad-value"]);
    read_as("goals/g.toml", &goal("2026"), &[]);
    let contract = |start: &str, end: &str| {
        let text = SOUND[3].1.replace("2026-03-01", start).replace("2026-12-31", end);
        let text = text.replace("\"draft\"", "\"active\"");
        format!("{text}\n[[obligation]]\nid = \"x\"\nparty = \"us\"\ntitle = \"X\"\nevery = \"daily\"\n")
    };
    let file = "contracts/msa.toml";
    read_as(file, &contract("0206-03-01", "2026-12-31"), &["5:9 bad-value"]);
    read_as(file, &contract("2006-03-01", "2026-12-31"), &["37:9 bad-value"]);
    read_as(file, &contract("2026-03-01", "9999-12-31"), &[]);
}
