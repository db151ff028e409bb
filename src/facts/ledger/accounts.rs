//! What an account is owed again and again, by its tier, its cadences and its duties (`account/ID@…`).

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::book::Record;
use crate::facts::{contact, duties, owed, spans};
use crate::model::Kind;
use crate::model::account::{Account, Cadence};
use crate::model::interaction::{Channel, Interaction, ShareType};
use crate::model::settings::Tier;
use crate::values::date::Date;
use crate::values::every::Every;

use super::desk::{Answer, Desk};
use super::{Commitment, Source};

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let reviews = Reviews::of(desk);
    let each = desk.book.accounts.all.par_iter().enumerate();
    all.par_extend(each.flat_map_iter(|(at, account)| of_account(desk, &reviews, at, account)));
}

/// When something was last done for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Never,
    On(Date),
    /// It cannot be told, since something could not be read.
    Unknown,
}

impl Last {
    /// The latest of the sure dates, unless one that is not sure is later.
    fn of(dates: impl Iterator<Item = (Date, bool)>) -> Last {
        let (mut sure, mut perhaps) = (None, None);
        for (date, is_sure) in dates {
            let latest = if is_sure { &mut sure } else { &mut perhaps };
            *latest = (*latest).max(Some(date));
        }
        match (sure, perhaps) {
            (sure, Some(perhaps)) if sure < Some(perhaps) => Last::Unknown,
            (Some(date), _) => Last::On(date),
            (None, _) => Last::Never,
        }
    }
}

/// When accounts were last reviewed.
struct Reviews<'a> {
    everybody: Option<Date>,
    single: HashMap<&'a str, Date>,
    unknown: bool,
}

impl<'a> Reviews<'a> {
    fn of(desk: &Desk<'_, 'a>) -> Reviews<'a> {
        let mut reviews = Reviews {
            everybody: None,
            single: HashMap::new(),
            unknown: false,
        };
        for review in desk.book.reviews.iter().filter(|review| review.date <= desk.as_of) {
            if !review.sound(&["accounts"]) {
                reviews.unknown = true;
            } else if review.accounts.is_empty() {
                reviews.everybody = reviews.everybody.max(Some(review.date));
            }
            for account in &review.accounts {
                let last = reviews.single.entry(account.0).or_insert(review.date);
                *last = review.date.max(*last);
            }
        }
        reviews
    }

    fn last(&self, account: &str) -> Last {
        match self.everybody.max(self.single.get(account).copied()) {
            _ if self.unknown => Last::Unknown,
            Some(date) => Last::On(date),
            None => Last::Never,
        }
    }
}

/// One account at the desk.
struct Counter<'d, 'f, 'a> {
    desk: &'d Desk<'f, 'a>,
    at: usize,
    account: &'f Record<'a, Account<'a>>,
    /// From when on it counts, where it never had one.
    since: Option<Date>,
    owed: Vec<Commitment<'a>>,
}

fn of_account<'f, 'a>(
    desk: &Desk<'f, 'a>,
    reviews: &Reviews<'a>,
    at: usize,
    account: &'f Record<'a, Account<'a>>,
) -> Vec<Commitment<'a>> {
    if !account.status.is_active() || !account.sound(&["status", "tier"]) {
        return Vec::new();
    }
    let mut counter = Counter {
        desk,
        at,
        account,
        since: owed::since(desk.book, &desk.of_account[at], at),
        owed: Vec::new(),
    };
    if let Some(tier) = desk.book.settings.tier(account.tier.0) {
        counter.by_tier(tier, reviews);
    }
    counter.cadences();
    counter.duties();
    counter.page();
    counter.owed
}

