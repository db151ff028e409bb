//! Books in real folders, with real links, permissions and git.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use kam::source::{MAX_BYTES, Unreadable};
use kam::store::{self, Act, Folder, Ignore, StoreError};
use tempfile::TempDir;

fn book(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &[("kam.toml", "[book]\n")]);
    put(folder.path(), files);
    folder
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn git(root: &Path, args: &[&str]) {
    let done = Command::new("git").arg("-C").arg(root).args(args).output().unwrap();
    assert!(
        done.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn read(root: &Path) -> Folder {
    store::read_folder(root, &Ignore::nothing()).unwrap()
}

fn paths(folder: &Folder) -> Vec<&str> {
    folder.sources.iter().map(|source| source.path.as_str()).collect()
}

fn read_paths(root: &Path) -> Vec<String> {
    paths(&read(root)).into_iter().map(str::to_owned).collect()
}

fn read_without(root: &Path, patterns: &[&str]) -> Vec<String> {
    let folder = store::read_folder(root, &Ignore::new(patterns).unwrap()).unwrap();
    paths(&folder).into_iter().map(str::to_owned).collect()
}

#[test]
fn the_nearest_settings_make_the_book() {
    let folder = book(&[("a/b/x.toml", ""), ("inner/kam.toml", "")]);
    let root = folder.path();
    assert_eq!(store::find_book(&root.join("a/b")).unwrap(), root);
    assert_eq!(store::find_book(&root.join("inner")).unwrap(), root.join("inner"));
    let bare = TempDir::new().unwrap();
    let error = store::find_book(bare.path()).unwrap_err();
    assert!(matches!(error, StoreError::NoBook { .. }));
    assert!(error.said().en.contains("kam init") && error.said().zh.contains("kam init"));
    assert_eq!(store::read_settings(root).unwrap().text.unwrap(), "[book]\n");
    assert!(matches!(
        store::read_settings(bare.path()),
        Err(StoreError::NoBook { .. })
    ));
}

#[test]
fn records_are_found_by_their_ending_and_sorted_by_bytes() {
    let folder = book(&[
        ("b.toml", "b"),
        ("a/x.yaml", "x\r\ny\r\n"),
        ("a-b.yml", ""),
        ("A.TOML", ""),
        ("notes.md", ""),
        ("toml", ""),
        ("客户/东 方\"'.toml", "名"),
        (".hidden.toml", ""),
        (".hidden/x.toml", ""),
        ("kam.toml.bak", ""),
    ]);
    let read = read(folder.path());
    assert_eq!(
        paths(&read),
        ["A.TOML", "a-b.yml", "a/x.yaml", "b.toml", "客户/东 方\"'.toml"]
    );
    assert_eq!(read.sources[2].text.as_deref(), Ok("x\r\ny\r\n"));
    assert_eq!(read.sources[4].text.as_deref(), Ok("名"));
    assert!(read.nested.is_empty());
}

#[test]
fn many_files_in_one_folder_are_all_read_once() {
    let folder = book(&[]);
    for n in 0..1000 {
        fs::write(folder.path().join(format!("r{n:04}.toml")), n.to_string()).unwrap();
    }
    let read = read(folder.path());
    assert_eq!(read.sources.len(), 1000);
    assert!(
        read.sources
            .iter()
            .enumerate()
            .all(|(n, s)| s.text.as_deref() == Ok(n.to_string().as_str()))
    );
}

#[test]
fn a_hidden_folder_can_be_a_book() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &[(".books/kam.toml", ""), (".books/x.toml", "")]);
    assert_eq!(read_paths(&folder.path().join(".books")), ["x.toml"]);
}

