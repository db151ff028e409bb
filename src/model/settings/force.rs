//! From what `kam.toml` says to the settings in force: every default stands here.

use jiff::tz::TimeZone;

use crate::said;
use crate::shape::Terms;
use crate::shape::scalars::{Percent, RoleId, Whole, Within};
use crate::shape::{Read, Reader};
use crate::source::Texts;
use crate::syntax::{Node, Value};
use crate::values::calendar::{Base, Calendar};
use crate::values::every::Every;
use crate::values::money::Currency;
use crate::values::number::Decimal;
use crate::values::term::{Term, TermUnit};

use super::{
    BookTable, CalendarBase, CalendarTable, ComplaintBase, DayName, NewId, Outcome, Settings, Stage, Tier, Topic,
    Written,
};

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
    let Value::Table(entries) = &root.value else {
        return terms;
    };
    for entry in entries {
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

/// Reads `kam.toml`; what is wrong with it is in the reader. `None` when it cannot be told what the
/// book is.
pub fn read<'a>(root: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Settings<'a>> {
    let before = reader.unread;
    let written = Written::read_keys("", root, true, reader, &mut Vec::new(), &mut |_, _| false, &[])?;
    let settings = in_force(written, reader.terms.clone());
    if reader.unread == before {
        sound(&settings, root, reader);
    }
    Some(settings)
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

fn in_force<'a>(written: Written<'a>, terms: Terms) -> Settings<'a> {
    let calendar = written.calendar;
    let kpi = written.kpi;
    let contracts = written.contracts;
    let survey = written.survey;
    let health = written.health;
    let checks = written.checks;
    let weights = health.as_ref().and_then(|health| health.weights.as_ref());
    let weight =
        |of: Option<Within<0, { i64::MAX }>>, default: i64| of.map_or(Decimal::from(default), |weight| weight.0);
    let number =
        |of: Option<Within<0, { i64::MAX }>>, default: i64| of.map_or(Decimal::from(default), |number| number.0);
    let band = |of: Option<Percent>, default: i64| of.map_or(Decimal::from(default), |number| number.0);
    let named = |map: Vec<(NewId<'a>, _)>| map.into_iter().map(|(id, value)| (id.0, value)).collect();
    Settings {
        name: written.book.name,
        language: written.book.language,
        terms,
        ignore: written.book.ignore,
        began: written.book.began,
        calendar: calendar_in_force(calendar),
        rates: written
            .rates
            .map_or_else(Vec::new, |rates| rates.0.into_iter().map(|(c, r)| (c.0, r.0)).collect()),
        roles: match written.roles {
            Some(roles) => roles.0.into_iter().map(|(id, role)| (id.0, role)).collect(),
            None => default_roles(),
        },
        duties: written.duties.map_or_else(Vec::new, |duties| {
            duties.0.into_iter().map(|(id, duty)| (id.0, duty)).collect()
        }),
        tiers: written.tiers.map_or_else(default_tiers, |tiers| named(tiers.0)),
        green: number(kpi.as_ref().and_then(|kpi| kpi.green), 100),
        amber: number(kpi.as_ref().and_then(|kpi| kpi.amber), 90),
        cap: number(kpi.as_ref().and_then(|kpi| kpi.cap), 120),
        required_clauses: contracts.as_ref().and_then(|c| c.required_clauses.clone()).map_or_else(
            || {
                vec![
                    Topic::Rights,
                    Topic::Obligations,
                    Topic::Kpi,
                    Topic::Breach,
                    Topic::Disputes,
                ]
            },
            |topics| topics.0,
        ),
        vague: contracts.and_then(|c| c.vague).map_or_else(
            || vec!["尽快", "适当", "as soon as possible", "reasonable efforts"],
            |words| words.0,
        ),
        dimensions: survey.as_ref().and_then(|s| s.dimensions.clone()).map_or_else(
            || {
                vec![
                    ("product_quality", "产品质量"),
                    ("service_attitude", "服务态度"),
                    ("response_speed", "响应速度"),
                ]
            },
            |dimensions| dimensions.0.into_iter().map(|(id, title)| (id.0, title)).collect(),
        ),
        csat_min: survey
            .as_ref()
            .and_then(|s| s.csat_min)
            .map_or(Decimal::from(80), |least| least.0),
        nps_min: survey.and_then(|s| s.nps_min).map_or(Decimal::ZERO, |least| least.0),
        complaints: written
            .complaints
            .and_then(|c| c.base)
            .unwrap_or(ComplaintBase::Requests),
        sla: written.sla,
        stages: written
            .pipeline
            .and_then(|p| p.stages)
            .map_or_else(default_stages, |stages| stages.0),
        health_green: band(health.as_ref().and_then(|h| h.green), 80),
        health_amber: band(health.as_ref().and_then(|h| h.amber), 60),
        health_weights: [
            weight(weights.and_then(|w| w.kpi), 35),
            weight(weights.and_then(|w| w.satisfaction), 20),
            weight(weights.and_then(|w| w.tasks), 15),
            weight(weights.and_then(|w| w.contracts), 15),
            weight(weights.and_then(|w| w.service), 10),
            weight(weights.and_then(|w| w.communication), 5),
        ],
        due_soon: checks.as_ref().and_then(|c| c.due_soon).unwrap_or_else(|| days(7)),
        stale_after: checks.as_ref().and_then(|c| c.stale_after).unwrap_or_else(|| days(90)),
        longest_waiver: checks
            .as_ref()
            .and_then(|c| c.longest_waiver)
            .unwrap_or_else(|| days(90)),
        notice_soon: checks.as_ref().and_then(|c| c.notice_soon).unwrap_or_else(|| days(60)),
        severity: checks.and_then(|c| c.severity).map_or_else(Vec::new, |levels| {
            levels.0.into_iter().map(|(rule, level)| (rule.0, level)).collect()
        }),
    }
}

fn days(n: u32) -> Term {
    Term {
        count: n,
        unit: TermUnit::Day,
    }
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

/// The four roles of the default tiers.
fn default_roles<'a>() -> Vec<(&'a str, super::Role<'a>)> {
    ["account-manager", "sales", "technical-support", "after-sales"]
        .into_iter()
        .map(|id| {
            (
                id,
                super::Role {
                    title: None,
                    skills: Vec::new(),
                },
            )
        })
        .collect()
}

fn default_tiers<'a>() -> Vec<(&'a str, Tier<'a>)> {
    let every = |text: &str| Every::parse(text).ok();
    let tier = |rank: i64, roles: &[&'a str], contact: &str, other: Option<&str>| Tier {
        title: None,
        rank: Some(Whole(rank)),
        roles: roles.iter().map(|role| RoleId(role)).collect(),
        contact_every: every(contact),
        survey_every: other.and_then(every),
        review_every: other.and_then(every),
        goals_every: other.and_then(every),
        face_to_face_every: None,
        share_every: None,
        revenue_from: None,
        escalate_after: None,
        sla: None,
    };
    let four = ["account-manager", "sales", "technical-support", "after-sales"];
    let mut strategic = tier(1, &four, "2 weeks", Some("quarterly"));
    strategic.face_to_face_every = every("quarterly");
    vec![
        ("strategic", strategic),
        ("key", tier(2, &four[..2], "monthly", Some("2 quarters"))),
        ("growth", tier(3, &[], "quarterly", None)),
    ]
}

fn default_stages<'a>() -> Vec<Stage<'a>> {
    let stage = |id: &'a str, probability: i64, outcome: Option<Outcome>| Stage {
        id: NewId(id),
        title: None,
        probability: Some(Within(Decimal::from(probability))),
        outcome,
    };
    vec![
        stage("lead", 10, None),
        stage("qualify", 20, None),
        stage("propose", 40, None),
        stage("negotiate", 70, None),
        stage("won", 100, Some(Outcome::Won)),
        stage("lost", 0, Some(Outcome::Lost)),
    ]
}
