"""The words that stand in conditions and actions, in both languages."""

STATUSES = {
    "new": ("New", "新建"),
    "open": ("Open", "处理中"),
    "pending": ("Pending", "等待客户"),
    "on_hold": ("On hold", "挂起"),
    "solved": ("Solved", "已解决"),
    "closed": ("Closed", "已关闭"),
}
CATEGORIES = {"open": ("open", "待处理"), "waiting": ("waiting", "等待中"), "done": ("done", "已完成")}
PRIORITIES = {"low": ("Low", "低"), "normal": ("Normal", "普通"), "high": ("High", "高"), "urgent": ("Urgent", "紧急")}
TYPES = {
    "question": ("Question", "咨询"),
    "incident": ("Incident", "事件"),
    "problem": ("Problem", "问题"),
    "task": ("Task", "任务"),
    "complaint": ("Complaint", "投诉"),
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
