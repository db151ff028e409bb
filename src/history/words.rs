//! The keys of records in words, for people.

use crate::changes::{Step, Way};
use crate::said;
use crate::say::{Said, Word};
use crate::word;

/// What keys are called. Any other is called as it is written.
const KEYS: [(&str, Word); 198] = [
    ("account", word!("account", "客户")),
    ("accountable", word!("accountable for", "负责的职责")),
    ("accounts", word!("accounts", "涉及客户")),
    ("actual", word!("actual", "实际值")),
    ("address", word!("address", "地址")),
    ("adjustment", word!("adjustment", "调整")),
    ("after", word!("after", "整改后")),
    ("agreed", word!("agreement", "约定")),
    ("agreed_with", word!("agreed with", "对方同意人")),
    ("aliases", word!("aliases", "别名")),
    ("amendment", word!("amendment", "补充协议")),
    ("amount", word!("amount", "金额")),
    ("answers", word!("answers", "评分")),
    ("approved_by", word!("approved by", "批准人")),
    ("area", word!("area", "领域")),
    ("areas", word!("areas", "审查领域")),
    ("attitude", word!("attitude", "态度")),
    ("auto_renew", word!("automatic renewal", "自动续约")),
    ("before", word!("before", "整改前")),
    ("better", word!("better side", "好的方向")),
    ("by", word!("by", "经办人")),
    ("cadence", word!("cadence", "沟通频率")),
    ("cancelled", word!("cancelled", "是否取消")),
    ("cap", word!("cap", "上限")),
    ("capacity", word!("capacity", "承载量")),
    ("category", word!("category", "类别")),
    ("cause", word!("cause", "原因")),
    ("ces", word!("CES", "CES")),
    ("changes", word!("changes", "变更内容")),
    ("channel", word!("channel", "沟通方式")),
    ("clause", word!("clause", "条款")),
    ("closed", word!("closing date", "关闭日期")),
    ("combine", word!("combined by", "汇总方式")),
    ("comment", word!("comment", "意见")),
    ("competitor", word!("competitor", "竞争对手")),
    ("computed", word!("computed", "自动计算")),
    ("conclusion", word!("conclusion", "结论")),
    ("consulted", word!("consulted", "被咨询人")),
    ("contact", word!("contact", "联系人")),
    ("contacts", word!("contacts", "对方参与人")),
    ("contract", word!("contract", "合同")),
    ("contract_kpi", word!("contract KPI", "合同指标")),
    ("date", word!("date", "日期")),
    ("decision", word!("decision", "决定")),
    ("delivered", word!("delivered on", "交付日期")),
    ("den", word!("denominator", "分母")),
    ("depends_on", word!("depends on", "前置任务")),
    ("deputy", word!("deputy", "代理人")),
    ("digest", word!("digest", "约定摘要")),
    ("dimension", word!("dimension", "维度")),
    ("document", word!("document", "文件")),
    ("done", word!("done on", "完成日期")),
    ("dropped", word!("dropped on", "放弃日期")),
    ("due", word!("due date", "到期日")),
    ("due_from", word!("moved from", "原到期日")),
    ("due_to", word!("moved to", "新到期日")),
    ("duns", word!("D-U-N-S", "邓白氏编码")),
    ("duty", word!("duty", "职责")),
    ("effect", word!("effect", "效果验证")),
    ("effective", word!("effective", "是否有效")),
    ("email", word!("e-mail", "邮箱")),
    ("end", word!("end", "结束日期")),
    ("every", word!("every", "周期")),
    ("evidence", word!("evidence", "证据")),
    ("expected_close", word!("expected close", "预计成交日期")),
    ("external", word!("external id", "外部编号")),
    ("feedback", word!("feedback", "反馈")),
    ("field", word!("field", "字段")),
    ("finding", word!("finding", "问题")),
    ("follow_up", word!("follow-up", "后续任务")),
    ("for", word!("for", "服务对象")),
    ("from", word!("from", "起始")),
    ("fulfilled", word!("fulfilment", "履行记录")),
    ("function", word!("business link", "环节")),
    ("goal", word!("goal", "目标")),
    ("history", word!("stage history", "阶段记录")),
    ("id", word!("id", "编号")),
    ("identifiers", word!("identifiers", "证照编号")),
    ("improvement", word!("improvement", "整改项")),
    ("industry", word!("industry", "行业")),
    ("informed", word!("informed", "被告知人")),
    ("interest", word!("interest", "关注度")),
    ("issue", word!("issue", "问题")),
    ("joined", word!("first day", "入职日期")),
    ("kpi", word!("KPI", "KPI")),
    ("left", word!("last day", "离职日期")),
    ("lei", word!("LEI", "LEI 编码")),
    ("line", word!("line", "明细")),
    ("link", word!("link", "链接")),
    ("manager", word!("manager", "上级")),
    ("measure", word!("measure", "措施")),
    ("measured", word!("measured", "考核频率")),
    ("method", word!("method", "方法")),
    ("metric", word!("metric", "衡量指标")),
    ("name", word!("name", "名称")),
    ("need", word!("need", "需求")),
    ("needs", word!("needs", "需求")),
    ("next", word!("next step", "下一步")),
    ("note", word!("note", "说明")),
    ("notes", word!("notes", "备注")),
    ("notice", word!("notice period", "通知期")),
    ("nps", word!("NPS", "NPS")),
    ("num", word!("numerator", "分子")),
    ("objective", word!("objective", "目标")),
    ("obligation", word!("obligation", "义务")),
    ("of", word!("basis", "计算基数")),
    ("on", word!("on", "日期")),
    ("opened", word!("opening date", "开始日期")),
    ("opportunity", word!("opportunity", "销售机会")),
    ("owner", word!("owner", "负责人")),
    ("parent", word!("parent", "上级")),
    ("part", word!("part", "对象")),
    ("party", word!("party", "义务方")),
    ("pause", word!("pause", "暂停")),
    ("penalty", word!("penalty", "违约金")),
    ("people", word!("our people", "我方参与人")),
    ("per_day", word!("per day", "每日比例")),
    ("period", word!("period", "期间")),
    ("person", word!("person", "人员")),
    ("phone", word!("phone", "电话")),
    ("plan", word!("plan", "计划值")),
    ("position", word!("position", "现状")),
    ("power", word!("influence", "影响力")),
    ("price", word!("price", "单价")),
    ("priority", word!("priority", "优先级")),
    ("probability", word!("probability", "概率")),
    ("problem", word!("problem", "问题")),
    ("product", word!("product", "产品")),
    ("products", word!("products", "产品")),
    ("progress", word!("progress", "进度")),
    ("promise", word!("promise", "承诺")),
    ("promised", word!("promised for", "承诺交付日期")),
    ("purpose", word!("purpose", "目的")),
    ("quantity", word!("quantity", "数量")),
    ("rating", word!("rating", "评价")),
    ("reason", word!("reason", "原因")),
    ("region", word!("region", "地区")),
    ("renewal", word!("renewal", "续约决定")),
    ("reported", word!("reported", "汇报")),
    ("reports_to", word!("reports to", "上级")),
    ("resolution", word!("resolution", "处理结果")),
    ("resolve", word!("to be resolved within", "解决时限")),
    ("resolved", word!("resolved", "解决时间")),
    ("respond", word!("to be answered within", "响应时限")),
    ("responded", word!("responded", "响应时间")),
    ("response", word!("response", "答卷")),
    ("responsible", word!("responsible", "执行人")),
    ("revenue", word!("revenue", "年采购额")),
    ("reviewed", word!("reviewed", "复核日期")),
    ("reviewers", word!("reviewers", "审查人")),
    ("risks", word!("risks", "风险")),
    ("role", word!("role", "角色")),
    ("roles", word!("roles", "角色")),
    ("rule", word!("rule", "规则")),
    ("scale", word!("scale", "评分满分")),
    ("sent", word!("asked", "发放份数")),
    ("served", word!("served on", "满足日期")),
    ("severity", word!("severity", "严重程度")),
    ("share", word!("shared with the customer", "向客户公开")),
    ("shared", word!("shared", "分享内容")),
    ("signatory", word!("signatory", "签署人")),
    ("signed", word!("signed", "签署日期")),
    ("since", word!("since", "合作起始日期")),
    ("skills", word!("skills", "技能")),
    ("source", word!("source", "来源")),
    ("stage", word!("stage", "阶段")),
    ("start", word!("start", "开始日期")),
    ("status", word!("status", "状态")),
    ("strategy", word!("strategy", "策略")),
    ("summary", word!("summary", "摘要")),
    ("supervisor", word!("supervisor", "监督人")),
    ("tags", word!("tags", "标签")),
    ("target", word!("target", "目标值")),
    ("team", word!("team", "团队")),
    ("text", word!("text", "内容")),
    ("tier", word!("tier", "级别")),
    ("tier_reason", word!("reason for the tier", "定级理由")),
    ("title", word!("title", "标题")),
    ("to", word!("to", "截止")),
    ("tolerance", word!("tolerance", "容差")),
    ("topic", word!("topic", "主题")),
    ("training", word!("training", "培训")),
    ("type", word!("type", "类型")),
    ("unit", word!("unit", "单位")),
    ("until", word!("until", "截止")),
    ("update", word!("update", "进展")),
    ("uscc", word!("unified social credit code", "统一社会信用代码")),
    ("valid_until", word!("valid until", "有效期至")),
    ("value", word!("value", "值")),
    ("waive", word!("waiver", "豁免")),
    ("website", word!("website", "网站")),
    ("wechat", word!("WeChat", "微信")),
    ("weight", word!("weight", "权重")),
    ("where", word!("where", "所在条目")),
    ("whitespace", word!("whitespace", "未覆盖的业务")),
    ("with", word!("with", "对方代表")),
    ("x", word!("own fields", "自定义字段")),
    ("zero_at", word!("zero at", "零分值")),
];

