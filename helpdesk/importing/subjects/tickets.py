"""Tickets with their messages, as they were worked on elsewhere: nothing leaves, no clock starts, nobody is called."""

import re
from datetime import datetime

from sqlalchemy import select

from helpdesk import clock, language, markup
from helpdesk.customers.taking_in import Person, take_in
from helpdesk.db import db, savepoint
from helpdesk.importing import tracing
from helpdesk.importing.cleaning import instant
from helpdesk.importing.doer import doer
from helpdesk.importing.field import Field, Outcome, Refused
from helpdesk.importing.removing import Gone
from helpdesk.people import Agent, Team
from tickets import NotAllowed, Ticket
from tickets.past import add_past, open_past, settle_past

kind = "tickets"
label = ("Tickets with messages", "工单与消息")
ORDER = 4
MOST_MESSAGES = 2000
FIELDS = [
    Field("external_id", ("Number", "工单号"), called=("id", "ticket id", "ticket number", "编号", "工单编号")),
    Field("subject", ("Subject", "主题"), called=("title", "标题")),
    Field(
        "text", ("First message", "内容"), "text", called=("description", "message", "body", "问题描述", "描述", "消息")
    ),
    Field("status", ("Status", "状态"), called=("state", "工单状态")),
    Field("priority", ("Priority", "优先级"), called=("prio",)),
    Field("type", ("Type", "类型"), called=("kind", "category", "工单类型")),
    Field("tags", ("Tags", "标签"), "words", called=("labels", "标记")),
    Field("created_at", ("Opened on", "创建时间"), "instant", called=("created", "date", "opened", "创建日期", "日期")),
    Field("solved_at", ("Solved on", "解决时间"), "instant", called=("solved", "resolved at", "closed at", "关闭时间")),
    Field("requester_name", ("Customer's name", "客户姓名"), called=("requester", "name", "customer", "客户", "姓名")),
    Field("requester_email", ("Customer's e-mail", "客户邮箱"), "email", called=("email", "requester email", "邮箱")),
    Field("requester_phone", ("Customer's phone", "客户电话"), "phone", called=("phone", "mobile", "电话", "手机")),
    Field("requester_external_id", ("Your own id of the customer", "客户编号"), called=("customer id", "user id")),
    Field("assignee", ("Agent's e-mail", "坐席邮箱"), called=("agent", "assigned to", "坐席", "处理人", "负责人")),
    Field("team", ("Team", "团队"), called=("group", "department", "部门", "组")),
    Field("messages", ("Messages", "消息列表"), "messages", called=("comments", "conversations")),
]
_ADDRESSES = {"requester_email": "email", "requester_phone": "phone", "requester_external_id": "external_id"}
_STATUS = {
    "new": "new", "open": "open", "pending": "pending", "waiting": "pending", "hold": "on_hold", "on_hold": "on_hold",
    "on hold": "on_hold", "on-hold": "on_hold", "solved": "solved", "resolved": "solved", "closed": "closed",
    "done": "closed", "新建": "new", "处理中": "open", "打开": "open", "待处理": "open", "等待客户": "pending",
    "挂起": "on_hold", "已解决": "solved", "已关闭": "closed", "关闭": "closed",
}  # fmt: skip
_PRIORITY = {
    "low": "low", "normal": "normal", "medium": "normal", "high": "high", "urgent": "urgent", "critical": "urgent",
    "低": "low", "中": "normal", "普通": "normal", "高": "high", "紧急": "urgent",
}  # fmt: skip
_TYPE = {
    "question": "question", "incident": "incident", "problem": "problem", "task": "task", "complaint": "complaint",
    "咨询": "question", "问题": "problem", "故障": "incident", "任务": "task", "投诉": "complaint",
}  # fmt: skip
_HTML = re.compile(r"<(p|br|div|span|a|table|ul|ol|blockquote)\b", re.I)


def take(rows: list[dict], run) -> list[Outcome]:
    """Take these in; one that came before, by its number over there, is left as it is."""
    there = tracing.known(run, "ticket", [row["external_id"] for row in rows if row.get("external_id")])
    addresses = [[(kind, row[name]) for name, kind in _ADDRESSES.items() if row.get(name)] for row in rows]
    people = [
        Person(some, {"name": row.get("requester_name")}) for row, some in zip(rows, addresses, strict=True) if some
    ]
    taken = iter(take_in(people, trusted=run.options.get("trusted", True)))
    outcomes = []
    for row, some in zip(rows, addresses, strict=True):
        person = next(taken) if some else None
        outcomes.append(_take(row, person, there, run))
    return outcomes


