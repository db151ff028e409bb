//! All of YAML 1.2, from `granit-parser`'s events to a tree. Nothing is said in the library's own
//! words, and neither depth, nor aliases, nor a second document gets past this file.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span as Place, StructureStyle, Tag, options};
use hashbrown::HashMap as Index;

use super::yaml_scalars::{block_span, indented_by_tab, tagged};
use super::yaml_words as words;
use super::{Complaint, Entry, MAX_COMPLAINTS, MAX_DEPTH, Node, Span, Tree, Value, core_schema};
use crate::source::Texts;

/// How many nodes aliases may repeat in one file.
pub const MAX_COPIED: usize = 100_000;

/// Reads any YAML text.
///
/// What stands nowhere in the text has these places: a null that is not written has its key's; in
/// a list, the empty place after its dash. A block list or table goes from its first dash or key
/// to the end of its last value, a block scalar from its `|` or `>` to the end of its last line.
pub fn read<'a>(text: &'a str, texts: &'a Texts) -> Tree<'a> {
    let mut reader = Reader::new(text, texts);
    // The library's own limits stand well behind ours: it looks ahead up to a thousand characters,
    // and the place where it gets too deep is ours to name.
    let options = options! {
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: 4 * 1024,
        block_nesting_limit: 4 * 1024,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        let go_on = match next {
            Ok((event, place)) => reader.event(event, &place),
            Err(error) => {
                reader.fail(error.kind(), error.marker().byte_offset().unwrap_or(text.len()));
                false
            }
        };
        if !go_on {
            break;
        }
    }
    reader.finish()
}

/// A list or table that is being read.
struct Open<'a> {
    start: u32,
    end: u32,
    flow: bool,
    anchor: usize,
    /// It stands where a key should: it is read and dropped.
    as_key: bool,
    /// Its tag said something else, which has been reported.
    broken: bool,
    holds: Holds<'a>,
}

enum Holds<'a> {
    List(Vec<Node<'a>>),
    Table {
        entries: Vec<Entry<'a>>,
        seen: Index<&'a str, Span>,
        key: Option<Key<'a>>,
    },
}

/// The key whose value comes next.
#[derive(Clone, Copy)]
struct Key<'a> {
    name: &'a str,
    span: Span,
    /// It was reported (twice, or no scalar): its value is read and dropped.
    dropped: bool,
}

/// Tables up to this size look for a repeated key one by one.
const FEW: usize = 24;

/// What an alias repeats, with how many nodes and how many levels that is.
struct Anchored<'a> {
    node: Node<'a>,
    nodes: usize,
    levels: usize,
}

