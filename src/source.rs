//! The texts of a book's files, as they were read: the one owner of all record text.
//!
//! Everything typed borrows from here, so nothing is copied on the way from file to finding.

/// One file of the book.
#[derive(Debug)]
pub struct Source {
    /// Relative to the book's root, with `/` between folders.
    pub path: String,
    /// The file's text without a byte-order mark, or why there is none.
    pub text: Result<String, Unreadable>,
}

/// Why a file has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not UTF-8: where the first wrong byte stands. Lines and columns count from 1, columns in
    /// Unicode scalar values.
    Encoding {
        /// Line of the first wrong byte.
        line: usize,
        /// Column of the first wrong byte.
        column: usize,
    },
    /// Over [`MAX_BYTES`]; it was not read.
    TooLarge {
        /// The file's size.
        bytes: u64,
    },
}

/// The largest file that is read: 1 MiB. A record is a page, not an archive.
pub const MAX_BYTES: u64 = 1 << 20;

/// Strings that had to be made while reading (text with escapes, folded lines), kept as long as the
/// sources they came from.
#[derive(Default)]
pub struct Texts {
    kept: elsa::sync::FrozenVec<String>,
}

impl Texts {
    /// Keeps a string and lends it for as long as `self` lives.
    pub fn keep(&self, text: String) -> &str {
        self.kept.push_get(text)
    }
}
