"""Gaps: note what was asked and not answered; what is asked alike is one gap, counted."""

from sqlalchemy import delete, select

from helpdesk import clock, language
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import insert
from knowledge_base.analysis import terms
from knowledge_base.gap import Gap, GapCase
from knowledge_base.impersonal import impersonal

LONGEST = 300
MOST_CASES = 100  # kept of a gap, the newest
COMPARED = 500  # newest open gaps of the language that a question is compared with
ALIKE = 0.6  # of all the words that either has, so many in both


@transaction()
def note_miss(
    text: str,
    language_code: str | None,
    *,
    where: str,
    why: str = "not_found",
    ticket_id: int | None = None,
    article_id: int | None = None,
) -> Gap | None:
    """Count this question among those without an answer. Returns its gap; None for what asks nothing.

    `where`: bot, help_centre, agent · `why`: not_found, not_helpful (`article_id` was given and did not help). Personal
    data goes before it is kept.
    """
    spoken = language_code or language.detect(text)
    said = impersonal(" ".join(text.split())[: LONGEST * 4], spoken)[:LONGEST]
    words = sorted(set(terms(said)))
    if not words or not any(len(word) > 1 for word in words):
        return None
    only_one("gaps", spoken)
    gap = _known(words, spoken) or insert(
        Gap(language=spoken, text=said, terms=" ".join(words)[:1000], article_id=article_id)
    )
    _count(gap, why)
    case = insert(GapCase(gap_id=gap.id, text=said, where=where, why=why, ticket_id=ticket_id))
    if gap.asked + gap.not_helpful > MOST_CASES:
        _forget_oldest(gap, case)
    return gap


def _known(words: list[str], spoken: str) -> Gap | None:
    asked = set(words)
    newest = (
        select(Gap.id, Gap.terms)
        .where(Gap.language == spoken, Gap.state == "open")
        .order_by(Gap.last_at.desc())
        .limit(COMPARED)
    )
    nearest = max(
        ((_likeness(asked, set(known.split())), number) for number, known in db.session.execute(newest)), default=(0, 0)
    )
    return db.session.get(Gap, nearest[1]) if nearest[0] >= ALIKE else None


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _count(gap: Gap, why: str) -> None:
    if why == "not_helpful":
        gap.not_helpful += 1
    else:
        gap.asked += 1
    gap.last_at = clock.now()
    db.session.flush()


def _forget_oldest(gap: Gap, newest: GapCase) -> None:
    kept = select(GapCase.id).where(GapCase.gap_id == gap.id).order_by(GapCase.id.desc()).limit(MOST_CASES)
    db.session.execute(
        delete(GapCase)
        .where(GapCase.gap_id == gap.id, GapCase.id < newest.id, GapCase.id.not_in(kept.scalar_subquery()))
        .execution_options(synchronize_session=False)
    )
