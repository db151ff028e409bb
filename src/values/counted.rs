//! The form `N units` that intervals and spans share.

use super::quoted;
use crate::said;
use crate::say::Said;

/// The largest count that is read.
const MOST: u32 = 1_000_000;

/// A number and the words after it; the number is `None` where it is over [`MOST`].
pub(super) fn split(raw: &str) -> Option<(Option<u32>, &str)> {
    let (digits, unit) = raw.split_once(' ')?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((
        digits.parse().ok().filter(|&count| count <= MOST),
        unit.trim_matches(' '),
    ))
}

/// Whether `unit` is this noun in the singular or the plural.
pub(super) fn names(unit: &str, noun: &str) -> bool {
    unit.strip_prefix(noun).is_some_and(|ending| matches!(ending, "" | "s"))
}

/// `1 week`, `2 weeks`.
pub(super) fn text(count: u32, noun: &str) -> String {
    crate::say::count(count, noun)
}

pub(super) fn too_many(raw: &str) -> Said {
    let shown = quoted(raw);
    said!(
        "`{shown}` is too large: at most {MOST} are counted",
        "`{shown}` 过大：最多计到 {MOST}"
    )
}
