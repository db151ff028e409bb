//! Puts back what makes findings vanish without anything having been done, so that the book is judged as if it had
//! not been changed: a lower tier, an account given up, a task cancelled, a contract ended before its time.

use super::eased::{is_longer, times};
use super::{PutBack, Renames};
use crate::book::{Book, Records};
use crate::model::Kind;
use crate::model::account::Account;
use crate::model::contract::{Contract, ContractStatus};
use crate::model::goal::Goal;
use crate::model::improvement::{Improvement, ImprovementStatus};
use crate::model::order::Order;
use crate::model::person::Person;
use crate::model::request::Request;
use crate::model::settings::Settings;
use crate::model::task::{Task, TaskStatus};
use crate::place::Route;
use crate::values::date::Date;

/// What was put back in a record, one after the other: where, under which name, from, to.
type Put<'p> = &'p mut dyn FnMut(Route, &str, String, String);

/// Puts it back, and says what. `settings` are those by which both sides are judged.
pub fn put_back<'a>(book: &mut Book<'a>, before: &Book<'a>, renames: &Renames<'a>, as_of: Date) -> Vec<PutBack<'a>> {
    let settings = &before.settings;
    let mut all = Vec::new();
    let mut search = Search { renames, all: &mut all };
    search.kind(Kind::Account, &mut book.accounts, &before.accounts, |was, is, put| {
        account(settings, was, is, put)
    });
    search.kind(Kind::Task, &mut book.tasks, &before.tasks, task);
    search.kind(
        Kind::Improvement,
        &mut book.improvements,
        &before.improvements,
        improvement,
    );
    search.kind(
        Kind::Contract,
        &mut book.contracts,
        &before.contracts,
        |was, is, put| contract(as_of, was, is, put),
    );
    search.kind(Kind::Order, &mut book.orders, &before.orders, order);
    search.kind(Kind::Request, &mut book.requests, &before.requests, request);
    search.kind(Kind::Person, &mut book.people, &before.people, person);
    search.kind(Kind::Goal, &mut book.goals, &before.goals, goal);
    all
}

struct Search<'s, 'a> {
    renames: &'s Renames<'a>,
    all: &'s mut Vec<PutBack<'a>>,
}

impl<'a> Search<'_, 'a> {
    fn kind<T>(
        &mut self,
        kind: Kind,
        records: &mut Records<'a, T>,
        before: &Records<'a, T>,
        each: impl Fn(&T, &mut T, Put<'_>),
    ) {
        for record in &mut records.all {
            let Some(old) = before.get(self.renames.id_before(kind, record.id)) else {
                continue;
            };
            let (id, file) = (record.id, record.file);
            let mut put = |route, key: &str, was, is| {
                let key = key.to_owned();
                self.all.push(PutBack {
                    kind,
                    id,
                    file,
                    route,
                    key,
                    was,
                    is,
                });
            };
            each(&old.data, &mut record.data, &mut put);
        }
    }
}

fn account<'a>(settings: &Settings<'_>, was: &Account<'a>, is: &mut Account<'a>, put: Put<'_>) {
    let rank = |id: &str| settings.tier(id).and_then(|tier| tier.rank).map(|rank| rank.0);
    let is_lower = match (rank(was.tier.0), rank(is.tier.0)) {
        (Some(was), Some(is)) => is > was,
        (None, _) | (_, None) => true,
    };
    if was.tier.0 != is.tier.0 && is_lower {
        put(Route::key("tier"), "tier", was.tier.0.to_owned(), is.tier.0.to_owned());
        is.tier = was.tier;
    }
    if was.status.is_active() && !is.status.is_active() {
        put(
            Route::key("status"),
            "status",
            was.status.name().to_owned(),
            is.status.name().to_owned(),
        );
        is.status = was.status;
    }
    for (at, cadence) in is.cadence.iter_mut().enumerate() {
        let old = was.cadence.iter().find(|old| old.id == cadence.id);
        if let Some(old) = old.filter(|old| is_longer(cadence.every, old.every)) {
            let key = format!("cadence.{}.every", cadence.id.0);
            let route = Route::in_part("cadence", at, "every");
            put(route, &key, old.every.to_string(), cadence.every.to_string());
            cadence.every = old.every;
        }
    }
}

