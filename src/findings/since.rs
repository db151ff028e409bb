//! Findings beside those of an earlier revision: which are new by the change, which by time alone, and which were
//! there before. Both sides are judged by the earlier one's settings and waivers, so that no change decides how it
//! is judged itself.

use hashbrown::HashMap;

use super::locate::{Known, Located};
use super::{Finding, Severity};
use crate::facts::range::Renames;
use crate::model::Kind;
use crate::model::settings::{Duty, Role, Settings};
use crate::say::Word;
use crate::word;

/// Since when a finding is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum New {
    /// The change brings it, or makes it weigh more.
    Change,
    /// It would be there without the change, as of the same day, but was not yet on the day of the revision.
    Time,
    /// It was there on the day of the revision.
    Before,
}

impl New {
    /// As JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            New::Change => "change",
            New::Time => "time",
            New::Before => "before",
        }
    }

    /// For people.
    pub const fn word(self) -> Word {
        match self {
            New::Change => word!("New by this change", "本次改动新增"),
            New::Time => word!("New by time alone", "仅因时间推移新增"),
            New::Before => word!("There before", "此前已有"),
        }
    }
}

/// Findings of the revision as they are known since the change gave their records other ids.
pub fn under_new_ids<'a>(mut findings: Vec<Finding<'a>>, renames: &Renames<'a>) -> Vec<Finding<'a>> {
    for finding in &mut findings {
        let now = finding
            .reference
            .as_deref()
            .and_then(|reference| renames.reference_now(reference));
        if now.is_some() {
            finding.reference = now;
        }
        finding.account = finding.account.map(|id| renames.id_now(Kind::Account, id));
        finding.owner = finding.owner.map(|id| renames.id_now(Kind::Person, id));
    }
    findings
}

/// Sorts findings. `today` are those of the revision as of the same day, `own` as of its own date.
pub fn sort(all: &mut [Located<'_>], today: &[Known<'_>], own: &[Known<'_>]) {
    let (today, own) = (weights(today), weights(own));
    for located in all {
        let of = |known: &HashMap<&str, Severity>| known.get(located.fingerprint.as_str()).copied();
        let (now, today, own) = (Some(located.finding.severity), of(&today), of(&own));
        // Nothing weighs less than a note: what only now weighs as much as it does is new.
        located.new = Some(if today < now {
            New::Change
        } else if own < now {
            New::Time
        } else {
            New::Before
        });
    }
}

fn weights<'l>(all: &'l [Known<'_>]) -> HashMap<&'l str, Severity> {
    all.iter()
        .map(|known| (known.fingerprint.as_str(), known.finding.severity))
        .collect()
}

/// The settings by which both sides are judged: those of the revision. Roles, duties, tiers, stages and dimensions
/// that the change makes are known, so that records may name them; but nothing is asked of anybody because of them
/// yet, except of the accounts of a new tier.
pub fn settings<'a>(then: &Settings<'a>, now: &Settings<'a>) -> Settings<'a> {
    let mut settings = then.clone();
    for (id, role) in &now.roles {
        if then.role(id).is_none() {
            let (title, skills) = (role.title, Vec::new());
            settings.roles.push((id, Role { title, skills }));
        }
    }
    for (id, duty) in &now.duties {
        if then.duty(id).is_none() {
            let (title, tiers) = (duty.title, Vec::new());
            let every = None;
            settings.duties.push((id, Duty { title, tiers, every }));
        }
    }
    let tiers = now.tiers.iter().filter(|(id, _)| then.tier(id).is_none());
    settings.tiers.extend(tiers.cloned());
    let stages = now.stages.iter().filter(|stage| then.stage(stage.id.0).is_none());
    settings.stages.extend(stages.cloned());
    let is_new = |id: &str| then.dimensions.iter().all(|(known, _)| *known != id);
    settings
        .dimensions
        .extend(now.dimensions.iter().filter(|(id, _)| is_new(id)));
    settings
}