#[test]
fn another_book_inside_is_left_out_and_named() {
    let folder = book(&[
        ("x.toml", ""),
        ("sub/other/kam.toml", ""),
        ("sub/other/deep/y.toml", ""),
        ("sub/z.toml", ""),
    ]);
    let read = read(folder.path());
    assert_eq!(paths(&read), ["sub/z.toml", "x.toml"]);
    assert_eq!(read.nested, ["sub/other"]);
    let ignore = Ignore::new(&["sub/other/"]).unwrap();
    assert!(store::read_folder(folder.path(), &ignore).unwrap().nested.is_empty());
}

#[test]
fn the_books_own_patterns_leave_files_out() {
    let files = [
        "templates/a.toml",
        "templates/deep/b.toml",
        "x/templates/c.toml",
        "x/n.draft.toml",
        "y.toml",
    ];
    let folder = book(&files.map(|path| (path, "")));
    let root = folder.path();
    assert_eq!(
        read_without(root, &["templates/**"]),
        ["x/n.draft.toml", "x/templates/c.toml", "y.toml"]
    );
    assert_eq!(
        read_without(root, &["./templates"]),
        ["x/n.draft.toml", "x/templates/c.toml", "y.toml"]
    );
    assert_eq!(read_without(root, &["templates/", "*.draft.toml"]), ["y.toml"]);
    assert_eq!(read_without(root, &["*.toml", "!y.toml"]), ["y.toml"]);
    let ignore = Ignore::new(&["templates/", "/y.toml"]).unwrap();
    assert!(ignore.lists("x/templates/c.toml") && ignore.lists("y.toml"));
    assert!(!ignore.lists("x/y.toml") && !ignore.lists("templates.toml"));
}

#[test]
fn a_bad_pattern_is_named_by_its_place() {
    let bad = Ignore::new(&["ok/**", "a[bc", "{x"]).unwrap_err();
    assert_eq!(
        (bad.index, bad.why.en.as_str(), bad.why.zh.as_str()),
        (1, "`[` has no matching `]`", "`[` 缺少对应的 `]`")
    );
    assert_eq!(Ignore::new(&["", "x"]).unwrap_err().index, 0);
    assert_eq!(Ignore::new(&["x", "#x"]).unwrap_err().index, 1);
}

#[test]
fn what_is_no_text_says_where() {
    let folder = book(&[("bom.toml", "\u{feff}id = 1\n")]);
    let root = folder.path();
    fs::write(
        root.join("gbk.toml"),
        b"id = \"x\"\nname = \"\xe5\xae\xa2\xe6\x88\xb7\xb6\xab\"\n",
    )
    .unwrap();
    fs::write(root.join("utf16.toml"), b"\xff\xfei\0d\0").unwrap();
    fs::File::create(root.join("huge.toml"))
        .unwrap()
        .set_len(100 << 20)
        .unwrap();
    fs::File::create(root.join("largest.toml"))
        .unwrap()
        .set_len(MAX_BYTES)
        .unwrap();
    let read = read(root);
    let texts: Vec<_> = read.sources.iter().map(|s| s.text.as_ref().map(String::len)).collect();
    assert_eq!(texts[0], Ok(7), "the mark is not text");
    assert_eq!(texts[1], Err(&Unreadable::Encoding { line: 2, column: 11 }));
    assert_eq!(texts[2], Err(&Unreadable::TooLarge { bytes: 100 << 20 }));
    assert_eq!(texts[3], Ok(1 << 20));
    assert_eq!(texts[4], Err(&Unreadable::Encoding { line: 1, column: 1 }));
}

#[test]
fn only_gitignore_files_of_a_repository_exclude() {
    let folder = book(&[("drafts/a.toml", ""), ("x.toml", ""), (".gitignore", "drafts/\n")]);
    let root = folder.path();
    assert_eq!(
        read_paths(root),
        ["drafts/a.toml", "x.toml"],
        "without a repository it is only a file"
    );
    git(root, &["init", "-q"]);
    assert_eq!(read_paths(root), ["x.toml"]);
    fs::write(root.join(".git/info/exclude"), "x.toml\n").unwrap();
    fs::write(root.join(".ignore"), "x.toml\n").unwrap();
    assert_eq!(read_paths(root), ["x.toml"], "what one user excludes, others see");
}

