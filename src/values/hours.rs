//! The working hours of a day: one or more windows, in local time.

use std::fmt;

use super::quoted;
use crate::said;
use crate::say::Said;

/// From a time of day up to, not including, another: `09:00-12:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// Minutes since midnight, under 1440.
    from: u16,
    /// Minutes since midnight, after `from`, at most 1440.
    to: u16,
}

/// A day's windows, earliest first; none overlaps another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hours {
    windows: Vec<Window>,
}

impl Window {
    /// `09:00-12:00`; the end may be `24:00`.
    pub fn parse(raw: &str) -> Result<Window, Said> {
        let shown = quoted(raw);
        let times = raw
            .split_once('-')
            .and_then(|(from, to)| Some((minutes(from)?, minutes(to)?)));
        let Some((from, to)) = times else {
            return Err(said!(
                "`{shown}` are no hours: two times of day are expected, as in `09:00-12:00`",
                "`{shown}` 不是有效的时段：应写作 `09:00-12:00`"
            ));
        };
        if to == 0 && from > 0 {
            let end = &raw[..raw.len() - 5];
            return Err(said!(
                "`{shown}` are no hours: midnight as an end is written `{end}24:00`",
                "`{shown}` 不是有效的时段：以午夜结束时应写作 `{end}24:00`"
            ));
        }
        if to <= from {
            return Err(said!(
                "`{shown}` are no hours: they end before they begin; hours over midnight are written as two, one up to \
                 `24:00` and one from `00:00`",
                "`{shown}` 不是有效的时段：结束不晚于开始；跨午夜的时段请分成两段，一段到 `24:00`，一段从 `00:00` 开始"
            ));
        }
        Ok(Window { from, to })
    }

    /// Its first second, since midnight.
    pub fn from_second(&self) -> u32 {
        u32::from(self.from) * 60
    }

    /// The second after its last, since midnight.
    pub fn to_second(&self) -> u32 {
        u32::from(self.to) * 60
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            self.from / 60,
            self.from % 60,
            self.to / 60,
            self.to % 60
        )
    }
}

impl Hours {
    /// A day's hours of windows in any order, none of which may overlap another.
    pub fn of(mut windows: Vec<Window>) -> Result<Hours, Said> {
        windows.sort();
        match windows.windows(2).find(|pair| pair[1].from < pair[0].to) {
            Some(pair) => {
                let (first, second) = (pair[0], pair[1]);
                Err(said!(
                    "the hours `{first}` and `{second}` overlap",
                    "时段 `{first}` 与 `{second}` 重叠"
                ))
            }
            None => Ok(Hours { windows }),
        }
    }

    /// The windows, earliest first.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// How many seconds they have together.
    pub fn seconds(&self) -> i64 {
        self.windows
            .iter()
            .map(|window| i64::from(window.to_second() - window.from_second()))
            .sum()
    }
}

/// 09:00-12:00 and 13:00-18:00.
impl Default for Hours {
    fn default() -> Hours {
        Hours {
            windows: vec![
                Window {
                    from: 9 * 60,
                    to: 12 * 60,
                },
                Window {
                    from: 13 * 60,
                    to: 18 * 60,
                },
            ],
        }
    }
}

/// Minutes since midnight of `HH:MM`, up to `24:00`.
fn minutes(text: &str) -> Option<u16> {
    let &[a, b, b':', c, d] = text.as_bytes() else {
        return None;
    };
    if ![a, b, c, d].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| u16::from(tens - b'0') * 10 + u16::from(ones - b'0');
    let (hour, minute) = (two(a, b), two(c, d));
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hours(texts: &[&str]) -> Result<Hours, Said> {
        Hours::of(texts.iter().map(|text| Window::parse(text).unwrap()).collect())
    }

    #[test]
    fn hours_in_any_order() {
        assert_eq!(hours(&["13:00-18:00", "09:00-12:00"]), Ok(Hours::default()));
        assert_eq!(Hours::default().seconds(), 8 * 3600);
        assert_eq!(hours(&["00:00-24:00"]).unwrap().seconds(), 86_400);
        assert!(hours(&["09:00-12:00", "12:00-18:00"]).is_ok());
        let overlap = hours(&["11:00-13:00", "09:00-12:00"]).unwrap_err();
        assert_eq!(overlap.en, "the hours `09:00-12:00` and `11:00-13:00` overlap");
    }

    #[test]
    fn what_are_no_hours_is_told_why() {
        let said = |raw: &str| Window::parse(raw).unwrap_err().en;
        assert!(said("18:00-00:00").contains("`18:00-24:00`"));
        assert!(said("22:00-02:00").contains("two"));
        assert!(said("09:00-09:00").contains("end before"));
        for raw in [
            "9-12",
            "9:00-12:00",
            "09:00",
            "09:60-12:00",
            "09:00-24:01",
            "25:00-26:00",
            "09:00–12:00",
            "",
        ] {
            assert!(said(raw).contains("`09:00-12:00`"), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*", digits in "[0-9:]{0,6}-[0-9:]{0,6}") {
            let _ = (Window::parse(&raw), Window::parse(&digits));
        }
    }
}
