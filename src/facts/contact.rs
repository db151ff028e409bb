//! How an account is kept in touch with: what counts as contact, the gaps between, and how many of them
//! were short enough.

use crate::book::Record;
use crate::model::Kind;
use crate::model::account::Cadence;
use crate::model::interaction::{Channel, Interaction};
use crate::values::date::Date;
use crate::values::every::Every;
use crate::values::period::Period;

use super::owed::owed_since;
use super::rate::Rate;
use super::{Facts, dated};

/// Whether it counts as contact with the customer: somebody of theirs took part, and of a mail or a
/// message they said something back. What was said among ourselves never counts.
pub fn qualifies(interaction: &Interaction<'_>) -> bool {
    let heard = match interaction.channel {
        Channel::Email | Channel::Message => !interaction.feedback.is_empty(),
        Channel::Call | Channel::Video | Channel::Visit | Channel::Meeting | Channel::Event | Channel::Portal => true,
        Channel::Internal => false,
    };
    heard && !interaction.contacts.is_empty()
}

/// Contact that an account is owed: how often, and by which channel and with whom where that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed<'a> {
    /// The longest that a gap may be.
    pub every: Every,
    /// The only channel that counts.
    pub channel: Option<Channel>,
    /// The only contact of theirs that counts, by id.
    pub contact: Option<&'a str>,
}

impl<'a> From<&Cadence<'a>> for Owed<'a> {
    fn from(cadence: &Cadence<'a>) -> Owed<'a> {
        Owed {
            every: cadence.every,
            channel: cadence.channel,
            contact: cadence.contact.map(|contact| contact.0),
        }
    }
}

impl Owed<'_> {
    /// Whether an interaction counts as such contact.
    pub fn answered_by(&self, interaction: &Interaction<'_>) -> bool {
        qualifies(interaction)
            && self.channel.is_none_or(|channel| channel == interaction.channel)
            && self
                .contact
                .is_none_or(|wanted| interaction.contacts.iter().any(|contact| contact.0 == wanted))
    }
}

/// The contact that an account's tier owes it.
pub fn owed_by_tier<'a>(facts: &Facts<'_, 'a>, account: usize) -> Option<Owed<'a>> {
    let tier = facts.book.settings.tier(facts.book.accounts.all[account].tier.0)?;
    Some(Owed {
        every: tier.contact_every?,
        channel: None,
        contact: None,
    })
}

/// The dates of the interactions of an account up to as-of that count, in order.
fn dates<'d>(
    facts: &'d Facts<'_, '_>,
    account: usize,
    owed: Option<&'d Owed<'_>>,
) -> impl DoubleEndedIterator<Item = Date> {
    let all = &facts.book.interactions.all;
    let positions = facts.of_account[account].interactions.iter();
    positions
        .map(|at| &all[*at as usize])
        .filter(|interaction| interaction.date <= facts.as_of)
        .filter(move |interaction| owed.map_or_else(|| qualifies(interaction), |owed| owed.answered_by(interaction)))
        .map(|interaction| interaction.date)
}

/// When an account was last in contact with us, by as-of.
pub fn last_contact(facts: &Facts<'_, '_>, account: usize) -> Option<Date> {
    dates(facts, account, None).next_back()
}

/// Of the gaps between contacts, how many are no longer than the account's tier allows; see
/// [`coverage`]. `None` where the tier owes no contact, too.
pub fn of_account(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Option<Rate> {
    coverage(facts, account, &owed_by_tier(facts, account)?, period)
}

/// Of the gaps between such contacts, how many are no longer than owed.
///
/// They run from the last one before the period (without one, from the period's start or what the
/// account counts from, whichever is later) through each to the period's end or as-of, whichever is
/// earlier. Without a period they run from what the account counts from. An account without a day to
/// count from begins with its first contact, not before the book began.
/// Gaps of 0 days are none. `None` where interactions of the account could not be read: it cannot be
/// told that nobody spoke to it.
pub fn coverage(facts: &Facts<'_, '_>, account: usize, owed: &Owed<'_>, period: Option<&Period>) -> Option<Rate> {
    if unclear(facts, account) {
        return None;
    }
    let end = period.map_or(facts.as_of, |period| period.last().min(facts.as_of));
    let mut gaps = Rate::default();
    let Some(mut from) = start(facts, account, owed, period) else {
        return Some(gaps);
    };
    let within = dates(facts, account, Some(owed)).filter(|date| *date <= end);
    for date in within.chain([end]) {
        if date > from {
            gaps.count(date <= owed.every.after(from, 1));
            from = date;
        }
    }
    Some(gaps)
}

/// Where the first gap starts; `None` where nothing was owed yet.
fn start(facts: &Facts<'_, '_>, account: usize, owed: &Owed<'_>, period: Option<&Period>) -> Option<Date> {
    let since = owed_since(facts, account);
    let began = facts.book.settings.began;
    let from = |contact: Date| began.map_or(contact, |began| contact.max(began));
    let first_contact = || dates(facts, account, Some(owed)).next().map(from);
    let Some(period) = period else {
        return since.or_else(first_contact);
    };
    let first = period.first();
    let mut contacts = dates(facts, account, Some(owed));
    let before = contacts.by_ref().take_while(|date| *date < first).last();
    match (before, since) {
        (Some(last), _) => Some(from(last)),
        (None, Some(since)) => Some(first.max(since)),
        // Nothing says from when it is owed contact: nobody was late before the first.
        (None, None) => first_contact(),
    }
}

/// How many interactions with an account there are that are dated in the period, or at any time without
/// one, and up to as-of: those that count as contact, of all.
pub fn interactions(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Rate {
    let mut found = Rate::default();
    for at in interactions_of(facts, account, period) {
        found.count(qualifies(&facts.book.interactions.all[*at as usize]));
    }
    found
}

/// The positions of the interactions with an account that are dated in the period, or at any time without
/// one, and up to as-of.
pub fn interactions_of<'f>(facts: &'f Facts<'_, '_>, account: usize, period: Option<&Period>) -> &'f [u32] {
    let all = &facts.book.interactions.all;
    let positions = &facts.of_account[account].interactions;
    dated::within(positions, period, facts.as_of, |at| all[at].date)
}

/// Whether something that may count as contact with the account could not be read.
pub fn unclear(facts: &Facts<'_, '_>, account: usize) -> bool {
    let book = facts.book;
    let record = &book.accounts.all[account];
    let all = &book.interactions.all;
    !record.sound(&["since"])
        || book.blind(Kind::Interaction, Some(record.id))
        || facts.of_account[account]
            .interactions
            .iter()
            .any(|at| may_qualify(&all[*at as usize]))
}

/// Whether it might have counted, had all of it been read.
fn may_qualify(interaction: &Record<'_, Interaction<'_>>) -> bool {
    !interaction.sound(&["contacts", "feedback"]) && interaction.channel != Channel::Internal
}

#[cfg(test)]
mod tests;