/// What has been read of a file so far.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    texts: &'a Texts,
    open: Vec<Open<'a>>,
    anchors: HashMap<usize, Anchored<'a>>,
    copied: usize,
    root: Option<Node<'a>>,
    documents: usize,
    /// Where the last event ended: what the next one means begins after it.
    pub(super) last: Span,
    whole: bool,
    complaints: Vec<Complaint>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, texts: &'a Texts) -> Reader<'a> {
        Reader {
            text,
            texts,
            open: Vec::new(),
            anchors: HashMap::new(),
            copied: 0,
            root: None,
            documents: 0,
            last: Span::default(),
            whole: true,
            complaints: Vec::new(),
        }
    }

    fn complain(&mut self, complaint: Complaint) {
        self.whole &= complaint.rule == "duplicate-key";
        if self.complaints.len() < MAX_COMPLAINTS || complaint.rule == "too-large" {
            self.complaints.push(complaint);
        }
    }

    /// Takes one event; false: read no further.
    fn event(&mut self, event: Event<'a>, place: &Place) -> bool {
        let span = self.span(place);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.complain(words::second_document(self.text, span));
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(text, style, span, tag.as_deref().map(|tag| (tag, self.tag_span(place))));
                self.add(node, anchor);
                self.last = span;
            }
            Event::SequenceStart(style, anchor, tag) => {
                return self.start(span, style, anchor, tag.map(|tag| (tag, self.tag_span(place))), "seq");
            }
            Event::MappingStart(style, anchor, tag) => {
                return self.start(span, style, anchor, tag.map(|tag| (tag, self.tag_span(place))), "map");
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span.end);
                self.last = span;
            }
            Event::Alias(id) => {
                self.last = span;
                return self.alias(id, span);
            }
            Event::UnresolvedAlias(name) => {
                self.complain(words::unknown_alias(&name, span));
                self.add(
                    Node {
                        span,
                        value: Value::Broken,
                    },
                    0,
                );
                self.last = span;
            }
            // The enum may grow: what is not known here is no data.
            _ => {}
        }
        true
    }

    fn span(&self, place: &Place) -> Span {
        let start = place.start.byte_offset().unwrap_or(0);
        Span::new(start, place.end.byte_offset().unwrap_or(start)).within(self.text)
    }

    fn tag_span(&self, place: &Place) -> Span {
        place.tag_span().map_or_else(|| self.span(place), |tag| self.span(&tag))
    }

    fn keep(&self, text: Cow<'a, str>) -> &'a str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.texts.keep(text),
        }
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, span: Span, tag: Option<(&Tag, Span)>) -> Node<'a> {
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => block_span(self.text, self.last.end, span),
            _ => span,
        };
        let plain = matches!(style, ScalarStyle::Plain);
        // The library writes an absent value as `~`.
        let text = if plain && span.start == span.end {
            ""
        } else {
            self.keep(text)
        };
        let value = match tag {
            None if plain => core_schema::plain(text),
            None => Value::Text(text),
            Some((tag, place)) => match tagged(tag, text) {
                Some(value) => value,
                None => {
                    self.complain(words::bad_tag(place.of(self.text), tag.core_suffix().is_some(), place));
                    Value::Broken
                }
            },
        };
        Node { span, value }
    }

    /// Begins a list or table.
    fn start(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        tag: Option<(Cow<'a, Tag>, Span)>,
        kind: &str,
    ) -> bool {
        if self.open.len() > MAX_DEPTH {
            let end = self.text[span.start as usize..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            self.complain(Complaint::too_deep(Span {
                start: span.start,
                end: span.start + end as u32,
            }));
            return false;
        }
        let flow = matches!(style, StructureStyle::Flow);
        let as_key = match self.open.last() {
            Some(Open {
                holds: Holds::Table { key: None, .. },
                ..
            }) => true,
            Some(_) | None => false,
        };
        if as_key {
            self.complain(words::complex_key(self.text, span));
        }
        let mut broken = false;
        if let Some((tag, place)) = tag
            && tag.core_suffix() != Some(kind)
        {
            self.complain(words::bad_tag(place.of(self.text), tag.core_suffix().is_some(), place));
            broken = true;
        }
        let start = if kind == "seq" && !flow {
            self.first_dash(span.start)
        } else {
            span.start
        };
        if kind == "map" && !flow && indented_by_tab(self.text, start) {
            self.complain(words::tab(self.text, start as usize));
        }
        let holds = match kind {
            "seq" => Holds::List(Vec::new()),
            _ => Holds::Table {
                entries: Vec::new(),
                seen: Index::new(),
                key: None,
            },
        };
        self.open.push(Open {
            start,
            end: span.end,
            flow,
            anchor,
            as_key,
            broken,
            holds,
        });
        self.last = span;
        true
    }

    /// Where the first dash of a block list stands. A list no deeper than its key is said to begin
    /// at its first item.
    fn first_dash(&self, start: u32) -> u32 {
        let Some(Open {
            holds: Holds::Table { key: Some(key), .. },
            ..
        }) = self.open.last()
        else {
            return start;
        };
        let from = key.span.end as usize;
        let rest = &self.text[from..];
        let mut at = from;
        for line in rest.split_inclusive('\n') {
            let inner = line.trim_start_matches(' ');
            let dash = at + line.len() - inner.len();
            if dash > start as usize {
                break;
            }
            if at > from && inner.starts_with('-') {
                return dash as u32;
            }
            at += line.len();
        }
        start
    }

    fn end(&mut self, end: u32) {
        let Some(open) = self.open.pop() else { return };
        let end = if open.flow {
            open.end.max(end)
        } else {
            open.end.max(open.start)
        };
        let value = match open.holds {
            Holds::List(_) | Holds::Table { .. } if open.broken => Value::Broken,
            Holds::List(nodes) => Value::List(nodes),
            Holds::Table { entries, .. } => Value::Table(entries),
        };
        let node = Node {
            span: Span { start: open.start, end },
            value,
        };
        if open.as_key {
            if let Some(Open {
                holds: Holds::Table { key, .. },
                end: outer,
                ..
            }) = self.open.last_mut()
            {
                *key = Some(Key {
                    name: "",
                    span: node.span,
                    dropped: true,
                });
                *outer = node.span.end;
            }
            return;
        }
        self.add(node, open.anchor);
    }

    fn alias(&mut self, id: usize, span: Span) -> bool {
        let Some(anchored) = self.anchors.get(&id) else {
            self.complain(words::endless_alias(span));
            self.add(
                Node {
                    span,
                    value: Value::Broken,
                },
                0,
            );
            return true;
        };
        if self.copied + anchored.nodes > MAX_COPIED {
            self.complain(words::too_many_aliases(span));
            return false;
        }
        if self.open.len() + anchored.levels > MAX_DEPTH + 1 {
            self.complain(Complaint::too_deep(span));
            return false;
        }
        self.copied += anchored.nodes;
        let value = anchored.node.value.clone();
        self.add(Node { span, value }, 0);
        true
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, mut node: Node<'a>, anchor: usize) {
        if anchor != 0 {
            let (nodes, levels) = measure(&node);
            self.anchors.insert(
                anchor,
                Anchored {
                    node: node.clone(),
                    nodes,
                    levels,
                },
            );
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.holds {
            Holds::List(nodes) => {
                open.end = open.end.max(node.span.end);
                nodes.push(node);
            }
            Holds::Table {
                entries,
                key: key @ Some(_),
                ..
            } => {
                let Some(Key { name, span, dropped }) = key.take() else {
                    return;
                };
                if matches!(node.value, Value::Null) && node.span.start == node.span.end {
                    node.span = span;
                }
                open.end = open.end.max(node.span.end);
                if !dropped {
                    entries.push(Entry {
                        key: name,
                        key_span: span,
                        value: node,
                    });
                }
            }
            Holds::Table { .. } => self.key(node),
        }
    }

    fn key(&mut self, node: Node<'a>) {
        let (name, mut fault) = match node.value {
            Value::Text(name) | Value::Integer(name) | Value::Float(name) | Value::Date(name) => (name, None),
            Value::Null | Value::Bool(_) => (node.span.of(self.text), None),
            Value::Broken => ("", Some(None)),
            Value::List(_) | Value::Table(_) => ("", Some(Some(words::complex_key(self.text, node.span)))),
        };
        let Some(Open {
            holds: Holds::Table { entries, seen, key },
            end,
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        if fault.is_none()
            && let Some(first) = repeated(entries, seen, name)
        {
            // Saying it takes counting lines: not for ever.
            let more = self.complaints.len() < MAX_COMPLAINTS;
            fault = Some(more.then(|| Complaint::duplicate_key(self.text, name, node.span, first.start)));
        }
        *key = Some(Key {
            name,
            span: node.span,
            dropped: fault.is_some(),
        });
        *end = (*end).max(node.span.end);
        if let Some(Some(complaint)) = fault {
            self.complain(complaint);
        }
    }

    /// Takes the library's refusal: one complaint, in our words, at the place that helps most.
    fn fail(&mut self, kind: &granit_parser::ErrorKind, at: usize) {
        let brackets = self.open.iter().rev().find(|open| open.flow).map(|open| open.start);
        let refusal = words::refusal(self.text, kind, at, self.last, brackets);
        if refusal.spoils_last {
            self.spoil_last();
        }
        self.complain(refusal.complaint);
    }

    /// What was read last was not what was meant.
    fn spoil_last(&mut self) {
        let last = match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.root.as_mut(),
            Some(Holds::List(nodes)) => nodes.last_mut(),
            Some(Holds::Table { entries, key: None, .. }) => entries.last_mut().map(|entry| &mut entry.value),
            Some(Holds::Table { .. }) => None,
        };
        if let Some(node) = last {
            node.value = Value::Broken;
        }
    }

    /// Closes what is still open and gives the tree.
    fn finish(mut self) -> Tree<'a> {
        while let Some(open) = self.open.last() {
            if let Holds::Table { key: Some(key), .. } = &open.holds {
                let span = key.span;
                self.add(
                    Node {
                        span,
                        value: Value::Broken,
                    },
                    0,
                );
            }
            self.end(0);
        }
        let root = match self.root {
            Some(Node {
                span,
                value: Value::Null,
            }) if span.start == span.end => None,
            root => root,
        };
        let nothing = Node {
            span: Span::default(),
            value: Value::Table(Vec::new()),
        };
        self.complaints.sort_by_key(|complaint| complaint.span.start);
        Tree {
            root: root.unwrap_or(nothing),
            whole: self.whole,
            complaints: self.complaints,
        }
    }
}

/// Where a table has the key already.
fn repeated<'a>(entries: &[Entry<'a>], seen: &mut Index<&'a str, Span>, name: &'a str) -> Option<Span> {
    if entries.len() <= FEW {
        return entries
            .iter()
            .find(|entry| entry.key == name)
            .map(|entry| entry.key_span);
    }
    // The index follows the entries by as many as were added since it was last asked.
    let known = seen.len();
    seen.extend(entries[known..].iter().map(|entry| (entry.key, entry.key_span)));
    seen.get(name).copied()
}

/// How many nodes a node is, and how many levels of lists and tables.
fn measure(node: &Node<'_>) -> (usize, usize) {
    let (mut nodes, mut levels) = (1, 0);
    let mut inner = |child: &Node<'_>| {
        let (more, deep) = measure(child);
        nodes += more;
        levels = levels.max(deep);
    };
    match &node.value {
        Value::List(list) => list.iter().for_each(&mut inner),
        Value::Table(entries) => entries.iter().for_each(|entry| inner(&entry.value)),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::Broken => return (1, 0),
    }
    (nodes, levels + 1)
}
