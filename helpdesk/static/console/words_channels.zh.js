// 与渠道有关的文字：发送方式与时限、模板、消息组件、获取中的文件。

export default {
  "cannot.window": "{channel} 只允许在客户最后一条消息后的一段时间内回复，现已超时。",
  "cannot.enough": "客户再次发来消息之前，{channel} 不再接收新的回复。",
  "cannot.stopped": "客户已拒绝在此接收消息（{word}）。",
  "way.window": "已关闭", "way.enough": "条数已用完", "way.stopped": "已退订", "way.stopped.said": "退订", "way.instead": "改用 {way}",
  "send.left": ["剩 {n} 条", "剩 {n} 条"], "send.closing": "可回复时间即将结束",
  buttons: "快捷按钮", "buttons.title": "按钮 {n}", "buttons.add": "添加按钮",
  "template.choose": "选择模板", "template.loading": "正在获取模板", "template.title": "通过 {channel} 发送模板", "template.again": "重新获取", "template.send": "发送模板",
  "template.none": "暂无已通过审核的模板。请先在服务商处添加，再重新获取。", "template.gap": "变量 {n}", "template.head_gap": "标题中的变量 {n}", "template.from_here": "或从本机选择文件", "template.picture_link": "图片地址（https://…）", "template.film_link": "视频地址（https://…）", "template.file_link": "文件地址（https://…）", "template.preview": "客户将看到", "template.sent": "模板 {name}",
  "part.location": "位置", "part.open_map": "打开地图", "part.sticker": "表情贴纸", "part.contact": "名片", "part.pressed": "点击了“{title}”", "part.product": "商品",
  "file.fetching": "正在获取", "file.not_fetched": "{name} 获取失败：{reason}", "message.via": "通过 {way}", "message.reaction": "客户的回应：{emoji}",
  "delivery.arrived": "已确认送达", "identity.stopped": "已退订", "identity.stopped.more": "自 {date} 起不愿在此接收消息（{word}）",
  "identity.wecom": "企业微信", "identity.whatsapp": "WhatsApp", "identity.telegram": "Telegram", "identity.line": "LINE", "identity.messenger": "Messenger", "identity.instagram": "Instagram",
  "event.consent_stopped": "{who} 不再接收 {channel} 消息（{word}）", "event.consent_given": "{who} 恢复接收 {channel} 消息",
  "reason.window_over": "已超过该渠道的可回复时限", "reason.enough_said": "该渠道的可发送条数已用完", "reason.opted_out": "客户已拒绝在此接收消息",
  "trouble.paused": "{names}：服务商出现故障。消息已保留，恢复后会自动发出。",
};
