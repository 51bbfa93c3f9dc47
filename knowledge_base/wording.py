"""Wording: synonyms, spellings and stop words, as people at the desk keep them; searched and answered by."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock, language
from helpdesk.db import BigId, Row, db, id_column, transaction
from helpdesk.events import record
from knowledge_base.events import WORDING_CHANGED
from knowledge_base.refusals import NotAllowed

KINDS = ("synonym", "spelling", "stop")
MOST, LONGEST = 5000, 60


class Word(Row):
    """`synonym`: these mean the same. `spelling`: the first is what the others should be. `stop`: says nothing."""

    __tablename__ = "article_word"
    id: Mapped[int] = id_column()
    kind: Mapped[str]
    words: Mapped[list]
    key: Mapped[str]
    approved_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_article_word", "kind", "key", unique=True),)


@dataclass(frozen=True)
class Wording:
    """What is kept, in the form in which texts are looked at: folded, cut into words, stemmed."""

    synonyms: tuple[tuple[tuple[str, ...], ...], ...] = ()  # groups of alternatives, each the words of a phrase
    spellings: dict[str, str] = field(default_factory=dict)  # folded wrong → right
    stops: frozenset[str] = frozenset()


@transaction()
def save_word(kind: str, words: list[str], *, by, approved: bool = True) -> Word:
    """Keep a synonym group, a spelling (right first) or a stop word. Raises NotAllowed."""
    words = clean(kind, words)
    key = "|".join(sorted(language.fold(word) for word in words))
    if db.session.scalar(select(Word.id).where(Word.kind == kind, Word.key == key)):
        raise NotAllowed("known")
    row = Word(kind=kind, words=words, key=key, created_by=by and by.id, approved_at=clock.now() if approved else None)
    db.session.add(row)
    db.session.flush()
    record(WORDING_CHANGED, by=by, kind=kind)
    return row


def clean(kind: str, words: list[str]) -> list[str]:
    """The words as they are kept. Raises NotAllowed where they are none, or too few."""
    words = list(dict.fromkeys(" ".join(word.split())[:LONGEST] for word in words if word and word.strip()))[:20]
    if kind not in KINDS or len(words) < (1 if kind == "stop" else 2) or not all(map(language.query_words, words)):
        raise NotAllowed("no_words")
    return words


@transaction()
def approve_word(row: Word, *, by) -> None:
    """It counts from now on."""
    row.approved_at = row.approved_at or clock.now()
    record(WORDING_CHANGED, by=by, kind=row.kind)


@transaction()
def drop_word(row: Word, *, by) -> None:
    """Forget it."""
    db.session.delete(row)
    record(WORDING_CHANGED, by=by, kind=row.kind)


def words_kept(kind: str | None = None) -> list[Word]:
    """All of this kind, those that wait for approval first."""
    rows = select(Word).order_by(Word.approved_at.is_not(None), Word.kind, Word.id).limit(MOST)
    return list(db.session.scalars(rows if kind is None else rows.where(Word.kind == kind)))


def wording(also: tuple[str, list[str]] | None = None) -> Wording:
    """What is approved, as it is now; and `also` (kind, words), to see what would come of it."""
    groups, spellings, stops = [], {}, set()
    approved = [(row.kind, row.words) for row in words_kept() if row.approved_at is not None]
    for kind, words in [*approved, *([also] if also else [])]:
        if kind == "synonym":
            groups.append(tuple(tuple(language.query_words(word)) for word in words))
        elif kind == "stop":
            stops.update(word for text in words for word in language.query_words(text))
        else:
            spellings.update((language.fold(wrong), words[0]) for wrong in words[1:])
    return Wording(tuple(groups), spellings, frozenset(stops))
