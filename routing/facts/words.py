"""The words that stand in conditions and actions, in both languages."""

STATUSES = {
    "new": ("New", "新建"),
    "open": ("Open", "处理中"),
    "pending": ("Pending", "等待客户"),
    "on_hold": ("On hold", "暂停"),
    "solved": ("Solved", "已解决"),
    "closed": ("Closed", "已关闭"),
}
CATEGORIES = {"open": ("open", "待处理"), "waiting": ("waiting", "等待中"), "done": ("done", "已完成")}
PRIORITIES = {"low": ("Low", "低"), "normal": ("Normal", "普通"), "high": ("High", "高"), "urgent": ("Urgent", "紧急")}
TYPES = {
    "question": ("Question", "咨询"),
    "incident": ("Incident", "故障"),
    "problem": ("Problem", "问题"),
    "task": ("Task", "任务"),
    "complaint": ("Complaint", "投诉"),
}
LANGUAGES = {
    "en": ("English", "英语"),
    "zh": ("Chinese", "中文"),
    "ja": ("Japanese", "日语"),
    "ko": ("Korean", "韩语"),
    "de": ("German", "德语"),
    "fr": ("French", "法语"),
    "es": ("Spanish", "西班牙语"),
    "pt": ("Portuguese", "葡萄牙语"),
    "it": ("Italian", "意大利语"),
    "nl": ("Dutch", "荷兰语"),
    "ru": ("Russian", "俄语"),
    "pl": ("Polish", "波兰语"),
    "tr": ("Turkish", "土耳其语"),
    "vi": ("Vietnamese", "越南语"),
}
CHANNELS = {
    "email": ("E-mail", "邮件"),
    "webchat": ("Web chat", "网页聊天"),
    "api": ("API", "API"),
    "form": ("Web form", "网页表单"),
    "wechat": ("WeChat", "微信公众号"),
    "wecom": ("WeCom", "企业微信"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "telegram": ("Telegram", "Telegram"),
    "line": ("LINE", "LINE"),
    "messenger": ("Messenger", "Messenger"),
    "instagram": ("Instagram", "Instagram"),
    "sms": ("SMS", "短信"),
    "voice": ("Phone", "电话"),
}
WEEKDAYS = {
    "mon": ("Monday", "周一"),
    "tue": ("Tuesday", "周二"),
    "wed": ("Wednesday", "周三"),
    "thu": ("Thursday", "周四"),
    "fri": ("Friday", "周五"),
    "sat": ("Saturday", "周六"),
    "sun": ("Sunday", "周日"),
}
ACTORS = {
    "customer": ("the customer", "客户"),
    "agent": ("an agent", "坐席"),
    "bot": ("the bot", "机器人"),
    "rule": ("a rule", "规则"),
    "system": ("the system", "系统"),
}
CHANGES = {
    "status": ("the status", "状态"),
    "priority": ("the priority", "优先级"),
    "type": ("the type", "类型"),
    "team": ("the team", "团队"),
    "assignee": ("the assignee", "处理人"),
    "tags": ("the tags", "标签"),
    "subject": ("the subject", "主题"),
    "fields": ("a field", "字段"),
}
STAGES = {
    "prospect": ("Prospect", "潜在客户"),
    "new": ("New", "新客户"),
    "active": ("Active", "活跃"),
    "loyal": ("Loyal", "忠诚"),
    "at_risk": ("At risk", "有流失风险"),
    "asleep": ("Asleep", "沉睡"),
    "lost": ("Lost", "已流失"),
}
VALUES = {"high": ("High", "高"), "middle": ("Middle", "中"), "low": ("Low", "低"), "none": ("None yet", "暂无")}