def keys(row: dict) -> list:
    """What a row is told apart by, for a trial that keeps nothing."""
    return [("ticket", row["external_id"])] if row.get("external_id") else []


def undo(trace, run, gone: Gone) -> str | None:
    """Take one back: a ticket in which somebody has written since stays."""
    if trace.kind != "ticket":
        from helpdesk.importing.subjects import customers

        return customers.undo(trace, run, gone)
    ticket = db.session.get(Ticket, trace.object_id)
    if ticket is None:
        return None
    if ticket.merged_into_id or ticket.message_count != (trace.before or {}).get("messages"):
        return "used_since"
    gone.tickets.append(ticket.id)
    tracing.forget("ticket", trace.object_id)
    return None


def _take(row: dict, taken, there: dict, run) -> Outcome:
    if taken is None:
        return Outcome("refused", "no_address")
    if taken.made:
        tracing.made(run, "customer", taken.customer.id)
    for number in taken.addresses:
        tracing.made(run, "identity", number)
    if row.get("external_id") in there:
        return Outcome("same")
    try:
        with savepoint():
            ticket = _write_down(row, taken.customer, run)
    except Refused as refused:
        return Outcome("refused", refused.code, refused.field)
    except NotAllowed as refusal:
        return Outcome("refused", refusal.code)
    tracing.made(run, "ticket", ticket.id, messages=ticket.message_count)
    if row.get("external_id"):
        tracing.remember(run, "ticket", row["external_id"], ticket.id)
        there[row["external_id"]] = ticket.id
    return Outcome("made")


def _write_down(row: dict, customer, run) -> Ticket:
    said = _messages(row, run)
    at = row.get("created_at") or min((one["at"] for one in said if one["at"]), default=clock.now())
    status = _one_of(_STATUS, row.get("status") or "closed", "status")
    agent = _agent(row.get("assignee"))
    ticket = open_past(
        customer,
        subject=row.get("subject") or "",
        at=min(at, clock.now()),
        tags=row.get("tags") or [],
        team_id=_team(row.get("team")),
        assignee_id=agent.id if agent else None,
        language=_language(said, customer),
    )
    for one in said:
        _add(ticket, customer, one, agent or doer(run))
    settle_past(
        ticket,
        status=status,
        by=doer(run),
        priority=_one_of(_PRIORITY, row["priority"], "priority") if row.get("priority") else None,
        type=_TYPE.get(str(row["type"]).casefold()) if row.get("type") else None,
        solved_at=row.get("solved_at"),
    )
    return ticket


def _language(said: list[dict], customer) -> str:
    """Of what the customer wrote first; where that is too short, the one they are known to speak."""
    first = next((one["text"] for one in said if not one["ours"] and not one["note"]), "")
    return language.detect(first, default=customer.language)


def _messages(row: dict, run) -> list[dict]:
    said = row.get("messages") or [{"ours": False, "text": row.get("text") or row.get("subject") or ""}]
    if len(said) > MOST_MESSAGES:
        raise Refused("many_messages", "messages")
    found = [_message(one, run) for one in said if isinstance(one, dict)]
    found = [one for one in found if one["text"]]
    if not found:
        raise Refused("empty_ticket", "text")
    return found


def _message(one: dict, run) -> dict:
    text = str(one.get("text") or "").replace("\x00", "").strip()
    text = markup.text_of(text) if _HTML.search(text) else text
    at: datetime | None = instant(one["at"], run.options) if one.get("at") else None
    return {
        "text": text[:200_000],
        "at": at,
        "ours": bool(one.get("ours")),
        "note": bool(one.get("note")),
        "author": str(one.get("author") or ""),
    }


def _add(ticket: Ticket, customer, one: dict, usual) -> None:
    author = _agent(one["author"]) or usual if one["ours"] or one["note"] else customer
    kind = "note" if one["note"] else "reply" if one["ours"] else "inbound"
    add_past(ticket, kind=kind, author=author, text=one["text"], at=one["at"] or ticket.created_at)


def _agent(email: str | None) -> Agent | None:
    if not email or "@" not in email:
        return None
    return db.session.scalar(select(Agent).where(Agent.email == email.strip().lower()))


def _team(name: str | None) -> int | None:
    return db.session.scalar(select(Team.id).where(Team.name == name)) if name else None


def _one_of(known: dict[str, str], said: str, field: str) -> str:
    found = known.get(str(said).strip().casefold())
    if found is None:
        raise Refused("unknown_word", field)
    return found
