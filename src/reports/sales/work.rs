//! What is behind the figures of one account: its orders and opportunities, and how they add up.

use crate::facts::sales::{Basis, Course, course, order_positions, promised};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};

use super::super::rows::{Spot, Trail};
use super::super::{Ask, amounts};
use super::Line;

impl Line<'_, '_, '_> {
    pub(super) fn trail(&self, ask: &Ask<'_>) -> Trail {
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::of(Kind::Account, self.account, Route::RECORD));
        self.orders(ask, &mut trail);
        self.deals(ask, &mut trail);
        trail
    }

    fn orders(&self, ask: &Ask<'_>, trail: &mut Trail) {
        let (facts, period) = (self.facts, ask.period.as_ref());
        let revenue = &self.standing.revenue;
        let keys: &[&'static str] = match revenue.basis {
            Basis::Orders => &["orders", "revenue"],
            Basis::Table(_) => {
                trail.figure("revenue", || Spot::of(Kind::Account, self.account, Route::key("revenue")));
                &["orders"]
            }
        };
        for key in keys {
            let orders = || order_positions(facts, self.at, period);
            trail.figures(key, || orders().map(|at| Spot::record(facts, Kind::Order, at as usize)));
        }
        let spot = |order| Spot::of(Kind::Order, order, Route::key("promised"));
        trail.figures("on_time", || promised(facts, self.at, period).map(spot));
        if !self.orders_known {
            return;
        }
        let (sum, orders) = (amounts::text(facts, revenue.figure()), revenue.orders);
        match revenue.basis {
            _ if revenue.figure().is_none() => {}
            Basis::Orders if orders > 0 => trail.working("revenue", || {
                let n = count(orders, "order");
                said!("sum of {n} = {sum}", "{orders} 个订单之和 = {sum}")
            }),
            Basis::Table(years) if years > 0 => trail.working("revenue", || {
                let n = count(years, "whole year");
                said!("its own table, {n}: {sum}", "客户自身的 revenue 表，{years} 个整年：{sum}")
            }),
            Basis::Orders | Basis::Table(_) => {}
        }
        if let Some(share) = self.standing.share.as_ref().map(|share| share.text(1)) {
            trail.working("share", || said!("{sum} of all revenue = {share}%", "{sum} 占全部销售额的 {share}%"));
        }
        if let Some(percent) = self.on_time.percent().map(|percent| percent.text(1)) {
            let (kept, of) = (self.on_time.kept, self.on_time.of);
            trail.working("on_time", || {
                let orders = count(of, "order");
                said!("{kept} of {orders} delivered in time = {percent}%", "{of} 个订单中 {kept} 个按时交付 = {percent}%")
            });
        }
    }

    fn deals(&self, ask: &Ask<'_>, trail: &mut Trail) {
        let (facts, deals) = (self.facts, &self.deals);
        let all = &facts.book.opportunities.all;
        let of = |wanted: &'static [Course]| {
            let period = ask.period;
            let positions = facts.of_account[self.at].opportunities.iter().copied();
            let counted = positions.filter(move |at| {
                course(facts, &all[*at as usize], period.as_ref()).is_some_and(|course| wanted.contains(&course))
            });
            counted.map(|at| Spot::record(facts, Kind::Opportunity, at as usize))
        };
        for (key, wanted) in [
            ("pipeline", [Course::Open].as_slice()),
            ("weighted", &[Course::Open]),
            ("won", &[Course::Won]),
            ("lost", &[Course::Lost]),
            ("win_rate", &[Course::Won, Course::Lost]),
        ] {
            trail.figures(key, || of(wanted));
        }
        trail.figures("stalled", || {
            let open = facts.of_account[self.at].opportunities.iter().map(|at| &all[*at as usize]);
            let open = open.filter(|deal| course(facts, deal, None) == Some(Course::Open));
            let stalled = open.filter(|deal| deal.expected_close.is_some_and(|expected| expected < facts.as_of));
            stalled.map(|deal| Spot::of(Kind::Opportunity, deal, Route::key("expected_close")))
        });
        if !self.deals_known {
            return;
        }
        let (open, pipeline) = (deals.open, amounts::text(facts, deals.pipeline.figure()));
        if open > 0 && deals.pipeline.figure().is_some() {
            trail.working("pipeline", || {
                let n = if open == 1 { "1 open opportunity".to_owned() } else { format!("{open} open opportunities") };
                said!("sum of {n} = {pipeline}", "{open} 个未结束机会之和 = {pipeline}")
            });
        }
        if let Some(percent) = deals.win_rate().percent().map(|percent| percent.text(1)) {
            let (won, ended) = (deals.won, deals.won + deals.lost);
            let by_value = deals.win_rate_by_value().map(|rate| rate.text(1));
            let by_value = by_value.map_or_else(Said::default, |rate| said!("; by value {rate}%", "；按金额 {rate}%"));
            let (by_en, by_zh) = (by_value.en, by_value.zh);
            trail.working("win_rate", || {
                said!(
                    "{won} won of {ended} = {percent}%{by_en}",
                    "{ended} 个中赢单 {won} 个 = {percent}%{by_zh}"
                )
            });
        }
    }
}
