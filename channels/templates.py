"""Templates: what a provider has approved to be sent after the window; asked for now and then, kept with the inbox."""

import re
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from channels.inbox import Inbox
from channels.register import adapter_of, all_adapters
from channels.remembering import recall, remember
from helpdesk import clock
from helpdesk.db import db
from tickets import NotAllowed

log = structlog.get_logger()
MOST = 500
FRESH_FOR = timedelta(hours=6)
_GAP = re.compile(r"\{\{\s*(\w{1,40})\s*\}\}")


def templates_of(inbox: Inbox) -> dict:
    """{"at": when they were asked for or None, "all": the approved ones}, as the inbox remembers them."""
    kept = recall(inbox.id, "templates")
    return {"at": kept.get("at"), "all": [one for one in kept.get("all", []) if one["status"] == "approved"]}


def sync(inbox_id: int) -> int:
    """Ask the provider which there are and keep them; returns how many. Raises what the adapter raises."""
    inbox = db.session.get(Inbox, inbox_id)
    adapter, settings = adapter_of(inbox), inbox.settings or {}
    if not hasattr(adapter, "templates"):
        return 0
    db.session.rollback()  # no connection is held while the provider takes its time
    found = [_shape(one) for one in adapter.templates(settings)[:MOST]]
    remember(inbox_id, "templates", {"at": clock.iso(clock.now()), "all": found})
    return len(found)


def sync_old(as_of: datetime) -> None:
    """Ask again where what is known is some hours old; one that is in trouble stops no other."""
    before = clock.iso(as_of - FRESH_FOR)
    for inbox in db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True)).limit(500)).all():
        if hasattr(all_adapters().get(inbox.channel), "templates") and (templates_of(inbox)["at"] or "") < before:
            try:
                sync(inbox.id)
            except Exception as error:
                log.warning("templates not asked for", inbox_id=inbox.id, error=type(error).__name__)


def chosen(inbox: Inbox, name: str, language: str, values: list[str]) -> tuple[dict, str]:
    """What the adapter sends of this template, and the words the customer will read. Raises NotAllowed."""
    found = next(
        (one for one in templates_of(inbox)["all"] if (one["name"], one["language"]) == (name, language)), None
    )
    if found is None or len(values) != found["variables"] or not all(value.strip() for value in values):
        raise NotAllowed("bad_template")
    return {"name": name, "language": language, "values": values}, filled(found, values)


def filled(template: dict, values: list[str]) -> str:
    """Its head, body and foot with their gaps filled, the head's first; what stands in a value is never a gap."""
    rest, words = iter(values), []
    for text in (template["header"], template["body"]):
        known = {name: next(rest, "") for name in dict.fromkeys(_GAP.findall(text))}
        words.append(_GAP.sub(lambda gap, known=known: known[gap[1]] or gap[0], text))
    return "\n\n".join(part for part in (*words, template["footer"]) if part)


def _shape(one: dict) -> dict:
    words = {name: str(one.get(name) or "")[:4000] for name in ("header", "body", "footer")}
    names = [
        str(name)[:60]
        for name in one.get("names")
        or [name for text in (words["header"], words["body"]) for name in dict.fromkeys(_GAP.findall(text))]
    ]
    return {
        "name": str(one["name"])[:200],
        "language": str(one.get("language") or "")[:20],
        **words,
        "status": str(one.get("status") or "").lower()[:20],
        "names": names,
        "variables": len(names),
    }
