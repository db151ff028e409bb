//! The floor that `kam check` is held against: two threads that walk a folder and read every record file, and do
//! nothing with what they read. No part of the product, and of the standard library alone:
//! `benches/whole-program` compiles and runs it.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex};

/// The folders still to be walked, and how many threads are walking one.
struct Work {
    folders: Vec<PathBuf>,
    busy: usize,
}

fn main() {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).expect("a folder");
    let work = Mutex::new(Work { folders: vec![folder], busy: 0 });
    let more = Condvar::new();
    let (files, bytes) = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(|| walk(&work, &more))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).fold((0, 0), |(files, bytes), one| {
            (files + one.0, bytes + one.1)
        })
    });
    println!("{files} files, {bytes} bytes");
}

/// Walks folders until there are none left; how many files and bytes were read.
fn walk(work: &Mutex<Work>, more: &Condvar) -> (u64, u64) {
    let (mut files, mut bytes) = (0, 0);
    let mut open = work.lock().expect("the work");
    loop {
        let Some(folder) = open.folders.pop() else {
            if open.busy == 0 {
                more.notify_all();
                return (files, bytes);
            }
            open = more.wait(open).expect("the work");
            continue;
        };
        open.busy += 1;
        drop(open);
        let mut inner = Vec::new();
        for entry in std::fs::read_dir(&folder).expect("a folder that can be read") {
            let entry = entry.expect("an entry");
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                inner.push(entry.path());
            } else if kind.is_file() && is_record(entry.file_name().as_encoded_bytes()) {
                bytes += std::fs::read(entry.path()).expect("a file that can be read").len() as u64;
                files += 1;
            }
        }
        open = work.lock().expect("the work");
        open.folders.append(&mut inner);
        open.busy -= 1;
        more.notify_all();
    }
}

fn is_record(name: &[u8]) -> bool {
    name.ends_with(b".toml") || name.ends_with(b".yaml") || name.ends_with(b".yml")
}
