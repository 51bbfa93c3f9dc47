// 服务时限、升级、投诉与通知的中文文案。

export default {
  "section.clocks": "服务时限", "section.escalation": "升级", "clocks.none": "该工单没有时限要求。",
  "clock.short": "{time}", "clock.paused": "已暂停", "clock.proposal": "提出方案", "clock.periodic_update": "进展更新", "clock.rests": "已暂停 · {text}",
  "clock.kept": "{name}：达标", "clock.broken": "{name}：超时", policy: "时限策略", "policy.choose": "选择时限策略", "policy.none": "无", "policy.by_conditions": "按条件匹配",
  complaint: "投诉", "complaint.received": "已受理", "complaint.answered": "已响应", "complaint.proposal": "已提出方案", "complaint.agreed": "已达成一致", "complaint.followed_up": "已回访",
  "complaint.do.proposal": "记录处理方案", "complaint.do.agreed": "客户已同意", "complaint.do.followed_up": "已回访", "complaint.proposal.what": "处理方案",
  "complaint.lesson": "今后如何改进", "complaint.lesson.write": "填写复盘", "complaint.lesson.change": "修改复盘", "complaint.lesson.keep": "保存复盘", "complaint.cause": "原因", "complaint.article": "由此产生的文章", "complaint.article.search": "按标题或内容搜索", "complaint.article.other": "换一篇", "complaint.rule": "由此产生的规则", "complaint.article.none": "未找到文章", "complaint.none": "无",
  "cause.product": "产品", "cause.delivery": "物流", "cause.price": "价格", "cause.service": "服务", "cause.information": "信息", "cause.system": "系统", "cause.other": "其他",
  escalations: "升级", "escalations.waiting": ["{n} 个升级待处理", "{n} 个升级待处理"], "escalations.which": "筛选升级", "escalations.open": "进行中", "escalations.done": "已结束",
  "escalations.none": "没有待处理的升级", "escalations.none.more": "超时、投诉以及坐席上报的工单会出现在这里，级别高者在前。", "escalations.none_done": "还没有已结束的升级",
  "escalation.hand_up": "上报主管", "escalation.hand_up.title": "上报 #{id}", "escalation.hand_up.more": "主管会立即收到通知，上报人继续关注该工单。", "escalation.handed_up": "已上报",
  "escalation.reason": "原因", "escalation.reason.breach": "超时", "escalation.reason.complaint": "投诉", "escalation.reason.customer_asked": "客户要求主管处理", "escalation.reason.agent_asked": "坐席求助", "escalation.reason.low_score": "低分评价", "escalation.reason.vip_waiting": "重要客户等待",
  "escalation.note": "补充说明", "escalation.level": "{n} 级", "escalation.by": "{name} 上报", "escalation.owned": "由 {name} 负责", "escalation.nobody": "尚无人接手", "escalation.take": "接手", "escalation.end": "结束", "escalation.end.title": "结束 #{id} 的升级",
  "escalation.give": "转给 {name}", "escalation.raise": "升至 {n} 级", "escalation.due": "{time}后到期", "escalation.climbs": "{time}后升级", "escalation.at_the_top": "已到最高级，须在{time}内响应", "escalation.unanswered": "最高级仍无人响应", "escalation.ended": "已结束：{outcome}。",
  "escalation.outcome": "结果", "escalation.outcome.solved": "已解决", "escalation.outcome.answered": "已答复", "escalation.outcome.compensated": "已补偿", "escalation.outcome.handed_back": "退回坐席处理", "escalation.outcome.unfounded": "不成立",
  "escalation.step.opened": "{who} 上报", "escalation.step.climbed": "升至 {n} 级", "escalation.step.taken": "{who} 接手", "escalation.step.given": "{who} 转给 {to}", "escalation.step.noted": "{who}：{note}", "escalation.step.postponed": "{who} 将期限改为 {time}", "escalation.step.overdue": "仍无人响应", "escalation.step.ended": "{who} 结束：{outcome}",
  bell: "通知", "bell.short": "通知", "bell.unread": ["{n} 条未读通知", "{n} 条未读通知"], "bell.read_all": "全部已读", "bell.none": "还没有通知。分配、提及、时限与升级会出现在这里。",
  "bell.sla_warned": "时限将至", "bell.sla_breached": "已超时", "bell.escalated": "有工单上报", "bell.escalation_given": "有升级转交处理", "bell.escalation_ended": "升级已结束",
  "bell.text.assigned": "有工单分配到名下", "bell.text.mention": "备注中被提及", "bell.text.sla_warned": "{metric}：时限将至", "bell.text.sla_breached": "{metric}：已超时", "bell.text.escalated": "上报：{reason}，{n} 级", "bell.climbed": "无人响应：{reason}，升至 {n} 级", "bell.text.escalation_given": "升级转交处理：{reason}", "bell.text.escalation_ended": "升级已结束：{outcome}", "bell.text.other": "有新动态",
  "event.sla_warned": "时限将至：{metric}", "event.sla_breached": "已超时：{metric}", "event.sla_still_breached": "仍超时，{n} 级：{metric}", "event.sla_policy_applied": "{who} 更换了时限策略", "event.escalated": "{who} 上报：{reason}，{n} 级",
  "event.escalation_changed": "{who} 更新了升级", "event.escalation_climbed": "升级升至 {n} 级", "event.escalation_taken": "{who} 接手了升级", "event.escalation_ended": "{who} 结束了升级：{outcome}", "event.complaint_changed": "投诉：{stage}", "event.complaint_learned": "{who} 填写了复盘",
};
