//! Each file by itself: its text read, held against its kind, and judged, before anything is linked. What
//! is wrong with one file never touches another.

use crate::model::settings::Settings;
use crate::model::{self, Kind, Reading};
use crate::said;
use crate::say::Said;
use crate::shape::{Link, Part, Reader, Terms};
use crate::source::{Source, Texts, Unreadable};
use crate::syntax::{self, Complaint, Format, Node, Span, Value};

use super::identify::{Identity, identify};
use super::{Fault, FaultPlace, File, FileState, SETTINGS, unique};

/// One file after reading, before linking.
#[derive(Clone)]
pub(super) struct Page<'a> {
    pub file: File<'a>,
    /// Whether its kind is only guessed.
    pub stranger: bool,
    pub reading: Option<Reading<'a>>,
    /// The parent of an account, whatever else is wrong with it.
    pub parent: Option<&'a str>,
    pub links: Vec<Link<'a>>,
    pub parts: Vec<Part<'a>>,
    pub dropped: Vec<Span>,
    pub faults: Vec<(FaultPlace, &'static str, Said, Said)>,
}

/// Reads `kam.toml`: the settings in force, and all that is wrong with it. Where it cannot be read, its
/// settings say so, and the other files can still be judged.
pub fn settings<'a>(source: &'a Source, texts: &'a Texts) -> (Settings<'a>, Vec<Fault>) {
    let fault = |(span, rule, message, help)| Fault {
        file: SETTINGS,
        span,
        rule,
        message,
        help,
        related: Vec::new(),
    };
    let (text, unread) = match &source.text {
        Ok(text) => (text.as_str(), None),
        Err(why) => ("", Some(fault(unreadable(why)))),
    };
    let tree = syntax::read(Format::Toml, text, texts);
    let terms = model::settings::terms(&tree.root, texts);
    let mut reader = Reader::new(&terms, texts, !tree.whole || unread.is_some());
    let settings = model::settings::read(&tree.root, &mut reader);
    let mut faults: Vec<Fault> = tree
        .complaints
        .into_iter()
        .chain(std::mem::take(&mut reader.complaints))
        .map(told)
        .map(fault)
        .chain(unread)
        .collect();
    super::links::check_settings(&settings, &reader.links, &mut faults);
    (settings, faults)
}

fn told(complaint: Complaint) -> (FaultPlace, &'static str, Said, Said) {
    let place = FaultPlace::Text(complaint.span);
    (place, complaint.rule, complaint.message, complaint.help)
}

/// The text of a key of the record, whatever else is wrong with it.
fn text_of<'a>(root: &Node<'a>, key: &str) -> Option<&'a str> {
    let Value::Table(entries) = &root.value else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key == key)?;
    match entry.value.value {
        Value::Text(text) => Some(text),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Table(_)
        | Value::Broken => None,
    }
}

pub(super) fn read_page<'a>(source: &'a Source, terms: &Terms, texts: &'a Texts) -> Page<'a> {
    let mut page = Page {
        file: File {
            kind: None,
            id: "",
            state: FileState::Unread,
            account: None,
            owner: None,
            broken: Vec::new(),
        },
        stranger: false,
        reading: None,
        parent: None,
        links: Vec::new(),
        parts: Vec::new(),
        dropped: Vec::new(),
        faults: Vec::new(),
    };
    let Identity { kind, id, format } = identify(&source.path);
    page.file.id = id;
    let kind = match kind {
        Ok(kind) => kind,
        Err(stranger) => {
            page.file.kind = stranger.meant;
            page.stranger = true;
            page.faults
                .push((FaultPlace::At(1, 1), "unknown-kind", stranger.message, stranger.help));
            if let Ok(text) = &source.text {
                let root = syntax::read(format, text, texts).root;
                page.file.id = text_of(&root, "id").unwrap_or(id);
                page.file.account = text_of(&root, "account");
            }
            return page;
        }
    };
    page.file.kind = Some(kind);
    match &source.text {
        Ok(text) => read_text(&mut page, kind, text, format, terms, texts),
        Err(why) => page.faults.push(unreadable(why)),
    }
    page
}

fn read_text<'a>(page: &mut Page<'a>, kind: Kind, text: &'a str, format: Format, terms: &Terms, texts: &'a Texts) {
    let tree = syntax::read(format, text, texts);
    let mut reader = Reader::new(terms, texts, !tree.whole);
    let mut reading = model::read(kind, &tree.root, &mut reader);
    if let Some(data) = &reading.data {
        model::sound::check(data, &reading.common, &tree.root, &mut reader, &mut reading.broken);
    }
    unique::parts(&reader.parts, &mut reader.complaints);
    if let Some(id) = reading.common.id {
        page.file.id = id;
    } else if !reader.torn
        && !reading.broken.contains(&"id")
        && let Err(why) = crate::values::id::is_id(page.file.id)
    {
        reader.bad_value(
            Span::default(),
            why,
            said!("write an `id` into the file", "请在文件里写明 `id`"),
        );
        reading.broken.push("id");
    }
    page.file.state = match &reading.data {
        _ if reader.torn || reading.broken.contains(&"id") => FileState::Unread,
        Some(_) => FileState::Record,
        None => FileState::Withheld,
    };
    page.file.owner = text_of(&tree.root, "owner");
    page.file.account = match kind {
        Kind::Account => Some(page.file.id),
        _ => text_of(&tree.root, "account"),
    };
    if kind == Kind::Account {
        page.parent = text_of(&tree.root, "parent");
    }
    page.faults
        .extend(tree.complaints.into_iter().chain(reader.complaints).map(told));
    page.file.broken.clone_from(&reading.broken);
    page.links = reader.links;
    page.parts = reader.parts;
    page.dropped = reader.dropped;
    page.reading = (page.file.state == FileState::Record).then_some(reading);
}

fn unreadable(why: &Unreadable) -> (FaultPlace, &'static str, Said, Said) {
    match why {
        Unreadable::Encoding { line, column } => (
            FaultPlace::At(*line, *column),
            "encoding",
            said!("the file is not UTF-8 from here on", "文件从这里起不是 UTF-8 编码"),
            said!("save it as UTF-8", "请另存为 UTF-8 编码"),
        ),
        Unreadable::TooLarge { bytes } => (
            FaultPlace::At(1, 1),
            "too-large",
            said!(
                "the file has {bytes} bytes: more than the 1 MiB that a record may have",
                "文件有 {bytes} 字节，超过单条记录 1 MiB 的上限",
                bytes = bytes
            ),
            said!(
                "keep attachments beside the book and link to them",
                "请把附件放在台账之外，在记录中写链接"
            ),
        ),
    }
}
