//! `future-date`: something that is said to have happened on a day that has not come.

use crate::book::{Record, Records};
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::count;
use crate::values::date::{Date, Moment, days_between};

crate::rule! {
    /// Something is said to have happened on a day that has not come yet.
    ///
    /// What is dated after the day of the check counts as not having happened: a mistyped year hides what was
    /// done, and a date written ahead claims what nobody did.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-04-20
    /// done = 2027-03-30
    /// #      ^^^^^^^^^^ `done` of task `renewal` is 2027-03-30, 363 days ahead
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml contracts/msa.toml
    /// account = "acme"
    /// title = "Master agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "report"
    /// party = "us"
    /// title = "Quarterly report"
    /// every = "quarterly"
    ///
    /// [[fulfilled]]
    /// obligation = "report"
    /// due = 2026-04-01
    /// on = 2026-04-02
    /// #    ^^^^^^^^^^ `on` of contract `msa` is 2026-04-02, 1 day ahead, and so is 1 date more
    ///
    /// [[amendment]]
    /// date = 2026-05-01
    /// title = "More seats"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// start = 2026-04-10
    /// due = 2026-04-20
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Correct the date, or write it when it has happened. Plans have keys of their own: `start`, `due`, `next`,
    /// `expected_close`.
    Warning "future-date" Data
    reads []
    zh "记录了一件尚未到日子的事。"
    "日期晚于检查日的事一律视为尚未发生：写错年份，做完的事就看不见了；提前写好日期，就成了没人做过的事。"
    "请更正日期，或等事情发生后再写。计划另有专门的键：`start`、`due`、`next`、`expected_close`。"
}

/// The dates of what has happened, in the order of the reference of their kind.
type Dates = Vec<(Route, Option<Date>)>;

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let book = facts.book;
    let day = |moment: Option<Moment>| moment.map(|moment| facts.clock().date_of(moment));
    of(facts, out, Kind::Person, &book.people, |one, dates| {
        put(dates, "training", "date", &one.training, |it| Some(it.date));
    });
    of(facts, out, Kind::Account, &book.accounts, |one, dates| {
        dates.push((Route::key("reviewed"), one.reviewed));
        put(dates, "need", "date", &one.need, |it| it.date);
        put(dates, "need", "served", &one.need, |it| it.served);
        put(dates, "need", "dropped", &one.need, |it| it.dropped);
    });
    of(facts, out, Kind::Contract, &book.contracts, |one, dates| {
        dates.push((Route::key("signed"), one.signed));
        put(dates, "fulfilled", "on", &one.fulfilled, |it| Some(it.on));
        put(dates, "renewal", "date", &one.renewal, |it| Some(it.date));
        put(dates, "amendment", "date", &one.amendment, |it| Some(it.date));
    });
    of(facts, out, Kind::Goal, &book.goals, |one, dates| {
        let agreed = one.agreed.as_ref().map(|agreed| agreed.date);
        dates.push((Route::in_table("agreed", "date"), agreed));
        put(dates, "actual", "date", &one.actual, |it| it.date);
        put(dates, "adjustment", "date", &one.adjustment, |it| Some(it.date));
    });
    of(facts, out, Kind::Task, &book.tasks, |one, dates| {
        dates.push((Route::key("done"), one.done));
        put(dates, "update", "date", &one.update, |it| Some(it.date));
    });
    of(facts, out, Kind::Interaction, &book.interactions, |one, dates| {
        dates.push((Route::key("date"), Some(one.date)));
        put(dates, "promise", "done", &one.promise, |it| it.done);
    });
    of(facts, out, Kind::Survey, &book.surveys, |one, dates| {
        dates.push((Route::key("date"), Some(one.date)));
        put(dates, "response", "date", &one.response, |it| it.date);
    });
    of(facts, out, Kind::Review, &book.reviews, |one, dates| {
        let reported = one.reported.as_ref().map(|reported| reported.date);
        dates.push((Route::key("date"), Some(one.date)));
        dates.push((Route::in_table("reported", "date"), reported));
    });
    of(facts, out, Kind::Improvement, &book.improvements, |one, dates| {
        dates.push((Route::key("opened"), one.opened));
        dates.push((Route::key("closed"), one.closed));
        put(dates, "measure", "done", &one.measure, |it| it.done);
        put(dates, "effect", "date", &one.effect, |it| Some(it.date));
    });
    of(facts, out, Kind::Opportunity, &book.opportunities, |one, dates| {
        dates.push((Route::key("opened"), one.opened));
        dates.push((Route::key("closed"), one.closed));
        put(dates, "history", "date", &one.history, |it| Some(it.date));
    });
    of(facts, out, Kind::Order, &book.orders, |one, dates| {
        dates.push((Route::key("date"), Some(one.date)));
        dates.push((Route::key("delivered"), one.delivered));
    });
    of(facts, out, Kind::Request, &book.requests, |one, dates| {
        // A moment of the day itself has happened by its end, whatever its hour.
        let ahead = |moment: Option<Moment>| day(moment.filter(|moment| *moment >= facts.end_of_day));
        dates.push((Route::key("opened"), ahead(Some(one.opened))));
        dates.push((Route::key("responded"), ahead(one.responded)));
        dates.push((Route::key("resolved"), ahead(one.resolved)));
        dates.push((Route::key("closed"), ahead(one.closed)));
        put(dates, "pause", "from", &one.pause, |it| ahead(Some(it.from)));
        put(dates, "update", "date", &one.update, |it| Some(it.date));
    });
}

