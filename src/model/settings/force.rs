//! From what `kam.toml` says to the settings in force. What could not be read never turns into a default that
//! makes a rule speak.

use jiff::tz::TimeZone;

use crate::said;
use crate::shape::Terms;
use crate::shape::{Read, Reader};
use crate::source::Texts;
use crate::syntax::{Entry, Node, Value};
use crate::values::calendar::{Base, Calendar};
use crate::values::money::Currency;
use crate::values::number::Decimal;

use super::defaults::{
    days, default_clauses, default_dimensions, default_roles, default_stages, default_tiers, default_vague,
};
use super::{BookTable, CalendarBase, CalendarTable, ComplaintBase, DayName, NewId, Settings, Written};

/// The book's name where `kam.toml` gives none that can be read, which is told there.
const NAMELESS: &str = "?";

/// A `kam.toml` like this one that has a `[book]` with a name, whatever it says: so that all else it says
/// holds.
fn with_name<'a>(root: &Node<'a>) -> Node<'a> {
    let name = Entry {
        key: "name",
        key_span: root.span,
        value: Node {
            span: root.span,
            value: Value::Text(NAMELESS),
        },
    };
    let mut book = Vec::new();
    let mut all = Vec::new();
    if let Value::Table(entries) = &root.value {
        for entry in entries {
            match (&entry.value.value, entry.key) {
                (Value::Table(of_book), "book") => book.clone_from(of_book),
                (_, "book") => {}
                (_, _) => all.push(entry.clone()),
            }
        }
    }
    let readable = |entry: &Entry<'a>| entry.key == "name" && is_name(&entry.value.value);
    if !book.iter().any(readable) {
        book.retain(|entry| entry.key != "name");
        book.push(name);
    }
    all.push(Entry {
        key: "book",
        key_span: root.span,
        value: Node {
            span: root.span,
            value: Value::Table(book),
        },
    });
    Node {
        span: root.span,
        value: Value::Table(all),
    }
}

fn is_name(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Table(_)
        | Value::Broken => false,
    }
}

/// The terms by which the rest of `kam.toml` is read: what `[book]` and `[calendar]` say of them, and
/// the defaults where they say nothing or nothing readable. Says nothing of what is wrong: reading the
/// whole does.
pub fn terms<'a>(root: &Node<'a>, texts: &'a Texts) -> Terms {
    let mut terms = Terms {
        currency: Currency::CNY,
        timezone: shanghai(),
        fiscal_start: 1,
    };
    let defaults = terms.clone();
    let mut reader = Reader::new(&defaults, texts, false);
    let Value::Table(entries) = with_name(root).value else {
        return terms;
    };
    for entry in &entries {
        if entry.key == "book" {
            if let Some(book) = BookTable::read("book", &entry.value, &mut reader) {
                terms.currency = book.currency.map_or(terms.currency, |currency| currency.0);
                terms.timezone = book.timezone.map_or(terms.timezone, |zone| zone.zone);
            }
        } else if entry.key == "calendar"
            && let Some(calendar) = CalendarTable::read("calendar", &entry.value, &mut reader)
        {
            terms.fiscal_start = calendar.fiscal_year_starts.map_or(1, |month| month.0 as u8);
        }
    }
    terms
}

fn shanghai() -> TimeZone {
    jiff::tz::TimeZoneDatabase::bundled()
        .get("Asia/Shanghai")
        .unwrap_or(TimeZone::UTC)
}

/// Reads `kam.toml`; what is wrong with it is in the reader. What could be read is in force, the defaults
/// for what is not written; for what could not be read, whatever keeps the rules silent.
pub fn read<'a>(root: &Node<'a>, reader: &mut Reader<'a, '_>) -> Settings<'a> {
    let none = &mut |_: &Entry<'a>, _: &mut Reader<'a, '_>| false;
    let before = reader.unread;
    let mut unread = Vec::new();
    let written = Written::read_keys("kam.toml", root, true, reader, &mut unread, none, &[]);
    let sure = !reader.torn && !began_unread(root, reader);
    let whole = reader.unread == before;
    let written = written.or_else(|| {
        let mut again = Reader::new(reader.terms, reader.texts, false);
        Written::read_keys(
            "kam.toml",
            &with_name(root),
            true,
            &mut again,
            &mut Vec::new(),
            none,
            &[],
        )
    });
    let settings = in_force(written, reader.terms.clone(), unread, sure);
    if whole {
        sound(&settings, root, reader);
    }
    settings
}

