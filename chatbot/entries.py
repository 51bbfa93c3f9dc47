"""Entries: what the bot may answer this reader from, in one language."""

from dataclasses import replace

from sqlalchemy import select

from chatbot.flows.flow import Flow
from helpdesk.db import db
from knowledge_base import reading
from knowledge_base.entry import Entry


def entries_for(reader, language: str) -> list[Entry]:
    """The articles this reader may see, and the flows that are on, as entries: theirs have a text for a number."""
    return [*_articles(reader, language), *_flows(language)]


def _articles(reader, language: str) -> list[Entry]:
    """Each article once, in this language where it has it: what is told in another is better than nothing."""
    chosen: dict[int, tuple[str, Entry]] = {}
    for entry in reading.entries(reader):
        number, _, spoken = str(entry.id).partition(":")
        if int(number) not in chosen or spoken == language:
            chosen[int(number)] = spoken, entry
    return [replace(entry, id=number) for number, (_, entry) in chosen.items()]


def _flows(language: str) -> list[Entry]:
    rows = db.session.scalars(
        select(Flow).where(Flow.enabled.is_(True), Flow.version_id.is_not(None)).order_by(Flow.id).limit(100)
    )
    return [Entry(f"flow:{row.id}", row.name_in(language), tuple(row.phrasings)) for row in rows]
