//! Calendar dates and moments. Arithmetic stops at the last date there is instead of overflowing.

use jiff::SignedDuration;
use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};

use super::quoted;
use crate::said;
use crate::say::{Said, Word};
use crate::word;

pub use jiff::Timestamp as Moment;
pub use jiff::civil::Date;

/// The months' names, January first.
pub const MONTHS: [Word; 12] = [
    word!("January", "1 月"),
    word!("February", "2 月"),
    word!("March", "3 月"),
    word!("April", "4 月"),
    word!("May", "5 月"),
    word!("June", "6 月"),
    word!("July", "7 月"),
    word!("August", "8 月"),
    word!("September", "9 月"),
    word!("October", "10 月"),
    word!("November", "11 月"),
    word!("December", "12 月"),
];

/// A date in the one form `2026-04-01`, in the years 0001 to 9999.
pub fn parse_date(raw: &str) -> Result<Date, Said> {
    let shown = quoted(raw);
    let Some([year, month, day]) = date_digits(raw) else {
        return Err(said!(
            "`{shown}` is no date: year, month and day are expected, as in `2026-04-01`",
            "`{shown}` 不是有效日期：应为年-月-日，例如 `2026-04-01`"
        ));
    };
    if year == 0 {
        return Err(said!(
            "`{shown}` is no date: there is no year 0",
            "`{shown}` 不是有效日期：没有公元 0 年"
        ));
    }
    let Some(name) = month.checked_sub(1).and_then(|index| MONTHS.get(usize::from(index))) else {
        return Err(said!(
            "`{shown}` is no date: there is no month {month}",
            "`{shown}` 不是有效日期：没有 {month} 月"
        ));
    };
    // The checks above make the number fit: a year has four digits, month and day two.
    match Date::new(year as i16, month as i8, day as i8) {
        Ok(date) => Ok(date),
        Err(_) => {
            let last = Date::new(year as i16, month as i8, 1).map_or(31, |first| first.days_in_month());
            let (en, zh) = (name.en, name.zh);
            Err(said!(
                "`{shown}` is no date: {en} {year} has {last} days",
                "`{shown}` 不是有效日期：{year} 年 {zh}只有 {last} 天"
            ))
        }
    }
}

/// A date and time in RFC 3339 form (`2026-04-01T09:00:00+08:00`, `2026-04-01 09:00Z`). The seconds
/// may be left out; without an offset it is local time in `zone`, where a time that comes twice is
/// the earlier one and one that a clock change skips is moved on by the length of the gap.
pub fn parse_moment(raw: &str, zone: &TimeZone) -> Result<Moment, Said> {
    let (date, rest) = match raw.split_at_checked(10) {
        Some((date, rest)) if date_digits(date).is_some() => (parse_date(date)?, rest),
        Some(_) | None => return Err(no_moment(raw)),
    };
    let Some(clock) = rest.strip_prefix(['T', 't', ' ']) else {
        return Err(no_moment(raw));
    };
    let (time, offset) = match clock.find(['Z', 'z', '+', '-']) {
        Some(at) => (&clock[..at], Some(&clock[at..])),
        None => (clock, None),
    };
    let time = parse_time(time).ok_or_else(|| no_moment(raw))?;
    let local = date.to_datetime(time);
    let moment = match offset {
        Some(text) => parse_offset(text).ok_or_else(|| no_moment(raw))?.to_timestamp(local),
        None => zone.to_timestamp(local),
    };
    moment.map_err(|_| no_moment(raw))
}

/// Days from `a` to `b`: negative when `b` is the earlier one.
pub fn days_between(a: Date, b: Date) -> i64 {
    a.duration_until(b).as_secs() / 86_400
}

/// The date so many days later, or earlier; the last or first date there is where that is out of
/// reach.
pub fn add_days(date: Date, days: i64) -> Date {
    match days.checked_mul(86_400) {
        Some(seconds) => date.saturating_add(SignedDuration::from_secs(seconds)),
        None if days > 0 => Date::MAX,
        None => Date::MIN,
    }
}

