//! Counted rates: how many of a number of things are as they should be.

use crate::values::figure::Figure;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Those that are as they should be.
    pub kept: u32,
    /// All that were counted.
    pub of: u32,
}

impl Rate {
    /// Counts one more.
    pub fn count(&mut self, kept: bool) {
        self.kept += u32::from(kept);
        self.of += 1;
    }

    /// In percent, 0 to 100; `None` where nothing was counted.
    pub fn percent(&self) -> Option<Figure> {
        Figure::ratio(100 * i64::from(self.kept), i64::from(self.of))
    }
}
