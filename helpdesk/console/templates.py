"""Templates: what may be sent to a customer whose window has shut, as the composer chooses from them."""

from flask import jsonify

from channels import Inbox, adapter_of, templates
from channels.channel import Later, Refused, Unsure
from helpdesk.console.door import console, find_ticket, number_asked
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.refusing import Refusal


@console.get("/tickets/<number:ticket_id>/templates.json")
def templates_for(ticket_id: int):
    """The approved ones of an inbox (`inbox_id`), as they were last asked for."""
    find_ticket(ticket_id)
    inbox = _with_templates(number_asked("inbox_id"))
    return jsonify(_said(inbox) if inbox else {"templates": [], "at": None})


@console.post("/tickets/<number:ticket_id>/templates")
def ask_for_templates(ticket_id: int):
    """Ask the provider again."""
    find_ticket(ticket_id)
    inbox = _with_templates(Said().number("inbox_id"))
    if inbox is None:
        raise wrong("inbox_id")
    try:
        templates.sync(inbox.id)
    except (Later, Refused, Unsure) as why:
        raise Refusal(503, "provider_away", f"The provider did not say: {why}", f"服务商未能返回模板：{why}") from None
    return jsonify(_said(inbox))


def _with_templates(number: int | None) -> Inbox | None:
    inbox = db.session.get(Inbox, number) if number else None
    return inbox if inbox and inbox.enabled and hasattr(adapter_of(inbox), "templates") else None


def _said(inbox: Inbox) -> dict:
    kept = templates.templates_of(inbox)
    return {"templates": kept["all"], "at": kept["at"]}
