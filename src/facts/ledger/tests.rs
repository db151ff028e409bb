//! The ledger row by row, with dates worked out by hand.

mod contracts;
mod laws;

use crate::facts::Facts;
use crate::facts::little;

const BOOK: &str = "kam.toml";
const ACCOUNT: (&str, &str) = (
    "accounts/acme.toml",
    "name = \"Acme\"\ntier = \"plain\"\nowner = \"li\"\nsince = 2026-01-10\nreviewed = 2026-03-20\n",
);

/// The settings of a book with one bare tier, and more behind it.
fn settings(more: &str) -> String {
    format!("[book]\nname = \"B\"\n{more}")
}

/// `reference state due owner` of everything in the ledger, in its order.
fn lines(facts: &Facts<'_, '_>) -> Vec<String> {
    let line = |one: &super::Commitment<'_>| {
        let due = one.due.map_or("-".to_owned(), |due| due.to_string());
        format!(
            "{} {} {due} {}",
            one.reference(facts),
            one.state.name(),
            one.owner.unwrap_or("-")
        )
    };
    facts.ledger.all.iter().map(line).collect()
}

/// Compares the ledger of these files with these lines; the account's page is left out unless asked for.
fn owes(files: &[(&str, &str)], as_of: &str, expected: &[&str]) {
    little::facts(files, as_of, |facts| {
        // The people are not in these little books.
        let faults = facts
            .book
            .faults
            .iter()
            .filter(|fault| fault.rule != "unknown-reference");
        assert_eq!(faults.map(|fault| &*fault.message.en).collect::<Vec<_>>(), [""; 0]);
        let found = lines(facts);
        let found: Vec<&str> = found
            .iter()
            .map(String::as_str)
            .filter(|line| !line.contains("@reviewed"))
            .collect();
        assert_eq!(found, expected, "as of {as_of}");
    });
}

const PLAIN: &str = "[tiers.plain]\nrank = 1\n";

#[test]
fn tasks_in_every_state() {
    let task = |more: &str| format!("title = \"T\"\nowner = \"li\"\n{more}\n");
    let files = [
        ("a", "due = 2026-04-01\ndone = 2026-04-01"),
        ("b", "due = 2026-04-01\ndone = 2026-04-03"),
        ("c", "due = 2026-04-09"),
        ("d", "due = 2026-04-08"),
        ("e", "due = 2026-04-17"),
        ("f", "due = 2026-04-18"),
        ("g", ""),
        ("h", "due = 2026-04-01\nstatus = \"cancelled\""),
        ("i", "due = 2026-04-01\nstatus = \"done\""),
        ("j", "due = 2026-04-20\ndone = 2026-04-19"),
        ("k", "due = 2026-04-10"),
    ]
    .map(|(id, more)| (format!("tasks/{id}.toml"), task(more)));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    owes(
        &files,
        "2026-04-10",
        &[
            "task/a done 2026-04-01 li",
            "task/b done-late 2026-04-01 li",
            "task/h cancelled 2026-04-01 li",
            "task/i done 2026-04-01 li",
            "task/d overdue 2026-04-08 li",
            "task/c overdue 2026-04-09 li",
            "task/k due-soon 2026-04-10 li",
            "task/e due-soon 2026-04-17 li",
            "task/f open 2026-04-18 li",
            "task/j open 2026-04-20 li",
            "task/g no-date - li",
        ],
    );
    little::facts(&files, "2026-04-10", |facts| {
        let late = |id: &str| {
            facts
                .ledger
                .of_task(facts.book.tasks.position(id).unwrap())
                .unwrap()
                .days_late
        };
        assert_eq!((late("a"), late("b"), late("c"), late("d"), late("k")), (0, 2, 1, 2, 0));
    });
}

