//! Git's own list of changed files (`--raw -z`), read.

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Deleted,
    /// It is the same file with other contents, or became a link or ceased to be one.
    Modified,
    /// It has another path; its contents may differ too.
    Renamed,
}

/// One changed file: its versions before, one for each parent of the commit, and after.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raw<'o> {
    /// The most telling of what happened against each parent.
    pub(super) status: Status,
    /// Before; none where it was not there.
    pub(super) old: Vec<Option<File<'o>>>,
    /// After; none where it is gone.
    pub(super) new: Option<File<'o>>,
}

/// One version of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct File<'o> {
    pub(super) path: &'o [u8],
    /// The object's name; only zeros where git did not work it out, as in a work tree.
    pub(super) blob: &'o [u8],
}

/// Reads one changed file off the front of NUL-separated words, the first of which begins with one `:` for each
/// parent. Of a merge, a path
/// stands for every parent and the result (`--combined-all-paths`).
///
/// `None` where the words are no such thing.
pub(super) fn take<'o>(first: &'o [u8], words: &mut impl Iterator<Item = &'o [u8]>) -> Option<Raw<'o>> {
    let parents = first.iter().take_while(|&&b| b == b':').count();
    let fields: Vec<&[u8]> = first[parents..].split(|&b| b == b' ').collect();
    // A mode and an object for each parent and the result, and what happened.
    let (modes, rest) = fields.split_at_checked(parents + 1)?;
    let (blobs, status) = rest.split_at_checked(parents + 1)?;
    let letters = status.first()?;
    let paths: Vec<&[u8]> = if parents == 1 {
        let path = words.next()?;
        match letters.first()? {
            b'R' | b'C' => vec![path, words.next()?],
            _ => vec![path, path],
        }
    } else {
        words.take(parents + 1).collect()
    };
    let file = |at: usize| {
        let is_there = modes[at] != b"000000";
        let (path, blob) = (*paths.get(at)?, blobs[at]);
        is_there.then_some(File { path, blob })
    };
    let new = file(parents);
    let old: Vec<_> = (0..parents).map(file).collect();
    let status = match &new {
        None => Status::Deleted,
        Some(_) if old.iter().all(Option::is_none) => Status::Added,
        Some(new) if old.iter().flatten().all(|old| old.path != new.path) => Status::Renamed,
        Some(_) => Status::Modified,
    };
    Some(Raw { status, old, new })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Status, Vec<Option<String>>, Option<String>)> {
        let mut words = text.split('@').map(str::as_bytes);
        let first = words.next()?;
        let raw = take(first, &mut words)?;
        let path = |file: Option<File<'_>>| file.map(|file| String::from_utf8_lossy(file.path).into_owned());
        Some((raw.status, raw.old.into_iter().map(path).collect(), path(raw.new)))
    }

    fn some(path: &str) -> Option<String> {
        Some(path.to_owned())
    }

    #[test]
    fn what_happened_to_a_file_is_read() {
        assert_eq!(
            read(":100644 100644 aa bb M@a b.toml"),
            Some((Status::Modified, vec![some("a b.toml")], some("a b.toml")))
        );
        assert_eq!(
            read(":000000 100644 00 bb A@:x"),
            Some((Status::Added, vec![None], some(":x")))
        );
        assert_eq!(
            read(":100644 000000 aa 00 D@x"),
            Some((Status::Deleted, vec![some("x")], None))
        );
        assert_eq!(
            read(":100644 100644 aa bb R090@x@y"),
            Some((Status::Renamed, vec![some("x")], some("y")))
        );
        assert_eq!(
            read("::100644 100644 100644 aa bb cc MR@y@x@y"),
            Some((Status::Modified, vec![some("y"), some("x")], some("y")))
        );
    }

    #[test]
    fn what_is_no_such_list_is_none() {
        assert_eq!(read("abc"), None);
        assert_eq!(read(":100644 100644 aa"), None);
        assert_eq!(read(":100644 100644 aa bb M"), None);
    }
}
