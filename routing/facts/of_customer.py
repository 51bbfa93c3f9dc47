"""What is known of the customer, and of their past with us: one look at each."""

from datetime import timedelta

from sqlalchemy import bindparam, func, select, text

from helpdesk.clock import Instant
from helpdesk.customers import Customer
from helpdesk.customers.facts import facts_of as worth_of
from helpdesk.customers.segmenting.fields import LEVELS, STAGES
from helpdesk.customers.segments import keys_of
from helpdesk.db import db
from helpdesk.hot import Look, get
from helpdesk.naming import LANGUAGES
from routing.facts.field import FLAG, NUMBER, ROW, TAGS, WORD, Field
from tickets.ticket import SHOWN, Ticket

_PAST = Look(
    select(
        func.count(),
        func.coalesce(func.sum(text("CASE WHEN status IN ('new','open','pending','on_hold') THEN 1 ELSE 0 END")), 0),
        func.max(Ticket.id),
    ).where(Ticket.customer_id == bindparam("customer"), Ticket.id < bindparam("before"), Ticket.spam_at.is_(None))
)

COMPLAINT_DAYS = (7, 30, 90, 365)
_COMPLAINTS = Look(
    select(Ticket.created_at)
    .where(
        Ticket.customer_id == bindparam("customer"),
        Ticket.id != bindparam("ticket"),
        Ticket.type == "complaint",
        text(SHOWN),
        Ticket.created_at > bindparam("since", type_=Instant),
        Ticket.created_at <= bindparam("now", type_=Instant),
    )
    .limit(1_000)
)


def person_of(facts) -> Customer:
    """The row of the customer."""
    return get(Customer, facts.ticket.customer_id)


def past_of(facts) -> tuple[int, int]:
    """How many tickets they had before this one, and how many of those are still going on."""
    found = _PAST.first(customer=facts.ticket.customer_id, before=facts.ticket.id)
    return found[0], int(found[1])


def last_agent_of(facts) -> int | None:
    """Who had the customer's ticket before this one."""
    return db.session.scalar(
        select(Ticket.assignee_id)
        .where(Ticket.customer_id == facts.ticket.customer_id, Ticket.id < facts.ticket.id)
        .where(Ticket.assignee_id.is_not(None))
        .order_by(Ticket.id.desc())
        .limit(1)
    )


def _worth(name: str):
    return lambda facts: facts["_worth"][name]


def complaints_of(facts) -> list:
    """When the customer's other complaints of the last year came; this one counts by what it is now."""
    since = facts.now - timedelta(days=max(COMPLAINT_DAYS))
    asked = {"customer": facts.ticket.customer_id, "ticket": facts.ticket.id, "since": since, "now": facts.now}
    return [at for (at,) in _COMPLAINTS.all(**asked)]


def _complaints(days: int):
    def count(facts) -> int:
        since = facts.now - timedelta(days=days)
        return sum(at > since for at in facts["_complaints"]) + (facts.ticket.type == "complaint")

    return count


FIELDS = (
    Field("segment", TAGS, "Segment", "客户分群", lambda facts: keys_of(facts.ticket.customer_id), rows="segment"),
    Field("stage", WORD, "Life-cycle stage", "生命周期阶段", _worth("stage"), STAGES),
    Field("value", WORD, "Value", "客户价值", _worth("value"), LEVELS),
    Field("organization_id", ROW, "Organization", "企业", _worth("organization_id"), rows="organization"),
    Field("last_score", NUMBER, "Last score given", "最近一次评分", _worth("last_score"), unit=("of 100", "/ 100")),
    *(
        Field(f"complaints_{days}d", NUMBER, f"Complaints in {days} days", f"近 {days} 天投诉数", _complaints(days))
        for days in COMPLAINT_DAYS
    ),
    Field("customer_tags", TAGS, "Customer’s tags", "客户标签", lambda facts: facts["_person"].tags or []),
    Field(
        "customer_language",
        WORD,
        "Customer’s language",
        "客户语言",
        lambda facts: facts["_person"].language,
        LANGUAGES,
    ),
    Field(
        "customer_days",
        NUMBER,
        "Customer known for",
        "成为客户已有",
        lambda facts: max(0, (facts.now - facts["_person"].created_at).days),
        unit=("days", "天"),
    ),
    Field("tickets_before", NUMBER, "Tickets before this one", "此前工单数", lambda facts: facts["_past"][0]),
    Field("open_tickets", NUMBER, "Other tickets still open", "其他未完成工单数", lambda facts: facts["_past"][1]),
    Field("new_customer", FLAG, "Writes for the first time", "首次来访", lambda facts: facts["_past"][0] == 0),
    Field("last_agent_id", ROW, "Last agent", "上次处理人", last_agent_of, rows="agent"),
)
READERS = {
    "_person": person_of,
    "_past": past_of,
    "_complaints": complaints_of,
    "_worth": lambda facts: worth_of(facts.ticket.customer_id),
}
