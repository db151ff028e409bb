//! `CODEOWNERS` out of who answers for which customer: a change to a customer's records asks those who
//! answer for it, a change to what they are measured by asks the supervisor.
//!
//! The pattern that fits last counts, so a folder's line stands before those of what lies in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{FileId, Record};
use crate::facts::Facts;
use crate::facts::duties;
use crate::findings::waivers::records_with_waivers;
use crate::model::Kind;
use crate::model::account::Account;
use crate::said;
use crate::say::{Said, count};

/// Whose names a host knows, besides e-mail addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// `[external] github` of a person.
    GitHub,
    /// `[external] gitlab` of a person.
    GitLab,
}

impl Host {
    /// All of them, under the names by which they are asked for: also the keys of `external`.
    pub const ALL: [(&'static str, Host); 2] = [("github", Host::GitHub), ("gitlab", Host::GitLab)];

    const fn key(self) -> &'static str {
        match self {
            Host::GitHub => "github",
            Host::GitLab => "gitlab",
        }
    }
}

/// The file, and what whoever writes it must know.
#[derive(Debug)]
pub struct Codeowners {
    /// The lines.
    pub text: String,
    /// Who cannot be asked, and what therefore asks nobody.
    pub notes: Vec<Said>,
}

/// What is changed by whoever could open the gate: settings, and what git and CI do with the book.
const GUARDED: [&str; 6] = [
    "kam.toml",
    ".gitignore",
    ".gitattributes",
    ".gitlab-ci.yml",
    ".github/",
    "CODEOWNERS",
];

/// GitHub reads no file above it.
const LARGEST: usize = 3 * 1024 * 1024;

/// The file for the book, which lies in this folder of its repository (`books/east/`; empty: at its top).
pub fn codeowners(facts: &Facts<'_, '_>, folder: &str, host: Host) -> Codeowners {
    let desk = Desk::new(facts, host);
    let mut lines = vec![
        "# Made by `kam export codeowners`: make it anew when teams change.".to_owned(),
        "# The last line that fits counts. What is new in a folder of several customers asks the supervisors."
            .to_owned(),
    ];
    let mut notes = Vec::new();
    let all = desk.names(&desk.supervisors);
    if all.is_empty() {
        notes.push(said!(
            "nobody is asked about `kam.toml` and records of no customer: no account has a `supervisor` with an e-mail or a handle",
            "`kam.toml`和不属于任何客户的记录无人审核：没有客户的 `supervisor` 填写了邮箱或代码平台账号"
        ));
    } else {
        lines.push(line(folder, "", &all));
    }
    let root = desk.tree();
    desk.write(&root, folder, &all, &mut lines);
    if !all.is_empty() {
        let guarded = GUARDED
            .iter()
            .filter(|path| !path.starts_with('.') || folder.is_empty());
        lines.extend(guarded.map(|path| line(folder, path, &all)));
    }
    notes.extend(desk.nameless());
    let text = lines.join("\n") + "\n";
    if text.len() > LARGEST {
        notes.push(said!(
            "the file is larger than 3 MB, which GitHub does not read: with a folder for each customer it becomes short",
            "文件超过 3 MB，GitHub 不会读取：改为每个客户一个文件夹，文件就会变短"
        ));
    }
    Codeowners { text, notes }
}

/// Who is asked about a file: ids of persons.
type Askees<'a> = BTreeSet<&'a str>;

/// What is needed for every file.
struct Desk<'f, 'a> {
    facts: &'f Facts<'f, 'a>,
    host: Host,
    /// By account id: who answers for it.
    answering: BTreeMap<&'a str, Askees<'a>>,
    /// By account id: who stands above.
    above: BTreeMap<&'a str, Askees<'a>>,
    /// Everybody who stands above an account.
    supervisors: Askees<'a>,
    /// The records that excuse themselves from a rule.
    waiving: BTreeSet<FileId>,
}

/// A folder of the book.
#[derive(Default)]
struct Folder<'a> {
    folders: BTreeMap<&'a str, Folder<'a>>,
    files: BTreeMap<&'a str, FileId>,
}

/// Whether a folder is there for one customer.
#[derive(Clone, Copy)]
enum Custom {
    OneCustomer,
    Shared,
}

