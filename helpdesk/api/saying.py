"""What is said in a ticket: who a comment is by decides whether it comes in, goes out, or stays a note."""

from dataclasses import dataclass, field

from channels import Inbox
from channels.inbox import note_in
from helpdesk import markup
from helpdesk.api import numbers, reading, uploading
from helpdesk.api.door import invalid, me
from helpdesk.api.inbox_named import inbox_of
from helpdesk.api.requesters import may_see
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.refusing import Refusal
from tickets import Message, Ticket, note, receive, reply
from tickets.uploading import NoSuchUpload, claim_uploads


@dataclass
class Comment:
    """What is said: by whom, to whom, and with what."""

    text: str = ""
    html: str | None = None
    public: bool = True
    author: Agent | Customer | None = None
    files: list[int] = field(default_factory=list)


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
    made = Comment(
        text=reading.text(value, "body") or (markup.text_of(html) if html else ""),
        html=markup.clean(html) if html else None,
        public=reading.flag(value, "public", True),
        files=uploading.files_of(value.get("uploads"), me()),
    )
    if not made.text.strip() and not made.files:
        raise invalid("A comment needs a body.", "评论内容不能为空。", field="comment")
    if (number := reading.number(value, "author_id")) is not None:
        made.author = _author(number)
    return made


def say(ticket: Ticket, comment: Comment) -> Message:
    """Add the comment to the ticket."""
    author = comment.author or me()
    if isinstance(author, Agent):
        return said_by(author, ticket, comment)
    if author.id != ticket.customer_id:
        raise invalid(
            "Of customers only the requester can write here.", "只有请求人可以以客户身份回复。", field="author_id"
        )
    if ticket.status == "closed" or ticket.merged_into_id is not None:
        raise invalid("This ticket is closed; open a follow-up instead.", "工单已关闭，请新建跟进工单。")
    identity = db.session.get(Identity, ticket.identity_id) if ticket.identity_id else None
    return written_by(author, identity, inbox_of({}), comment, ticket)


def written_by(
    customer: Customer, identity: Identity | None, inbox: Inbox, comment: Comment, ticket: Ticket
) -> Message:
    """The customer's own words."""
    message = receive(
        ticket,
        customer,
        text=comment.text,
        html=comment.html,
        inbox_id=inbox.id,
        identity_id=identity.id if identity else None,
    )
    _send_files(comment, message)
    note_in(inbox)
    return message


def said_by(author: Agent, ticket: Ticket, comment: Comment) -> Message:
    """An agent's answer, or note."""
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
    if found is None or not _may_be_named(found):
        raise invalid("There is no such author.", "没有这个作者。", field="author_id")
    return found


def _may_be_named(author: Agent | Customer) -> bool:
    # In another agent's name only those write who see everything anyway.
    return me().sees_all or (author.id == me().id if isinstance(author, Agent) else may_see(author))
