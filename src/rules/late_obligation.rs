//! `late-obligation`: something that a contract lays down and that did not come in time.

use crate::facts::Facts;
use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::ledger::{Commitment, Source, State, exposure};
use crate::findings::{Finding, Findings, Place, Severity};
use crate::model::contract::Party;
use crate::model::{Kind, Reference};
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::money::Money;

crate::rule! {
    /// An obligation of a contract is overdue, or was met late.
    ///
    /// Ours costs trust and often a penalty; theirs holds up our work, and is forgotten unless somebody asks.
    /// What we did late is an error until an improvement answers it; what the customer did late and has done
    /// is a note.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    /// value = "800000 CNY"
    ///
    /// [[obligation]]
    /// id = "go-live"
    /// party = "us"
    /// title = "The system is in use"
    /// due = 2026-03-10
    /// #     ^^^^^^^^^^ obligation `go-live` of contract `acme-msa` is 22 days overdue; lateness costs 17600.00 CNY so far
    /// penalty = { per_day = 0.1, cap = 5 }
    ///
    /// [[obligation]]
    /// id = "payment"
    /// party = "customer"
    /// title = "The second instalment is paid"
    /// due = 2026-03-15
    /// #     ^^^^^^^^^^ the customer's obligation `payment` of contract `acme-msa` is 17 days overdue
    ///
    /// [[obligation]]
    /// id = "uptime-report"
    /// party = "us"
    /// title = "Monthly uptime report"
    /// every = "monthly"
    /// from = 2026-03-05
    ///
    /// [[fulfilled]]
    /// obligation = "uptime-report"
    /// due = 2026-03-05
    /// on = 2026-03-09
    /// #    ^^^^^^^^^^ obligation `uptime-report` of contract `acme-msa`, due on 2026-03-05, was met 4 days late
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "go-live"
    /// party = "us"
    /// title = "The system is in use"
    /// due = 2026-03-10
    ///
    /// [[fulfilled]]
    /// obligation = "go-live"
    /// due = 2026-03-10
    /// on = 2026-03-10
    /// evidence = "acceptance.pdf"
    /// ```
    ///
    /// ## Way out
    ///
    /// Meet it, or have the customer meet it, and write a `[[fulfilled]]`. Where it was ours and late, open an
    /// improvement that cites it in `source` (`contract/ID#OBLIGATION`, of a recurring one with `@DATE`).
    Error "late-obligation" Contracts
    reads ["obligation", "fulfilled", "status"]
    zh "合同义务已逾期，或履行晚了。"
    "我方的延误伤信任，往往还要付违约金；客户的延误拖住我们，没人催就没人记得。我方做晚了的，在有整改项答复之前都是错误；客户晚了但已做到的，只是提示。"
    "履行（或催促客户履行）后写一条 `[[fulfilled]]`。我方晚了的，新建整改项并在 `source` 中引用（`contract/ID#义务`，重复性义务再加 `@日期`）。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in facts.ledger.all.iter().filter(|one| one.source == Source::Obligation) {
        match (one.state, one.party) {
            (State::Overdue, Party::Us | Party::Customer) => out.push(overdue(facts, one)),
            (State::DoneLate, Party::Customer) => out.push_as(Severity::Note, met_late(facts, one)),
            (State::DoneLate, Party::Us) => ours_met_late(facts, one, out),
            (State::Done | State::Open | State::DueSoon | State::Cancelled | State::NoDate, _) => {}
        }
    }
}

fn overdue<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Finding<'a> {
    let contract = &facts.book.contracts.all[one.record as usize];
    let (name, id, days) = (contract.obligation[one.part as usize].id.0, contract.id, one.days_late);
    let late = count(days, "day");
    let cost = cost(facts, one);
    let due = one.due.map_or_else(String::new, |due| due.to_string());
    // Of one that recurs the place does not tell which date it was.
    let (on_en, on_zh) = match one.occurrence {
        Some(_) => (format!(", due on {due},"), format!("（期限 {due}）")),
        None => (String::new(), " ".to_owned()),
    };
    let (message, help) = match one.party {
        Party::Us => (
            said!(
                "obligation `{name}` of contract `{id}`{on_en} is {late} overdue{cost_en}",
                "合同 `{id}` 的我方义务 `{name}`{on_zh}已逾期 {days} 天{cost_zh}",
                name = name,
                id = id,
                on_en = on_en,
                on_zh = on_zh,
                late = late,
                days = days,
                cost_en = cost.en,
                cost_zh = cost.zh
            ),
            said!(
                "meet it, tell the customer, and write a `[[fulfilled]]`",
                "请尽快履行、告知客户，并写一条 `[[fulfilled]]`"
            ),
        ),
        Party::Customer => (
            said!(
                "the customer's obligation `{name}` of contract `{id}`{on_en} is {late} overdue",
                "合同 `{id}` 的客户义务 `{name}`{on_zh}已逾期 {days} 天"
            ),
            said!(
                "ask the customer for it, and write a `[[fulfilled]]` when it has come",
                "请向客户催办，办妥后写一条 `[[fulfilled]]`"
            ),
        ),
    };
    Finding::owed(facts, one, message, help)
}

