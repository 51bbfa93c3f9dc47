"""What a ticket cannot do, and why, in both languages."""

SENTENCES = {
    "unknown_status": ("There is no such status.", "没有这个状态。"),
    "unknown_priority": ("There is no such priority.", "没有这个优先级。"),
    "unknown_type": ("There is no such type.", "没有这个类型。"),
    "unknown_kind": ("Tickets cannot be linked in this way.", "工单不能以这种方式关联。"),
    "unknown_action": ("There is no such action.", "没有这个操作。"),
    "closed": ("This ticket is closed; open a follow-up instead.", "工单已关闭，请新建跟进工单。"),
    "solved": ("This ticket is solved; reopen it before you snooze it.", "工单已解决，请先重新打开再设为稍后处理。"),
    "solved_and_snoozed": (
        "Solved and snoozed at once: a solved ticket rests anyway and never wakes. Leave one of them out.",
        "不能同时设为已解决和稍后处理：已解决的工单不会再恢复，请去掉其中一项。",
    ),
    "not_closed": (
        "Only a closed ticket is followed up; write in this one.",
        "只有已关闭的工单才能新建跟进，请直接回复本工单。",
    ),
    "merged": ("This ticket has been merged into another.", "该工单已合并到另一张工单。"),
    "trashed": ("This ticket is in the trash; restore it first.", "该工单在回收站中，请先恢复。"),
    "spam": ("This ticket is marked as spam; clear that first.", "该工单已标记为垃圾，请先取消标记。"),
    "empty": ("There is nothing to send.", "没有可发送的内容。"),
    "too_long": ("This text is too long.", "内容过长。"),
    "window_over": (
        "The time to answer on this channel is over; the customer must write first.",
        "已超过该渠道的可回复时限，需等客户再次发来消息。",
    ),
    "enough_said": (
        "The channel takes no further message until the customer writes again.",
        "该渠道的可发送条数已用完，需等客户再次发来消息。",
    ),
    "bad_template": ("This template does not exist, or a gap in it is not filled.", "模板不存在，或有变量未填写。"),
    "opted_out": (
        "The customer wants no messages at this address; choose another way to reach them.",
        "客户已拒绝通过此地址接收消息，请选择其他联系方式。",
    ),
    "past": ("This time is over.", "该时间已过。"),
    "no_agent": ("This person cannot be given tickets.", "该坐席无法接收工单。"),
    "itself": ("A ticket cannot be joined with itself.", "工单不能与自身关联或合并。"),
    "other_customer": (
        "These are tickets of two customers; merge the customers first.",
        "这两张工单属于不同客户，请先合并客户。",
    ),
    "not_merged": ("This ticket has not been merged.", "该工单未被合并。"),
    "whole_thread": ("At least one message has to stay.", "至少需要保留一条消息。"),
    "other_thread": ("These messages are not in this ticket.", "这些消息不在该工单中。"),
    "circle": ("A ticket cannot be its own ancestor.", "工单不能成为自己的上级。"),
    "bad_tag": ("A tag has 1 to 60 characters.", "标签长度为 1 至 60 个字符。"),
    "many_tags": ("A ticket has 50 tags at most.", "一张工单最多 50 个标签。"),
    "bad_field": ("This value does not fit its field.", "该值不符合字段要求。"),
    "fields_missing": ("Some fields must be filled in before it is solved.", "解决工单前需填写必填字段。"),
    "bad_address": ("This is not an e-mail address.", "邮箱地址无效。"),
    "many_addresses": ("At most 50 people can be copied in.", "抄送人数最多 50 人。"),
    "many_files": ("Too many files for one message.", "一条消息的附件过多。"),
    "unknown_placeholder": ("There is a placeholder that nothing stands for.", "包含无法识别的占位符。"),
    "not_yours": ("Only its owner can change this.", "只有所有者可以修改。"),
    "unknown_promise": ("There is no such kind of promise.", "没有这种类型的承诺。"),
    "empty_promise": ("Say what has been promised.", "请填写承诺的内容。"),
    "many_promises": ("50 promises are open on this ticket already.", "该工单未完成的承诺已达 50 条。"),
    "promise_done": ("This promise has been settled already.", "该承诺已处理。"),
    "far_away": ("That is more than a year away.", "时间不能超过一年。"),
    "unknown_escalation": ("There is no such reason or level of escalation.", "没有这个升级原因或级别。"),
    "unknown_outcome": ("There is no such outcome.", "没有这个处理结果。"),
    "unknown_stage": ("A complaint has no such stage.", "投诉没有这个阶段。"),
    "no_complaint": ("This ticket is no complaint.", "该工单不是投诉。"),
    "automatic": ("A machine wrote this; no machine answers it.", "对方为自动消息，不做自动回复。"),
    "not_a_note": ("Only a note can be changed by the team.", "团队只能修改备注。"),
}


class NotAllowed(ValueError):
    """The ticket cannot do this. `code` names the reason; `en` and `zh` say it."""

    def __init__(self, code: str, **details):
        self.code, self.details = code, details
        self.en, self.zh = SENTENCES[code]
        super().__init__(self.en)


def changeable(ticket) -> None:
    """Refuse where nothing may be added or changed. Raises NotAllowed."""
    if ticket.merged_into_id is not None:
        raise NotAllowed("merged", into=ticket.merged_into_id)
    if ticket.trashed_at is not None:
        raise NotAllowed("trashed")


def answerable(ticket) -> None:
    """Refuse where nothing may be said to the customer any more. Raises NotAllowed."""
    changeable(ticket)
    if ticket.status == "closed":
        raise NotAllowed("closed")