fn task<'a>(was: &Task<'a>, is: &mut Task<'a>, put: Put<'_>) {
    let cancelled = Some(TaskStatus::Cancelled);
    if was.status != cancelled && is.status == cancelled {
        let name = |status: Option<TaskStatus>| status.map_or("-", TaskStatus::name).to_owned();
        put(Route::key("status"), "status", name(was.status), name(is.status));
        is.status = was.status;
    }
}

fn improvement<'a>(was: &Improvement<'a>, is: &mut Improvement<'a>, put: Put<'_>) {
    let cancelled = ImprovementStatus::Cancelled;
    if was.status != cancelled && is.status == cancelled {
        put(
            Route::key("status"),
            "status",
            was.status.name().to_owned(),
            is.status.name().to_owned(),
        );
        is.status = was.status;
    }
}

/// A contract whose end has come may be told to have expired, or to be over; nothing that was signed becomes a draft.
fn contract<'a>(as_of: Date, was: &Contract<'a>, is: &mut Contract<'a>, put: Put<'_>) {
    let binds = |status| match status {
        ContractStatus::Signed | ContractStatus::Active => true,
        ContractStatus::Draft | ContractStatus::Expired | ContractStatus::Terminated => false,
    };
    let runs_on = is.end >= as_of || is.auto_renew;
    let is_early = match is.status {
        ContractStatus::Draft => was.status != ContractStatus::Draft,
        ContractStatus::Expired | ContractStatus::Terminated => binds(was.status) && runs_on,
        ContractStatus::Signed => was.status == ContractStatus::Active,
        ContractStatus::Active => false,
    };
    if is_early {
        put(
            Route::key("status"),
            "status",
            was.status.name().to_owned(),
            is.status.name().to_owned(),
        );
        is.status = was.status;
    }
    let eased = times(&[was.sla.as_ref()], &[is.sla.as_ref()]);
    for one in &eased {
        let now = one.is.map_or_else(|| "-".to_owned(), |is| is.to_string());
        put(Route::key("sla"), &format!("sla.{}", one.key), one.was.to_string(), now);
    }
    if !eased.is_empty() {
        is.sla.clone_from(&was.sla);
    }
}

fn order<'a>(was: &Order<'a>, is: &mut Order<'a>, put: Put<'_>) {
    if !was.cancelled && is.cancelled {
        put(
            Route::key("cancelled"),
            "cancelled",
            "false".to_owned(),
            "true".to_owned(),
        );
        is.cancelled = false;
    }
}

fn request<'a>(was: &Request<'a>, is: &mut Request<'a>, put: Put<'_>) {
    if is.severity < was.severity {
        let name = |request: &Request<'_>| request.severity.name().to_owned();
        put(Route::key("severity"), "severity", name(was), name(is));
        is.severity = was.severity;
    }
}

/// That somebody leaves is no loosening: what they hold is told then. That they did not leave after all, or later,
/// hides it.
fn person<'a>(was: &Person<'a>, is: &mut Person<'a>, put: Put<'_>) {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    if let Some(left) = was.left
        && is.left.is_none_or(|now| now > left)
    {
        put(
            Route::key("left"),
            "left",
            left.to_string(),
            or_none(is.left.map(|day| day.to_string())),
        );
        is.left = was.left;
    }
    if let Some(capacity) = was.capacity.map(|capacity| capacity.0)
        && is.capacity.is_none_or(|now| now.0 > capacity)
    {
        let now = or_none(is.capacity.map(|now| now.0.to_string()));
        put(Route::key("capacity"), "capacity", capacity.to_string(), now);
        is.capacity = was.capacity;
    }
}

/// Without the digest of what was agreed nobody can tell that the goal was changed since.
fn goal<'a>(was: &Goal<'a>, is: &mut Goal<'a>, put: Put<'_>) {
    let Some((agreed, digest)) = was.agreed.as_ref().and_then(|agreed| Some((agreed, agreed.digest?))) else {
        return;
    };
    match &mut is.agreed {
        None => {
            put(Route::RECORD, "agreed", agreed.date.to_string(), "-".to_owned());
            is.agreed = Some(agreed.clone());
        }
        Some(now) if now.digest.is_none() => {
            put(
                Route::in_table("agreed", "digest"),
                "agreed.digest",
                digest.to_owned(),
                "-".to_owned(),
            );
            now.digest = Some(digest);
        }
        Some(_) => {}
    }
}
