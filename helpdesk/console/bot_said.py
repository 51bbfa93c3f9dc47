"""What the bot made of a ticket: what it answered, what it suggests; and whether that was right."""

from flask import jsonify
from sqlalchemy import select

from chatbot.judging import judge, note_unhelpful
from chatbot.summing_up import WHY
from chatbot.talk import Talk
from chatbot.turn import VERDICTS, Turn
from helpdesk import clock
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from knowledge_base.article import ArticleText
from tickets import Message

MOST = 20
JUDGED = ("answer", "suggested")


@console.get("/tickets/<number:ticket_id>/bot.json")
def bot_said(ticket_id: int):
    """Its turns, the newest last, with the articles by name; nothing where it never spoke."""
    ticket = find_ticket(ticket_id)
    talk = db.session.get(Talk, ticket.id)
    query = select(Turn).where(Turn.ticket_id == ticket.id).order_by(Turn.id.desc()).limit(MOST)
    turns = db.session.scalars(query).all()[::-1] if talk is not None else []
    titles = _titles({number for turn in turns for number in turn.article_ids})
    return jsonify(
        state=talk.state if talk is not None else None,
        why=say(*WHY[talk.ended_why]) if talk is not None and talk.ended_why in WHY else "",
        turns=[_turn_shape(turn, titles) for turn in turns],
        suggestion=_suggestion(turns),
    )


@console.put("/bot_turns/<number:turn_id>/verdict")
def judge_turn(turn_id: int):
    """It was right, or wrong: the bot learns from it."""
    turn = db.session.get(Turn, turn_id)
    if turn is None:
        raise Refusal(404)
    find_ticket(turn.ticket_id)
    verdict = Said().choice("verdict", VERDICTS)
    if turn.band not in JUDGED:
        raise Refusal(409, "no_answer", "There was no answer to judge.", "没有可评价的答案。")
    judge(turn, verdict, by=me())
    if verdict == "wrong":
        note_unhelpful(turn)
    return jsonify(_turn_shape(turn, _titles(set(turn.article_ids))))


def _suggestion(turns: list[Turn]) -> str:
    """What it would say now; nothing once somebody has replied, or when it knew nothing of what was asked last."""
    newest = turns[-1] if turns else None
    if newest is None or newest.band != "suggested":
        return ""
    replied = select(Message.id).where(
        Message.ticket_id == newest.ticket_id, Message.kind == "reply", Message.id > newest.message_id
    )
    return "" if db.session.scalar(replied.limit(1)) else newest.suggestion or ""


def _turn_shape(turn: Turn, titles: dict[int, str]) -> dict:
    return {
        "id": turn.id,
        "message_id": turn.message_id,
        "at": clock.iso(turn.at),
        "band": turn.band,
        "sureness": round(turn.sureness, 2) if turn.sureness is not None else None,
        "articles": [{"id": n, "title": titles[n]} for n in turn.article_ids[:3] if n in titles],
        "suggestion": turn.suggestion or "",
        "verdict": turn.verdict,
        "judged": turn.band in JUDGED,
    }


def _titles(numbers: set[int]) -> dict[int, str]:
    """The names of these articles, in the reader's language where they have one."""
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.title, ArticleText.language).where(
            ArticleText.article_id.in_(numbers)
        )
    ).all()
    return {number: title for number, title, _ in sorted(rows, key=lambda row: row.language == language())}
