"""Who is told: an SLA policy that holds from now on, an escalation, another program, a macro that does several."""

from helpdesk.events import record
from routing.actions.action import Action, among, checked_row
from routing.escalating import escalate
from routing.escalation import REASONS
from routing.row_names import names_of
from routing.sla.applying import apply_policy
from tickets.events import WEBHOOK_WANTED

_REASONS = {
    "breach": ("a time limit was broken", "时限超时"),
    "complaint": ("a complaint", "客户投诉"),
    "customer_asked": ("the customer asked for it", "客户要求"),
    "agent_asked": ("an agent asked for it", "坐席求助"),
    "low_score": ("a low score", "评分过低"),
    "vip_waiting": ("an important customer waits", "重要客户在等待"),
}


def _escalate(ticket, reason, by, facts) -> None:
    escalate(ticket, reason=reason, by=by, note=by.name)


def _promise(ticket, number, by, facts) -> None:
    apply_policy(ticket, number, by=by)


def _tell(ticket, number, by, facts) -> None:
    if not names_of("webhook", [number]):
        raise LookupError(f"no webhook {number}")
    record(WEBHOOK_WANTED, ticket, by=by, webhook=number, rule=by.id)


def _unfold(ticket, number, by, facts) -> None:
    """What a macro does is done in its place; what comes here is one that is gone."""
    raise LookupError(f"no macro {number}")


ACTIONS = (
    Action(
        "sla",
        "row",
        "Promise by the SLA policy",
        "套用服务时限策略",
        _promise,
        check=checked_row,
        alone=True,
        rows="sla",
    ),
    Action("escalate", "word", "Escalate, because of", "升级，原因", _escalate, check=among(REASONS), values=_REASONS),
    Action("webhook", "row", "Tell the webhook", "调用 Webhook", _tell, check=checked_row, rows="webhook"),
    Action("macro", "row", "Apply the macro", "执行宏", _unfold, check=checked_row, rows="macro"),
)
