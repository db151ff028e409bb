//! The floor that `kam check` is held against: two threads that walk a folder and read every record file, and do
//! nothing with what they read. No part of the product; `benches/whole-program` runs it.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a program of its own, about files"
)]

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

static FILES: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

fn main() {
    // `cargo bench` and `cargo test` pass options of their own; without a folder there is nothing to do.
    let folder = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .find(|folder| folder.is_dir());
    let Some(folder) = folder else { return };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads");
    pool.scope(|scope| visit(scope, folder));
    println!(
        "{} files, {} bytes",
        FILES.load(Ordering::Relaxed),
        BYTES.load(Ordering::Relaxed)
    );
}

fn visit<'s>(scope: &rayon::Scope<'s>, folder: PathBuf) {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("a folder that can be read") {
        let entry = entry.expect("an entry");
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            let inner = entry.path();
            scope.spawn(move |scope| visit(scope, inner));
        } else if kind.is_file() && is_record(&entry.file_name()) {
            names.push(entry.file_name());
        }
    }
    let (mut files, mut bytes) = (0, 0);
    for name in names {
        bytes += std::fs::read(folder.join(name)).expect("a file that can be read").len() as u64;
        files += 1;
    }
    FILES.fetch_add(files, Ordering::Relaxed);
    BYTES.fetch_add(bytes, Ordering::Relaxed);
}

fn is_record(name: &OsString) -> bool {
    let name = name.as_encoded_bytes();
    name.ends_with(b".toml") || name.ends_with(b".yaml") || name.ends_with(b".yml")
}
