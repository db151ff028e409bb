//! `time-order`: something that happened before what it follows.

use crate::book::FileId;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::model::order::Order;
use crate::model::request::{Pause, Request};
use crate::place::Route;
use crate::said;
use crate::say::Word;
use crate::values::date::{Date, Moment};
use crate::word;

crate::rule! {
    /// What happened is in an impossible order: answered before it was opened, solved before it was
    /// answered, delivered before it was ordered.
    ///
    /// One of the times is mistyped, and every duration and rate that is reckoned from it is wrong: a request
    /// that was solved before it came in makes the service look better than it is. One finding a record.
    ///
    /// ## Fails
    ///
    /// ```toml requests/outage.toml
    /// account = "acme"
    /// type = "incident"
    /// title = "The system is down"
    /// severity = "high"
    /// opened = 2026-03-02T09:00:00
    /// responded = 2026-02-03T09:20:00
    /// #           ^^^^^^^^^^^^^^^^^^^ request `outage` was answered at 2026-02-03 09:20, before it was opened at 2026-03-02 09:00
    /// resolved = 2026-03-02T15:00:00
    /// ```
    ///
    /// ```toml orders/acme-7.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// delivered = 2026-03-01
    /// #           ^^^^^^^^^^ order `acme-7` was delivered on 2026-03-01, before it was placed on 2026-03-10
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml requests/outage.toml
    /// account = "acme"
    /// type = "incident"
    /// title = "The system is down"
    /// severity = "high"
    /// opened = 2026-03-02T09:00:00
    /// responded = 2026-03-02T09:20:00
    /// resolved = 2026-03-02T15:00:00
    /// ```
    ///
    /// ## Way out
    ///
    /// Look at the log, the mail or the delivery note and put the wrong time right.
    Error "time-order" Business
    reads [
        "opened", "responded", "resolved", "closed", "pause", "date", "promised", "delivered", "joined", "left"
    ]
    zh "事情的先后不可能：未受理先响应，未响应先解决，未下单先交付。"
    "必有一个时间写错了，由它算出的时长和比率都会出错：受理之前就已解决的请求，会让服务显得比实际更好。每条记录只报一次。"
    "核对日志、邮件或签收单，改正写错的时间。"
}

/// Something that happened: where it stands, what it is called ("was answered at"), and when.
struct Event<T> {
    route: Route,
    word: Word,
    when: Option<T>,
}

const fn event<T>(key: &'static str, word: Word, when: Option<T>) -> Event<T> {
    Event {
        route: Route::key(key),
        word,
        when,
    }
}

/// The record that the events are of.
struct Of<'a> {
    file: FileId,
    kind: Kind,
    id: &'a str,
    account: Option<&'a str>,
    owner: Option<&'a str>,
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let book = facts.book;
    let zone = &book.settings.terms.timezone;
    let minute = |moment: Moment| zone.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string();
    let day = |date: Date| date.to_string();
    for one in &book.requests {
        let of = Of {
            file: one.file,
            kind: Kind::Request,
            id: one.id,
            account: Some(one.account.0),
            owner: one.owner.map(|owner| owner.0),
        };
        let (steps, pauses) = (steps(one), pauses(one));
        report(out, of, wrong(&steps).or_else(|| wrong(&pauses)), minute);
    }
    for one in &book.orders {
        let account = book.accounts.get(one.account.0);
        let of = Of {
            file: one.file,
            kind: Kind::Order,
            id: one.id,
            account: Some(one.account.0),
            owner: account.and_then(|account| account.owner).map(|owner| owner.0),
        };
        report(out, of, wrong(&of_order(one)), day);
    }
    for one in &book.opportunities {
        let of = Of {
            file: one.file,
            kind: Kind::Opportunity,
            id: one.id,
            account: Some(one.account.0),
            owner: Some(one.owner.0),
        };
        report(out, of, wrong(&[span(one.opened, one.closed)]), day);
    }
    for one in &book.improvements {
        let of = Of {
            file: one.file,
            kind: Kind::Improvement,
            id: one.id,
            account: one.account.map(|account| account.0),
            owner: Some(one.owner.0),
        };
        report(out, of, wrong(&[span(one.opened, one.closed)]), day);
    }
    for one in &book.people {
        let of = Of {
            file: one.file,
            kind: Kind::Person,
            id: one.id,
            account: None,
            owner: None,
        };
        let joined = event("joined", word!("they joined on", "入职"), one.joined);
        let left = event("left", word!("left on", "离职"), one.left);
        report(out, of, wrong(&[(joined, left)]), day);
    }
}

/// Pairs of which the first must not come after the second.
type Pairs<T> = [(Event<T>, Event<T>)];

fn steps(one: &Request<'_>) -> [(Event<Moment>, Event<Moment>); 5] {
    let opened = || event("opened", word!("it was opened at", "受理"), Some(one.opened));
    let responded = || event("responded", word!("was answered at", "响应"), one.responded);
    let resolved = || event("resolved", word!("was solved at", "解决"), one.resolved);
    let closed = || event("closed", word!("was closed at", "关闭"), one.closed);
    [
        (opened(), responded()),
        (opened(), resolved()),
        (opened(), closed()),
        (
            event("responded", word!("it was answered at", "响应"), one.responded),
            resolved(),
        ),
        (
            event("resolved", word!("it was solved at", "解决"), one.resolved),
            closed(),
        ),
    ]
}