#[test]
fn gitignore_files_of_all_folders_count_the_nearest_most() {
    let folder = TempDir::new().unwrap();
    let top = folder.path();
    git(top, &["init", "-q"]);
    put(
        top,
        &[
            (".gitignore", "*.tmp.toml\n/books/one/cache/\n[\n"),
            ("books/.gitignore", "old\r\n!keep.tmp.toml\n"),
        ],
    );
    let root = top.join("books/one");
    let files = [
        "a.toml",
        "a.tmp.toml",
        "keep.tmp.toml",
        "cache/b.toml",
        "old/c.toml",
        "x/cache/d.toml",
        "x/e.toml",
    ];
    put(
        &root,
        &[
            ("kam.toml", ""),
            ("x/.gitignore", "/e.toml\n!*.tmp.toml\n"),
            ("x/f.tmp.toml", ""),
        ],
    );
    put(&root, &files.map(|path| (path, "")));
    assert_eq!(
        read_paths(&root),
        ["a.toml", "keep.tmp.toml", "x/cache/d.toml", "x/f.tmp.toml"]
    );
}

#[test]
fn tracked_files_are_read_whatever_gitignore_says() {
    let folder = book(&[
        (".gitignore", "drafts/\nsecret*.toml\n"),
        ("drafts/in.toml", "1"),
        ("drafts/gone.toml", ""),
        ("drafts/out.toml", ""),
        ("drafts/deep/in 客户.yaml", "2"),
        ("drafts/.hidden/x.toml", ""),
        ("drafts/other/kam.toml", ""),
        ("drafts/other/x.toml", ""),
        ("secret-in.toml", "3"),
        ("secret-out.toml", ""),
        ("x.toml", ""),
    ]);
    let root = folder.path();
    git(root, &["init", "-q"]);
    let added = [
        "drafts/in.toml",
        "drafts/gone.toml",
        "drafts/deep",
        "drafts/.hidden",
        "drafts/other",
        "secret-in.toml",
    ];
    git(root, &[&["add", "-f"], &added[..]].concat());
    fs::remove_file(root.join("drafts/gone.toml")).unwrap();
    let read = read(root);
    assert_eq!(
        paths(&read),
        ["drafts/deep/in 客户.yaml", "drafts/in.toml", "secret-in.toml", "x.toml"]
    );
    assert_eq!(read.nested, ["drafts/other"]);
    assert_eq!(
        read_without(root, &["drafts/deep"]),
        ["drafts/in.toml", "secret-in.toml", "x.toml"]
    );
}

#[test]
fn a_book_in_an_excluded_folder_is_still_a_book() {
    let folder = TempDir::new().unwrap();
    git(folder.path(), &["init", "-q"]);
    put(
        folder.path(),
        &[
            (".gitignore", "/private/\n"),
            ("private/kam.toml", ""),
            ("private/x.toml", ""),
        ],
    );
    assert_eq!(read_paths(&folder.path().join("private")), ["x.toml"]);
}

#[test]
fn a_git_that_refuses_leaves_excluded_files_out() {
    let folder = book(&[
        (".gitignore", "a.toml\n"),
        ("a.toml", ""),
        ("x.toml", ""),
        (".git", "no repository\n"),
    ]);
    assert_eq!(read_paths(folder.path()), ["x.toml"]);
}

#[test]
fn errors_are_one_line_in_both_languages() {
    let error = StoreError::NotRegular {
        path: "a\n\u{202e}b.toml".to_owned(),
    };
    assert_eq!(
        error.said().en,
        "`a\\u{a}\\u{202e}b.toml` has a record's name but is not a regular file"
    );
    let missing = store::read_folder(Path::new("/no/such/folder"), &Ignore::nothing()).unwrap_err();
    assert_eq!(
        missing.said().en,
        "cannot read `/no/such/folder`: there is no such file or folder"
    );
    assert_eq!(missing.said().zh, "无法读取 `/no/such/folder`：文件或目录不存在");
}

