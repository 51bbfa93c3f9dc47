"""Handing over: the customer is told what happens next, the agent is told what happened, and routing finds somebody."""

from sqlalchemy import select

from chatbot.colleagues import anybody_here, language_of
from chatbot.events import BOT_STEPPED_ASIDE
from chatbot.sentences import Voice
from chatbot.summing_up import summary_of
from chatbot.talk import Talk
from chatbot.turn import Turn
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change
from knowledge_base.article import ArticleText
from tickets import call_for_person, note, prioritize, reply

LANGUAGES = ("en", "zh")


@transaction()
def hand_over(ticket, talk: Talk, bot, *, why: str, voice: Voice, said: list[str] = ()) -> int | None:
    """Give the word to a person. Returns the number of what the customer was told. Call it holding the ticket."""
    nxt = "next.here" if anybody_here(ticket.team_id) else "next.away"
    text = "\n".join(
        [*said, voice.say(f"hand.{why}") if why != "trouble" else voice.say("hand.unsure"), voice.say(nxt)]
    )
    # It answers nothing: the customer waits as long as before, and an agent who writes meanwhile is not held up.
    told = reply(ticket, by=bot, text=text, is_auto=True)
    # Kept in both: whoever opens the ticket reads it in theirs; search, lists and exports have it in the team's.
    said_of = {spoken: summary_of(talk, why, _titles(ticket.id, spoken), spoken) for spoken in LANGUAGES}
    note(ticket, by=bot, text=said_of[language_of(ticket)], envelope={"said": said_of})
    change(talk, state="handed", message_id=None, due_at=None, ended_why=why, ended_at=clock.now(), offered=[])
    change(ticket, bot_since=None)
    if why == "anger" and ticket.priority in ("low", "normal"):
        prioritize(ticket, "high", by=bot)
    record(BOT_STEPPED_ASIDE, ticket, by=bot, why=why)
    call_for_person(ticket, by=bot)
    return told.id


def _titles(ticket_id: int, language: str) -> dict[int, str]:
    numbers = {
        n for ids in db.session.scalars(select(Turn.article_ids).where(Turn.ticket_id == ticket_id)) for n in ids
    }
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.language, ArticleText.title).where(
            ArticleText.article_id.in_(numbers), ArticleText.published_id.is_not(None)
        )
    )
    found: dict[int, str] = {}
    for number, spoken, title in rows:
        if number not in found or spoken == language:
            found[number] = title
    return found
