// 工作台的中文。

import articles from "./words_articles.zh.js";
import asking from "./words_asking.zh.js";
import bot from "./words_bot.zh.js";
import calls from "./words_calls.zh.js";
import routing from "./words_routing.zh.js";
import channels from "./words_channels.zh.js";
import people from "./words_people.zh.js";
import customers from "./words_customers.zh.js";
import time from "./words_time.zh.js";

export default {
  ...time,
  ...channels,
  ...people,
  ...articles,
  ...asking,
  ...bot,
  ...calls,
  ...routing,
  ...customers,
  // 通用
  console: "工作台", skip: "跳到对话", rail: "主导航", home: "收件箱", close: "关闭", cancel: "取消", back: "返回", more: "更多",
  undo: "撤销", retry: "重试", try_again: "重试", try_now: "立即重试", open: "打开", open_number: "打开 #{id}", none: "无", nobody: "未分配",
  you: "我", me: "我", comma: "、", copy: "复制", remove: "移除 {name}", language: "语言", email: "邮箱", password: "密码",
  sign_in: "登录", sign_out: "退出登录",

  // 去处
  inbox: "收件箱", search: "搜索", views: "视图", new_ticket: "新建工单", "new_ticket.short": "新建",
  settings: "设置", simulator: "模拟器", knowledge: "知识库", commands: "命令面板", panel: "客户与工单", thread: "对话",
  "views.mine": "我的", "views.team": "我的团队", "views.all": "全部", "views.own": "我的视图", "views.count": ["{n} 张工单", "{n} 张工单"],
  "resize.list": "列表宽度", "resize.panel": "侧栏宽度",

  // 个人
  online: "在线", away: "离开", offline: "离线", "me.menu": "{name}，{state}：菜单", "me.how": "使用习惯", "me.compact": "紧凑列表",
  "me.keys": "单键快捷键", "me.desktop": "桌面通知", "me.sound": "轻提示音",
  theme: "外观", "theme.system": "跟随系统", "theme.light": "浅色", "theme.dark": "深色",

  // 列表
  "list.new": ["{n} 条新消息", "{n} 条新消息"], "list.more": "正在加载更多", "row.unread": "未读", "row.select": "选择 {name} 的工单",
  "row.team": "最近由团队回复", "row.note": "最近一条是备注", "row.bot": "最近由机器人回复", "row.snoozed": "稍后处理",
  "row.assignee": "由 {name} 处理", "row.overdue": "超时 {time}", "row.waits": "客户已等待 {time}", "row.waiting": "等待中",
  "looking.looks": "{name} 正在查看", "looking.types": "{name} 正在输入",
  "empty.mine": "没有待办工单", "empty.mine.more": "分配过来的工单会即时出现在这里。",
  "empty.view": "这里没有工单", "empty.view.more": "符合此视图条件的工单会自动出现。", "empty.go": "前往“{view}”",
  "ticket.no_subject": "无主题", "ticket.number": "工单 #{id}", "tickets.n": ["{n} 张工单", "{n} 张工单"], "customer.unnamed": "未留姓名", "customer.visitor": "访客 {id}",

  // 搜索
  "search.placeholder": "搜索工单和消息", "search.start": "搜索全部内容", "search.filters": "筛选", "search.mine": "我的",
  "search.hint": "可输入关键词、姓名、邮箱或工单编号，中英文均可。缩小范围可加“渠道：wechat”“标签：退款”“团队：Orders”“之后：2026-10”。",
  "search.none": "没有找到“{query}”", "search.none.more": "可减少关键词，或去掉筛选条件。",

  // 批量
  "bulk.title": "已选工单", "bulk.chosen": ["已选 {n} 张", "已选 {n} 张"], "bulk.all": "选择已显示的全部", "bulk.none": "取消选择",
  "bulk.refused": ["{n} 张工单未更改：{reason}", "{n} 张工单未更改：{reason}"],

  // 对话
  "thread.none": "选择一张工单", "thread.none.more": "按 J 打开第一张，按 Ctrl K 前往任意位置。", "thread.messages": "消息",
  "thread.earlier": "查看更早的消息", "thread.new": "有新消息", "head.status": "状态：{status}", "head.nobody": "无人处理",
  "head.waits_in": "在“{team}”排队", "subject.edit": "修改主题",
  "message.auto": "自动消息", "message.unverified": "未验证", "message.unverified.more": "无法证实发件人身份，透露个人信息前请先核实。",
  "message.deleted": "此消息已删除", "message.edited": "已编辑", "message.fold": "收起引用内容", "message.unfold": "展开引用内容",
  "message.as_sent": "原始格式", "message.as_text": "纯文本", "message.all": "展开全部", "message.less": "收起",
  "message.to": "收件人", "message.cc_label": "抄送", "message.cc": ["抄送 {names}", "抄送 {names} 等 {n} 人"],
  "note.only_team": "仅团队可见", "pictures.blocked": ["有 {n} 张外部图片未加载", "有 {n} 张外部图片未加载"], "pictures.show": "显示图片",
  "file.unnamed": "文件", "file.pasted": "粘贴的图片.png", "file.going": "正在上传 {name}",
  "author.customer": "客户", "author.agent": "团队", "author.bot": "机器人", "author.system": "系统", "author.rule": "规则",
  "notice.snoozed": "稍后处理，{time} 恢复", "notice.merged": "此工单已合并到", "notice.spam": "已标记为垃圾消息，不再提醒任何人。",
  "notice.trashed": "已移到回收站，30 天内可恢复。", "notice.duplicate": "可能与以下工单是同一件事：",
  "aria.said": "{name}：{text}", "aria.message_at": "客户消息，{time}", "aria.reply_at": "回复，{time}", "aria.note_at": "{name} 的备注，{time}",

  // 送达
  "delivery.queued": "等待发出", "delivery.sending": "正在发送", "delivery.sent": "已发送", "delivery.delivered": "已送达", "delivery.read": "已读",
  "delivery.failed": "未送达：{reason}", "delivery.no_reason": "对方未说明原因", "delivery.refused": "未发送：{reason}",
  "delivery.unsure": "无法确定是否送达。", "delivery.unsure.why": "发送途中连接中断，且该渠道不支持事后查询。可到对应的邮箱或应用中查看，或向客户确认。", "delivery.again": "重新发送",
  "delivery.waiting": "等待网络恢复", "delivery.held_back": "尚未发送。{reason}", "delivery.edit": "编辑", "delivery.in_seconds": ["{n} 秒后发出", "{n} 秒后发出"],
  "delivery.at": "将于 {time} 发出", "delivery.cancel": "取消发送", "undo.too_late": "消息已经发出，无法撤回。",

  // 撰写
  composer: "撰写", "composer.kind": "撰写类型", "tab.reply": "回复", "tab.note": "备注", "tab.reply.more": "客户可见", "tab.note.more": "仅团队可见",
  "composer.has_draft": "有草稿", "composer.drop": "将文件拖放到此处", "composer.to": "发给", "composer.way": "发送渠道", "composer.cc_hint": "name@example.com，…",
  "reply.label": "回复 {name}", "note.label": "团队备注", "reply.placeholder": "输入回复，键入 / 插入快捷回复", "note.placeholder": "输入团队备注，键入 @ 提醒同事",
  "note.add": "添加备注", write_note: "写备注", attach: "添加附件", mention: "提醒同事", "mention.none": "没有这位同事",
  saved_replies: "快捷回复", "saved_replies.none": "没有匹配的快捷回复", "saved_replies.insert": "插入快捷回复",
  send: "发送", "send.over": "发送 · {channel}", "send.more": "更多发送方式", "send.solved": "发送并解决", "send.pending": "发送并等待客户",
  "send.on_hold": "发送并挂起", "send.later": "定时发送", "send.empty": "请先输入内容。", "send.still_uploading": "文件仍在上传。",
  "send.failed_file": "有文件上传失败，请重试或移除。",
  "way.left": "剩余 {time}", "cannot.merged": "此工单已合并到 #{id}，请在那里回复。",
  "cannot.closed": "此工单已关闭。可新建后续工单，并保留历史。", "cannot.no_way": "没有可用于回复这位客户的渠道。",
  follow_up: "新建后续工单",
  other_writes: "{names} 正在回复此工单", "meanwhile.title": "{name} 刚刚回复了此工单", "meanwhile.kept": "内容已保留，尚未发送。",
  "meanwhile.edit": "继续编辑", "meanwhile.note": "改为备注", "meanwhile.anyway": "仍然发送",

  // 工单操作
  reply: "回复", note: "备注", next: "下一张工单", previous: "上一张工单", select: "选择工单", solve: "解决", solve_next: "解决并打开下一张", reopen: "重新打开",
  snooze: "稍后处理", wake: "立即恢复", assign: "分配", assign_me: "分配给我", set_team: "转交团队", set_status: "设置状态", set_priority: "设置优先级",
  set_tags: "标签", macro: "宏", "macro.none": "还没有宏，可在“设置 › 宏”中添加。", "macro.done": "已执行“{name}”",
  merge: "合并", unmerge: "撤销合并", split: "拆分", link: "关联", unlink: "取消关联", copy_link: "复制链接", follow: "关注", unfollow: "取消关注",
  spam: "标记为垃圾消息", not_spam: "不是垃圾消息", trash: "移到回收站", restore: "恢复", "panel.toggle": "客户侧栏",
  "done.new": "{tickets}：新建", "done.open": "{tickets} 已打开", "done.pending": "{tickets} 已设为等待客户", "done.on_hold": "{tickets} 已挂起", "done.solved": "{tickets} 已解决", "done.closed": "{tickets} 已关闭",
  "done.assigned": "{tickets} 已分配给 {name}", "done.unassigned": "{tickets} 已取消分配", "done.team": "{tickets} 已转交 {name}", "done.snoozed": "稍后处理，{time} 恢复",
  "done.spam": "{tickets} 已标记为垃圾消息", "done.not_spam": "{tickets} 已取消垃圾标记", "done.trashed": "{tickets} 已移到回收站", "done.restored": "{tickets} 已恢复",
  "done.merged": "#{id} 已合并到 #{into}", "done.unmerged": "已撤销合并", "done.copied": "已复制",

  // 选择
  "pick.assignee": "分配给", "pick.team": "转交给", "pick.status": "状态", "pick.priority": "优先级", "pick.type": "类型", "pick.tags": "标签", "pick.snooze": "稍后处理，直到",
  "pick.macro": "执行宏", "pick.new_tag": "新标签“{tag}”", "picker.nothing": "没有匹配项", "picker.chosen": "已选",
  "send.afterwards": "发送后工单状态变为",
  "later.hour": "一小时后", "later.three_hours": "三小时后", "later.evening": "今晚", "later.tomorrow": "明天上午", "later.monday": "下周一上午", "later.month": "一个月后",
  "later.custom": "其他时间", "later.when": "时间", "later.set": "确定", "later.no_time": "请选择日期和时间。", "later.past": "该时间已过，请选择之后的时间。",

  // 属性
  "section.customer": "客户", "section.ticket": "工单", "section.fields": "详细信息", "section.links": "关联工单", "section.earlier": "历史工单", "earlier.none": "这是第一张工单。",
  "property.subject": "主题", "property.status": "状态", "property.assignee_id": "处理人", "property.team_id": "团队", "property.priority": "优先级", "property.type": "类型",
  "property.tags": "标签", "property.followers": "关注者", "property.snoozed_until": "稍后处理", "property.created_at": "创建时间", "tag.add": "添加",
  "status.new": "新建", "status.open": "处理中", "status.pending": "等待客户", "status.on_hold": "挂起", "status.solved": "已解决", "status.closed": "已关闭",
  "status.open.more": "等待我方处理", "status.pending.more": "等待客户回复", "status.on_hold.more": "等待第三方", "status.solved.more": "已完成，客户回复后重新打开",
  "priority.low": "低", "priority.normal": "普通", "priority.high": "高", "priority.urgent": "紧急",
  "type.question": "咨询", "type.incident": "事件", "type.problem": "问题", "type.task": "任务", "type.complaint": "投诉", "type.none": "无类型",
  "channel.email": "邮件", "channel.webchat": "在线聊天", "channel.api": "API", "channel.form": "表单", "channel.wechat": "微信公众号", "channel.wecom": "微信客服", "channel.whatsapp": "WhatsApp",
  "channel.telegram": "Telegram", "channel.line": "LINE", "channel.messenger": "Messenger", "channel.instagram": "Instagram", "channel.sms": "短信", "channel.voice": "电话",
  "clock.first_reply": "首次回复", "clock.next_reply": "下次回复", "clock.solution": "解决时限", "clock.follow_up": "回访", "clock.call_back": "回电", "clock.left": "剩余 {time}",
  "customer.local": "当地时间 {time}", "customer.since": "{date}起", "identity.verified": "已验证", "identity.verified.more": "已证实属于这位客户",
  "identity.unverified": "未验证", "identity.unverified.more": "尚未证实属于这位客户", "identity.email": "邮箱", "identity.phone": "电话", "identity.user_id": "账号", "identity.webchat": "在线聊天",
  "identity.wechat": "微信", "identity.visitor": "聊天访客", "identity.external_id": "外部编号", "identity.member": "会员卡", "identity.api": "API",
  "link.related": "相关", "link.child": "子工单", "link.parent": "父工单", "link.merged": "已合并", "link.follow_up": "后续", "link.split": "拆分",
  "link.as.related": "相关工单", "link.as.child": "作为子工单", "link.as.parent": "作为父工单", "link.kind": "关联方式", "link.title": "将 #{id} 关联到",
  "merge.title": "将 #{id} 合并到其他工单", "merge.more": "#{id} 的消息以及之后的来信都会移到所选工单，可以撤销。", "merge.into": "合并到 #{id}",
  "split.title": "拆分 #{id}", "split.more": "所选消息会移到一张新工单，并与此工单关联。", "split.choose": "消息", "split.subject": "新工单的主题", "split.do": ["拆分 {n} 条消息", "拆分 {n} 条消息"],
  "ticket_search.label": "工单", "ticket_search.hint": "编号或关键词", "ticket_search.none": "没有找到工单",
  "new.name": "姓名", "new.inbox": "发送渠道", "new.team_auto": "按渠道决定", "new.message": "消息", "new.as.reply": "发给客户", "new.as.note": "仅团队可见", "new.create": "创建工单", "new.send": "发送",
  "new.known": "已有客户", "new.no_email": "请填写邮箱，例如 carol@example.com。", "new.no_subject": "请简要填写主题。", "new.no_text": "请填写消息内容。",

  // 记录
  "events.more": ["更早的 {n} 项变更", "更早的 {n} 项变更"],
  "event.ticket_opened": "{who} 创建了工单", "event.took": "{who} 接手了工单", "event.ticket_assigned": "{who} 将工单分配给 {to}", "event.ticket_unassigned": "{who} 取消了 {from} 的分配", "event.let_go": "{who} 放回了工单",
  "event.team_changed": "{who} 将工单转交 {to}", "event.status_changed": "{who} 更改状态：{from} → {to}", "event.priority_changed": "{who} 将优先级设为{to}", "event.type_changed": "{who} 将类型设为{to}",
  "event.customer_recognised": "客户已从本工单所填地址回复，身份得到确认",
  "event.subject_changed": "{who} 修改了主题", "event.tags_changed": "{who}{what}", "event.tags_added": "添加了标签 {tags}", "event.tags_removed": "移除了标签 {tags}",
  "event.fields_changed": "{who} 修改了{field}", "event.snoozed": "{who} 设为稍后处理，{time} 恢复", "event.woken": "工单已恢复", "event.follower_added": "{to} 开始关注", "event.follower_removed": "{to} 取消关注",
  "event.merged": "{who} 将 #{id} 合并到此工单", "event.merged_away": "{who} 将此工单合并到 #{id}", "event.cc_changed": "{who} 更改了抄送", "event.unmerged": "{who} 撤销了合并", "event.split": "{who} 拆分出 #{id}", "event.linked": "{who} 关联了 #{id}", "event.unlinked": "{who} 取消了与 #{id} 的关联",
  "event.spam_marked": "{who} 标记为垃圾消息", "event.spam_cleared": "{who} 取消了垃圾标记", "event.trashed": "{who} 移到回收站", "event.restored": "{who} 恢复了工单",
  "event.reply_cancelled": "{who} 在发出前撤回了一条回复", "event.message_deleted": "{who} 删除了一条消息", "event.other": "{who}：{name}",

  // 提醒
  "notices.customer": "客户", "notices.assigned": "新分配的工单", "notices.assigned.one": "新分配的工单：{subject}", "notices.assigned.many": ["新分配了 {n} 张工单", "新分配了 {n} 张工单"],
  "notices.mention": "备注中提到了你", "notices.mention.one": "备注中提到了你：{subject}", "notices.mention.many": ["有 {n} 张工单的备注提到了你", "有 {n} 张工单的备注提到了你"], "notices.show": "查看",
  "notices.queue": "有客户在排队", "notices.blocked": "浏览器不允许此地址发送通知，请在浏览器设置中允许。",

  // 网络与错误
  "renewed": "程序已更新，已输入的内容会保留。", "renewed.reload": "重新加载页面",
  "offline.since": "{time} 起网络已断开。", "offline.safe": "输入的内容会保存在本机。", "offline.waiting": ["有 {n} 条消息等待发送。", "有 {n} 条消息等待发送。"],
  "failed.title": "加载失败", "failed.offline": "网络已断开", "error.offline": "无法连接服务器，输入的内容已保留。", "error.signed_out": "登录已失效，请重新登录。",
  "error.403": "当前角色没有此权限。", "error.404": "内容已不存在，或没有查看权限。", "error.413": "文件过大。", "error.429": "操作过于频繁，请稍候。", "error.server": "服务器出现故障，未做任何更改，请重试。",
  "again.title": "重新登录", "again.safe": "登录已失效，输入的内容仍保留在此。", "again.page": "前往登录页", "again.wrong": "登录失败，请检查密码。",

  // 时间
  "time.now": "刚刚", "ago.min": "{n} 分钟前", "ago.h": "{n} 小时前", "time.s": "{n} 秒", "time.min": "{n} 分钟", "time.h": "{n} 小时", "time.d": "{n} 天", "time.today": "今天", "time.yesterday": "昨天",

  // 命令与快捷键
  "commands.placeholder": "输入命令、视图、姓名或工单编号", "commands.none": "没有此命令", "commands.ticket": "当前工单", "commands.go": "前往与新建", "commands.me": "个人",
  "commands.assign": "分配给 {name}", "commands.be": "设为{state}", "commands.open": "打开工单 #{id}", "commands.search": "搜索“{text}”",
  "keys.title": "快捷键", "keys.go": "移动", "keys.write": "撰写", "keys.ticket": "工单", "keys.off": "单键快捷键已在个人菜单中关闭。", "keys.fields": "在输入框中书写时，单键快捷键不起作用。",
};
