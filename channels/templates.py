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
_GAP = re.compile(r"\{\{\s*(\d{1,2})\s*\}\}")


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
    found = next((one for one in templates_of(inbox)["all"] if (one["name"], one["language"]) == (name, language)),
                 None)
    if found is None or len(values) != found["variables"] or not all(value.strip() for value in values):
        raise NotAllowed("bad_template")
    return {"name": name, "language": language, "values": values}, filled(found["body"], values)


def filled(body: str, values: list[str]) -> str:
    """The body with its gaps filled; once: what stands in a value is never a gap."""
    return _GAP.sub(lambda gap: values[int(gap[1]) - 1] if 0 < int(gap[1]) <= len(values) else gap[0], body)


def _shape(one: dict) -> dict:
    body = str(one.get("body") or "")[:4000]
    gaps = max((int(number) for number in _GAP.findall(body)), default=0)
    variables = one.get("variables", gaps)
    return {"name": str(one["name"])[:200], "language": str(one.get("language") or "")[:20], "body": body,
            "status": str(one.get("status") or "").lower()[:20],
            "variables": variables if isinstance(variables, int) else len(variables)}
