//! Which parts of a list are the same ones before and after.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};

use super::equal::equal;
use crate::place::name_of_item;
use crate::shape::Type;
use crate::syntax::{Entry, Node, Value};

/// Beyond so many parts without a counterpart nobody would see which is which either.
const MOST: usize = 50;

/// The positions before and after of the same parts: first those of the same name, the first with the first where
/// several have it; of the others those that are most alike, if half of their keys say the same.
pub(super) fn pairs(before: &[Node<'_>], after: &[Node<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let names = |nodes: &[Node<'_>]| nodes.iter().map(name_of_item).collect::<Vec<_>>();
    let (names_before, names_after) = (names(before), names(after));
    let mut by_name: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (at, name) in names_after.iter().enumerate() {
        if let Some(name) = name {
            by_name.entry(name).or_default().push_back(at);
        }
    }
    let mut left_before = Vec::new();
    for (at, name) in names_before.iter().enumerate() {
        let other = name
            .as_ref()
            .and_then(|name| by_name.get_mut(name.as_str())?.pop_front());
        match other {
            Some(other) => pairs.push((at, other)),
            None => left_before.push(at),
        }
    }
    let mut taken = vec![false; after.len()];
    pairs.iter().for_each(|&(_, at)| taken[at] = true);
    let left_after: Vec<usize> = (0..after.len()).filter(|&at| !taken[at]).collect();
    if left_before.len() > MOST || left_after.len() > MOST {
        return pairs;
    }
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for &b in &left_before {
        for &a in &left_after {
            candidates.extend(likeness(&before[b], &after[a]).map(|alike| (alike, b, a)));
        }
    }
    // The most alike first; of equals, as they stand.
    candidates.sort_by_key(|&(alike, b, a)| (Reverse(alike), b, a));
    for (_, b, a) in candidates {
        if pairs.iter().all(|&(before, after)| before != b && after != a) {
            pairs.push((b, a));
        }
    }
    pairs
}

/// How many keys say the same, in thousandths of the longer one's; none below a half.
fn likeness(before: &Node<'_>, after: &Node<'_>) -> Option<usize> {
    let (Value::Table(b), Value::Table(a)) = (&before.value, &after.value) else {
        return None;
    };
    let same = b.iter().filter(|b| a.iter().any(|a| says_the_same(a, b))).count();
    let alike = same * 1000 / b.len().max(a.len()).max(1);
    (alike >= 500).then_some(alike)
}

fn says_the_same(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    a.key == b.key && equal(Type::Free, &a.value, &b.value)
}