fn pauses(one: &Request<'_>) -> Vec<(Event<Moment>, Event<Moment>)> {
    let of_pause = |(at, pause): (usize, &Pause<'_>)| {
        let from = Event {
            route: Route::in_part("pause", at, "from"),
            word: word!("it was paused at", "暂停"),
            when: Some(pause.from),
        };
        let to = Event {
            route: Route::in_part("pause", at, "to"),
            word: word!("went on at", "恢复"),
            when: pause.to,
        };
        (from, to)
    };
    one.pause.iter().enumerate().map(of_pause).collect()
}

fn of_order(one: &Order<'_>) -> [(Event<Date>, Event<Date>); 2] {
    let placed = || event("date", word!("it was placed on", "下单"), Some(one.date));
    [
        (
            placed(),
            event("delivered", word!("was delivered on", "交付"), one.delivered),
        ),
        (
            placed(),
            event("promised", word!("was promised for", "承诺交付"), one.promised),
        ),
    ]
}

fn span(opened: Option<Date>, closed: Option<Date>) -> (Event<Date>, Event<Date>) {
    (
        event("opened", word!("it was opened on", "建立"), opened),
        event("closed", word!("was closed on", "关闭"), closed),
    )
}

/// The first pair that is the wrong way round.
fn wrong<T: Copy + Ord>(pairs: &Pairs<T>) -> Option<(&Event<T>, T, &Event<T>, T)> {
    pairs.iter().find_map(|(first, second)| {
        let (before, after) = (first.when?, second.when?);
        (after < before).then_some((first, before, second, after))
    })
}

fn report<'a, T: Copy>(
    out: &mut Findings<'_, 'a>,
    of: Of<'a>,
    wrong: Option<(&Event<T>, T, &Event<T>, T)>,
    show: impl Fn(T) -> String,
) {
    let Some((first, before, second, after)) = wrong else {
        return;
    };
    let message = said!(
        "{kind_en} `{id}` {second_en} {after}, before {first_en} {before}",
        "{kind_zh} `{id}` 的{second_zh}时间 {after} 早于{first_zh}时间 {before}",
        kind_en = of.kind.word().en,
        kind_zh = of.kind.word().zh,
        id = of.id,
        second_en = second.word.en,
        second_zh = second.word.zh,
        first_en = first.word.en,
        first_zh = first.word.zh,
        after = show(after),
        before = show(before)
    );
    let help = said!("put the wrong one of the two right", "请改正两者中写错的时间");
    let related = said!("what should come first", "本应在前的时间");
    let reference = format!("{}/{}", of.kind.name(), of.id);
    out.push(Finding {
        account: of.account,
        owner: of.owner,
        related: vec![(Place::new(of.file, first.route), related)],
        ..Finding::new(Place::new(of.file, second.route), reference, message, help)
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        little::facts(&[(path, text)], "2026-04-01", |facts| {
            let found = findings::find(facts).into_iter();
            all.extend(
                found
                    .filter(|one| one.rule.name == "time-order")
                    .map(|one| one.message.en),
            );
        });
        all
    }

    #[test]
    fn one_finding_a_record() {
        let request = "account = \"a\"\ntype = \"incident\"\ntitle = \"T\"\nseverity = \"low\"\nopened = \
                       2026-03-02T09:00:00\n";
        let all = [
            (
                "responded = 2026-03-01T09:00:00\nresolved = 2026-03-01T08:00:00",
                "answered at 2026-03-01 09:00, before it was opened",
            ),
            (
                "responded = 2026-03-02T11:00:00\nresolved = 2026-03-02T10:00:00",
                "solved at 2026-03-02 10:00, before it was answered",
            ),
            (
                "resolved = 2026-03-02T11:00:00\nclosed = 2026-03-02T10:00:00",
                "closed at 2026-03-02 10:00, before it was solved",
            ),
            (
                "[[pause]]\nfrom = 2026-03-02T11:00:00\nto = 2026-03-02T10:00:00\nreason = \"r\"",
                "went on at 2026-03-02 10:00, before it was paused",
            ),
        ];
        for (more, told) in all {
            let found = messages("requests/r.toml", &format!("{request}{more}"));
            assert!(found.len() == 1 && found[0].contains(told), "{found:?}");
        }
        let person = "name = \"Li\"\njoined = 2025-01-01\nleft = 2024-12-31\n";
        assert_eq!(
            messages("people/li.toml", person),
            ["person `li` left on 2024-12-31, before they joined on 2025-01-01"]
        );
        let deal = "account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nstage = \"won\"\nopened = 2026-03-02\nclosed = \
                    2026-03-02\n";
        assert!(messages("opportunities/o.toml", deal).is_empty());
        assert_eq!(
            messages("opportunities/o.toml", &deal.replace("closed = 2026-03-02", "closed = 2026-03-01")).len(),
            1
        );
    }
}
