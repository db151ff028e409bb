//! One line of a table, its columns padded.

use super::fit::GAP;

/// A line of padded texts; what would only be spaces at its end is not written.
#[derive(Default)]
pub struct Padded {
    text: String,
    /// Columns owed before the next text.
    owed: usize,
    begun: bool,
}

impl Padded {
    /// The next column's text, as wide as it is, in a column so wide; `right` puts it at its end.
    pub fn push(&mut self, text: &str, text_width: usize, slot: usize, right: bool) {
        let space = slot.saturating_sub(text_width);
        let gap = if self.begun { GAP } else { 0 };
        self.begun = true;
        self.owed += gap + if right { space } else { 0 };
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.owed));
            self.owed = 0;
            self.text.push_str(text);
        }
        self.owed += if right { 0 } else { space };
    }

    /// Ends the line; spaces at its end are left out.
    pub fn end(self, out: &mut String) {
        out.push_str(&self.text);
        out.push('\n');
    }
}