#[test]
fn what_a_tier_owes_an_account() {
    let settings = settings(
        "began = 2026-01-01\n[tiers.plain]\nrank = 1\ncontact_every = \"2 weeks\"\nsurvey_every = \"quarterly\"\n\
         review_every = \"quarterly\"\nface_to_face_every = \"monthly\"\n\
         share_every = { report = \"monthly\", other = \"yearly\" }\n[checks]\nstale_after = \"30 days\"\n",
    );
    let talk = |date: &str, channel: &str, more: &str| {
        format!(
            "account = \"acme\"\ndate = {date}\nchannel = \"{channel}\"\npeople = [\"li\"]\nsummary = \"S\"\n{more}"
        )
    };
    let account = format!(
        "{}[[contact]]\nid = \"wang\"\nname = \"Wang\"\n[[contact]]\nid = \"zhao\"\nname = \"Zhao\"\n\
         [[cadence]]\nid = \"cto\"\nevery = \"monthly\"\ncontact = \"wang\"\nowner = \"chen\"\n\
         [[cadence]]\nid = \"calls\"\nevery = \"weekly\"\nchannel = \"call\"\n",
        ACCOUNT.1
    );
    let call = talk("2026-03-02", "call", "contacts = [\"zhao\"]\n");
    let visit = talk(
        "2026-02-10",
        "visit",
        "contacts = [\"wang\"]\n[[shared]]\ntype = \"report\"\ntitle = \"R\"\n",
    );
    let mail = talk("2026-03-09", "email", "contacts = [\"wang\"]\n");
    let tomorrow = talk("2026-03-21", "visit", "contacts = [\"wang\"]\n");
    let files = [
        (BOOK, &*settings),
        ("accounts/acme.toml", &*account),
        ("interactions/call.toml", &*call),
        ("interactions/visit.toml", &*visit),
        ("interactions/mail.toml", &*mail),
        ("interactions/tomorrow.toml", &*tomorrow),
        (
            "surveys/asked.toml",
            "account = \"acme\"\ndate = 2026-03-01\nmethod = \"phone\"\nowner = \"li\"\n",
        ),
        (
            "reviews/old.toml",
            "period = \"2025-Q3\"\ndate = 2025-10-05\nreviewers = [\"chen\"]\nareas = [\"goals\"]\n\
             [reported]\ndate = 2025-10-10\nto = [\"li\"]\n",
        ),
    ];
    little::facts(&files, "2026-03-20", |facts| {
        assert_eq!(
            lines(facts),
            [
                // The last call was on 2 March.
                "account/acme@cadence/calls overdue 2026-03-09 li",
                // Wang was last met on 10 February; the mail had no answer.
                "account/acme@cadence/cto overdue 2026-03-10 chen",
                "account/acme@face-to-face overdue 2026-03-10 li",
                "account/acme@share/report overdue 2026-03-10 li",
                "account/acme@contact overdue 2026-03-16 li",
                // Reviewed before the book began.
                "account/acme@review open 2026-04-01 li",
                // Nobody has answered a survey since they are a customer.
                "account/acme@survey open 2026-04-10 li",
                "account/acme@reviewed open 2026-04-19 li",
                "account/acme@share/other open 2027-01-10 li",
                "review/old#report done 2025-10-19 chen",
            ]
        );
    });
    for status in ["prospect", "dormant", "lost"] {
        let account = format!("status = \"{status}\"\n{account}");
        let mut files = files;
        files[1].1 = &account;
        owes(&files, "2026-03-20", &["review/old#report done 2025-10-19 chen"]);
    }
}

#[test]
fn what_counts_from_when() {
    let tier = "[tiers.plain]\nrank = 1\ncontact_every = \"monthly\"\n";
    let nobody = "name = \"Acme\"\ntier = \"plain\"\n";
    let contact = |files: &[(&str, &str)], expected: &[&str]| {
        little::facts(files, "2026-03-20", |facts| {
            let found = lines(facts);
            let found: Vec<_> = found.iter().filter(|line| line.contains("@contact")).collect();
            assert_eq!(found, expected);
        });
    };
    let unbegun = settings(tier);
    let begun = settings(&format!("began = 2026-02-01\n{tier}"));
    contact(&[(BOOK, &unbegun), ("accounts/acme.toml", nobody)], &[]);
    contact(
        &[(BOOK, &begun), ("accounts/acme.toml", nobody)],
        &["account/acme@contact overdue 2026-03-01 -"],
    );
    // The later of the two.
    contact(
        &[(BOOK, &begun), ACCOUNT],
        &["account/acme@contact overdue 2026-03-01 li"],
    );
    contact(
        &[(BOOK, &unbegun), ACCOUNT],
        &["account/acme@contact overdue 2026-02-10 li"],
    );
    let contract = |status: &str, start: &str| {
        format!(
            "account = \"acme\"\ntitle = \"C\"\nstatus = \"{status}\"\nowner = \"li\"\nstart = {start}\nend = 2026-12-31\n"
        )
    };
    contact(
        &[
            (BOOK, &unbegun),
            ("accounts/acme.toml", nobody),
            ("contracts/a.toml", &contract("draft", "2025-01-01")),
            ("contracts/b.toml", &contract("active", "2026-03-05")),
            ("contracts/c.toml", &contract("active", "2026-03-01")),
        ],
        &["account/acme@contact open 2026-04-01 -"],
    );
    // Something of the account could not be read: it may have been the contact.
    contact(
        &[
            (BOOK, &begun),
            ACCOUNT,
            ("interactions/torn.toml", "account = \"acme\"\ndate = \"soon\"\n"),
        ],
        &[],
    );
}

