//! What moves deadlines and values amounts: the calendar, the time zone, currencies.

use std::collections::BTreeSet;

use super::{Loosened, changed};
use crate::model::settings::Settings;
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word, count};
use crate::values::calendar::{Base, Calendar};
use crate::values::date::Date;
use crate::word;

pub(super) fn put(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    calendar(&was.calendar, &is.calendar, all);
    let zone = |settings: &Settings<'_>| {
        let zone = &settings.terms.timezone;
        zone.iana_name().unwrap_or("-").to_owned()
    };
    let terms = (&was.terms, &is.terms);
    // Either way, some deadline or amount comes to less.
    for (route, was, is) in [
        (Route::in_table("book", "timezone"), zone(was), zone(is)),
        (
            Route::in_table("book", "currency"),
            terms.0.currency.to_string(),
            terms.1.currency.to_string(),
        ),
        (
            Route::in_table("calendar", "fiscal_year_starts"),
            terms.0.fiscal_start.to_string(),
            terms.1.fiscal_start.to_string(),
        ),
    ] {
        if was != is {
            all.push((route, changed(route, &was, &is)));
        }
    }
    for (currency, old) in &was.rates {
        let new = is
            .rates
            .iter()
            .find(|(known, _)| known == currency)
            .map(|(_, rate)| rate);
        let said = match new {
            // What is worth less is asked less only of a tier whose own bar is in that currency.
            Some(new) if new == old || (new < old && !has_bar_in(was, *currency)) => continue,
            Some(new) => said!(
                "the rate of {currency} was changed from {old} to {new}: amounts in it are judged by another measure",
                "{currency} 的汇率由 {old} 改为 {new}，以该币种计的金额将按不同标准判断"
            ),
            None => said!(
                "the rate of {currency}, {old}, was taken out: amounts in it are not judged any more",
                "删除了 {currency} 的汇率 {old}，以该币种计的金额不再参与判断"
            ),
        };
        all.push((Route::key("rates"), said));
    }
}

fn has_bar_in(settings: &Settings<'_>, currency: crate::values::money::Currency) -> bool {
    let mut bars = settings.tiers.iter().filter_map(|(_, tier)| tier.revenue_from);
    bars.any(|bar| bar.currency == currency)
}

fn calendar(was: &Calendar, is: &Calendar, all: &mut Vec<Loosened>) {
    let name = |base: Option<Base>| match base {
        Some(Base::Cn) => "cn",
        None => "-",
    };
    if was.base != is.base {
        let route = Route::in_table("calendar", "base");
        all.push((route, changed(route, &name(was.base), &name(is.base))));
    }
    let off = is.weekend.iter().filter(|day| !was.weekend.contains(day));
    let (en, zh): (Vec<&str>, Vec<&str>) = off.map(|day| weekday(*day)).map(|day| (day.en, day.zh)).unzip();
    if !en.is_empty() {
        let (en, zh) = (en.join(", "), zh.join("、"));
        let said = said!(
            "`calendar.weekend` has more days off, {en}: deadlines in working time move out",
            "`calendar.weekend` 新增休息日{zh}，按工作时间计算的期限会顺延"
        );
        all.push((Route::in_table("calendar", "weekend"), said));
    }
    const OFF: Word = word!("made days off", "改为休息日");
    const NOT_WORKED: Word = word!("taken out", "被删除");
    let lost = |days: &BTreeSet<Date>, kept: &BTreeSet<Date>, key, what: Word| {
        // A day that was off before, or still is worked, moves nothing.
        let moves = |day: &&Date| !kept.contains(*day) && was.is_working(**day) && !is.is_working(**day);
        let days: Vec<&Date> = days.iter().filter(moves).collect();
        let (first, last) = (days.first()?, days.last()?);
        let (n, n_en) = (days.len(), count(days.len() as i64, "working day"));
        let (en, zh) = (what.en, what.zh);
        let said = said!(
            "`calendar.{key}`: {n_en} {en}, from {first} to {last}: deadlines in working time move out",
            "`calendar.{key}` 中有 {n} 个工作日{zh}（{first} 至 {last}），按工作时间计算的期限会顺延"
        );
        Some((Route::in_table("calendar", key), said))
    };
    all.extend(lost(&is.holidays, &was.holidays, "holidays", OFF));
    all.extend(lost(&was.workdays, &is.workdays, "workdays", NOT_WORKED));
    let is_worked = |second: u32| {
        let mut windows = is.hours.windows().iter();
        windows.any(|window| window.from_second() <= second && second < window.to_second())
    };
    // Minutes are the finest that hours are written in.
    let is_less = was.hours.windows().iter().any(|window| {
        let mut minutes = (window.from_second()..window.to_second()).step_by(60);
        minutes.any(|minute| !is_worked(minute))
    });
    if is_less {
        let shown = |calendar: &Calendar, comma: &str| {
            let windows = calendar.hours.windows().iter().map(ToString::to_string);
            windows.collect::<Vec<_>>().join(comma)
        };
        let [(was_en, was_zh), (is_en, is_zh)] = [was, is].map(|one| (shown(one, ", "), shown(one, "、")));
        let said: Said = said!(
            "`calendar.hours` was changed from {was_en} to {is_en}: deadlines in working time move",
            "`calendar.hours` 由 {was_zh} 改为 {is_zh}，按工作时间计算的期限会变动"
        );
        all.push((Route::in_table("calendar", "hours"), said));
    }
}

fn weekday(day: jiff::civil::Weekday) -> Word {
    use jiff::civil::Weekday;
    match day {
        Weekday::Monday => word!("mon", "周一"),
        Weekday::Tuesday => word!("tue", "周二"),
        Weekday::Wednesday => word!("wed", "周三"),
        Weekday::Thursday => word!("thu", "周四"),
        Weekday::Friday => word!("fri", "周五"),
        Weekday::Saturday => word!("sat", "周六"),
        Weekday::Sunday => word!("sun", "周日"),
    }
}