fn put<T>(
    dates: &mut Dates,
    list: &'static str,
    key: &'static str,
    all: &[T],
    date: impl Fn(&T) -> Option<Date>,
) {
    let all = all.iter().enumerate();
    dates.extend(all.map(|(at, one)| (Route::in_part(list, at, key), date(one))));
}

fn of<'a, T>(
    facts: &Facts<'_, 'a>,
    out: &mut Findings<'_, 'a>,
    kind: Kind,
    records: &Records<'a, T>,
    dates_of: impl Fn(&Record<'a, T>, &mut Dates),
) {
    let mut dates = Dates::new();
    for record in records {
        dates.clear();
        dates_of(record, &mut dates);
        let mut ahead = dates
            .iter()
            .filter_map(|(route, date)| Some((*route, date.filter(|date| *date > facts.as_of)?)));
        let Some((route, date)) = ahead.next() else { continue };
        out.push(told(facts, kind, record, route, date, ahead.count()));
    }
}

fn told<'a, T>(
    facts: &Facts<'_, 'a>,
    kind: Kind,
    record: &Record<'a, T>,
    route: Route,
    date: Date,
    more: usize,
) -> Finding<'a> {
    let days = days_between(facts.as_of, date);
    let word = kind.word();
    let also = match more {
        0 => said!("", ""),
        1 => said!(", and so is 1 date more", "；另有 1 个日期也在将来"),
        _ => said!(
            ", and so are {more} dates more",
            "；另有 {more} 个日期也在将来",
            more = more
        ),
    };
    let file = &facts.book.files[record.file as usize];
    Finding {
        account: file.account,
        owner: file.owner,
        ..Finding::new(
            Place::new(record.file, route),
            format!("{}/{}", kind.name(), record.id),
            said!(
                "`{key}` of {kind_en} `{id}` is {date}, {ahead} ahead{also_en}",
                "{kind_zh} `{id}` 的 `{key}` 是 {date}，晚于检查日 {days} 天{also_zh}",
                key = route.last(),
                kind_en = word.en,
                kind_zh = word.zh,
                id = record.id,
                date = date,
                ahead = count(days, "day"),
                days = days,
                also_en = also.en,
                also_zh = also.zh
            ),
            said!(
                "correct it, or write it once it has happened; until then nothing counts it",
                "请更正，或等事情发生后再写；在此之前不计入任何统计"
            ),
        )
    }
}
