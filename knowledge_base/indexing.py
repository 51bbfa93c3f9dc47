"""Indexing: a change is noted in its own transaction and read into the index a moment later by one writer."""

from knowledge_base import change
from knowledge_base.index import place, writer
from knowledge_base.question import forget_wording

note = change.note


def catch_up(_event=None) -> None:
    """The `together` reaction, and the sweep: the index has read every change."""
    writer.catch_up()


def behind() -> float:
    """Seconds by which the index of this machine is behind what is published; 0 when it has read everything."""
    return writer.behind()


def sweep(_as_of) -> None:
    """The same for what was lost on the way; costs one look where nothing waits."""
    if place.current() is None or behind() > 0:
        writer.catch_up()


def new_wording(_event) -> None:
    """Synonyms are used when asking; nothing has to be indexed for them."""
    forget_wording()