impl<'f, 'a> Desk<'f, 'a> {
    fn new(facts: &'f Facts<'f, 'a>, host: Host) -> Desk<'f, 'a> {
        let accounts = || facts.book.accounts.iter();
        let above: BTreeMap<_, _> = accounts().map(|account| (account.id, above(facts, account))).collect();
        let answering = accounts().map(|account| (account.id, answering(facts, account)));
        Desk {
            facts,
            host,
            answering: answering.collect(),
            supervisors: above.values().flatten().copied().collect(),
            above,
            waiving: records_with_waivers(facts).iter().map(|record| record.file).collect(),
        }
    }

    fn tree(&self) -> Folder<'a> {
        let mut root = Folder::default();
        let sources: &'a [crate::source::Source] = self.facts.book.sources;
        for (at, source) in sources.iter().enumerate() {
            let mut folder = &mut root;
            let mut rest = source.path.as_str();
            while let Some((name, below)) = rest.split_once('/') {
                folder = folder.folders.entry(name).or_default();
                rest = below;
            }
            folder.files.insert(rest, at as FileId);
        }
        root
    }

    /// Who is asked about a file; nobody in particular about what belongs to no customer.
    fn askees(&self, file: FileId) -> Option<&Askees<'a>> {
        let of = &self.facts.book.files[file as usize];
        let account = of.account?;
        let above = self.above.get(account).filter(|above| !above.is_empty());
        let guarded = of.kind == Some(Kind::Goal) || self.waiving.contains(&file);
        match above {
            Some(above) if guarded => Some(above),
            Some(_) | None => self.answering.get(account),
        }
    }

    /// What is written for a file.
    fn names_of(&self, file: FileId, inherited: &str) -> String {
        let names = self.askees(file).map(|askees| self.names(askees)).unwrap_or_default();
        // A line without names would ask nobody.
        if names.is_empty() { inherited.to_owned() } else { names }
    }

    /// The handles and addresses, each once, in order.
    fn names(&self, askees: &Askees<'a>) -> String {
        let names: BTreeSet<String> = askees.iter().filter_map(|id| self.name(id)).collect();
        names.into_iter().collect::<Vec<_>>().join(" ")
    }

    fn name(&self, id: &str) -> Option<String> {
        let person = self.facts.book.people.get(id)?;
        let handle = person
            .common
            .external
            .iter()
            .find(|(system, _)| *system == self.host.key());
        let handle = handle
            .map(|(_, handle)| handle.trim_start_matches('@'))
            .filter(|handle| is_handle(handle));
        let email = person.email.filter(|email| is_email(email));
        handle
            .map(|handle| format!("@{handle}"))
            .or_else(|| email.map(str::to_owned))
    }

    /// The lines below a folder; `inherited` is what its own line says, or that of a folder above.
    fn write(&self, folder: &Folder<'a>, path: &str, inherited: &str, lines: &mut Vec<String>) {
        self.write_below(folder, path, inherited, Custom::Shared, lines);
    }

    fn write_below(&self, folder: &Folder<'a>, path: &str, inherited: &str, custom: Custom, lines: &mut Vec<String>) {
        for (name, below) in &folder.folders {
            let path = format!("{path}{name}/");
            let custom = self.custom(below, custom);
            let own = match custom {
                Custom::OneCustomer => self.common(below, inherited),
                Custom::Shared => None,
            };
            if let Some(own) = own.as_ref().filter(|own| *own != inherited) {
                lines.push(line(&path, "", own));
            }
            self.write_below(below, &path, own.as_deref().unwrap_or(inherited), custom, lines);
        }
        for (name, file) in &folder.files {
            let names = self.names_of(*file, inherited);
            if names != inherited {
                lines.push(line(path, name, &names));
            }
        }
    }

    /// Whether a folder is there for one customer: it lies in such a folder, or it has the customer's own
    /// page (`account.toml`) and nothing of another. In any other the next customer's may come to lie.
    fn custom(&self, folder: &Folder<'a>, above: Custom) -> Custom {
        let has_page = folder.files.keys().any(|name| name.starts_with("account."));
        match above {
            Custom::OneCustomer => Custom::OneCustomer,
            Custom::Shared if has_page && self.only_account(folder).is_some() => Custom::OneCustomer,
            Custom::Shared => Custom::Shared,
        }
    }

    /// The one account that all in a folder belongs to.
    fn only_account(&self, folder: &Folder<'a>) -> Option<&'a str> {
        let mut files = Vec::new();
        collect(folder, &mut files);
        let mut accounts = files.iter().map(|file| self.facts.book.files[*file as usize].account);
        let first = accounts.next()??;
        accounts.all(|account| account == Some(first)).then_some(first)
    }

    /// What holds for a customer's folder as a whole: what all in it say, else those who answer for the
    /// customer.
    fn common(&self, folder: &Folder<'a>, inherited: &str) -> Option<String> {
        let mut files = Vec::new();
        collect(folder, &mut files);
        let said: BTreeSet<String> = files.iter().map(|file| self.names_of(*file, inherited)).collect();
        if said.len() == 1 {
            return said.into_iter().next();
        }
        let names = self
            .answering
            .get(self.only_account(folder)?)
            .map(|askees| self.names(askees));
        names.filter(|names| !names.is_empty())
    }

    /// Who should be asked and cannot be.
    fn nameless(&self) -> Option<Said> {
        let askees: Askees<'a> = self
            .answering
            .values()
            .flatten()
            .chain(&self.supervisors)
            .copied()
            .collect();
        let nameless: Vec<&str> = askees.into_iter().filter(|id| self.name(id).is_none()).collect();
        let n = nameless.len() as i64;
        let people = count(n, "person").replace("persons", "people");
        let (key, en, zh) = (self.host.key(), nameless.join(", "), nameless.join("、"));
        (n > 0).then(|| {
            said!(
                "{people} cannot be asked, for want of an `email` or a `{key}` under `[external]`: {en}",
                "{n} 人无法被请求审核，因为没有填写 `email`，`[external]` 下也没有 `{key}`：{zh}"
            )
        })
    }
}