#[test]
fn duties_are_owed_where_asked_for_or_held() {
    let settings = settings(
        "[roles.am]\n[duties.asked]\ntiers = [\"plain\"]\nevery = \"yearly\"\n[duties.held]\nevery = \"monthly\"\n\
         [duties.free]\nevery = \"monthly\"\n[duties.dateless]\ntiers = [\"plain\"]\n[tiers.plain]\nrank = 1\n",
    );
    let account = format!(
        "{}[[team]]\nperson = \"old\"\nrole = \"am\"\naccountable = [\"asked\", \"held\"]\nuntil = 2026-02-28\n\
         [[team]]\nperson = \"chen\"\nrole = \"am\"\naccountable = [\"held\"]\nresponsible = [\"free\"]\nfrom = 2026-03-01\n",
        ACCOUNT.1
    );
    let done = "title = \"T\"\nowner = \"li\"\naccount = \"acme\"\nduty = \"held\"\ndone = 2026-03-05\n";
    owes(
        &[
            (BOOK, &settings),
            ("accounts/acme.toml", &account),
            ("tasks/t.toml", done),
        ],
        "2026-03-20",
        &[
            "account/acme@duty/held open 2026-04-05 chen",
            "account/acme@duty/asked open 2027-01-10 li",
            "task/t done - li",
        ],
    );
}

#[test]
fn improvements_reviews_and_surveys() {
    let improvement = "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-03-31\naccount = \"acme\"\nopened = 2026-02-01\n\
        [[measure]]\nid = \"m1\"\ntitle = \"M\"\nowner = \"chen\"\ndue = 2026-02-10\ndone = 2026-02-12\n\
        [[measure]]\nid = \"m2\"\ntitle = \"M\"\nowner = \"chen\"\ndue = 2026-02-20\ndone = 2026-02-18\n";
    let settings = settings(PLAIN);
    let review = "period = \"2025\"\ndate = 2026-01-15\nreviewers = [\"chen\", \"li\"]\nareas = [\"goals\"]\n\
        [[finding]]\nid = \"f1\"\narea = \"goals\"\nseverity = \"minor\"\ntext = \"T\"\nowner = \"wu\"\naccount = \"acme\"\nimprovement = \"i\"\n\
        [[finding]]\nid = \"f2\"\narea = \"goals\"\nseverity = \"minor\"\ntext = \"T\"\nowner = \"wu\"\n";
    let survey = "account = \"acme\"\ndate = 2026-01-20\nmethod = \"phone\"\nowner = \"sun\"\n\
        [[issue]]\nid = \"q1\"\ntext = \"T\"\nimprovement = \"i\"\n[[issue]]\nid = \"q2\"\ntext = \"T\"\n";
    let files = [
        (BOOK, &*settings),
        ACCOUNT,
        ("improvements/i.toml", improvement),
        ("reviews/r.toml", review),
        ("surveys/s.toml", survey),
    ];
    owes(
        &files,
        "2026-02-19",
        &[
            // The improvement was opened on 1 February: after 29 January, before 3 February.
            "review/r#f1 done-late 2026-01-29 wu",
            "survey/s#q1 done 2026-02-03 sun",
            "survey/s#q2 overdue 2026-02-03 sun",
            "improvement/i#m1 done-late 2026-02-10 chen",
            "improvement/i#m2 done 2026-02-20 chen",
            "improvement/i#effect open 2026-03-20 li",
            "improvement/i open 2026-03-31 li",
            "review/r#f2 overdue 2026-01-29 wu",
            "review/r#report overdue 2026-01-29 chen",
        ],
    );
    owes(
        &[(BOOK, &settings), ACCOUNT, ("improvements/i.toml", improvement)],
        "2026-02-17",
        &[
            "improvement/i#m1 done-late 2026-02-10 chen",
            "improvement/i#m2 due-soon 2026-02-20 chen",
            "improvement/i open 2026-03-31 li",
        ],
    );
}

