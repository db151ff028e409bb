//! `no-calendar`: a built-in calendar that does not know this year.

use crate::facts::Facts;
use crate::book::SETTINGS;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// The built-in calendar knows nothing of this year.
    ///
    /// Public holidays are announced year by year. Until they are known, days off count as working days, and what is
    /// promised in working hours seems late too early.
    ///
    /// ## Fails on 2040-03-01
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [calendar]
    /// base = "cn"
    /// #      ^^^^ the built-in calendar knows the holidays of 2004 to 2026, not of 2040
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [calendar]
    /// base = "cn"
    /// ```
    ///
    /// ## Way out
    ///
    /// Take a newer version of kam, or list the days in `holidays` and `workdays`.
    Note "no-calendar" Data
    reads []
    zh "内置日历里没有今年的数据。"
    "法定节假日逐年公布。在此之前，放假的日子会被当作工作日，按工作时间计算的承诺会过早算作超时。"
    "请升级 kam，或在 `holidays`、`workdays` 中列出这些日子。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let calendar = &facts.book.settings.calendar;
    let year = facts.as_of.year();
    let Some(years) = calendar.years_known().filter(|_| !calendar.knows(year)) else {
        return;
    };
    let (first, last) = (years.start(), years.end());
    out.push(Finding {
        reference: None,
        ..Finding::new(
            Place::new(SETTINGS, Route::in_table("calendar", "base")),
            String::new(),
            said!(
                "the built-in calendar knows the holidays of {first} to {last}, not of {year}",
                "内置日历有 {first} 至 {last} 年的节假日，没有 {year} 年的",
                first = first,
                last = last,
                year = year
            ),
            said!(
                "take a newer version, or list the days in `holidays` and `workdays`",
                "请升级版本，或在 `holidays`、`workdays` 中列出这些日子"
            ),
        )
    });
}
