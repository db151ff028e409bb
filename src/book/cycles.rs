//! Chains that come back to where they began: managers, parents, what waits for what.

use crate::model::Kind;
use crate::place::{Route, resolve};
use crate::said;
use crate::source::Texts;
use crate::syntax::{self, Span};

use super::identify::identify;
use super::{Book, Fault, FaultPlace, FileId};

/// A chain of one sort: each node names the next ones.
struct Chain {
    kind: Kind,
    route: Route,
    /// File and id of each node, in the order of the ids.
    nodes: Vec<(FileId, String)>,
    next: Vec<Vec<usize>>,
}

pub(super) fn check(book: &mut Book<'_>) {
    let mut faults = Vec::new();
    for chain in chains(book) {
        for round in rounds(&chain.next) {
            faults.push(told(book, &chain, &round));
        }
    }
    for account in &book.accounts {
        let next: Vec<Vec<usize>> = account
            .contact
            .iter()
            .map(|contact| {
                let above = contact
                    .reports_to
                    .and_then(|id| account.contact.iter().position(|one| one.id.0 == id.0));
                above.into_iter().collect()
            })
            .collect();
        for round in rounds(&next) {
            let chain = Chain {
                kind: Kind::Account,
                route: Route::in_part("contact", round[0], "reports_to"),
                nodes: account
                    .contact
                    .iter()
                    .map(|contact| (account.file, contact.id.0.to_owned()))
                    .collect(),
                next: Vec::new(),
            };
            faults.push(told(book, &chain, &round));
        }
    }
    book.faults.extend(faults);
}

fn chains(book: &Book<'_>) -> Vec<Chain> {
    let chain = |kind, key, nodes: Vec<(FileId, String)>, next| Chain {
        kind,
        route: Route::key(key),
        nodes,
        next,
    };
    let one = |id: Option<usize>| id.into_iter().collect::<Vec<usize>>();
    vec![
        chain(
            Kind::Person,
            "manager",
            book.people
                .iter()
                .map(|person| (person.file, person.id.to_owned()))
                .collect(),
            book.people
                .iter()
                .map(|person| one(person.manager.and_then(|id| book.people.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Account,
            "parent",
            book.accounts
                .iter()
                .map(|account| (account.file, account.id.to_owned()))
                .collect(),
            book.accounts
                .iter()
                .map(|account| one(account.parent.and_then(|id| book.accounts.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Goal,
            "parent",
            book.goals.iter().map(|goal| (goal.file, goal.id.to_owned())).collect(),
            book.goals
                .iter()
                .map(|goal| one(goal.parent.and_then(|id| book.goals.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Task,
            "depends_on",
            book.tasks.iter().map(|task| (task.file, task.id.to_owned())).collect(),
            book.tasks
                .iter()
                .map(|task| {
                    task.depends_on
                        .iter()
                        .filter_map(|id| book.tasks.position(id))
                        .collect()
                })
                .collect(),
        ),
    ]
}

/// The rounds, each from its first node, each node in at most one; the walk keeps its own stack, since
/// a chain may be as long as the book.
fn rounds(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnPath,
        Done,
    }
    let mut seen = vec![Seen::Not; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        if seen[start] != Seen::Not || next[start].is_empty() {
            continue;
        }
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        seen[start] = Seen::OnPath;
        while let Some((node, step)) = path.last_mut() {
            let node = *node;
            let Some(&to) = next[node].get(*step) else {
                seen[node] = Seen::Done;
                path.pop();
                continue;
            };
            *step += 1;
            match seen[to] {
                Seen::Not => {
                    seen[to] = Seen::OnPath;
                    path.push((to, 0));
                }
                Seen::OnPath => {
                    let from = path.iter().position(|(on, _)| *on == to).unwrap_or(0);
                    let mut round: Vec<usize> = path[from..].iter().map(|(on, _)| *on).collect();
                    let least = (0..round.len()).min_by_key(|at| round[*at]).unwrap_or(0);
                    round.rotate_left(least);
                    found.push(round);
                }
                Seen::Done => {}
            }
        }
    }
    found.sort_unstable();
    found
}

fn told(book: &Book<'_>, chain: &Chain, round: &[usize]) -> Fault {
    let place = |at: usize| -> (FileId, Span) {
        let file = chain.nodes[at].0;
        let source = book.source(file);
        let Ok(text) = &source.text else {
            return (file, Span::default());
        };
        let texts = Texts::default();
        (
            file,
            resolve(
                &syntax::read(identify(&source.path).format, text, &texts).root,
                chain.route,
            ),
        )
    };
    let mut ids: Vec<&str> = round.iter().map(|at| chain.nodes[*at].1.as_str()).collect();
    ids.push(ids[0]);
    let way = ids.join(" → ");
    let (file, span) = place(round[0]);
    let word = chain.kind.word();
    let (en, zh) = (word.en, word.zh);
    let key = chain.route.top();
    let related = if chain.next.is_empty() {
        Vec::new()
    } else {
        round[1..]
            .iter()
            .map(|at| {
                let (file, span) = place(*at);
                (file, span, said!("the round goes on here", "循环在此处延续"))
            })
            .collect()
    };
    Fault {
        file,
        span: FaultPlace::Text(span),
        rule: "reference-cycle",
        message: said!(
            "`{key}` of {en} goes round in a circle: {way}",
            "{zh}的 `{key}` 形成了循环：{way}",
            key = key,
            en = en,
            zh = zh,
            way = way
        ),
        help: said!("take one of the links out", "请去掉其中一处引用"),
        related,
    }
}
