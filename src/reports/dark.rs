//! Which figures of an account may lack a record that could not be read, so that they are not known.

use hashbrown::HashSet;

use crate::facts::Facts;
use crate::model::Kind;

/// The accounts of which records could not be read, by the records' kinds. Records of which it could not
/// even be read whose they are may be anybody's: those are told in a note, since one of them would leave
/// every figure of the book unknown.
#[derive(Debug)]
pub struct Dark<'f> {
    hidden: HashSet<(Kind, &'f str)>,
}

impl<'f> Dark<'f> {
    /// Those of the book.
    pub fn of(facts: &Facts<'f, '_>) -> Dark<'f> {
        let files = facts.book.dark.iter().map(|file| &facts.book.files[*file as usize]);
        Dark {
            hidden: files.filter_map(|file| Some((file.kind?, file.account?))).collect(),
        }
    }

    /// Whether a record of this kind of this account could not be read.
    pub fn hides(&self, kind: Kind, account: &str) -> bool {
        self.hidden.contains(&(kind, account))
    }
}
