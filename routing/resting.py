"""Resting: why nobody is looked for just now, for a ticket that nobody has."""

from routing.sentence import Sentence
from tickets import Ticket

_STATUS = {
    "pending": Sentence("It waits for the customer to write.", "等待客户回复，目前无需分配。"),
    "on_hold": Sentence("It is on hold until somebody takes it up again.", "已挂起，目前无需分配。"),
    "solved": Sentence("It is solved.", "工单已解决，无需分配。"),
    "closed": Sentence("It is closed.", "工单已关闭，无需分配。"),
}
_OTHERWISE = Sentence("It needs nobody just now.", "该工单目前无需处理。")


def why_it_rests(ticket: Ticket) -> Sentence:
    """Merged, in the trash, spam, with the bot, snoozed, or by its status."""
    if ticket.merged_into_id:
        return Sentence(f"It was merged into #{ticket.merged_into_id}.", f"已合并到 #{ticket.merged_into_id}。")
    if ticket.trashed_at:
        return Sentence("It lies in the trash.", "工单在回收站中，不参与分配。")
    if ticket.spam_at:
        return Sentence("It is marked as spam.", "已标记为垃圾信息，不参与分配。")
    if ticket.bot_since:
        return Sentence("The bot is answering it.", "机器人正在接待。")
    if ticket.snoozed_until:
        return Sentence("It is snoozed; it asks for somebody when it wakes.", "已设为稍后处理，到时会自动重新分配。")
    return _STATUS.get(ticket.status, _OTHERWISE)
