//! What a change comes to: findings that are new and settled, scores before and after.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Compared;
use super::columns::*;
use super::edits::Touched;
use crate::document::{Cell, Origin, Row, Table, Tone};
use crate::facts::Facts;
use crate::facts::health::health;
use crate::facts::kpi::score::Score;
use crate::findings::Severity;
use crate::findings::locate::Located;
use crate::model::Kind;
use crate::reports::{cells, sections};
use crate::say::Word;
use crate::values::figure::Figure;
use crate::{said, word};

/// The findings of one table, the gravest first; none where there are none.
pub fn findings(
    compared: &Compared<'_, '_, '_>,
    name: &'static str,
    title: Word,
    all: &[&Located<'_>],
) -> Option<Table> {
    let mut all: Vec<&Located<'_>> = all.to_vec();
    all.sort_by_key(|one| (Reverse(one.finding.severity), one.path, one.place));
    let book = compared.facts.book;
    let row = |one: &&Located<'_>| {
        let finding = &one.finding;
        let cells = vec![
            severity(finding.severity),
            Cell::id(finding.rule.name),
            finding.account.map(|id| cells::account(book, id)).into(),
            finding.owner.map(|id| cells::person(book, id)).into(),
            Cell::from(finding.message.clone()),
            Cell::text(one.path),
            Cell::from(one.place.line),
            finding.reference.as_deref().map(Cell::reference).into(),
        ];
        let reference = finding.reference.clone().unwrap_or_else(|| one.path.to_owned());
        let origin = Origin {
            key: None,
            reference,
            path: one.path.to_owned(),
            line: one.place.line,
        };
        Row {
            sources: vec![origin],
            ..Row::from(cells)
        }
    };
    let columns = [SEVERITY, RULE, ACCOUNT, OWNER, MESSAGE, PATH, LINE, REF];
    let rows: Vec<Row> = all.iter().map(row).collect();
    (!rows.is_empty()).then(|| sections::table(name, title, &columns, rows, word!("None.", "无。")))
}

fn severity(severity: Severity) -> Cell {
    let tone = match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::None,
    };
    Cell::word(severity.name(), severity.word()).toned(tone)
}

/// The scores of goals, and the health of the accounts whose records were changed, where they are other than before:
/// what fell furthest first.
pub fn scores(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>]) -> Option<Table> {
    let mut rows: Vec<(Figure, String, Row)> = goals(compared, &torn(touched));
    rows.extend(accounts(compared, touched));
    rows.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let rows: Vec<Row> = rows.into_iter().map(|(_, _, row)| row).collect();
    let columns = [SCORE_OF, ACCOUNT, TITLE, BEFORE, AFTER, POINTS, REF];
    let title = word!("Scores before and after", "改动前后的得分");
    let none = word!("No score is another one.", "得分没有变化。");
    (!rows.is_empty()).then(|| sections::table("scores", title, &columns, rows, none))
}

fn goals(compared: &Compared<'_, '_, '_>, torn: &BTreeSet<Option<&str>>) -> Vec<(Figure, String, Row)> {
    let unknown = Score::unknown();
    let (before, after) = (compared.range.before, compared.plain());
    let mut rows = Vec::new();
    for (goal, standing) in after.book.goals.iter().zip(&after.goals) {
        let old = before
            .book
            .goals
            .position(compared.range.id_before(Kind::Goal, goal.id));
        let Some(old) = old.map(|at| &before.goals[at].score) else {
            continue;
        };
        let is_torn = torn.contains(&Some(goal.account.0)) && old != &standing.score;
        let new = if is_torn { &unknown } else { &standing.score };
        if old == new || !compared.wants(Some(goal.account.0), Some(goal.owner.0)) {
            continue;
        }
        let difference = difference(old.value(), new.value());
        let reference = format!("goal/{}", goal.id);
        let cells = vec![
            Cell::word("goal", word!("goal", "目标得分")),
            cells::account(after.book, goal.account.0),
            Cell::text(goal.title),
            score(old),
            score(new),
            shown(&difference),
            Cell::reference(reference.clone()),
        ];
        let path = after.book.source(goal.file).path.clone();
        rows.push(row(difference, reference, path, cells));
    }
    rows
}

fn accounts(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>]) -> Vec<(Figure, String, Row)> {
    let (before, after) = (compared.range.before, compared.plain());
    let ids: BTreeSet<&str> = touched
        .iter()
        .flat_map(|one| &one.accounts)
        .flatten()
        .copied()
        .collect();
    let of = |facts: &Facts<'_, '_>, id: &str| facts.book.accounts.position(id).map(|at| health(facts, at).score);
    let torn = torn(touched);
    let mut rows = Vec::new();
    for id in ids {
        let (Some(old), Some(new)) = (of(before, compared.range.id_before(Kind::Account, id)), of(after, id)) else {
            continue;
        };
        // What cannot be read is no good news.
        let new = new.filter(|_| !torn.contains(&Some(id)));
        if old == new {
            continue;
        }
        let difference = difference(old.as_ref(), new.as_ref());
        let reference = format!("account/{id}");
        let account = after.book.accounts.get(id);
        let cells = vec![
            Cell::word("health", word!("health", "健康度")),
            cells::account(after.book, id),
            Cell::text(account.map_or(id, |account| account.name)),
            old.as_ref().map(cells::score).into(),
            new.as_ref().map(cells::score).into(),
            shown(&difference),
            Cell::reference(reference.clone()),
        ];
        let path = account.map_or_else(String::new, |account| after.book.source(account.file).path.clone());
        rows.push(row(difference, reference, path, cells));
    }
    rows
}

/// The accounts of which the change made something unreadable: their scores are not known.
fn torn<'d>(touched: &[Touched<'d>]) -> BTreeSet<Option<&'d str>> {
    let torn = touched.iter().filter(|one| one.torn);
    torn.flat_map(|one| one.accounts.iter().copied()).collect()
}

fn row(difference: Option<Figure>, reference: String, path: String, cells: Vec<Cell>) -> (Figure, String, Row) {
    let origin = Origin {
        key: None,
        reference: reference.clone(),
        path,
        line: 1,
    };
    let row = Row {
        sources: vec![origin],
        ..Row::from(cells)
    };
    (difference.unwrap_or_else(Figure::zero), reference, row)
}

fn difference(before: Option<&Figure>, after: Option<&Figure>) -> Option<Figure> {
    before.zip(after).map(|(before, after)| after - before)
}

fn shown(difference: &Option<Figure>) -> Cell {
    let Some(figure) = difference else {
        return Cell::unknown();
    };
    let tone = if *figure < Figure::zero() {
        Tone::Bad
    } else {
        Tone::Good
    };
    cells::score(figure).toned(tone)
}

/// A score, or from what to what it may be.
fn score(score: &Score) -> Cell {
    match (score.value(), &score.low, &score.high) {
        (Some(value), _, _) if score.provisional => cells::score(value).marked(cells::PROVISIONAL),
        (Some(value), _, _) => cells::score(value),
        (None, Some(low), Some(high)) => {
            let (low, high) = (low.text(1), high.text(1));
            Cell::from(said!("{low} to {high}", "{low} 至 {high}"))
        }
        (None, _, _) => Cell::unknown(),
    }
}
