// 控制台中关于满意度和承诺的用语。

export default {
  "section.promises": "承诺", "section.satisfaction": "满意度",
  promise: "记录承诺", "promise.title": "承诺了什么？", "promise.what": "内容", "promise.kind": "类型", "promise.kind.promise": "承诺", "promise.kind.call_back": "回电",
  "promise.when": "截止时间", "promise.hint": "到期前 15 分钟提醒。{zone}", "promise.add": "添加", "promise.save": "保存", "promise.none": "没有待兑现的承诺。", "promise.example": "寄出换货商品",
  "promise.due": "{time} 到期", "promise.overdue": "已逾期，应于 {time} 完成", "promise.kept": "已兑现", "promise.kept_late": "逾期兑现", "promise.dropped": "已取消", "promise.keep": "完成", "promise.drop": "不再需要", "promise.move": "改期", "promise.past": "以往的承诺",
  "satisfaction.none": "尚未邀请该客户评价。", "satisfaction.planned": "将于 {time} 邀请评价", "satisfaction.asked": "{time} 已邀请，尚未评价", "satisfaction.expired": "{time} 已邀请，未评价", "satisfaction.answered": "{time} 已评价",
  "satisfaction.ask": "立即邀请评价", "satisfaction.asking": "评价邀请已发出。", "satisfaction.score": "{score} / {most}", "satisfaction.low": "低分", "satisfaction.before": "上次评分：{score}", "satisfaction.low_before": ["此前有 {n} 次低分", "此前有 {n} 次低分"], "satisfaction.reminded": "已提醒一次",
  "event.survey_asked": "已邀请客户评价", "event.survey_reminded": "已提醒客户评价", "event.rated": "{who} 评分 {score} / {most}", "event.rated_again": "{who} 将评分从 {was} 改为 {score}", "event.survey_dropped": "未发送问卷：{why}",
  "survey.why.no_way": "目前没有可联系客户的途径", "survey.why.reopened": "工单已重新打开", "survey.why.ticket_reopened": "工单已重新打开", "survey.why.spam": "垃圾工单", "survey.why.merged": "工单已合并", "survey.why.trashed": "工单在回收站中", "survey.why.disabled": "问卷已停用", "survey.why.restored": "数据由备份恢复，此前可能已发送",
  "event.promise_made": "{who} 承诺：{text}", "event.promise_changed": "{who} 更改了承诺：{text}", "event.promise_due": "即将到期：{text}", "event.promise_late": "承诺已逾期：{text}", "event.promise_kept": "{who} 兑现了承诺：{text}", "event.promise_dropped": "{who} 取消了承诺：{text}",
  "bell.promise_due": "承诺即将到期", "bell.promise_late": "承诺已逾期", "bell.rated": "客户已评价", "bell.text.promise_due": "即将到期：{text}", "bell.text.promise_late": "承诺已逾期：{text}", "bell.text.rated": "客户评分：{score}",
};
