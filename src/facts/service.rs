//! How requests were served: the rates of promises kept, how long it took, and the complaints, over any
//! set of requests.

mod clocks;

pub use clocks::{ClockState, Clocks, clocks, promised};

use crate::book::{Book, Record};
use crate::model::request::{Request, RequestStatus, RequestType};
use crate::model::settings::ComplaintBase;
use crate::values::date::Moment;
use crate::values::figure::Figure;
use crate::values::period::Period;
use crate::values::term::{Term, TermUnit};

use super::rate::Rate;
use super::{Facts, dated};
use clocks::Stop;

/// How long things took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Durations {
    /// In seconds, the shortest first.
    seconds: Vec<i64>,
}

impl Durations {
    fn new(mut seconds: Vec<i64>) -> Durations {
        seconds.sort_unstable();
        Durations { seconds }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.seconds.len()
    }

    /// The median in hours: the middle one, or the mean of the middle two; `None` without any.
    pub fn median(&self) -> Option<Figure> {
        let low = *self.seconds.get(self.count().checked_sub(1)? / 2)?;
        let high = *self.seconds.get(self.count() / 2)?;
        Figure::ratio(low.checked_add(high)?, 2 * 3600)
    }

    /// The 90th percentile in hours by nearest rank: the smallest that at least nine in ten do not
    /// exceed; `None` without any.
    pub fn ninetieth(&self) -> Option<Figure> {
        let rank = (self.count() * 9).div_ceil(10);
        Figure::ratio(*self.seconds.get(rank.checked_sub(1)?)?, 3600)
    }

    /// The mean in hours; `None` without any.
    pub fn mean(&self) -> Option<Figure> {
        let sum = self.seconds.iter().fold(0i64, |sum, one| sum.saturating_add(*one));
        Figure::ratio(sum, 3600)?.checked_div(&Figure::from(i64::try_from(self.count()).ok()?))
    }
}

/// What a set of requests says of our service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Service {
    /// All of them.
    pub requests: u32,
    /// Those that are not solved yet.
    pub open: u32,
    /// Those that are complaints.
    pub complaints: u32,
    /// Answered in time, of those whose clock was stopped or has run out.
    pub respond: Rate,
    /// Solved in time, of those whose clock was stopped or has run out.
    pub resolve: Rate,
    /// Until the first answer, on the promised clock, in plain hours without one.
    pub response_times: Durations,
    /// Until they were solved, in the same way.
    pub resolution_times: Durations,
    rating_sum: i64,
    rating_of: i64,
}

impl Service {
    /// The mean of what customers say of how their requests were handled, 1 to 5.
    pub fn rating(&self) -> Option<Figure> {
        Figure::ratio(self.rating_sum, self.rating_of)
    }

    /// How many customers said so.
    pub fn ratings(&self) -> i64 {
        self.rating_of
    }
}

/// Whether a request is not solved yet at the end of as-of.
pub fn is_open(request: &Request<'_>, end_of_day: Moment) -> bool {
    clocks::solved(request, end_of_day) == Stop::Running
}

/// How far a request had come by the end of the day: what is dated later has not happened yet.
pub fn came_to(request: &Request<'_>, end_of_day: Moment) -> RequestStatus {
    let past = |moment: Option<Moment>| moment.is_some_and(|moment| moment < end_of_day);
    let later = |moment: Option<Moment>| moment.is_some_and(|moment| moment >= end_of_day);
    if past(request.closed) {
        return RequestStatus::Closed;
    }
    match request.status {
        RequestStatus::Closed if !later(request.closed) => RequestStatus::Closed,
        RequestStatus::Closed | RequestStatus::Resolved if later(request.resolved) => RequestStatus::InProgress,
        RequestStatus::Closed | RequestStatus::Resolved => RequestStatus::Resolved,
        RequestStatus::New | RequestStatus::Assigned | RequestStatus::InProgress | RequestStatus::Waiting => {
            if past(request.resolved) {
                RequestStatus::Resolved
            } else {
                request.status
            }
        }
    }
}

