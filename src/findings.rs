//! What the rules find: plain data with symbolic places, which become line and column when shown.

pub mod locate;
pub mod looser;
pub mod since;
pub mod waivers;

use crate::book::{FileId, FileState, SETTINGS};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::model::settings::Level;
use crate::place::Route;
use crate::rules::Rule;
use crate::say::{Said, Word};
use crate::syntax::Span;
use crate::values::date::Date;
use crate::word;

/// How heavily a finding weighs; the heaviest is the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// It should be seen to.
    Warning,
    /// It fails the check.
    Error,
}

impl Severity {
    /// The heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// As JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// For people.
    pub const fn word(self) -> Word {
        match self {
            Severity::Note => word!("note", "提示"),
            Severity::Warning => word!("warning", "警告"),
            Severity::Error => word!("error", "错误"),
        }
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub at: At,
}

/// Where in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Where a route through the record leads.
    Route(Route),
    /// In the text.
    Text(Span),
    /// A line and a column of a file without readable text.
    Line(usize, usize),
}

impl Place {
    /// Where a route through a record leads.
    pub const fn new(file: FileId, route: Route) -> Place {
        Place {
            file,
            at: At::Route(route),
        }
    }
}

/// One thing that a rule found.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// How heavily it weighs here.
    pub severity: Severity,
    /// The very place.
    pub place: Place,
    /// The record, its part, or the ledger's own; none on a file that could not be read.
    pub reference: Option<String>,
    /// The customer that it is about.
    pub account: Option<&'a str>,
    /// Who answers for it.
    pub owner: Option<&'a str>,
    /// The date that was missed or comes.
    pub due: Option<Date>,
    /// How many days it is late.
    pub days_late: Option<i64>,
    /// What is wrong, with the names and numbers in it.
    pub message: Said,
    /// What to do; may be empty.
    pub help: Said,
    /// What answers the miss: a reference.
    pub answered_by: Option<String>,
    /// The waiver that excuses it.
    pub waived: Option<Waived<'a>>,
    /// Places that have to do with it.
    pub related: Vec<(Place, Said)>,
}

/// Why a finding is excused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waived<'a> {
    /// Who excused it.
    pub by: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Until when.
    pub until: Date,
}

impl<'a> Finding<'a> {
    /// A finding about a record or its part; [`Findings::push`] fills in the rule.
    pub fn new(place: Place, reference: String, message: Said, help: Said) -> Finding<'a> {
        Finding {
            rule: &crate::rules::NO_RULE,
            severity: Severity::Note,
            place,
            reference: Some(reference),
            account: None,
            owner: None,
            due: None,
            days_late: None,
            message,
            help,
            answered_by: None,
            waived: None,
            related: Vec::new(),
        }
    }
}

/// Collects what one rule finds.
#[derive(Debug)]
pub struct Findings<'r, 'a> {
    facts: &'r Facts<'r, 'a>,
    rule: &'static Rule,
    /// What `kam.toml` says of the rule.
    level: Option<Level>,
    all: Vec<Finding<'a>>,
}

impl<'r, 'a> Findings<'r, 'a> {
    /// Takes a finding, at the rule's own severity. A finding on a record of which the rule reads
    /// a key that could not be read is dropped: that key is told already.
    pub fn push(&mut self, finding: Finding<'a>) {
        self.push_as(self.rule.severity, finding);
    }

    /// Takes a finding that weighs less here than the rule's findings usually do.
    pub fn push_as(&mut self, severity: Severity, finding: Finding<'a>) {
        if self.reads_broken(&finding) {
            return;
        }
        let severity = match self.level {
            None | Some(Level::Off) => severity,
            Some(Level::Error) if severity == self.rule.severity => Severity::Error,
            Some(Level::Warning) if severity == self.rule.severity => Severity::Warning,
            Some(Level::Warning) => severity.min(Severity::Warning),
            Some(Level::Note) => Severity::Note,
            Some(Level::Error) => severity,
        };
        self.all.push(Finding {
            rule: self.rule,
            severity,
            ..finding
        });
    }

    /// A miss: a note that names its answer where it has one, at the rule's own severity otherwise.
    pub fn push_miss(&mut self, finding: Finding<'a>, answer: Option<String>) {
        match answer {
            Some(answer) => self.push_as(
                Severity::Note,
                Finding {
                    answered_by: Some(answer),
                    ..finding
                },
            ),
            None => self.push(finding),
        }
    }

