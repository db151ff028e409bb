//! Chains that come back to where they began: managers, parents, what waits for what.

use crate::model::Kind;
use crate::place::{Route, resolve_among};
use crate::said;
use crate::source::Texts;
use crate::syntax::{self, Span};

use super::identify::identify;
use super::{Book, Fault, FaultPlace, FileId};

/// A chain of one sort: each node names the next ones.
struct Chain<'a> {
    kind: Kind,
    /// Where a node names the so-manieth of the next ones.
    route: fn(usize, usize) -> Route,
    /// File and id of each node, in the order of the ids.
    nodes: Vec<(FileId, &'a str)>,
    next: Vec<Vec<usize>>,
}

pub(super) fn check(book: &mut Book<'_>) {
    let mut faults = Vec::new();
    for chain in chains(book) {
        for round in rounds(&chain.next) {
            faults.push(told(book, &chain, &round));
        }
    }
    for account in book
        .accounts
        .iter()
        .filter(|account| account.contact.iter().any(|contact| contact.reports_to.is_some()))
    {
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
        let chain = Chain {
            kind: Kind::Account,
            route: |contact, _| Route::in_part("contact", contact, "reports_to"),
            nodes: account
                .contact
                .iter()
                .map(|contact| (account.file, contact.id.0))
                .collect(),
            next,
        };
        for round in rounds(&chain.next) {
            faults.push(told(book, &chain, &round));
        }
    }
    book.faults.extend(faults);
}

fn chains<'a>(book: &Book<'a>) -> Vec<Chain<'a>> {
    let chain = |kind, route, nodes, next| Chain {
        kind,
        route,
        nodes,
        next,
    };
    let one = |id: Option<usize>| id.into_iter().collect::<Vec<usize>>();
    vec![
        chain(
            Kind::Person,
            |_, _| Route::key("manager"),
            book.people.iter().map(|person| (person.file, person.id)).collect(),
            book.people
                .iter()
                .map(|person| one(person.manager.and_then(|id| book.people.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Account,
            |_, _| Route::key("parent"),
            book.accounts.iter().map(|account| (account.file, account.id)).collect(),
            book.accounts
                .iter()
                .map(|account| one(account.parent.and_then(|id| book.accounts.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Goal,
            |_, _| Route::key("parent"),
            book.goals.iter().map(|goal| (goal.file, goal.id)).collect(),
            book.goals
                .iter()
                .map(|goal| one(goal.parent.and_then(|id| book.goals.position(&id))))
                .collect(),
        ),
        chain(
            Kind::Task,
            |_, item| Route::key("depends_on").item(item),
            book.tasks.iter().map(|task| (task.file, task.id)).collect(),
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

fn told(book: &Book<'_>, chain: &Chain<'_>, round: &[usize]) -> Fault {
    let place = |at: usize| -> (FileId, Span) {
        let (node, next) = (round[at], round[(at + 1) % round.len()]);
        let file = chain.nodes[node].0;
        let source = book.source(file);
        let Ok(text) = &source.text else {
            return (file, Span::default());
        };
        let texts = Texts::default();
        let root = syntax::read(identify(&source.path).format, text, &texts).root;
        let item = chain.next[node].iter().position(|to| *to == next).unwrap_or(0);
        let dropped = book.dropped.get(&file).map_or(&[][..], Vec::as_slice);
        (file, resolve_among(&root, (chain.route)(node, item), dropped))
    };
    let (file, span) = place(0);
    let way = way(chain, round);
    let word = chain.kind.word();
    let (en, zh) = (word.en, word.zh);
    let key = (chain.route)(0, 0).last();
    let named = 1..round.len().min(NAMED);
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
        related: named
            .map(|at| {
                let (file, span) = place(at);
                (file, span, said!("the circle goes on here", "循环在此处延续"))
            })
            .collect(),
    }
}

/// So many links of a circle are named; it may be as long as the book.
const NAMED: usize = 12;

fn way(chain: &Chain<'_>, round: &[usize]) -> String {
    let mut ids: Vec<&str> = round.iter().map(|at| chain.nodes[*at].1).collect();
    if ids.len() > NAMED {
        ids.truncate(NAMED);
        ids.push("…");
    }
    ids.push(chain.nodes[round[0]].1);
    ids.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::rounds;

    #[test]
    fn each_round_is_found_once_from_its_first_node() {
        assert_eq!(rounds(&[vec![1], vec![2], vec![]]), Vec::<Vec<usize>>::new());
        assert_eq!(rounds(&[vec![0]]), [[0]]);
        assert_eq!(rounds(&[vec![2], vec![0], vec![1]]), [[0, 2, 1]]);
        assert_eq!(rounds(&[vec![1, 2], vec![0], vec![0]]), [[0, 1], [0, 2]]);
        assert_eq!(rounds(&[vec![1], vec![2], vec![1]]), [[1, 2]]);
    }

    #[test]
    fn a_chain_may_be_as_long_as_the_book() {
        let long: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(rounds(&long).len(), 1);
    }
}
