//! `review-scope`: a review that did not look everywhere that it must.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::review::Area;
use crate::place::Route;
use crate::said;

/// What every review looks at.
const REQUIRED: [Area; 4] = [Area::Goals, Area::Kpis, Area::Contracts, Area::Satisfaction];

crate::rule! {
    /// A review leaves out goals, KPIs, contracts or satisfaction.
    ///
    /// An internal review answers whether the customers get what was agreed. Without one of the four it
    /// cannot: what nobody looks at is where things go wrong unseen.
    ///
    /// ## Fails
    ///
    /// ```toml reviews/2026-q1.toml
    /// period = "2026-Q1"
    /// date = 2026-03-27
    /// reviewers = ["lin"]
    /// areas = ["goals", "kpis", "communication"]
    /// #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ review `2026-q1` did not look at contracts, satisfaction
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml reviews/2026-q1.toml
    /// period = "2026-Q1"
    /// date = 2026-03-27
    /// reviewers = ["lin"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction", "communication"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Look at what was left out and add it to `areas`; otherwise plan it for the next review.
    Warning "review-scope" Improvement
    reads ["areas", "date"]
    zh "内部审查没有覆盖目标设定、绩效指标、合同管理或客户满意度。"
    "内部审查要回答的是：客户是否得到了约定的东西。四项缺一，就答不上来；没人看的地方，出了问题也没人知道。"
    "补审遗漏的部分并写入 `areas`，否则安排在下次审查。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for review in facts.book.reviews.iter().filter(|review| review.date <= facts.as_of) {
        let left_out: Vec<Area> = REQUIRED
            .into_iter()
            .filter(|area| !review.areas.contains(area))
            .collect();
        if left_out.is_empty() {
            continue;
        }
        let en: Vec<&str> = left_out.iter().map(|area| area.word().en).collect();
        let zh: Vec<&str> = left_out.iter().map(|area| area.word().zh).collect();
        let message = said!(
            "review `{id}` did not look at {en}",
            "审查 `{id}` 没有覆盖：{zh}",
            id = review.id,
            en = en.join(", "),
            zh = zh.join("、")
        );
        let help = said!(
            "look at what was left out, and add it to `areas`",
            "请补审遗漏的部分，并写入 `areas`"
        );
        out.push(Finding {
            owner: review.reviewers.first().map(|first| first.0),
            ..Finding::new(
                Place::new(review.file, Route::key("areas")),
                format!("review/{}", review.id),
                message,
                help,
            )
        });
    }
}
