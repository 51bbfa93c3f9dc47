"""Tag a ticket, or take tags off. The names on the ticket and the look-up table always say the same."""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import delete, select

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from tickets.events import TAGS_CHANGED
from tickets.refusals import NotAllowed, changeable
from tickets.tag import Tag, Tagging

MOST_TAGS, LONGEST = 50, 60
_GAPS = re.compile(r"[\s,]+")


@transaction()
def tag(ticket, *names: str, by) -> None:
    """Put these tags on the ticket; those it has already change nothing. Raises NotAllowed."""
    present = list(ticket.tag_names or [])
    added = [name for name in dict.fromkeys(map(tag_name, names)) if name not in present]
    if not added:
        return
    changeable(ticket)
    put_tags(ticket, added)
    ticket.updated_at = clock.now()
    record(TAGS_CHANGED, ticket, by=by, added=added, removed=[])


@transaction()
def put_tags(ticket, names: Iterable[str]) -> None:
    """The ticket has these new tags too, and nobody is told. Raises NotAllowed."""
    added = list(dict.fromkeys(map(tag_name, names)))
    if len(ticket.tag_names or []) + len(added) > MOST_TAGS:
        raise NotAllowed("many_tags")
    for number in _numbers(added):
        insert(Tagging(ticket_id=ticket.id, tag_id=number))
    if added:
        ticket.tag_names = [*(ticket.tag_names or []), *added]


@transaction()
def untag(ticket, *names: str, by) -> None:
    """Take these tags off; those it does not have change nothing."""
    present = list(ticket.tag_names or [])
    removed = [name for name in dict.fromkeys(map(tag_name, names)) if name in present]
    if not removed:
        return
    changeable(ticket)
    numbers = select(Tag.id).where(Tag.name.in_(removed))
    db.session.execute(
        delete(Tagging)
        .where(Tagging.ticket_id == ticket.id, Tagging.tag_id.in_(numbers))
        .execution_options(synchronize_session="fetch")
    )
    ticket.tag_names, ticket.updated_at = [name for name in present if name not in removed], clock.now()
    record(TAGS_CHANGED, ticket, by=by, added=[], removed=removed)


def set_tags(ticket, names: list[str], *, by) -> None:
    """The ticket has these tags and no others."""
    wanted = [tag_name(name) for name in names]
    with transaction():
        untag(ticket, *(name for name in ticket.tag_names or [] if name not in wanted), by=by)
        tag(ticket, *wanted, by=by)


def tag_name(name: str) -> str:
    """The one spelling of a tag: lower case, no spaces or commas. Raises NotAllowed for one that is none."""
    name = _GAPS.sub("_", unicodedata.normalize("NFKC", name).strip().lower()).strip("_")
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise NotAllowed("bad_tag", tag=name[:LONGEST])
    return name


def _numbers(names: list[str]) -> list[int]:
    known = dict(map(tuple, db.session.execute(select(Tag.name, Tag.id).where(Tag.name.in_(names)))))
    for name in sorted(name for name in names if name not in known):
        only_one("tag", name)  # two who coin the same tag at once agree on one row
        known[name] = db.session.scalar(select(Tag.id).where(Tag.name == name)) or insert(Tag(name=name)).id
    return [known[name] for name in names]
