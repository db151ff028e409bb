//! The columns of the tables of a change: the same thing is called alike in all of them.

use crate::document::{Column, Importance, Kind, column};
use crate::word;

/// Whose.
pub const ACCOUNT: Column = column("account", word!("Account", "客户"), Kind::Account, Importance::High);
/// Who answers for it.
pub const OWNER: Column = column("owner", word!("Owner", "负责人"), Kind::Person, Importance::Medium);
/// What it is called.
pub const TITLE: Column = column("title", word!("What", "事项"), Kind::Text, Importance::Always);
/// What of it was changed.
pub const FIELD: Column = column("field", word!("Field", "字段"), Kind::Named, Importance::High);
/// The value before.
pub const BEFORE: Column = column(
    "before_change",
    word!("Before", "改动前"),
    Kind::Text,
    Importance::Always,
);
/// The value after.
pub const AFTER: Column = column("after_change", word!("After", "改动后"), Kind::Text, Importance::Always);
/// Where it stands.
pub const REF: Column = column("ref", word!("Record", "记录"), Kind::Ref, Importance::Medium);
/// Why, as far as the change says.
pub const REASON: Column = column(
    "reason",
    word!("Reason given", "变更说明"),
    Kind::Text,
    Importance::High,
)
.means(word!(
    "what an update, an adjustment or an amendment of the same change says",
    "同一次改动中的进展、调整或补充协议所作的说明"
));

/// By how many days.
pub const DAYS: Column = column("days", word!("Days", "天数"), Kind::Number, Importance::Always).means(word!(
    "by how many days; back is above 0, forward below",
    "推迟为正，提前为负"
));
/// For the how-manieth time.
pub const TIMES: Column = column(
    "times",
    word!("Times moved", "改期次数"),
    Kind::Number,
    Importance::High,
)
.means(word!(
    "how often the date has been moved by now, this time included: by the updates or by git, whichever knows of more",
    "含本次在内的累计改期次数，取进展记录与 git 历史中较多者"
));
/// Whether a target became easier.
pub const DIRECTION: Column = column(
    "direction",
    word!("Which way", "变化方向"),
    Kind::Word,
    Importance::Medium,
)
.means(word!(
    "whether the KPI is easier or harder to reach than before",
    "指标比原来更容易还是更难达成"
));
/// Whether its period had ended.
pub const COURSE: Column =
    column("period_state", word!("Period", "考核期"), Kind::Word, Importance::High).means(word!(
        "whether the goal's period, as it was before the change, had ended",
        "按改动前的考核期判断是否已结束"
    ));
/// The last day of its period.
pub const LAST_DAY: Column = column("period_end", word!("Until", "考核期末"), Kind::Date, Importance::Low);
/// When it was agreed.
pub const AGREED: Column = column("agreed", word!("Agreed", "约定日期"), Kind::Date, Importance::Medium).means(word!(
    "when the goal was agreed with the customer, as it was before the change",
    "改动前该目标与客户约定的日期"
));
/// By how much.
pub const DIFFERENCE: Column = column("difference", word!("Difference", "增减"), Kind::Money, Importance::High);
/// By how much, of a score.
pub const POINTS: Column = column(
    "difference",
    word!("Difference", "变化"),
    Kind::Number,
    Importance::High,
);
/// What became of a record.
pub const FATE: Column = column("fate", word!("Change", "变化"), Kind::Word, Importance::Always);
/// The id that a record had.
pub const ID_BEFORE: Column = column(
    "ref_before",
    word!("Record before", "原记录"),
    Kind::Ref,
    Importance::Medium,
);
/// What a score is of.
pub const SCORE_OF: Column = column("score", word!("Score", "评分项"), Kind::Word, Importance::Always);

/// How heavy a finding is.
pub const SEVERITY: Column = column("severity", word!("Severity", "级别"), Kind::Word, Importance::Always);
/// The rule that found it.
pub const RULE: Column = column("rule", word!("Rule", "规则"), Kind::Id, Importance::High);
/// What is wrong.
pub const MESSAGE: Column = column("message", word!("Finding", "问题"), Kind::Text, Importance::Always);
/// In which file.
pub const PATH: Column = column("path", word!("File", "文件"), Kind::Text, Importance::Low);
/// On which line.
pub const LINE: Column = column("line", word!("Line", "行"), Kind::Number, Importance::Low);