/// A key in words.
pub(super) fn key(name: &str) -> Said {
    let known = KEYS.iter().find(|(key, _)| *key == name);
    known.map_or_else(
        || Said {
            en: name.replace('_', " "),
            zh: name.to_owned(),
        },
        |(_, word)| (*word).into(),
    )
}

/// A place of a record in words: `KPI k1: target`; the whole of it where the way is empty.
pub fn place(way: &Way) -> Said {
    let mut out: Option<Said> = None;
    let mut after_part = false;
    for step in way.steps() {
        out = Some(match (out, step) {
            (None, Step::Key(name)) => key(name),
            (None, Step::Part(name)) => said!("{name}", "{name}"),
            (Some(Said { en, zh }), Step::Part(name)) => {
                after_part = true;
                said!("{en} {name}", "{zh} {name}")
            }
            (Some(Said { en, zh }), Step::Key(name)) => {
                let Said { en: key_en, zh: key_zh } = key(name);
                if std::mem::take(&mut after_part) {
                    said!("{en}: {key_en}", "{zh}：{key_zh}")
                } else {
                    said!("{en}, {key_en}", "{zh}，{key_zh}")
                }
            }
        });
    }
    out.unwrap_or_else(|| said!("whole record", "整条记录"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Common, Kind};
    use crate::shape::{Key, Type};

    /// So that no record is told of in words that its reader does not speak.
    #[test]
    fn every_key_of_a_record_has_a_word() {
        fn names(key: &Key, all: &mut Vec<&'static str>) {
            all.push(key.name);
            let shape = match key.kind {
                Type::Table(shape) => Some(shape),
                Type::List(Type::Table(shape)) => Some(*shape),
                _ => None,
            };
            shape
                .iter()
                .flat_map(|shape| shape.keys)
                .for_each(|key| names(key, all));
        }
        let mut all = Vec::new();
        for kind in Kind::ALL {
            kind.shape()
                .keys
                .iter()
                .chain(Common::KEYS)
                .for_each(|key| names(key, &mut all));
        }
        // The severities of requests are keys in `sla`, and words of their own.
        let severities = ["low", "normal", "high", "critical", "sla"];
        all.retain(|name| !severities.contains(name) && KEYS.iter().all(|(key, _)| key != name));
        assert_eq!(all, Vec::<&str>::new());
    }
}