#[test]
fn new_files_never_replace_any() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tasks/new/t1.toml");
    store::write_new(&path, "one").unwrap();
    assert!(matches!(store::write_new(&path, "two"), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
}

#[test]
fn a_replaced_file_leaves_nothing_beside_it() {
    let folder = book(&[("t.toml", "old")]);
    store::write_atomic(&folder.path().join("t.toml"), b"new").unwrap();
    store::write_record(folder.path(), "tasks/客户.toml", "名".as_bytes()).unwrap();
    store::write_record(folder.path(), "tasks/客户.toml", b"x").unwrap();
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["kam.toml", "t.toml", "tasks"]);
    assert_eq!(read(folder.path()).sources[0].text.as_deref(), Ok("new"));
    assert_eq!(read(folder.path()).sources[1].text.as_deref(), Ok("x"));
    for path in ["../t.toml", "/t.toml", "a/../t.toml", ".hidden/t.toml", ".t.toml"] {
        let refused = store::write_record(folder.path(), path, b"");
        assert!(matches!(refused, Err(StoreError::Outside { .. })), "{path}");
    }
    assert!(!folder.path().join(".hidden").exists());
    let refused = store::write_atomic(&folder.path().join("tasks"), b"").unwrap_err();
    assert!(refused.said().en.ends_with("it is a folder"));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn error(root: &Path) -> StoreError {
        store::read_folder(root, &Ignore::nothing()).unwrap_err()
    }

    #[test]
    fn each_real_folder_is_read_once() {
        let away = TempDir::new().unwrap();
        put(
            away.path(),
            &[
                ("people/p.toml", ""),
                ("people/more/q.toml", ""),
                ("file.toml", "linked"),
            ],
        );
        let folder = book(&[("a/x.toml", ""), ("a/deep/y.toml", "")]);
        let root = folder.path();
        for (to, from) in [
            (root, "a/loop"),
            (&root.join("a"), "twin"),
            (&away.path().join("people"), "people"),
        ] {
            symlink(to, root.join(from)).unwrap();
        }
        symlink(away.path().join("people/more"), root.join("people2")).unwrap();
        symlink(away.path(), root.join("z-all")).unwrap();
        symlink("../..", root.join("a/up")).unwrap();
        symlink(away.path().join("file.toml"), root.join("linked.toml")).unwrap();
        symlink("nowhere.pdf", root.join("document.pdf")).unwrap();
        let read = read(root);
        let expected = [
            "a/deep/y.toml",
            "a/x.toml",
            "linked.toml",
            "people/more/q.toml",
            "people/p.toml",
            "z-all/file.toml",
        ];
        assert_eq!(paths(&read), expected);
        assert_eq!(read.sources[2].text.as_deref(), Ok("linked"));
        assert_eq!(
            read_without(root, &["people/", "z-all"]),
            ["a/deep/y.toml", "a/x.toml", "linked.toml", "people2/q.toml"]
        );
    }

    #[test]
    fn links_that_lead_nowhere_are_errors() {
        for name in ["x.toml", "people"] {
            let folder = book(&[("a.toml", "")]);
            symlink("nowhere", folder.path().join(name)).unwrap();
            assert_eq!(error(folder.path()), StoreError::BrokenLink { path: name.to_owned() });
            assert_eq!(read_without(folder.path(), &[name]), ["a.toml"]);
        }
        let folder = book(&[]);
        symlink("self.toml", folder.path().join("self.toml")).unwrap();
        assert!(matches!(error(folder.path()), StoreError::BrokenLink { .. }));
    }

    #[test]
    fn what_is_no_file_is_never_opened() {
        let folder = book(&[]);
        let pipe = folder.path().join("a/pipe.toml");
        fs::create_dir(folder.path().join("a")).unwrap();
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(
            error(folder.path()),
            StoreError::NotRegular {
                path: "a/pipe.toml".to_owned()
            }
        );
        symlink(&pipe, folder.path().join("a/link.toml")).unwrap();
        fs::remove_file(folder.path().join("kam.toml")).unwrap();
        symlink(&pipe, folder.path().join("kam.toml")).unwrap();
        assert!(matches!(
            store::read_settings(folder.path()),
            Err(StoreError::NotRegular { .. })
        ));
        assert_eq!(
            error(folder.path()),
            StoreError::NotRegular {
                path: "a/link.toml".to_owned()
            }
        );
    }

    #[test]
    fn names_that_are_no_utf8_are_errors() {
        let folder = book(&[]);
        fs::write(folder.path().join(OsStr::from_bytes(b"\xb6\xab.md")), "").unwrap();
        assert!(read_paths(folder.path()).is_empty());
        fs::write(folder.path().join(OsStr::from_bytes(b"\xb6\xab.toml")), "").unwrap();
        assert_eq!(
            error(folder.path()),
            StoreError::BadName {
                path: "\u{fffd}\u{fffd}.toml".to_owned()
            }
        );
    }

    #[test]
    fn what_may_not_be_read_is_an_error_the_first_by_path() {
        let folder = book(&[("b.toml", ""), ("c/x.toml", ""), ("a.toml", "")]);
        let root = folder.path();
        fs::set_permissions(root.join("b.toml"), fs::Permissions::from_mode(0o000)).unwrap();
        fs::set_permissions(root.join("c"), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(root.join("b.toml")).is_ok() {
            return; // A superuser may read anything.
        }
        let (b, c) = (
            error(root),
            store::read_folder(root, &Ignore::new(&["b.toml"]).unwrap()).unwrap_err(),
        );
        fs::set_permissions(root.join("c"), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(matches!(&b, StoreError::Io { act: Act::Read, path, .. } if path == "b.toml"));
        assert_eq!(b.said().en, "cannot read `b.toml`: permission denied");
        assert_eq!(c.said().zh, "无法读取 `c`：没有权限");
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_links_stay_links() {
        let folder = book(&[("t.toml", "old")]);
        let (file, link) = (folder.path().join("t.toml"), folder.path().join("link.toml"));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("t.toml", &link).unwrap();
        store::write_atomic(&link, b"new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(store::write_atomic(&file, b"no").is_err());
        store::write_atomic(Path::new("/dev/null"), b"gone").unwrap();
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }

    #[test]
    fn a_record_is_not_written_through_a_link_out_of_the_book() {
        let away = TempDir::new().unwrap();
        put(away.path(), &[("rc.toml", "mine")]);
        let folder = book(&[(".git/config.toml", "mine"), ("t.toml", "old")]);
        let root = folder.path();
        symlink(away.path().join("rc.toml"), root.join("a.toml")).unwrap();
        symlink(away.path(), root.join("away")).unwrap();
        symlink(".git/config.toml", root.join("b.toml")).unwrap();
        symlink("t.toml", root.join("c.toml")).unwrap();
        symlink(away.path().join("new.toml"), root.join("d.toml")).unwrap();
        for path in ["a.toml", "away/rc.toml", "away/new/x.toml", "b.toml"] {
            let refused = store::write_record(root, path, b"theirs");
            assert!(matches!(refused, Err(StoreError::Outside { .. })), "{path}");
        }
        assert!(store::write_record(root, "d.toml", b"theirs").is_err());
        assert_eq!(fs::read_to_string(away.path().join("rc.toml")).unwrap(), "mine");
        assert_eq!(fs::read_dir(away.path()).unwrap().count(), 1);
        store::write_record(root, "c.toml", b"new").unwrap();
        assert_eq!(fs::read_to_string(root.join("t.toml")).unwrap(), "new");
    }
}
