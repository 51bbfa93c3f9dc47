"""Triggers: what sets rules going; something that happens, or something that has lasted."""

from dataclasses import dataclass

from helpdesk.customers import events as c
from tickets import events as e


@dataclass(frozen=True)
class Trigger:
    """`name` as rules keep it; a time one says how long with `minutes`."""

    name: str
    en: str
    zh: str
    is_time: bool = False

    @property
    def untimed(self) -> tuple[str, str]:
        """In both languages, where no length of time follows."""
        return self.en.removesuffix(" for"), self.zh.removesuffix("已达").removesuffix("已过")


_ALL = (
    Trigger("opened", "a ticket is opened", "新建工单"),
    Trigger("message", "the customer writes again", "客户再次来信"),
    Trigger("replied", "we answer", "我方回复"),
    Trigger("noted", "a note is added", "添加备注"),
    Trigger("changed", "something about the ticket changes", "工单属性变更"),
    Trigger("assigned", "it is given to somebody", "工单被分配"),
    Trigger("unassigned", "it is put back", "工单被退回"),
    Trigger("solved", "it is solved", "工单已解决"),
    Trigger("reopened", "it is reopened", "工单重新打开"),
    Trigger("missed_call", "a call is missed or leaves a voicemail", "来电未接或留言"),
    Trigger("warned", "a time limit comes near", "时限即将到期"),
    Trigger("breached", "a time limit is broken", "时限已超时"),
    Trigger("escalated", "it is escalated", "工单被升级"),
    Trigger("rated", "the customer gives a score", "客户提交评分"),
    Trigger("merged", "its customer is merged with another", "客户档案被合并"),
    Trigger("unanswered", "the customer has waited for an answer for", "客户等待回复已达", True),
    Trigger("unassigned_for", "nobody has had it for", "无人处理已达", True),
    Trigger("waiting", "it has been pending or on hold for", "处于等待状态已达", True),
    Trigger("quiet", "nothing has been written for", "无任何新消息已达", True),
    Trigger("open", "it has not been solved for", "未解决已达", True),
    Trigger("solved_for", "it has been solved for", "解决后已过", True),
)
TRIGGERS: dict[str, Trigger] = {trigger.name: trigger for trigger in _ALL}
SHORTEST, LONGEST = 1, 525_600  # minutes
_SPEAKING = (e.MESSAGE_RECEIVED, e.REPLY_SENT, e.NOTE_ADDED, e.CALL_STARTED)
_LATER_ON = {e.MESSAGE_RECEIVED: "message", e.REPLY_SENT: "replied", e.NOTE_ADDED: "noted"}
_NAMED = {
    e.STATUS_CHANGED: "changed",
    e.PRIORITY_CHANGED: "changed",
    e.TYPE_CHANGED: "changed",
    e.TEAM_CHANGED: "changed",
    e.SUBJECT_CHANGED: "changed",
    e.FIELDS_CHANGED: "changed",
    e.TAGS_CHANGED: "changed",
    e.TICKET_ASSIGNED: "assigned",
    e.TICKET_UNASSIGNED: "unassigned",
    e.TICKET_SOLVED: "solved",
    e.TICKET_REOPENED: "reopened",
    e.SLA_WARNED: "warned",
    e.SLA_BREACHED: "breached",
    e.ESCALATED: "escalated",
    e.RATED: "rated",
    c.CUSTOMERS_MERGED: "merged",
}
EVENTS = tuple(dict.fromkeys((*_SPEAKING, e.CALL_CHANGED, *_NAMED)))  # those that can set a rule going


def trigger_of(event_name: str, data: dict, messages: int) -> str | None:
    """What this event is to rules; `messages` is how many the ticket has with it. A ticket is opened by its first."""
    if event_name in _SPEAKING:
        return "opened" if messages <= 1 else _LATER_ON.get(event_name)
    if event_name == e.CALL_CHANGED:
        return "missed_call" if data.get("state") in ("missed", "voicemail") else None
    return _NAMED.get(event_name)
