//! The rules, one a file; a rule is its own page of the reference and its own test.

#[cfg(test)]
mod examples;
pub mod page;
#[cfg(test)]
mod who_tests;

use crate::facts::Facts;
use crate::findings::{Findings, Severity};
use crate::say::Word;
use crate::word;

/// A rule: what is wrong, why it matters, and how it is found.
pub struct Rule {
    /// As it is named on the command line and in records.
    pub name: &'static str,
    /// How heavily its findings weigh unless `kam.toml` says otherwise.
    pub severity: Severity,
    /// What it is about.
    pub group: Group,
    /// The page: the finding in general, why it matters, an example that fails and one that passes, the
    /// way out.
    pub doc: &'static str,
    /// The same in Chinese: the finding in general, why it matters, the way out.
    pub zh: [&'static str; 3],
    /// The keys of the record at which it points that it reads: it is silent where one of them could not
    /// be read.
    pub reads: &'static [&'static str],
    /// Finds.
    pub check: for<'f, 'r, 'a> fn(&'f Facts<'f, 'a>, &mut Findings<'r, 'a>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Rule {
    /// Whether it can be judged where it is not known what `kam.toml` says: what is wrong with files, links
    /// and waivers.
    pub fn is_sure_without_settings(&self) -> bool {
        !self.can_be_waived() && self.group != Group::History
    }

    /// Whether a waiver can excuse it: not what is wrong with files, links and waivers themselves, and not a change
    /// to the records, which has its own reviewers.
    pub fn can_be_waived(&self) -> bool {
        match self.group {
            Group::File | Group::Links | Group::Waivers | Group::History => false,
            Group::Accountability
            | Group::Goals
            | Group::Contracts
            | Group::Work
            | Group::Communication
            | Group::Satisfaction
            | Group::Improvement
            | Group::Business
            | Group::Data => true,
        }
    }
}

/// What rules are about, in the order of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The file.
    File,
    /// Links.
    Links,
    /// Who answers for what.
    Accountability,
    /// Goals and KPIs.
    Goals,
    /// Contracts.
    Contracts,
    /// Tasks and promises.
    Work,
    /// Communication.
    Communication,
    /// Satisfaction.
    Satisfaction,
    /// Reviews and improvements.
    Improvement,
    /// Sales and service.
    Business,
    /// The data themselves.
    Data,
    /// Waivers.
    Waivers,
    /// Changes to the records themselves.
    History,
}

impl Group {
    /// For people.
    pub const fn word(self) -> Word {
        match self {
            Group::File => word!("The file", "文件"),
            Group::Links => word!("Links", "引用"),
            Group::Accountability => word!("Accountability", "责任"),
            Group::Goals => word!("Goals", "目标与绩效"),
            Group::Contracts => word!("Contracts", "合同"),
            Group::Work => word!("Work", "工作"),
            Group::Communication => word!("Communication", "沟通"),
            Group::Satisfaction => word!("Satisfaction", "满意度"),
            Group::Improvement => word!("Reviews and improvements", "审查与整改"),
            Group::Business => word!("Sales and service", "销售与服务"),
            Group::Data => word!("Data", "数据质量"),
            Group::Waivers => word!("Waivers", "豁免"),
            Group::History => word!("Changes", "变更"),
        }
    }
}

/// Writes down a rule: its page as a doc comment, then severity and name, the keys it reads, and the page
/// in Chinese (the finding in general, why it matters, the way out). The module's `check` finds.
#[macro_export]
macro_rules! rule {
    (
        $(#[doc = $doc:literal])*
        $severity:ident $name:literal $group:ident
        reads [$($key:literal),* $(,)?]
        zh $title:literal $why:literal $way_out:literal
    ) => {
        $(#[doc = $doc])*
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $crate::findings::Severity::$severity,
            group: $crate::rules::Group::$group,
            doc: concat!($($doc, "\n"),*),
            zh: [$title, $why, $way_out],
            reads: &[$($key),*],
            check,
        };
    };
}

macro_rules! rules {
    ($($module:ident)*) => {
        $( pub mod $module; )*
        static ALL: &[&Rule] = &[$( &$module::RULE, )*];
    };
}

rules! {
    syntax
    encoding
    unknown_kind
    unknown_key
    missing_key
    wrong_type
    bad_value
    duplicate_key
    too_large
    duplicate_id
    unknown_reference
    wrong_account
    reference_cycle
    left_person
    no_accountable
    two_accountable
    no_responsible
    vacant_role
    missing_skill
    training_expired
    self_supervised
    self_assessed
    overloaded
    duplicate_task
    no_due_date
    orphan_task
    single_threaded
    no_decision_maker
    weights
    not_agreed
    changed_since_agreed
    adjustment_mismatch
    no_goal
    unserved_need
    contract_kpi_mismatch
    missing_actual
    missed_kpi
    kpi_at_risk
    missing_clause
    one_sided_contract
    vague_clause
    dates_out_of_order
    expired_active
    notice_due
    late_obligation
    no_evidence
    overdue_task
    overdue_promise
    overdue_duty
    due_soon
    status_mismatch
    behind_schedule
    blocked_by_late
    stale_task
    contact_due
    face_to_face_due
    share_due
    unanswered_feedback
    survey_due
    survey_dimension
    low_satisfaction
    issue_without_improvement
    review_due
    review_scope
    finding_without_improvement
    review_not_reported
    improvement_incomplete
    overdue_improvement
    closed_without_effect
    self_verified
    ineffective_improvement
    late_delivery
    stalled_opportunity
    unassigned_request
    sla_breach
    sla_at_risk
    time_order
    stale_record
    identifier
    duplicate_account
    tier_mismatch
    no_calendar
    future_date
    expired_waiver
    unused_waiver
    late_target_change
    moved_due_date
    rewritten_actual
    deleted_open
    loosened
    unattested_approval
}

/// Stands in a finding until its rule is filled in.
pub(crate) static NO_RULE: Rule = Rule {
    name: "",
    severity: Severity::Note,
    group: Group::File,
    doc: "",
    zh: ["", "", ""],
    reads: &[],
    check: |_, _| {},
};

/// Every rule, in the order of the reference.
pub fn all() -> &'static [&'static Rule] {
    ALL
}

/// The rule of this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