/// What these requests say, by their positions in the book. Those opened after as-of do not count.
pub fn of_requests(facts: &Facts<'_, '_>, requests: impl IntoIterator<Item = usize>) -> Service {
    let (book, end_of_day) = (facts.book, facts.end_of_day);
    let mut found = Service::default();
    let (mut response_times, mut resolution_times) = (Vec::new(), Vec::new());
    for at in requests {
        let request = &book.requests.all[at];
        if request.opened >= end_of_day {
            continue;
        }
        found.requests += 1;
        found.open += u32::from(is_open(request, end_of_day));
        found.complaints += u32::from(request.sort == RequestType::Complaint);
        if let Some(rating) = request.rating {
            found.rating_sum += rating.0;
            found.rating_of += 1;
        }
        let clocks = clocks(book, end_of_day, at);
        for (clock, rate) in [
            (clocks.respond, &mut found.respond),
            (clocks.resolve, &mut found.resolve),
        ] {
            if let Some(met) = clock.and_then(|clock| clock.met) {
                rate.count(met);
            }
        }
        if request.sound(&["responded", "resolved", "closed"]) {
            response_times.extend(took(
                facts,
                request,
                clocks.respond,
                clocks::answered(request, end_of_day),
            ));
        }
        if request.sound(&["resolved", "closed"]) {
            resolution_times.extend(took(
                facts,
                request,
                clocks.resolve,
                clocks::solved(request, end_of_day),
            ));
        }
    }
    found.response_times = Durations::new(response_times);
    found.resolution_times = Durations::new(resolution_times);
    found
}

/// Seconds until a clock was stopped; `None` where it was not, where nobody wrote when, or where that is
/// before it started.
fn took(
    facts: &Facts<'_, '_>,
    request: &Record<'_, Request<'_>>,
    clock: Option<ClockState>,
    stop: Stop,
) -> Option<i64> {
    let Stop::At(moment) = stop else { return None };
    if moment < request.opened {
        return None;
    }
    if let Some(clock) = clock {
        return Some(clock.elapsed);
    }
    if request.pause.is_empty() {
        return Some(moment.as_second() - request.opened.as_second());
    }
    if !request.sound(&["pause"]) {
        return None;
    }
    let pauses = clocks::pauses(request, facts.end_of_day);
    Some(facts.clock().elapsed(PLAIN, request.opened, moment, &pauses))
}

/// Stands for any span that is counted in plain hours.
const PLAIN: Term = Term {
    count: 1,
    unit: TermUnit::Hour,
};

/// The positions of the requests of an account that were opened in the period, or at any time without
/// one, by the end of as-of.
pub fn requests_of<'f>(facts: &'f Facts<'_, '_>, account: usize, period: Option<&Period>) -> &'f [u32] {
    let all = &facts.book.requests.all;
    let positions = &facts.of_account[account].requests;
    let (from, until) = dated::moments(facts, period);
    let opened = |at: u32| all[at as usize].opened;
    let end = positions.partition_point(|at| opened(*at) < until);
    let start = from.map_or(0, |from| positions.partition_point(|at| opened(*at) < from));
    positions.get(start..end).unwrap_or_default()
}

/// What the requests of an account say that were opened in the period, or at any time without one.
pub fn of_account(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Service {
    of_requests(facts, requests_of(facts, account, period).iter().map(|at| *at as usize))
}

/// The positions of the requests of an account that are not solved yet at the end of as-of, whenever they
/// were opened.
pub fn open_of<'f>(facts: &'f Facts<'_, '_>, account: usize) -> impl Iterator<Item = u32> + 'f {
    let all = &facts.book.requests.all;
    let opened = requests_of(facts, account, None).iter().copied();
    opened.filter(|at| is_open(&all[*at as usize], facts.end_of_day))
}

/// Complaints of an account opened in the period, of the requests opened in it, or of the orders dated in
/// it where the book counts by those.
pub fn complaints(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Rate {
    let book: &Book<'_> = facts.book;
    let requests = requests_of(facts, account, period);
    let complaints = requests
        .iter()
        .filter(|at| book.requests.all[**at as usize].sort == RequestType::Complaint)
        .count();
    let base = match book.settings.complaints {
        ComplaintBase::Requests => requests.len(),
        ComplaintBase::Orders => {
            let orders = &facts.of_account[account].orders;
            dated::within(orders, period, facts.as_of, |at| book.orders.all[at].date).len()
        }
    };
    Rate {
        kept: complaints as u32,
        of: base as u32,
    }
}

/// [`complaints`] per hundred; `None` where there is nothing to count by.
pub fn complaint_rate(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Option<Figure> {
    complaints(facts, account, period).percent()
}

#[cfg(test)]
mod tests;