/// Whether `[book] began` stands there, or seems to, and could not be read.
fn began_unread<'a>(root: &Node<'a>, reader: &Reader<'a, '_>) -> bool {
    let Value::Table(entries) = &root.value else {
        return true;
    };
    let Some(book) = entries.iter().find(|entry| entry.key == "book") else {
        return false;
    };
    let mut again = Reader::new(reader.terms, reader.texts, false);
    let mut unread = Vec::new();
    BookTable::read_keys(
        "book",
        &book.value,
        false,
        &mut again,
        &mut unread,
        &mut |_, _| false,
        &[],
    );
    unread.contains(&"began")
}

/// What the keys cannot tell one by one.
fn sound(settings: &Settings<'_>, root: &Node<'_>, reader: &mut Reader<'_, '_>) {
    let place = |table, key| crate::place::resolve(root, crate::place::Route::in_table(table, key));
    let mut seen: Vec<&str> = Vec::new();
    for stage in &settings.stages {
        if seen.contains(&stage.id.0) {
            reader.bad_value(
                place("pipeline", "stages"),
                said!("two stages are called `{id}`", "有两个阶段都叫 `{id}`", id = stage.id.0),
                said!("give each stage an id of its own", "每个阶段的 id 不能重复"),
            );
        }
        seen.push(stage.id.0);
    }
    if settings.green < settings.amber {
        reader.bad_value(
            place("kpi", "amber"),
            said!(
                "amber ({amber}) lies above green ({green})",
                "黄灯线（{amber}）高于绿灯线（{green}）",
                amber = settings.amber,
                green = settings.green
            ),
            said!("`amber` is the lower one", "`amber` 应不高于 `green`"),
        );
    }
    if settings.health_green < settings.health_amber {
        reader.bad_value(
            place("health", "amber"),
            said!(
                "amber ({amber}) lies above green ({green})",
                "黄灯线（{amber}）高于绿灯线（{green}）",
                amber = settings.health_amber,
                green = settings.health_green
            ),
            said!("`amber` is the lower one", "`amber` 应不高于 `green`"),
        );
    }
}

/// The value of a part of `kam.toml`: what is written; nothing where it could not be read; the default where
/// it is not written.
fn part<T>(written: Option<Vec<T>>, unread: bool, default: impl FnOnce() -> Vec<T>) -> Vec<T> {
    match written {
        Some(all) => all,
        None if unread => Vec::new(),
        None => default(),
    }
}

fn in_force<'a>(written: Option<Written<'a>>, terms: Terms, unread: Vec<&'static str>, sure: bool) -> Settings<'a> {
    let torn = |key: &str| !sure || unread.contains(&key);
    let mut settings = Settings {
        name: NAMELESS,
        language: None,
        terms,
        ignore: Vec::new(),
        began: None,
        calendar: Calendar::default(),
        rates: Vec::new(),
        roles: part(None, torn("roles"), default_roles),
        duties: Vec::new(),
        tiers: part(None, torn("tiers"), default_tiers),
        green: Decimal::from(100),
        amber: Decimal::from(90),
        cap: Decimal::from(120),
        required_clauses: part(None, torn("contracts"), default_clauses),
        vague: part(None, torn("contracts"), default_vague),
        dimensions: part(None, torn("survey"), default_dimensions),
        csat_min: least(None, torn("survey"), 80, 0),
        nps_min: least(None, torn("survey"), 0, -100),
        complaints: ComplaintBase::Requests,
        sla: None,
        stages: part(None, torn("pipeline"), default_stages),
        health_green: Decimal::from(80),
        health_amber: Decimal::from(60),
        health_weights: [35, 20, 15, 15, 10, 5].map(Decimal::from),
        due_soon: days(7),
        stale_after: days(90),
        longest_waiver: days(90),
        notice_soon: days(60),
        severity: Vec::new(),
        unread: Vec::new(),
        sure,
    };
    if let Some(written) = written {
        put(&mut settings, written, &torn);
    }
    settings.unread = unread;
    settings
}

