//! A book at a commit is read as it would be in the work tree.

use std::fs;
use std::path::Path;

use kam::source::{MAX_BYTES, Unreadable};
use kam::store::{self, Beside, Folder, GitError, Ignore, Repository, Side, Status, StoreError};

use crate::scratch::{Repo, SETTINGS, put};

fn all(folder: &Folder) -> Vec<(&str, &Result<String, Unreadable>)> {
    folder
        .sources
        .iter()
        .map(|source| (source.path.as_str(), &source.text))
        .collect()
}

fn same(now: &Folder, then: &Folder) {
    assert_eq!(all(now), all(then));
    assert_eq!(now.nested, then.nested);
}

/// The book as it lies there, and as it stood at HEAD.
fn both(root: &Path, ignore: &[&str]) -> (Folder, Folder) {
    let ignore = Ignore::new(ignore).expect("sound patterns");
    let repository = Repository::find(root).expect("it is a repository");
    let at = repository
        .at(repository.commit("HEAD").expect("a commit"))
        .expect("a book");
    let then = at.read_folder(&ignore, Beside::Nothing).expect("it can be read");
    let now = store::read_folder(root, &ignore).expect("it can be read");
    let (settings_now, settings_then) = (store::read_settings(root), at.settings());
    assert_eq!(settings_now.expect("there").text, settings_then.expect("there").text);
    (now, then.folder)
}

#[test]
fn a_book_at_a_commit_is_the_same_as_in_the_work_tree() {
    let repo = Repo::empty();
    let large = "x".repeat(MAX_BYTES as usize + 1);
    repo.put(&[
        SETTINGS,
        ("b.toml", "b"),
        ("a/x.yaml", "x\r\ny\r\n"),
        ("a-b.yml", ""),
        ("A.TOML", "\u{feff}a"),
        ("客户/东 方\"'.toml", "名"),
        ("a\\b$(x)`.toml", "odd"),
        ("large.toml", &large),
        (".hidden.toml", ""),
        (".hidden/x.toml", ""),
        ("notes.md", ""),
        ("inner/kam.toml", ""),
        ("inner/x.toml", ""),
        ("inner/deep/kam.toml", ""),
        ("templates/x.toml", ""),
        ("templates/kam.toml", ""),
        (".gitignore", "/out\n"),
        ("out/kept.toml", "tracked"),
    ]);
    fs::write(repo.root().join("latin.toml"), b"name = \"\xe9\"").expect("it can be written");
    repo.git(&["add", "-f", "out/kept.toml"]);
    repo.commit("chen", "all");
    let (now, then) = both(&repo.root(), &["templates/**", "a-*"]);
    same(&now, &then);
    assert_eq!(then.nested, ["inner"]);
    assert_eq!(then.sources.len(), 8);
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_led() {
    use std::os::unix::fs::symlink;
    let repo = Repo::empty();
    put(
        &repo.root().join("book"),
        &[SETTINGS, ("tasks/a.toml", "a"), (".secret/s.toml", "s")],
    );
    repo.put(&[
        ("shared/people/p.toml", "p"),
        ("shared/one.txt", "one"),
        ("shared/.h.toml", "h"),
    ]);
    let book = repo.root().join("book");
    for (target, link) in [
        ("../shared/one.txt", "one.toml"),
        ("../shared", "shared"),
        ("tasks", "again"),
        ("tasks/a.toml", "b.toml"),
        (".secret", "open"),
        ("..", "up"),
        ("shared/people", "people"),
        ("nowhere.md", "document.md"),
        ("../shared/one.txt", "one.md"),
    ] {
        symlink(target, book.join(link)).expect("it can be made");
    }
    repo.commit("chen", "links");
    let (now, then) = both(&book, &[]);
    same(&now, &then);
    let paths: Vec<&str> = then.sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(
        paths,
        ["b.toml", "one.toml", "open/s.toml", "people/p.toml", "tasks/a.toml"]
    );

    symlink("/etc/hosts", book.join("out.toml")).expect("it can be made");
    repo.commit("chen", "out");
    let repository = Repository::find(&book).expect("it is a repository");
    let at = repository
        .at(repository.commit("HEAD").expect("a commit"))
        .expect("a book");
    let error = at
        .read_folder(&Ignore::nothing(), Beside::Nothing)
        .expect_err("it leads out");
    assert!(
        matches!(&error, StoreError::Git(GitError::LinkOut { path }) if path == "out.toml"),
        "{error:?}"
    );
}

#[test]
fn a_submodule_is_left_out_and_named() {
    let (repo, other) = (Repo::with_task(), Repo::with_task());
    let other = other.root();
    let url = other.to_string_lossy();
    repo.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "-q",
        "add",
        &url,
        "other",
    ]);
    repo.commit("chen", "submodule");
    let done = repo.kam(&["check", "--at", "HEAD", "--as-of", "2026-01-01", "--fail-on", "never"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("`other` is a submodule"), "{}", done.err);
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let repo = Repo::with_task();
    repo.put(&[
        ("tasks/t2.toml", "two"),
        ("tasks/t3.toml", "three"),
        ("tasks/t4.toml", "four"),
    ]);
    let first = repo.commit("chen", "more");
    repo.edit("tasks/t2.toml", "two", "TWO");
    let second = repo.commit("chen", "second");
    repo.edit("tasks/t1.toml", "chen", "wang");
    repo.remove("tasks/t3.toml");
    repo.git(&["mv", "tasks/t4.toml", "tasks/t5.toml"]);
    repo.put(&[("tasks/t9.toml", "new")]);
    let (root, repository) = (repo.root(), repo.repository());
    let nothing = Ignore::nothing();
    let now = store::read_folder(&root, &nothing).expect("it can be read");
    let at = |commit: &String| repository.at(commit.clone()).expect("a book");
    let alone = at(&first)
        .read_folder(&nothing, Beside::Nothing)
        .expect("it can be read");
    let beside = at(&first)
        .read_folder(&nothing, Beside::WorkTree(&now))
        .expect("it can be read");
    same(&alone.folder, &beside.folder);
    let later = at(&second)
        .read_folder(&nothing, Beside::WorkTree(&now))
        .expect("it can be read");
    let beside = at(&first)
        .read_folder(&nothing, Beside::Commit(&later))
        .expect("it can be read");
    same(&alone.folder, &beside.folder);

    let changed = repository.changed(&first, Side::WorkTree).expect("git tells");
    let told: Vec<_> = (changed.iter())
        .map(|file| (file.status, file.before.as_deref(), file.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Status::Modified, Some("tasks/t1.toml"), Some("tasks/t1.toml")),
            (Status::Modified, Some("tasks/t2.toml"), Some("tasks/t2.toml")),
            (Status::Deleted, Some("tasks/t3.toml"), None),
            (Status::Renamed, Some("tasks/t4.toml"), Some("tasks/t5.toml")),
        ]
    );
    let changed = repository.changed(&first, Side::Commit(&second)).expect("git tells");
    assert_eq!(changed.len(), 1);
}