#[test]
fn what_interactions_leave_to_be_done() {
    let settings = settings(PLAIN);
    let account = format!("{}[[contact]]\nid = \"wang\"\nname = \"Wang\"\n", ACCOUNT.1);
    let talk = |date: &str, more: &str| {
        format!(
            "account = \"acme\"\ndate = {date}\nchannel = \"call\"\npeople = [\"sun\", \"li\"]\nsummary = \"S\"\n{more}"
        )
    };
    let first = talk(
        "2026-03-02",
        "contacts = [\"wang\"]\nnext = 2026-03-09\n\
         [[promise]]\nid = \"p1\"\nparty = \"us\"\ntext = \"P\"\ndue = 2026-03-05\n\
         [[promise]]\nid = \"p2\"\nparty = \"customer\"\ntext = \"P\"\ndue = 2026-03-06\nowner = \"chen\"\ndone = 2026-03-06\n\
         [[feedback]]\nid = \"f1\"\ntype = \"need\"\ntext = \"F\"\n\
         [[feedback]]\nid = \"f2\"\ntype = \"complaint\"\ntext = \"F\"\nresolution = \"R\"\n\
         [[feedback]]\nid = \"f3\"\ntype = \"praise\"\ntext = \"F\"\n",
    );
    // On the same day, and among ourselves: neither is a later contact.
    let same = talk("2026-03-02", "contacts = [\"wang\"]\n");
    let alone = talk("2026-03-04", "next = 2026-03-20\n");
    let later = talk("2026-03-11", "contacts = [\"wang\"]\nnext = 2026-03-12\n");
    let files = [
        (BOOK, &*settings),
        ("accounts/acme.toml", &*account),
        ("interactions/a.toml", &*first),
        ("interactions/b.toml", &*same),
        ("interactions/c.toml", &*alone),
        ("interactions/d.toml", &*later),
    ];
    let start = [
        "interaction/a#p1 overdue 2026-03-05 li",
        "interaction/a#p2 done 2026-03-06 chen",
        "interaction/a#f1 overdue 2026-03-09 li",
        "interaction/a#f2 done 2026-03-09 li",
    ];
    owes(
        &files,
        "2026-03-10",
        &[
            &start[..],
            &[
                "interaction/a#next overdue 2026-03-09 sun",
                "interaction/c#next open 2026-03-20 sun",
            ],
        ]
        .concat(),
    );
    owes(
        &files,
        "2026-03-15",
        &[
            &start[..],
            &[
                "interaction/a#next done-late 2026-03-09 sun",
                "interaction/d#next overdue 2026-03-12 sun",
                "interaction/c#next done 2026-03-20 sun",
            ],
        ]
        .concat(),
    );
}

#[test]
fn a_figure_is_owed_for_each_measuring_period_that_has_begun() {
    let settings = settings(&format!("began = 2026-02-11\n{PLAIN}"));
    let goal = "account = \"acme\"\ntitle = \"G\"\nperiod = \"2026-H1\"\nowner = \"li\"\n\
        [[kpi]]\nid = \"up\"\nname = \"U\"\ntarget = 99\nweight = 60\nmeasured = \"monthly\"\nowner = \"chen\"\n\
        [[kpi]]\nid = \"nps\"\nname = \"N\"\ntarget = 9\nweight = 40\ncomputed = \"nps\"\n\
        [[actual]]\nkpi = \"up\"\nperiod = \"2026-03-01..2026-03-31\"\nvalue = 99\ndate = 2026-04-12\n\
        [[actual]]\nkpi = \"up\"\nperiod = \"2026-04\"\nvalue = 99\n";
    owes(
        &[(BOOK, &settings), ACCOUNT, ("goals/g.toml", goal)],
        "2026-05-20",
        &[
            // January's was due before the book began.
            "goal/g#up@2026-02 overdue 2026-03-10 chen",
            "goal/g#up@2026-03 done-late 2026-04-10 chen",
            "goal/g#up@2026-04 done 2026-05-10 chen",
            "goal/g#up@2026-05 open 2026-06-10 chen",
        ],
    );
}

#[test]
fn requests_and_orders() {
    let settings = settings(&format!(
        "{PLAIN}[sla.high]\nrespond = \"1 hours\"\nresolve = \"1 days\"\n"
    ));
    let request = |more: &str| {
        format!("account = \"acme\"\ntype = \"incident\"\ntitle = \"R\"\nopened = 2026-03-10T10:00:00+08:00\n{more}")
    };
    let a = request("severity = \"high\"\nowner = \"sun\"\nresponded = 2026-03-10T11:30:00+08:00\n");
    let b = request("severity = \"low\"\n");
    let order = |more: &str| format!("account = \"acme\"\ndate = 2026-03-01\n{more}");
    let (o1, o2, o3) = (
        order("promised = 2026-03-10\ndelivered = 2026-03-10\n"),
        order("promised = 2026-03-10\ncancelled = true\n"),
        order(""),
    );
    let files = [
        (BOOK, &*settings),
        ACCOUNT,
        ("requests/a.toml", &*a),
        ("requests/b.toml", &*b),
        ("orders/o1.toml", &*o1),
        ("orders/o2.toml", &*o2),
        ("orders/o3.toml", &*o3),
    ];
    let orders = ["order/o1 done 2026-03-10 li", "order/o2 cancelled 2026-03-10 li"];
    let late = "request/a#respond done-late 2026-03-10 sun";
    owes(
        &files,
        "2026-03-10",
        &[&[late], &orders[..], &["request/a#resolve due-soon 2026-03-11 sun"]].concat(),
    );
    // The clock ran out at ten in the morning, before the end of this day.
    owes(
        &files,
        "2026-03-11",
        &[&[late], &orders[..], &["request/a#resolve overdue 2026-03-11 sun"]].concat(),
    );
}