/// What is written takes the place of the defaults.
fn put<'a>(settings: &mut Settings<'a>, written: Written<'a>, torn: &dyn Fn(&str) -> bool) {
    let named = |map: Vec<(NewId<'a>, _)>| map.into_iter().map(|(id, value)| (id.0, value)).collect();
    settings.name = written.book.name;
    settings.language = written.book.language;
    settings.ignore = written.book.ignore;
    settings.began = written.book.began;
    settings.calendar = calendar_in_force(written.calendar);
    settings.rates = written
        .rates
        .map_or_else(Vec::new, |rates| rates.0.into_iter().map(|(c, r)| (c.0, r.0)).collect());
    let roles = written
        .roles
        .map(|roles| roles.0.into_iter().map(|(id, role)| (id.0, role)).collect());
    settings.roles = part(roles, torn("roles"), default_roles);
    settings.duties = written.duties.map_or_else(Vec::new, |duties| {
        duties.0.into_iter().map(|(id, duty)| (id.0, duty)).collect()
    });
    settings.tiers = part(written.tiers.map(|tiers| named(tiers.0)), torn("tiers"), default_tiers);
    if let Some(kpi) = written.kpi {
        settings.green = kpi.green.map_or(settings.green, |number| number.0);
        settings.amber = kpi.amber.map_or(settings.amber, |number| number.0);
        settings.cap = kpi.cap.map_or(settings.cap, |number| number.0);
    }
    if let Some(contracts) = written.contracts {
        let unread = torn("contracts");
        settings.required_clauses = part(contracts.required_clauses.map(|all| all.0), unread, default_clauses);
        settings.vague = part(contracts.vague.map(|all| all.0), unread, default_vague);
    }
    if let Some(survey) = written.survey {
        let unread = torn("survey");
        let dimensions = survey
            .dimensions
            .map(|all| all.0.into_iter().map(|(id, title)| (id.0, title)).collect());
        settings.dimensions = part(dimensions, unread, default_dimensions);
        settings.csat_min = least(survey.csat_min.map(|least| least.0), unread, 80, 0);
        settings.nps_min = least(survey.nps_min.map(|least| least.0), unread, 0, -100);
    }
    settings.complaints = written.complaints.and_then(|c| c.base).unwrap_or(settings.complaints);
    settings.sla = written.sla;
    let stages = written.pipeline.and_then(|p| p.stages).map(|stages| stages.0);
    settings.stages = part(stages, torn("pipeline"), default_stages);
    if let Some(health) = written.health {
        settings.health_green = health.green.map_or(settings.health_green, |number| number.0);
        settings.health_amber = health.amber.map_or(settings.health_amber, |number| number.0);
        if let Some(w) = health.weights {
            let weights = [w.kpi, w.satisfaction, w.tasks, w.contracts, w.service, w.communication];
            for (slot, weight) in settings.health_weights.iter_mut().zip(weights) {
                *slot = weight.map_or(*slot, |weight| weight.0);
            }
        }
    }
    if let Some(checks) = written.checks {
        settings.due_soon = checks.due_soon.unwrap_or(settings.due_soon);
        settings.stale_after = checks.stale_after.unwrap_or(settings.stale_after);
        settings.longest_waiver = checks.longest_waiver.unwrap_or(settings.longest_waiver);
        settings.notice_soon = checks.notice_soon.unwrap_or(settings.notice_soon);
        settings.severity = checks.severity.map_or_else(Vec::new, |levels| {
            levels.0.into_iter().map(|(rule, level)| (rule.0, level)).collect()
        });
    }
}

/// A bound that figures are held against; the one that nothing falls below where it could not be read.
fn least(written: Option<Decimal>, unread: bool, default: i64, lowest: i64) -> Decimal {
    written.unwrap_or(Decimal::from(if unread { lowest } else { default }))
}

fn calendar_in_force(written: Option<CalendarTable>) -> Calendar {
    use jiff::civil::Weekday;
    let mut calendar = Calendar::default();
    let Some(written) = written else { return calendar };
    calendar.base = written.base.map(|CalendarBase::Cn| Base::Cn);
    if let Some(days) = written.weekend {
        let weekday = |day: DayName| match day {
            DayName::Mon => Weekday::Monday,
            DayName::Tue => Weekday::Tuesday,
            DayName::Wed => Weekday::Wednesday,
            DayName::Thu => Weekday::Thursday,
            DayName::Fri => Weekday::Friday,
            DayName::Sat => Weekday::Saturday,
            DayName::Sun => Weekday::Sunday,
        };
        calendar.weekend = days.0.into_iter().map(weekday).collect();
    }
    calendar.holidays = written.holidays.into_iter().collect();
    calendar.workdays = written.workdays.into_iter().collect();
    if let Some(hours) = written.hours {
        calendar.hours = hours.0;
    }
    calendar
}