/// What lateness costs so far, as the end of a sentence; empty where it costs nothing.
fn cost(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> Said {
    let Some((cost, of)) = exposure(facts, one).filter(|(cost, _)| !cost.is_zero()) else {
        return Said::default();
    };
    let money = Money {
        amount: cost.rounded(of.currency.minor_units()),
        ..of
    };
    let shown = format!("{} {}", money.shown(), money.currency);
    said!("; lateness costs {shown} so far", "，违约金至今 {shown}")
}

fn met_late<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Finding<'a> {
    let contract = &facts.book.contracts.all[one.record as usize];
    let (name, id, days) = (contract.obligation[one.part as usize].id.0, contract.id, one.days_late);
    let late = count(days, "day");
    let due = one.due.map_or_else(String::new, |due| due.to_string());
    let cost = cost(facts, one);
    let message = match one.party {
        Party::Us => said!(
            "obligation `{name}` of contract `{id}`, due on {due}, was met {late} late{cost_en}",
            "合同 `{id}` 的我方义务 `{name}`（期限 {due}）晚了 {days} 天才履行{cost_zh}",
            name = name,
            id = id,
            due = due,
            late = late,
            days = days,
            cost_en = cost.en.replace(" so far", ""),
            cost_zh = cost.zh.replace("至今", "")
        ),
        Party::Customer => said!(
            "the customer's obligation `{name}` of contract `{id}`, due on {due}, was met {late} late",
            "合同 `{id}` 的客户义务 `{name}`（期限 {due}）晚了 {days} 天才履行"
        ),
    };
    let done = (contract.fulfilled.iter())
        .position(|done| done.obligation.0 == name && Some(done.due) == one.due && Some(done.on) == one.done);
    let finding = Finding::owed(facts, one, message, Said::default());
    match done {
        Some(at) => Finding {
            place: Place::new(contract.file, Route::in_part("fulfilled", at, "on")),
            ..finding
        },
        None => finding,
    }
}

fn ours_met_late<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, out: &mut Findings<'_, 'a>) {
    let reference = one.reference(facts);
    let contract = &facts.book.contracts.all[one.record as usize];
    let part = reference.find('#').map(|at| &reference[at..]);
    let (Some(part), Some(due)) = (part, one.due) else {
        return;
    };
    let miss = Miss {
        reference: Reference {
            kind: Kind::Contract,
            id: contract.id,
            part: Some(part),
        },
        date: due,
    };
    if in_doubt(facts, &miss, Some(contract.account.0)) {
        return;
    }
    let help = said!(
        "open an improvement with `source = \"{reference}\"`",
        "请新建写有 `source = \"{reference}\"` 的整改项"
    );
    let finding = Finding {
        help,
        ..met_late(facts, one)
    };
    out.push_miss(finding, answer(facts, &miss).map(|answer| answer.to_string()));
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings::{self, Severity};

    const CONTRACT: &str = "account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nstart = 2026-01-01\nend = \
                            2026-12-31\n[[obligation]]\nid = \"o\"\ntitle = \"O\"\n";

    /// What is found: severity, reference, answer.
    fn found(files: &[(&str, &str)]) -> Vec<(Severity, String, Option<String>)> {
        let mut all = Vec::new();
        little::facts(files, "2026-04-01", |facts| {
            let found = findings::find(facts).into_iter();
            all.extend(
                found
                    .filter(|one| one.rule.name == "late-obligation")
                    .map(|one| (one.severity, one.reference.unwrap_or_default(), one.answered_by)),
            );
        });
        all
    }

    fn contract(more: &str) -> String {
        format!("status = \"active\"\n{CONTRACT}{more}")
    }

    const LATE: &str = "[[fulfilled]]\nobligation = \"o\"\ndue = 2026-03-05\non = 2026-03-09\n";

    #[test]
    fn ours_and_theirs_late_and_overdue() {
        let of = |text: &str| found(&[("contracts/c.toml", text)]);
        let reference = "contract/c#o".to_owned();
        for (party, overdue, late) in [
            ("us", Severity::Error, Severity::Error),
            ("customer", Severity::Error, Severity::Note),
        ] {
            let text = contract(&format!("party = \"{party}\"\ndue = 2026-03-05\n"));
            assert_eq!(of(&text), [(overdue, reference.clone(), None)]);
            assert_eq!(of(&format!("{text}{LATE}")), [(late, reference.clone(), None)]);
            assert!(of(&text.replace("active", "draft")).is_empty());
        }
        let today = contract("party = \"us\"\ndue = 2026-04-01\n");
        assert!(of(&today).is_empty());
    }

    #[test]
    fn an_improvement_that_cites_the_occurrence_answers_it() {
        let contract = contract(&format!(
            "party = \"us\"\nevery = \"monthly\"\nfrom = 2026-03-05\nuntil = 2026-03-31\n{LATE}"
        ));
        let improvement = |source: &str| {
            format!(
                "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-31\nopened = 2026-03-04\nsource = \
                 \"{source}\"\n[[measure]]\nid = \"m\"\ntitle = \"M\"\nowner = \"li\"\ndue = 2026-05-01\n"
            )
        };
        let reference = "contract/c#o@2026-03-05".to_owned();
        for (source, severity, answer) in [
            (
                "contract/c#o@2026-03-05",
                Severity::Note,
                Some("improvement/ca".to_owned()),
            ),
            // Of the obligation as a whole only what is opened after the miss.
            ("contract/c#o", Severity::Error, None),
        ] {
            let files = [
                ("contracts/c.toml", &*contract),
                ("improvements/ca.toml", &improvement(source)),
            ];
            assert_eq!(found(&files), [(severity, reference.clone(), answer)]);
        }
    }
}
