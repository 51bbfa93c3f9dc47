"""Write tickets: open one, change one. Who a comment is by decides whether it comes in, goes out, or stays a note."""

from dataclasses import dataclass, field

from sqlalchemy import bindparam, select, true

from channels import Inbox, connect
from channels.inbox import note_in
from helpdesk import clock, language, markup
from helpdesk.api import numbers, reading, uploading
from helpdesk.api.audits import happened
from helpdesk.api.door import invalid, me
from helpdesk.api.requesters import requester_of
from helpdesk.api.ticket_fields import changed_fields
from helpdesk.api.ticket_shape import STATUS_IN
from helpdesk.customers import Customer, Identity
from helpdesk.db import db, only_one, transaction
from helpdesk.events import Event
from helpdesk.hot import Find, get
from helpdesk.people import Agent, Team
from helpdesk.refusing import Refusal
from tickets import Message, Ticket, note, open_ticket, receive, reply
from tickets.actions import perform
from tickets.copying import copy_in
from tickets.filling import set_fields
from tickets.renaming import rename
from tickets.tagging import set_tags
from tickets.uploading import NoSuchUpload, claim_uploads

_OPEN = (Inbox.channel == "api", Inbox.enabled.is_(true()))
_FIRST = Find(Inbox, *_OPEN, order_by=(Inbox.id,))
_KEYED = Find(Inbox, *_OPEN, Inbox.key == bindparam("key"))


@dataclass
class Comment:
    """What is said: by whom, to whom, and with what."""

    text: str = ""
    html: str | None = None
    public: bool = True
    author: Agent | Customer | None = None
    files: list[int] = field(default_factory=list)


@transaction()
def open_one(said: dict) -> tuple[Ticket, Message, list[Event]]:
    """A new ticket with its first comment, and what happened. Raises a Refusal."""
    comment, inbox = comment_of(said), inbox_of(said)
    customer, identity = requester_of(me(), said)
    author = comment.author or (customer if comment.public else me())
    values = _of_the_beginning(said)
    if isinstance(author, Customer):
        if author.id != customer.id:
            raise invalid("The author is not the requester.", "作者不是请求人。", field="author_id")
        ticket = open_ticket(customer, by=customer, subject=_subject(said, comment), identity=identity, inbox=inbox,
                             language=language.detect(comment.text, default=customer.language), **values)
        message = _written_by(customer, identity, inbox, comment, ticket)
    else:
        ticket = open_ticket(customer, by=me(), subject=_subject(said, comment), identity=identity, inbox=inbox,
                             **values)
        message = _said_by(author, ticket, comment)
    _arrange(ticket, {name: value for name, value in said.items() if name not in _AT_THE_BEGINNING})
    return ticket, message, happened(ticket)


@transaction()
def change_one(ticket: Ticket, said: dict) -> tuple[Message | None, list[Event]]:
    """The comment if there is one, and what happened. Raises a Refusal, and then nothing of it was done."""
    _unchanged_since(ticket, said)
    message = None
    if said.get("comment") is not None:
        message = say(ticket, comment_of(said, optional=True))
    _arrange(ticket, said)
    return message, happened(ticket)


def say(ticket: Ticket, comment: Comment) -> Message:
    """Add the comment to the ticket."""
    author = comment.author or me()
    if isinstance(author, Agent):
        return _said_by(author, ticket, comment)
    if author.id != ticket.customer_id:
        raise invalid("Of customers only the requester can write here.", "只有请求人可以以客户身份回复。",
                      field="author_id")
    if ticket.status == "closed" or ticket.merged_into_id is not None:
        raise invalid("This ticket is closed; open a follow-up instead.", "工单已关闭，请新建跟进工单。")
    identity = db.session.get(Identity, ticket.identity_id) if ticket.identity_id else None
    return _written_by(author, identity, inbox_of({}), comment, ticket)


def comment_of(said: dict, optional: bool = False) -> Comment:
    """The comment in what is said; a new ticket may call it `description`."""
    value = said.get("comment")
    if value is None and not optional:
        value = {"body": said.get("description")}
    if isinstance(value, str):
        value = {"body": value}
    if not isinstance(value, dict):
        raise reading.wrong("comment", "an object")
    html = reading.text(value, "html_body")
    made = Comment(text=reading.text(value, "body") or (markup.text_of(html) if html else ""),
                   html=markup.clean(html) if html else None, public=reading.flag(value, "public", True),
                   files=uploading.files_of(value.get("uploads"), me()))
    if not made.text.strip() and not made.files:
        raise invalid("A comment needs a body.", "评论内容不能为空。", field="comment")
    if (number := reading.number(value, "author_id")) is not None:
        made.author = _author(number)
    return made


def inbox_of(said: dict) -> Inbox:
    """The API inbox that is named by its key in `inbox`, or the first; made where there is none."""
    key = reading.text(said, "inbox", None, 100)
    found = _KEYED.first(key=key) if key else _FIRST.first()
    if found is None and key:
        raise invalid("There is no API inbox with this key.", "没有这个 API 渠道。", field="inbox")
    if found is None:
        only_one("first api inbox")
        found = _FIRST.first() or connect(channel="api", name="API")
    return found


