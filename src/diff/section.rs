//! Which part of people's business a changed field belongs to: decided by what the key holds and, where that says
//! too little, by its name.

use crate::changes::Way;
use crate::model::Kind;
use crate::shape::Type;

/// The sections of changed fields, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What is to be reached, how much it counts, and what was reached.
    Targets,
    /// By when.
    Dates,
    /// Who answers for what.
    Owners,
    /// Money.
    Amounts,
    /// What the parties owe each other.
    Obligations,
    /// How things stand.
    Statuses,
    /// Everything else.
    Others,
}

/// Dates by which something is to be: moving one is a promise moved.
const DEADLINES: [&str; 10] = [
    "due",
    "start",
    "end",
    "from",
    "until",
    "expected_close",
    "promised",
    "next",
    "notice",
    "valid_until",
];

/// Keys that tell how something stands.
const STANDINGS: [&str; 19] = [
    "status",
    "stage",
    "tier",
    "progress",
    "done",
    "closed",
    "delivered",
    "cancelled",
    "signed",
    "responded",
    "resolved",
    "resolution",
    "served",
    "dropped",
    "left",
    "reported",
    "reviewed",
    "priority",
    "severity",
];

/// People who did or confirmed something: naming another one hands nothing over.
const WITNESSES: [&str; 3] = ["by", "approved_by", "people"];

impl Section {
    /// The section of a change at a place of a record of a kind, where the key holds a type.
    pub fn of(kind: Kind, way: &Way, of: Type) -> Section {
        let (top, last) = (way.top(), way.last());
        match kind {
            _ if matches!(top, "waive" | "update" | "pause") => Section::Others,
            Kind::Contract if top == "fulfilled" => Section::Obligations,
            _ if names_people(of) && !WITNESSES.contains(&last) => Section::Owners,
            Kind::Account if top == "team" => Section::Owners,
            _ if is_date(of) && DEADLINES.contains(&last) => Section::Dates,
            _ if is_money(of) || (kind == Kind::Order && top == "line") => Section::Amounts,
            _ if STANDINGS.contains(&last) => Section::Statuses,
            Kind::Goal if is_agreed(way) => Section::Targets,
            Kind::Contract if top == "kpi" => Section::Targets,
            Kind::Contract if is_own(kind, top) => Section::Obligations,
            Kind::Interaction if matches!(top, "promise" | "feedback") => Section::Obligations,
            Kind::Improvement if top == "measure" => Section::Obligations,
            Kind::Account if matches!(top, "cadence" | "need") => Section::Obligations,
            Kind::Person
            | Kind::Account
            | Kind::Contract
            | Kind::Goal
            | Kind::Task
            | Kind::Interaction
            | Kind::Survey
            | Kind::Review
            | Kind::Improvement
            | Kind::Opportunity
            | Kind::Order
            | Kind::Request => Section::Others,
        }
    }
}

/// What a goal's agreement is about, and what came of it.
fn is_agreed(way: &Way) -> bool {
    matches!(
        way.top(),
        "kpi" | "weight" | "period" | "agreed" | "actual" | "adjustment"
    )
}

/// Whether it is a key of the kind's own, not one that every record has.
fn is_own(kind: Kind, key: &str) -> bool {
    kind.shape()
        .keys
        .iter()
        .any(|own| own.name == key && key != "title" && key != "document")
}

fn is_date(of: Type) -> bool {
    matches!(of, Type::Date | Type::Moment)
}

fn is_money(of: Type) -> bool {
    matches!(of, Type::Money)
}

fn names_people(of: Type) -> bool {
    match of {
        Type::Ref(kind) => kind == Kind::Person,
        Type::List(item) | Type::OneOrMany(item) => names_people(*item),
        _ => false,
    }
}
