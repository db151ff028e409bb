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

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A file's text out of its bytes, without a byte-order mark; or where the first byte stands that is no
/// UTF-8.
pub fn decode(mut bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    String::from_utf8(bytes).map_err(|e| {
        let sound = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let begin = sound.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let line = 1 + sound.iter().filter(|&&b| b == b'\n').count();
        // A scalar value has exactly one byte that is not a continuation.
        let column = 1 + sound[begin..].iter().filter(|&&b| b & 0xc0 != 0x80).count();
        Unreadable::Encoding { line, column }
    })
}

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
