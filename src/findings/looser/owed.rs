//! What is owed to customers and by whom: tiers, duties, roles, promised times, stages.

use super::{Loosened, eased, gone};
use crate::facts::range::eased::{Eased, is_longer, length, times};
use crate::model::request::Sla;
use crate::model::settings::{Outcome, Settings, Tier};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::every::Every;
use crate::values::money::Money;

pub(super) fn put(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    for (id, old) in &was.tiers {
        match is.tier(id) {
            Some(new) => tier(&format!("tiers.{id}"), old, new, all),
            None => all.push((Route::key("tiers"), gone("tiers", id))),
        }
        let new = is.tier(id).and_then(|tier| tier.sla.as_ref());
        if is.tier(id).is_some() && old.sla.as_ref() != new {
            // What the tier itself does not promise, the book does.
            let own = promised(
                &format!("tiers.{id}.sla"),
                &[old.sla.as_ref(), was.sla.as_ref()],
                &[new, is.sla.as_ref()],
            );
            all.extend(own.into_iter().map(|said| (Route::key("tiers"), said)));
        }
    }
    all.extend(
        promised("sla", &[was.sla.as_ref()], &[is.sla.as_ref()])
            .into_iter()
            .map(|said| (Route::key("sla"), said)),
    );
    for (id, old) in &was.duties {
        let Some(new) = is.duty(id) else {
            all.push((Route::key("duties"), gone("duties", id)));
            continue;
        };
        all.extend(rarer(&format!("duties.{id}.every"), old.every, new.every).map(|said| (Route::key("duties"), said)));
        for tier in old.tiers.iter().filter(|tier| !new.tiers.contains(tier)) {
            all.push((Route::key("duties"), gone(&format!("duties.{id}.tiers"), tier.0)));
        }
    }
    for (id, role) in &was.roles {
        let Some(new) = is.role(id) else {
            // Of a role that asks for nothing, and that no tier asks for, nothing was found.
            let asks = !role.skills.is_empty();
            if asks
                || was
                    .tiers
                    .iter()
                    .any(|(_, tier)| tier.roles.iter().any(|one| one.0 == *id))
            {
                all.push((Route::key("roles"), gone("roles", id)));
            }
            continue;
        };
        for skill in role.skills.iter().filter(|skill| !new.skills.contains(skill)) {
            all.push((Route::key("roles"), gone(&format!("roles.{id}.skills"), skill)));
        }
    }
    for old in &was.stages {
        let id = old.id.0;
        let route = Route::in_table("pipeline", "stages");
        let name = |outcome: Option<Outcome>| outcome.map_or("-", Outcome::name);
        match is.stage(id) {
            Some(new) if new.outcome == old.outcome => {}
            // A stage that ends a deal is never late; one that does not asks for no date of its end.
            Some(new) => {
                let (was, is) = (name(old.outcome), name(new.outcome));
                let said = said!(
                    "the `outcome` of stage `{id}` was changed from `{was}` to `{is}`: its deals are judged otherwise",
                    "阶段 `{id}` 的 `outcome` 由 `{was}` 改为 `{is}`，处于该阶段的销售机会将按不同标准判断"
                );
                all.push((route, said));
            }
            None => all.push((route, gone("pipeline.stages", id))),
        }
    }
}

fn tier(key: &str, old: &Tier<'_>, new: &Tier<'_>, all: &mut Vec<Loosened>) {
    let mut push = |said: Option<Said>| all.extend(said.map(|said| (Route::key("tiers"), said)));
    for (name, was, is) in [
        ("contact_every", old.contact_every, new.contact_every),
        ("survey_every", old.survey_every, new.survey_every),
        ("review_every", old.review_every, new.review_every),
        ("goals_every", old.goals_every, new.goals_every),
        ("face_to_face_every", old.face_to_face_every, new.face_to_face_every),
    ] {
        push(rarer(&format!("{key}.{name}"), was, is));
    }
    let share = |tier: &Tier<'_>| tier.share_every.clone().map_or_else(Vec::new, |map| map.0);
    let new_shares = share(new);
    for (sort, every) in share(old) {
        let is = new_shares.iter().find(|(one, _)| *one == sort).map(|(_, every)| *every);
        push(rarer(&format!("{key}.share_every.{}", sort.name()), Some(every), is));
    }
    for role in old.roles.iter().filter(|role| !new.roles.contains(role)) {
        push(Some(gone(&format!("{key}.roles"), role.0)));
    }
    if let Some(was) = old.rank.map(|rank| rank.0) {
        let is = new.rank.map(|rank| rank.0);
        let is_lower = is.is_none_or(|is| is > was);
        push(is_lower.then(|| eased(&format!("{key}.rank"), &was, &or_none(is))));
    }
    if let Some(was) = old.escalate_after {
        let is = new.escalate_after;
        let is_later = is.is_none_or(|is| length(is) > length(was));
        push(is_later.then(|| eased(&format!("{key}.escalate_after"), &was, &or_none(is))));
    }
    if let Some(was) = old.revenue_from {
        let is = new.revenue_from;
        let is_less = is.is_none_or(|is| is.currency != was.currency || is.amount < was.amount);
        let shown = |money: Money| format!("{} {}", money.shown(), money.currency.code());
        push(is_less.then(|| eased(&format!("{key}.revenue_from"), &shown(was), &or_none(is.map(shown)))));
    }
}

fn promised(key: &str, was: &[Option<&Sla>], is: &[Option<&Sla>]) -> Vec<Said> {
    let say = |one: Eased| eased(&format!("{key}.{}", one.key), &one.was, &or_none(one.is));
    times(was, is).into_iter().map(say).collect()
}

fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// What is said of an interval that became longer, or is gone.
fn rarer(key: &str, was: Option<Every>, is: Option<Every>) -> Option<Said> {
    let was = was?;
    let is_rarer = is.is_none_or(|is| is_longer(is, was));
    is_rarer.then(|| eased(key, &was, &or_none(is)))
}
