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
    pub kind: Result<Kind, Stranger>,
    /// Its id, unless it writes another.
    pub id: &'p str,
    /// How it is written.
    pub format: Format,
}

/// A file that is no known kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The kind that was probably meant.
    pub meant: Option<Kind>,
    /// What is wrong.
    pub message: Said,
    /// What to do.
    pub help: Said,
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

fn no_kind(folders: &str, name: &str, stem: &str, ending: &str) -> Stranger {
    let message = said!(
        "`{name}` is no known kind of record",
        "无法判断 `{name}` 是哪一种记录",
        name = name
    );
    if let Some((id, infix)) = stem.rsplit_once('.')
        && let Some(meant) = misspelt(infix)
    {
        let written = meant.name();
        return Stranger {
            meant: Some(meant),
            message,
            help: said!(
                "is it meant to be called `{id}.{written}.{ending}`?",
                "文件名是否应为 `{id}.{written}.{ending}`？",
                id = id,
                written = written,
                ending = ending
            ),
        };
    }
    let misspelt_folder = folders.rsplit('/').find_map(|folder| Some((folder, misspelt(folder)?)));
    if let Some((folder, meant)) = misspelt_folder {
        return Stranger {
            meant: Some(meant),
            message,
            help: said!(
                "is the folder `{folder}` meant to be `{meant}`?",
                "文件夹 `{folder}` 是否应为 `{meant}`？",
                folder = folder,
                meant = meant.folder()
            ),
        };
    }
    Stranger {
        meant: misspelt(stem),
        message,
        help: said!(
            "put it into a kind's folder such as `tasks/`, call it `{stem}.task.{ending}`, or list it in `[book] ignore`",
            "请放进某种记录的文件夹（如 `tasks/`），或改名为 `{stem}.task.{ending}`，或列入 `[book] ignore`",
            stem = stem,
            ending = ending
        ),
    }
}

/// The kind whose name or folder is nearly written so.
fn misspelt(written: &str) -> Option<Kind> {
    let lower = written.to_lowercase();
    Kind::named(&lower)
        .or_else(|| Kind::with_folder(&lower))
        .or_else(|| nearest(written, Kind::ALL.iter().map(|kind| kind.folder())).and_then(Kind::with_folder))
        .or_else(|| nearest(written, Kind::ALL.iter().map(|kind| kind.name())).and_then(Kind::named))
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

    #[test]
    fn a_misspelt_kind_is_guessed() {
        let help = |path| {
            let stranger = identify(path).kind.unwrap_err();
            (stranger.meant, stranger.help.en)
        };
        assert_eq!(
            help("taks/2026/x.toml"),
            (Some(Kind::Task), "is the folder `taks` meant to be `tasks`?".to_owned())
        );
        assert_eq!(help("account/x.toml").0, Some(Kind::Account));
        assert_eq!(help("Goals/x.toml").0, Some(Kind::Goal));
        assert_eq!(
            help("haichuan/renewal.tasks.yaml"),
            (
                Some(Kind::Task),
                "is it meant to be called `renewal.task.yaml`?".to_owned()
            )
        );
        assert_eq!(help("haichuan/acount.toml").0, Some(Kind::Account));
        assert_eq!(help("docker-compose.yml").0, None);
    }
}
