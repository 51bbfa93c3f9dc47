// 工作台关于“谁是谁”的中文。

export default {
  "section.same": "可能是同一人", "same.yes": "是同一人", "same.no": "不是同一人", "same.merged": "已合并的客户", "same.part": "撤销合并", "same.since": "合并于 {time}", "same.score": "把握 {n}%",
  "same.why.same_key": "{kind}相同", "same.why.name_and_tail": "姓名相同且号码尾号一致", "same.why.same_device": "使用同一浏览器",
  "same.title": "合并为同一客户", "same.more": "双方的工单、消息和渠道账号会归到一起。随时可以撤销：各自的内容会归还原主，合并后通过其账号收到的内容也会一并归还。",
  "same.survivor": "以谁的姓名和备注为准？", "same.merge": "合并", "done.customers_merged": "已合并为同一客户。", "done.customers_parted": "已恢复为两位客户。",
  "same.trail": "处理记录", "same.trail.customers_merged": "{who} 将 {other} 合并到该客户", "same.trail.customers_unmerged": "{who} 撤销了与 {other} 的合并", "same.trail.sameness_refused": "{who} 认定 {other} 是另一位客户",
  reveal: "查看", "reveal.title": "查看{kind} {value}", "reveal.more": "拨打和回复无需查看完整信息。查看人、时间和原因会被记录。", "reveal.why": "查看原因", "reveal.needed": "请填写原因。",
  "reveal.why.call_back": "需要回电", "reveal.why.check": "核实身份", "reveal.why.send": "寄送物品", "reveal.button": "查看{kind}",
  "identity.member_card": "会员卡", "identity.unionid": "微信开放平台账号", "identity.ring": "渠道编号",
  "event.customer_joined": "{who} 将该客户与另一位客户合并", "event.customer_parted": "{who} 撤销了客户合并",
};