fn collect(folder: &Folder<'_>, files: &mut Vec<FileId>) {
    files.extend(folder.files.values());
    for below in folder.folders.values() {
        collect(below, files);
    }
}

/// The account's owner and who is accountable for one of its duties, as of the day; without any of them,
/// who stands above.
fn answering<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Askees<'a> {
    let owner = account.owner.map(|owner| owner.0);
    let held = duties::held(facts.book, account, facts.as_of);
    let accountable = held.iter().flat_map(|held| &held.accountable).copied();
    let there: Askees<'a> = owner
        .into_iter()
        .chain(accountable)
        .filter(|id| is_there(facts, id))
        .collect();
    if there.is_empty() { above(facts, account) } else { there }
}

/// The account's supervisor, without one the owner's manager.
fn above<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Askees<'a> {
    let manager = || {
        let owner = facts.book.people.get(account.owner?.0)?;
        owner.manager.map(|manager| manager.0)
    };
    let supervisor = account.supervisor.map(|supervisor| supervisor.0);
    let there = supervisor.filter(|id| is_there(facts, id)).or_else(manager);
    there.into_iter().filter(|id| is_there(facts, id)).collect()
}

fn is_there(facts: &Facts<'_, '_>, id: &str) -> bool {
    facts
        .book
        .people
        .get(id)
        .is_some_and(|person| !person.has_left(facts.as_of))
}

/// A name of a person (`lina`) or of a team (`acme/key-accounts`).
fn is_handle(handle: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    !handle.is_empty() && handle.split('/').all(part)
}

fn is_email(email: &str) -> bool {
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && name.chars().all(sound) && host.chars().all(sound)
    })
}

/// A line for a file or folder. What a pattern cannot say literally stands as `?`, any one character.
fn line(folder: &str, name: &str, names: &str) -> String {
    // Everything: a bare `/` fits nothing at all.
    if folder.is_empty() && name.is_empty() {
        return format!("* {names}");
    }
    let mut pattern = String::from("/");
    for c in folder.chars().chain(name.chars()) {
        match c {
            ' ' => pattern.push_str("\\ "),
            '*' | '?' | '[' | ']' | '\\' | '!' | '#' => pattern.push('?'),
            _ if c.is_control() || c.is_whitespace() => pattern.push('?'),
            _ => pattern.push(c),
        }
    }
    format!("{pattern} {names}")
}

#[cfg(test)]
mod tests;
