//! One file becomes a text, or the reason why it has none.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::error::{Act, StoreError};
use crate::source::{MAX_BYTES, Source, Unreadable, decode};

/// Reads the file at `real`, known as `path`. It must be known not to be a FIFO or device: opening one may block.
pub(super) fn read_source(real: &Path, path: String) -> Result<Source, StoreError> {
    match read_bytes(real) {
        Ok(Ok(bytes)) => Ok(Source {
            path,
            text: decode(bytes),
        }),
        Ok(Err(bytes)) => Ok(Source {
            path,
            text: Err(Unreadable::TooLarge { bytes }),
        }),
        Err(e) => Err(StoreError::io(Act::Read, &path, &e)),
    }
}

/// The bytes of a file, or its size where that is over [`MAX_BYTES`].
///
/// Four system calls: the size says how much to read, so the end of the file need not be felt for.
pub(super) fn read_bytes(real: &Path) -> std::io::Result<Result<Vec<u8>, u64>> {
    let mut file = File::open(real)?;
    let size = file.metadata()?.len();
    if size > MAX_BYTES {
        return Ok(Err(size));
    }
    let mut bytes = vec![0; size as usize];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    bytes.truncate(filled);
    Ok(Ok(bytes))
}