    fn reads_broken(&self, finding: &Finding<'a>) -> bool {
        let file = finding.place.file;
        if file == SETTINGS {
            return false;
        }
        let broken = &self.facts.book.files[file as usize].broken;
        !broken.is_empty() && self.rule.reads.iter().any(|key| broken.contains(key))
    }

    /// Takes what reading and linking complained of under this rule's name.
    pub fn push_faults(&mut self) {
        let book = self.facts.book;
        for fault in book.faults.iter().filter(|fault| fault.rule == self.rule.name) {
            let at = match fault.span {
                crate::book::FaultPlace::Text(span) => At::Text(span),
                crate::book::FaultPlace::At(line, column) => At::Line(line, column),
            };
            let place = Place { file: fault.file, at };
            let related = fault.related.iter().map(|(file, span, said)| {
                (
                    Place {
                        file: *file,
                        at: At::Text(*span),
                    },
                    said.clone(),
                )
            });
            let file = (fault.file != SETTINGS).then(|| &book.files[fault.file as usize]);
            let known = file.filter(|file| file.state != FileState::Unread);
            let level = self.level;
            let severity = match level {
                Some(Level::Warning) => Severity::Warning,
                Some(Level::Note) => Severity::Note,
                Some(Level::Error) => Severity::Error,
                Some(Level::Off) | None => self.rule.severity,
            };
            let reference = known.and_then(|file| file.kind.map(|kind| format!("{}/{}", kind.name(), file.id)));
            self.all.push(Finding {
                rule: self.rule,
                severity,
                place,
                account: known.and_then(|file| file.account),
                owner: known.and_then(|file| file.owner),
                related: related.collect(),
                reference: None,
                ..Finding::new(place, String::new(), fault.message.clone(), fault.help.clone())
            });
            if let Some(last) = self.all.last_mut() {
                last.reference = reference;
            }
        }
    }
}

/// Runs the rules that are wanted, and weighs what they find: waivers are applied, and told where they
/// are expired or excuse nothing.
pub fn find<'a>(facts: &Facts<'_, 'a>) -> Vec<Finding<'a>> {
    find_excused(facts, facts)
}

/// The same, where the waivers that excuse are those of another book: what it was at an earlier revision.
pub fn find_excused<'a>(facts: &Facts<'_, 'a>, excusing: &Facts<'_, 'a>) -> Vec<Finding<'a>> {
    find_some(facts, excusing, &|_| true)
}

/// The same of the rules that are wanted.
pub fn find_some<'a>(
    facts: &Facts<'_, 'a>,
    excusing: &Facts<'_, 'a>,
    wanted: &(dyn Fn(&Rule) -> bool + Sync),
) -> Vec<Finding<'a>> {
    use rayon::prelude::*;
    let level = |rule: &Rule| {
        facts
            .book
            .settings
            .severity
            .iter()
            .find(|(name, _)| *name == rule.name)
            .map(|(_, level)| *level)
    };
    let mut all: Vec<Finding<'a>> = crate::rules::all()
        .par_iter()
        .filter(|rule| wanted(rule) && level(rule) != Some(Level::Off))
        .filter(|rule| facts.book.settings.sure || rule.is_sure_without_settings())
        .flat_map_iter(|rule| {
            let mut out = Findings {
                facts,
                rule,
                level: level(rule),
                all: Vec::new(),
            };
            (rule.check)(facts, &mut out);
            out.all
        })
        .collect();
    waivers::apply(facts, excusing, &mut all, &level);
    all
}

/// The commitments from one source that are overdue.
pub fn overdue<'f, 'a>(facts: &'f Facts<'_, 'a>, source: Source) -> impl Iterator<Item = &'f Commitment<'a>> {
    facts
        .ledger
        .all
        .iter()
        .filter(move |one| one.source == source && one.state == State::Overdue)
}

impl<'a> Finding<'a> {
    /// A finding about something that is owed: its place, reference, account, owner and date.
    pub fn owed(facts: &Facts<'_, 'a>, commitment: &Commitment<'a>, message: Said, help: Said) -> Finding<'a> {
        let (file, route) = commitment.place(facts);
        Finding {
            account: commitment.account_id(facts),
            owner: commitment.owner,
            due: commitment.due,
            days_late: (commitment.days_late > 0).then_some(commitment.days_late),
            ..Finding::new(Place::new(file, route), commitment.reference(facts), message, help)
        }
    }
}
