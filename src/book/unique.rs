//! Ids that two bear: records of one kind, parts of one record. Whoever refers to them is never blamed.

use hashbrown::HashMap;

use crate::place::{Route, resolve};
use crate::said;
use crate::shape::Part;
use crate::source::Texts;
use crate::syntax::{self, Complaint, Span};

use super::identify::identify;
use super::pages::Page;
use super::{Book, Fault, FaultPlace, FileId};

/// The ids of the parts are unique within their record.
pub(super) fn parts(parts: &[Part<'_>], complaints: &mut Vec<Complaint>) {
    if parts.len() < 2 {
        return;
    }
    // The first two that bear an id: each of those that follow names the first.
    let mut bearers: HashMap<&str, (usize, Option<usize>)> = HashMap::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        bearers
            .entry(part.id)
            .and_modify(|(_, second)| *second = second.or(Some(at)))
            .or_insert((at, None));
    }
    if bearers.len() == parts.len() {
        return;
    }
    for (at, part) in parts.iter().enumerate() {
        let Some((first, Some(second))) = bearers.get(part.id) else {
            continue;
        };
        let other = &parts[if at == *first { *second } else { *first }];
        complaints.push(Complaint {
            rule: "duplicate-id",
            span: part.span,
            message: said!(
                "two parts of this record are called `{id}`",
                "该记录中有两个部分都叫 `{id}`",
                id = part.id
            ),
            help: said!(
                "give each part an id of its own; the other one is a `[[{list}]]`",
                "每个部分的 id 不能重复；另一个在 `[[{list}]]` 中",
                list = other.list
            ),
        });
    }
}

/// Where a record's id stands. Only for the few files that bear the id of another one: they are read again.
fn id_place(book: &Book<'_>, file: FileId) -> Span {
    let source = &book.sources[file as usize];
    let Ok(text) = &source.text else {
        return Span::default();
    };
    let texts = Texts::default();
    resolve(
        &syntax::read(identify(&source.path).format, text, &texts).root,
        Route::key("id"),
    )
}

/// How many of the others with its id a finding names.
const NAMED: usize = 20;

/// Tells of every record that bears the id of another of its kind: pairs of the first and a later one.
pub(super) fn duplicates(book: &mut Book<'_>, pages: &[Page<'_>], twice: &[(FileId, FileId)]) {
    let mut groups: Vec<Vec<FileId>> = Vec::new();
    let mut group_of: HashMap<FileId, usize> = HashMap::new();
    for (first, later) in twice {
        let group = *group_of.entry(*first).or_insert_with(|| {
            groups.push(vec![*first]);
            groups.len() - 1
        });
        groups[group].push(*later);
    }
    for all in groups {
        let places: Vec<Span> = all.iter().map(|file| id_place(book, *file)).collect();
        for (at, file) in all.iter().enumerate() {
            let page = &pages[*file as usize];
            let Some(kind) = page.file.kind else { continue };
            let word = kind.word();
            let (en, zh) = (word.en, word.zh);
            let other = all[if at == 0 { 1 } else { 0 }];
            let others = all.iter().zip(&places).filter(|(one, _)| *one != file).take(NAMED);
            let count = all.len();
            book.faults.push(Fault {
                file: *file,
                span: FaultPlace::Text(places[at]),
                rule: "duplicate-id",
                message: said!(
                    "{count} records of kind {en} have the id `{id}`",
                    "有 {count} 条{zh}记录的 id 都是 `{id}`",
                    count = count,
                    en = en,
                    zh = zh,
                    id = page.file.id
                ),
                help: said!(
                    "give each an id of its own; `{path}` bears it too",
                    "id 不能重复；`{path}` 也用了这个 id",
                    path = book.sources[other as usize].path
                ),
                related: others
                    .map(|(other, place)| (*other, *place, said!("the same id here", "相同的 id 在这里")))
                    .collect(),
            });
        }
    }
}
