// 控制台中与分配、排队和自动分类有关的用语。

export default {
  "section.why": "为何在此", "why.rules": "规则", "why.looked": "{when}：共检查 {n} 条", "why.looked.none": "{when}：共检查 {n} 条，均未命中", "why.missed": ["1 条未命中", "{n} 条未命中"], "why.missed.one": "“{name}”：不满足 {what}", "why.was": "（实际：{what}）", "why.matched": "命中规则“{name}”", "why.did": "已执行：{what}", "why.overruled": "后面的规则已另行设置，本规则的操作未执行。", "why.refused": "未能执行：{what}（{why}）",
  "why.guess": "自动分类", "why.topic": "主题", "why.team": "团队", "why.priority": "优先级", "why.language": "语言", "why.spam": "垃圾信息", "why.acted": "已自动设置", "why.sure": "把握较大", "why.take": "设为 {what}",
  "why.percent": "{n}%", "why.people": ["参与分配的坐席（1）", "参与分配的坐席（{n}）"], "why.got": "已获分配", "why.desk": "{load}/{capacity}", "why.before": ["此前 1 次分配记录", "此前 {n} 次分配记录"],
  "queue": "排队", "queue.of_none": "未指定团队", "queue.size": ["1 人等待", "{n} 人等待"], "queue.pace": "近期约每 {span} 接待一位", "queue.here": ["1 人在线", "{n} 人在线"], "queue.nobody": "无人在线", "queue.frees": "如何疏解：{what}",
  "queue.none": "当前无人排队", "queue.none.text": "所属团队没有空闲的在线坐席时，工单会在此等待；一有空闲便会立即分配。", "queue.place": "位次", "queue.ticket": "工单", "queue.since": "已等待", "queue.due": "回复时限", "queue.why": "等待原因", "queue.now": "正在分配",
  "queue.more": "另有 {n} 条", "queue.overdue": "已超 {span}", "queue.left": "剩余 {span}", "queue.people": "在线坐席", "queue.off": "不在工作时间", "queue.updated": "实时",
  "hand_over": "移交我的工单……", "hand_over.any": "移交工单……", "hand_over.title": "移交全部工单？", "hand_over.text": "移交后不会自动退回。", "hand_over.looking": "正在查看在线坐席……", "hand_over.about": "按当前情况，移交结果大致如下：", "hand_over.waits": "留在“{team}”排队", "hand_over.waits_none": "留在未分团队的排队中", "hand_over.rests": "暂不分配（挂起、稍后处理或等待客户），恢复后分给在线坐席", "hand_over.unseen": "其余未逐一计算", "hand_over.stays": "当前在线，仍可能分到排队中的工单；如要离开，请先设为离开或离线。", "hand_over.stays_any": "此人当前在线，排队中的工单仍可能分给此人。", "hand_over.whose": "移交谁的工单", "hand_over.title_any": "移交工单？", "hand_over.yes": "移交", "hand_over.done": ["已移交 1 条工单。", "已移交 {n} 条工单。"], "hand_over.none": "没有未完结的工单。", "hand_over.none_any": "此人没有未完结的工单。", "hand_over.none_went": "未移交任何工单：已没有未完结的工单。", "hand_over.back": ["1 条工单已退回。", "{n} 条工单已退回。"], "hand_over.none_back": "没有工单退回。", "hand_over.kept": ["1 条无法退回：{why}。", "{n} 条无法退回：{why}。"],
  "hand_over.why.worked_on": "{n} 条已有人处理", "hand_over.why.moved": "{n} 条已改派或转走", "hand_over.why.writing": "{n} 条正在回复", "hand_over.why.ended": "{n} 条已解决或已移出", "hand_over.why.late": "{n} 条移交时间过久", "hand_over.why.refused": "{n} 条无法再分配给此人",
  "hand_over.going": "已移交 {n} 条……", "cancel.dialog": "取消",
  "event.overflow": "等待过久，已转至 {to}", "event.left": "{from} 已离开，工单转给他人", "event.reopened": "{from} 不在线，工单转给他人", "event.handed_over": "{from} 移交了工单",
};
