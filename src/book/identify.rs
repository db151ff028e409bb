//! What kind of record a file is, and its id, told by its path alone.

use crate::model::Kind;
use crate::said;
use crate::say::Said;
use crate::shape::nearest;
use crate::syntax::Format;

/// What a path says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity<'p> {
    /// Its kind, or what to do to give it one.
    pub kind: Result<Kind, (Said, Said)>,
    /// Its id, unless it writes another.
    pub id: &'p str,
    /// How it is written.
    pub format: Format,
}

/// Tells the kind by the last infix of the name (`renewal.task.yaml`), else by a name that is a kind's
/// (`haichuan/account.toml`), else by the nearest folder of a kind (`tasks/2026/t-101.toml`).
pub fn identify(path: &str) -> Identity<'_> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let format = if ending.eq_ignore_ascii_case("toml") {
        Format::Toml
    } else {
        Format::Yaml
    };
    if let Some((id, infix)) = stem.rsplit_once('.')
        && let Some(kind) = Kind::named(infix)
    {
        return Identity {
            kind: Ok(kind),
            id,
            format,
        };
    }
    if let Some(kind) = Kind::named(stem) {
        let folder = folders.rsplit('/').next().unwrap_or("");
        let id = if folder.is_empty() { stem } else { folder };
        return Identity {
            kind: Ok(kind),
            id,
            format,
        };
    }
    let kind = folders
        .rsplit('/')
        .find_map(Kind::with_folder)
        .ok_or_else(|| no_kind(folders, name, stem, ending));
    Identity { kind, id: stem, format }
}

fn no_kind(folders: &str, name: &str, stem: &str, ending: &str) -> (Said, Said) {
    let message = said!(
        "`{name}` is no known kind of record",
        "无法判断 `{name}` 是哪一种记录",
        name = name
    );
    let folder = folders.rsplit('/').next().unwrap_or("");
    let meant =
        nearest(folder, Kind::ALL.iter().map(|kind| kind.folder())).or_else(|| Kind::named(folder).map(Kind::folder));
    let help = match meant {
        Some(meant) => said!(
            "is the folder `{folder}` meant to be `{meant}`?",
            "文件夹 `{folder}` 是否应为 `{meant}`？",
            folder = folder,
            meant = meant
        ),
        None => said!(
            "put it into a kind's folder such as `tasks/`, call it `{stem}.task.{ending}`, or list it in `[book] ignore`",
            "请放进某种记录的文件夹（如 `tasks/`），或改名为 `{stem}.task.{ending}`，或列入 `[book] ignore`",
            stem = stem,
            ending = ending
        ),
    };
    (message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_ids() {
        let told = |path| {
            let identity = identify(path);
            (identity.kind.ok(), identity.id.to_owned())
        };
        assert_eq!(told("tasks/2026/t-101.toml"), (Some(Kind::Task), "t-101".to_owned()));
        assert_eq!(
            told("haichuan.account.toml"),
            (Some(Kind::Account), "haichuan".to_owned())
        );
        assert_eq!(
            told("accounts/renewal.task.yaml"),
            (Some(Kind::Task), "renewal".to_owned())
        );
        assert_eq!(
            told("haichuan/account.toml"),
            (Some(Kind::Account), "haichuan".to_owned())
        );
        assert_eq!(told("haichuan/tasks/a.b.yml"), (Some(Kind::Task), "a.b".to_owned()));
        assert_eq!(told("people/2026/tasks/x.yaml"), (Some(Kind::Task), "x".to_owned()));
        assert_eq!(told("account.toml"), (Some(Kind::Account), "account".to_owned()));
        assert_eq!(told("notes/x.yaml"), (None, "x".to_owned()));
    }
}