/// The same day so many months later, or earlier; the month's last day where the month has no such
/// day: 31 March less one month is 28 or 29 February. Stops like [`add_days`].
pub fn add_months(date: Date, months: i64) -> Date {
    let index = (i64::from(date.year()) * 12 + i64::from(date.month()) - 1).saturating_add(months);
    let year = index.div_euclid(12);
    if year > i64::from(Date::MAX.year()) {
        return Date::MAX;
    }
    if year < i64::from(Date::MIN.year()) {
        return Date::MIN;
    }
    let month = index.rem_euclid(12) as i8 + 1;
    let Ok(first) = Date::new(year as i16, month, 1) else {
        return Date::MAX;
    };
    Date::new(year as i16, month, date.day().min(first.days_in_month())).unwrap_or(first)
}

/// Year, month and day of `YYYY-MM-DD`, whether or not there is such a day.
fn date_digits(raw: &str) -> Option<[u16; 3]> {
    let bytes: &[u8; 10] = raw.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    Some([digits(&bytes[..4])?, digits(&bytes[5..7])?, digits(&bytes[8..])?])
}

/// The number of at most four ASCII digits.
fn digits(bytes: &[u8]) -> Option<u16> {
    bytes.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0'))
    })
}

/// `HH:MM`, `HH:MM:SS` or with a fraction, of which nine digits count. A leap second is the second
/// before it.
fn parse_time(text: &str) -> Option<Time> {
    let (clock, nanosecond) = match text.split_once('.') {
        Some((clock, fraction)) if clock.len() == 8 => (clock, nanoseconds(fraction)?),
        Some(_) => return None,
        None => (text, 0),
    };
    let bytes = clock.as_bytes();
    if !matches!(bytes.len(), 5 | 8) || bytes[2] != b':' || bytes.get(5).is_some_and(|&byte| byte != b':') {
        return None;
    }
    let second = if bytes.len() == 8 { digits(&bytes[6..8])? } else { 0 };
    let (hour, minute) = (digits(&bytes[..2])?, digits(&bytes[3..5])?);
    if second > 60 {
        return None;
    }
    Time::new(hour as i8, minute as i8, second.min(59) as i8, nanosecond).ok()
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let counted = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(counted.fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0')))
}

/// `Z`, `+08:00`.
fn parse_offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z") {
        return Some(Offset::UTC);
    }
    let bytes: &[u8; 6] = text.as_bytes().try_into().ok()?;
    let (hours, minutes) = (digits(&bytes[1..3])?, digits(&bytes[4..])?);
    if bytes[3] != b':' || hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    Offset::from_seconds(if bytes[0] == b'-' { -seconds } else { seconds }).ok()
}