def _written_by(customer: Customer, identity: Identity | None, inbox: Inbox, comment: Comment,
                ticket: Ticket) -> Message:
    message = receive(ticket, customer, text=comment.text, html=comment.html, inbox_id=inbox.id,
                      identity_id=identity.id if identity else None)
    _send_files(comment, message)
    note_in(inbox)
    return message


def _said_by(author: Agent, ticket: Ticket, comment: Comment) -> Message:
    files = comment.files if author.id == me().id else []
    try:
        if comment.public:
            made = reply(ticket, by=author, text=comment.text, html=comment.html, attachment_ids=files)
        else:
            made = note(ticket, by=author, text=comment.text, html=comment.html, attachment_ids=files)
    except NoSuchUpload:
        raise _no_upload() from None
    if files is not comment.files:
        _send_files(comment, made)
    return made


def _send_files(comment: Comment, message: Message) -> None:
    if not comment.files:
        return
    try:
        claim_uploads(comment.files, message, by_kind="agent", by_id=me().id)
    except NoSuchUpload:
        raise _no_upload() from None


def _no_upload() -> Refusal:
    return invalid("There is no such upload, or it has been used.", "上传文件不存在或已使用。", field="uploads")


def _author(number: int) -> Agent | Customer:
    found = numbers.find(number)
    # In another agent's name only those write who see everything anyway.
    if found is None or (isinstance(found, Agent) and found.id != me().id and not me().sees_all):
        raise invalid("There is no such author.", "没有这个作者。", field="author_id")
    return found


_AT_THE_BEGINNING = ("priority", "type", "tags", "group_id", "subject", "custom_fields", "fields")


def _of_the_beginning(said: dict) -> dict:
    values = {name: said[name] for name in ("priority", "type") if said.get(name) is not None}
    if (tags := reading.words(said, "tags")) is not None:
        values["tags"] = tags
    if (group := reading.number(said, "group_id")) is not None:
        values["team_id"] = _team(group)
    if fields := changed_fields(said):
        values["fields"] = fields
    return values


def _arrange(ticket: Ticket, said: dict) -> None:
    """Everything about the ticket but its words; what there is not, is not looked at."""
    if subject := reading.text(said, "subject", None, 500):
        rename(ticket, subject, by=me())
    if (tags := reading.words(said, "tags")) is not None:
        set_tags(ticket, tags, by=me())
    if fields := changed_fields(said):
        set_fields(ticket, fields, by=me())
    copied = said.get("email_ccs") or []
    if not isinstance(copied, list):
        raise invalid("email_ccs is a list", "email_ccs 须为列表", email_ccs="not a list")
    copies = [one.get("user_email") for one in copied if isinstance(one, dict)]
    if addresses := [one for one in copies if isinstance(one, str)]:
        copy_in(ticket, addresses, by=me())
    if changes := _changes(said):
        perform(ticket, changes, by=me())


def _changes(said: dict) -> dict:
    changes = {name: said[name] for name in ("priority", "type") if name in said}
    if said.get("priority", "") is None:
        changes["priority"] = "normal"
    if (status := reading.text(said, "status", None, 20)) is not None:
        changes["status"] = STATUS_IN.get(status, status)
    if "group_id" in said:
        group = reading.number(said, "group_id")
        changes["team_id"] = None if group is None else _team(group)
    if "assignee_id" in said or "assignee_email" in said:
        changes["assignee_id"] = _assignee(said)
    for name, action in (("additional_tags", "tags_add"), ("remove_tags", "tags_remove")):
        if (tags := reading.words(said, name)) is not None:
            changes[action] = tags
    return changes


def _assignee(said: dict) -> int | None:
    if email := reading.text(said, "assignee_email", None, 320):
        number = db.session.scalar(select(Agent.id).where(Agent.email == email.lower(), Agent.disabled_at.is_(None)))
        if number is None:
            raise invalid("There is no such agent.", "没有这个坐席。", field="assignee_email")
        return number
    user = reading.number(said, "assignee_id")
    if user is None:
        return None
    found = numbers.find(user)
    if not isinstance(found, Agent):
        raise invalid("There is no such agent.", "没有这个坐席。", field="assignee_id")
    return found.id


def _team(number: int) -> int:
    if get(Team, number) is None:
        raise invalid("There is no such group.", "没有这个团队。", field="group_id")
    return number


def _subject(said: dict, comment: Comment) -> str:
    return " ".join((reading.text(said, "subject", None, 500) or comment.text[:200]).split())[:500]


def _unchanged_since(ticket: Ticket, said: dict) -> None:
    if reading.flag(said, "safe_update", False):
        at = reading.instant(said.get("updated_stamp"))
        if at is None or clock.iso(ticket.updated_at) != clock.iso(at):
            raise Refusal(409, "UpdateConflict", "Safe Update prevented the update due to outdated ticket data.",
                          "工单已被修改，请刷新后再试。")


