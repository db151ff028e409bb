//! How due dates moved through the commits of the book's repository, as far as that was asked for; `history` finds
//! it out.

use hashbrown::{HashMap, HashSet};

use crate::values::date::Date;

/// How the due dates of some records moved, by git.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// By what has the date, as commitments and findings name it: `task/t1`, `contract/c1#o1`, `improvement/i1`,
    /// `improvement/i1#m1`, `interaction/i1#p1`.
    pub of: HashMap<String, Moved>,
    /// The records that were committed once and stayed as they were, `task/t1`: their dates of today are their first.
    pub still: HashSet<String>,
    /// Whether the clone is shallow, so that earlier moves may be missing.
    pub shallow: bool,
}

/// How one due date moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The first due date ever committed; where the updates of that version tell of an earlier one, that.
    pub first_due: Date,
    /// How often the updates of the first version tell that it was moved before.
    pub told: u32,
    /// The moves since then, the oldest first.
    pub steps: Vec<Step>,
}

/// One move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// From when.
    pub from: Date,
    /// To when.
    pub to: Date,
    /// The full name of the commit that moved it; none: it is not committed yet.
    pub commit: Option<String>,
}

impl Moved {
    /// How often it was moved in all.
    pub fn times(&self) -> u32 {
        self.told + self.steps.len() as u32
    }

    /// Whether the first due date is what the updates of the first version tell, since that had a later one itself.
    pub fn is_first_told(&self) -> bool {
        self.told > 0 && self.steps.first().is_some_and(|step| self.first_due < step.from)
    }
}

impl Moves {
    /// How often a date was moved; 0 where git knows nothing of it.
    pub fn times(&self, reference: &str) -> u32 {
        self.of.get(reference).map_or(0, Moved::times)
    }
}
