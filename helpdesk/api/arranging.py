"""What a program says of a ticket beside words: whose it is, how it stands, and how it is marked."""

from sqlalchemy import select

from helpdesk.api import numbers, reading
from helpdesk.api.door import invalid, me
from helpdesk.api.ticket_fields import changed_fields
from helpdesk.api.ticket_shape import STATUS_IN
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent, Team
from tickets import Ticket
from tickets.actions import perform
from tickets.copying import copy_in
from tickets.filling import set_fields
from tickets.renaming import rename
from tickets.tagging import set_tags

AT_THE_BEGINNING = ("priority", "type", "tags", "group_id", "subject", "custom_fields", "fields")


def of_the_beginning(said: dict) -> dict:
    """What a ticket is opened with."""
    values = {name: said[name] for name in ("priority", "type") if said.get(name) is not None}
    if (tags := reading.words(said, "tags")) is not None:
        values["tags"] = tags
    if (group := reading.number(said, "group_id")) is not None:
        values["team_id"] = _team(group)
    if fields := changed_fields(said):
        values["fields"] = fields
    return values


def arrange(ticket: Ticket, said: dict) -> None:
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