impl<'f, 'a> Counter<'_, 'f, 'a> {
    /// The first day from which the next one is counted.
    fn base(&self, last: Last) -> Option<Date> {
        match last {
            Last::Unknown => None,
            Last::Never => self.since,
            Last::On(date) => Some(self.desk.book.settings.began.map_or(date, |began| began.max(date))),
        }
    }

    fn owe(&mut self, source: Source, part: usize, last: Last, every: Every, owner: Option<&'a str>) {
        let due = self.base(last).map(|base| every.after(base, 1));
        self.owe_by(source, part, due, owner);
    }

    fn owe_by(&mut self, source: Source, part: usize, due: Option<Date>, owner: Option<&'a str>) {
        let Some(due) = due else { return };
        let owner = owner.or(self.account.owner.map(|owner| owner.0));
        let owed = self.desk.ours(source, self.at, Some(due), Answer::No);
        self.owed.push(owed.part(part).owed_to(Some(self.at as u32), owner));
    }

    fn by_tier(&mut self, tier: &Tier<'a>, reviews: &Reviews<'a>) {
        let (desk, id) = (self.desk, self.account.id);
        if let Some(every) = tier.review_every
            && !desk.blind(Kind::Review, id)
        {
            self.owe(Source::NextReview, 0, reviews.last(id), every, None);
        }
        if let Some(every) = tier.survey_every
            && !desk.blind(Kind::Survey, id)
        {
            let last = self.last_survey();
            self.owe(Source::Survey, 0, last, every, None);
        }
        if desk.blind(Kind::Interaction, id) {
            return;
        }
        if let Some(every) = tier.contact_every {
            let last = self.last_interaction(&["contacts", "feedback"], |one| contact::qualifies(one));
            self.owe(Source::Contact, 0, last, every, None);
        }
        if let Some(every) = tier.face_to_face_every {
            let last = self.last_interaction(&["contacts"], |one| face_to_face(one));
            self.owe(Source::FaceToFace, 0, last, every, None);
        }
        for (part, (sort, every)) in tier.share_every.iter().flat_map(|shares| shares.iter()).enumerate() {
            let last = self.last_interaction(&["shared"], |one| shares(one, *sort));
            self.owe(Source::Share, part, last, *every, None);
        }
    }

    fn cadences(&mut self) {
        if self.desk.blind(Kind::Interaction, self.account.id) || !self.account.sound(&["cadence"]) {
            return;
        }
        for (part, cadence) in self.account.cadence.iter().enumerate() {
            let last = self.last_interaction(&["contacts", "feedback"], |one| keeps(one, cadence));
            let owner = cadence.owner.map(|owner| owner.0);
            self.owe(Source::Cadence, part, last, cadence.every, owner);
        }
    }

    /// A duty is owed where the tier asks for it, or somebody answers for it.
    fn duties(&mut self) {
        let (desk, account) = (self.desk, self.account);
        if desk.blind(Kind::Task, account.id) || !account.sound(&["team"]) {
            return;
        }
        for (part, (id, duty)) in desk.book.settings.duties.iter().enumerate() {
            let Some(every) = duty.every else { continue };
            let owner = duties::accountable(account, id, desk.as_of);
            if owner.is_some() || duties::asked(duty, account.tier.0) {
                let last = self.last_task(id);
                self.owe(Source::Duty, part, last, every, owner);
            }
        }
    }

    fn page(&mut self) {
        let (desk, account) = (self.desk, self.account);
        if !account.sound(&["reviewed"]) {
            return;
        }
        let last = desk.past(account.reviewed).map_or(Last::Never, Last::On);
        let stale_after = desk.book.settings.stale_after;
        let due = self.base(last).map(|base| spans::after(desk.book, base, stale_after));
        self.owe_by(Source::AccountPage, 0, due, None);
    }

    fn last_interaction(&self, keys: &[&str], counts: impl Fn(&Interaction<'a>) -> bool) -> Last {
        let desk = self.desk;
        let records = desk.of_account[self.at].interactions.iter();
        let past = records
            .map(|at| &desk.book.interactions.all[*at as usize])
            .filter(|one| one.date <= desk.as_of);
        Last::of(past.filter_map(|one| match counts(one) {
            true => Some((one.date, true)),
            false => (!one.sound(keys)).then_some((one.date, false)),
        }))
    }

    fn last_survey(&self) -> Last {
        let desk = self.desk;
        let records = desk.of_account[self.at].surveys.iter();
        let past = records
            .map(|at| &desk.book.surveys.all[*at as usize])
            .filter(|survey| survey.date <= desk.as_of);
        Last::of(past.filter_map(|survey| {
            let answered = |date: Option<Date>| date.is_none_or(|date| date <= desk.as_of);
            match survey.response.iter().any(|response| answered(response.date)) {
                true => Some((survey.date, true)),
                false => (!survey.sound(&["response"])).then_some((survey.date, false)),
            }
        }))
    }

    fn last_task(&self, duty: &str) -> Last {
        let desk = self.desk;
        let records = desk.of_account[self.at].tasks.iter();
        let tasks = records.map(|at| &desk.book.tasks.all[*at as usize]);
        Last::of(tasks.filter_map(|task| {
            let cancelled = task.status == Some(crate::model::task::TaskStatus::Cancelled);
            let done = desk.past(task.done).filter(|_| !cancelled);
            match task.duty {
                Some(of) if of.0 == duty => match done {
                    Some(done) => Some((done, true)),
                    None => (!task.sound(&["done", "status"])).then_some((Date::MAX, false)),
                },
                Some(_) => None,
                None => (!task.sound(&["duty"])).then_some((done.unwrap_or(Date::MIN), false)),
            }
        }))
    }
}

fn face_to_face(one: &Interaction<'_>) -> bool {
    let met = match one.channel {
        Channel::Visit | Channel::Meeting | Channel::Event => true,
        Channel::Call | Channel::Video | Channel::Email | Channel::Message | Channel::Portal | Channel::Internal => {
            false
        }
    };
    met && !one.contacts.is_empty()
}

fn shares(one: &Interaction<'_>, sort: ShareType) -> bool {
    one.shared.iter().any(|shared| shared.sort == sort)
}

fn keeps(one: &Interaction<'_>, cadence: &Cadence<'_>) -> bool {
    contact::qualifies(one)
        && cadence.channel.is_none_or(|channel| channel == one.channel)
        && cadence
            .contact
            .is_none_or(|contact| one.contacts.iter().any(|other| other.0 == contact.0))
}