fn no_moment(raw: &str) -> Said {
    let shown = quoted(raw);
    if parse_date(raw).is_ok() {
        return said!(
            "`{shown}` has no time of day: date and time are expected, as in `{raw}T09:30:00+08:00`, or `{raw} 09:30` \
             in the book's time zone",
            "`{shown}` 缺少时刻：应为日期加时间，例如 `{raw}T09:30:00+08:00`，或按账本时区写作 `{raw} 09:30`"
        );
    }
    said!(
        "`{shown}` is no date and time: expected is `2026-04-01T09:30:00+08:00`, or `2026-04-01 09:30` in the book's \
         time zone",
        "`{shown}` 不是有效的日期时间：应写作 `2026-04-01T09:30:00+08:00`，或按账本时区写作 `2026-04-01 09:30`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_date_has_one_form() {
        assert_eq!(parse_date("2026-04-01"), Ok(date(2026, 4, 1)));
        assert_eq!(parse_date("2024-02-29"), Ok(date(2024, 2, 29)));
        for raw in [
            "2026-4-1",
            "20260401",
            "2026/04/01",
            "26-04-01",
            "2026-04-01 ",
            "+2026-04-01",
            "２026-04-01",
            "",
        ] {
            assert!(parse_date(raw).unwrap_err().en.contains("are expected"), "{raw}");
        }
    }

    #[test]
    fn an_impossible_date_is_told_why() {
        let said = parse_date("2026-02-30").unwrap_err();
        assert_eq!(said.en, "`2026-02-30` is no date: February 2026 has 28 days");
        assert_eq!(said.zh, "`2026-02-30` 不是有效日期：2026 年 2 月只有 28 天");
        assert_eq!(
            parse_date("2026-13-01").unwrap_err().zh,
            "`2026-13-01` 不是有效日期：没有 13 月"
        );
        assert_eq!(
            parse_date("2026-00-01").unwrap_err().en,
            "`2026-00-01` is no date: there is no month 0"
        );
        assert_eq!(
            parse_date("2026-04-00").unwrap_err().en,
            "`2026-04-00` is no date: April 2026 has 30 days"
        );
        assert!(parse_date("0000-01-01").is_err());
    }

    #[test]
    fn a_moment_in_all_its_forms() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let expected: Moment = "2026-04-01T01:30:00Z".parse().unwrap();
        for raw in [
            "2026-04-01T09:30:00+08:00",
            "2026-04-01t09:30:00.000+08:00",
            "2026-04-01 01:30:00z",
            "2026-04-01T01:30Z",
            "2026-04-01T09:30:00",
            "2026-04-01 09:30",
            "2026-03-31T20:30:00-05:00",
        ] {
            assert_eq!(parse_moment(raw, &zone), Ok(expected), "{raw}");
        }
        let leap = parse_moment("2016-12-31T23:59:60Z", &zone).unwrap();
        assert_eq!(leap, "2016-12-31T23:59:59Z".parse::<Moment>().unwrap());
        for raw in [
            "09:30",
            "2026-04-01T",
            "2026-04-01T9:30",
            "2026-04-01T24:00",
            "2026-04-01T09:30:00+8",
            "2026-04-01T09:60",
            "2026-04-01T09:30:00.",
            "2026-04-01T09:30.5",
            "2026-04-01T09:30+24:00",
            "2026-04-01T09:30 +08:00",
            "2026-04-01  09:30",
            "2026-04-01T09:30Z0",
        ] {
            assert!(parse_moment(raw, &zone).is_err(), "{raw}");
        }
        assert!(
            parse_moment("2026-02-30T09:30Z", &zone)
                .unwrap_err()
                .en
                .contains("has 28 days")
        );
        assert!(
            parse_moment("2026-04-01", &zone)
                .unwrap_err()
                .en
                .contains("no time of day")
        );
    }

    #[test]
    fn local_times_of_a_clock_change_are_compatible() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let at = |raw| parse_moment(raw, &zone).unwrap().to_string();
        assert_eq!(at("2026-03-08T02:30"), "2026-03-08T07:30:00Z");
        assert_eq!(at("2026-11-01T01:30"), "2026-11-01T05:30:00Z");
    }

    #[test]
    fn dates_move_and_stop_at_the_ends() {
        assert_eq!(add_months(date(2026, 3, 31), -1), date(2026, 2, 28));
        assert_eq!(add_months(date(2024, 3, 31), -1), date(2024, 2, 29));
        assert_eq!(add_months(date(2026, 12, 15), 2), date(2027, 2, 15));
        assert_eq!(add_months(date(2026, 1, 31), i64::MAX), Date::MAX);
        assert_eq!(add_months(date(2026, 1, 31), i64::MIN), Date::MIN);
        assert_eq!(add_days(date(2026, 12, 31), 1), date(2027, 1, 1));
        assert_eq!(add_days(date(2026, 1, 1), i64::MAX), Date::MAX);
        assert_eq!(add_days(date(2026, 1, 1), i64::MIN), Date::MIN);
        assert_eq!(days_between(date(2026, 1, 1), date(2026, 4, 1)), 90);
        assert_eq!(days_between(Date::MAX, Date::MIN), -days_between(Date::MIN, Date::MAX));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*") {
            let _ = parse_date(&raw);
            let _ = parse_moment(&raw, &TimeZone::UTC);
        }

        #[test]
        fn no_date_like_text_makes_it_panic(raw in "[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9:.]{0,12}([zZ]|[-+][0-9:]{0,6})?)?") {
            let _ = parse_date(&raw);
            let _ = parse_moment(&raw, &TimeZone::UTC);
        }
    }
}
