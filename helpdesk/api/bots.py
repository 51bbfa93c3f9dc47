"""Bots: one an inbox. Which there are, how they do, switched and set; a question put to one; what they said, judged."""

from sqlalchemy import select

from channels import Inbox
from chatbot import judging, trying
from chatbot.bot import Bot
from chatbot.hours import BadHours, checked
from chatbot.saving import BadBot, bot_of, bots, save_bot
from chatbot.turn import VERDICTS, Turn
from helpdesk import clock
from helpdesk.api import paging, reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, not_found, route, url
from helpdesk.db import db
from helpdesk.people import may

WITHOUT = ("voice",)  # a bot does not talk on the telephone
LONGEST_QUESTION = 1000
JUDGED = ("answer", "suggested")
_TEXTS = ("name_en", "name_zh", "tone", "mail")


@route("/bots")
def list_bots():
    """Every inbox that can have one, with its bot: on or off, how sure it must be, how often it was right lately."""
    _only_who_may()
    inboxes = select(Inbox).where(Inbox.channel.not_in(WITHOUT)).order_by(Inbox.id).limit(500)
    known = bots()
    return answer(
        paging.whole(
            list(db.session.scalars(inboxes)), "bots", lambda rows: [_shape(row, known.get(row.id)) for row in rows]
        )
    )


@route(f"/inboxes/{NUMBER}/bot")
def show_bot(number: int):
    """The bot of this inbox."""
    inbox = _inbox(number)
    return answer({"bot": _shape(inbox, bot_of(inbox.id))})


@route(f"/inboxes/{NUMBER}/bot", "PUT")
def change_bot(number: int):
    """Switch it (`enabled`), say how sure it must be (`precision_wanted`, 0.5 to 0.99), names, tone, hours, mail."""
    inbox = _inbox(number)
    try:
        save_bot(inbox.id, by=me(), **_read(given("bot")))
    except (BadBot, BadHours) as error:
        field = {"aim": "precision_wanted"}.get(str(error), str(error))
        raise invalid(f"{field} cannot be kept as it is.", f"{field} 无法保存。", field=field) from None
    return answer({"bot": _shape(inbox, bot_of(inbox.id))})


@route(f"/inboxes/{NUMBER}/bot/trials", "POST")
def try_question(number: int):
    """{"trial": {"text": "Where is my parcel?"}}: what it would answer, nobody hears it. A worker finds out; ask the
    address that is given back until `status` is `completed`."""
    bot = bot_of(_inbox(number).id)
    if bot is None:
        raise invalid("This inbox has no bot yet: set it up first.", "该渠道尚未设置机器人，请先设置。", field="bot")
    text = reading.text(given("trial"), "text", "", LONGEST_QUESTION).strip()
    if not text:
        raise reading.wrong("text", "a question")
    return answer({"trial": _trial(trying.begin("ask", bot_id=bot.id, text=text))}, 201)


@route("/bot_trials/<name>")
def show_trial(name: str):
    """What came of it: band (answer, did_you_mean, hand_over), sureness, threshold, the nearest articles."""
    _only_who_may()
    try:
        return answer({"trial": _trial(name)})
    except LookupError:
        raise not_found() from None


@route(f"/tickets/{NUMBER}/bot_turns")
def list_turns(number: int):
    """What the bot made of each message of a ticket, the newest last."""
    ticket = find_ticket(number)
    newest = select(Turn).where(Turn.ticket_id == ticket.id).order_by(Turn.id.desc()).limit(paging.MOST)
    turns = db.session.scalars(newest).all()[::-1]
    return answer(paging.whole(turns, "bot_turns", lambda rows: [_turn(row) for row in rows]))


@route(f"/bot_turns/{NUMBER}", "PUT")
def judge_turn(number: int):
    """{"bot_turn": {"verdict": "right"}}, or wrong: the bot learns from it."""
    turn = db.session.get(Turn, number)
    if turn is None:
        raise not_found()
    find_ticket(turn.ticket_id)
    verdict = reading.text(given("bot_turn"), "verdict", "", 20)
    if verdict not in VERDICTS:
        raise reading.wrong("verdict", "right or wrong")
    if turn.band not in JUDGED:
        raise invalid("There was no answer to judge.", "没有可评价的答案。", field="verdict")
    judging.judge(turn, verdict, by=me())
    if verdict == "wrong":
        judging.note_unhelpful(turn)
    return answer({"bot_turn": _turn(turn)})


def _read(said: dict) -> dict:
    values: dict = {name: reading.text(said, name, "", 60).strip() for name in _TEXTS if name in said}
    if "enabled" in said:
        if not isinstance(said["enabled"], bool):
            raise reading.wrong("enabled", "true or false")
        values["enabled"] = said["enabled"]
    if "precision_wanted" in said:
        aim = said["precision_wanted"]
        if not isinstance(aim, int | float) or isinstance(aim, bool):
            raise reading.wrong("precision_wanted", "a number from 0.5 to 0.99")
        values["aim"] = float(aim)
    if "hours" in said:
        values["hours"] = _hours(said["hours"])
    return values


def _hours(said) -> dict:
    if said in (None, {}):
        return {}
    if not isinstance(said, dict) or not isinstance(said.get("zone"), str) or not _are_days(said.get("days")):
        raise reading.wrong("hours", 'null, or {"zone": …, "days": seven lists of [from, to]}')
    return checked(said["zone"], said["days"])


def _are_days(said) -> bool:
    spans = isinstance(said, list) and [day for day in said if isinstance(day, list)]
    return bool(spans) and len(spans) == len(said) and all(isinstance(one, list) for day in spans for one in day)


def _shape(inbox: Inbox, bot: Bot | None) -> dict:
    found = judging.live(bot) if bot is not None else None
    return {
        "url": url(f"inboxes/{inbox.id}/bot.json"),
        "inbox_id": inbox.id,
        "enabled": bot is not None and bot.enabled,
        "name_en": bot.name_in("en") if bot is not None else "",
        "name_zh": bot.name_in("zh") if bot is not None else "",
        "tone": bot.tone if bot is not None else "warm",
        "mail": bot.mail if bot is not None else "draft",
        "hours": (bot.hours or None) if bot is not None else None,
        "engine": bot.engine if bot is not None else None,
        "precision_wanted": bot.aim if bot is not None else None,
        "judged_lately": found.judged if found else 0,
        "right_lately": round(found.precision, 4) if found and found.precision is not None else None,
        "drifted_at": clock.iso(bot.drifted_at) if bot is not None else None,
        "updated_at": clock.iso(bot.updated_at) if bot is not None else None,
    }


def _turn(turn: Turn) -> dict:
    return {
        "id": turn.id,
        "ticket_id": turn.ticket_id,
        "comment_id": turn.message_id,
        "created_at": clock.iso(turn.at),
        "language": turn.language,
        "intent": turn.intent,
        "band": turn.band,
        "sureness": round(turn.sureness, 3) if turn.sureness is not None else None,
        "article_ids": turn.article_ids,
        "suggestion": turn.suggestion,
        "verdict": turn.verdict,
        "verdict_by": turn.verdict_by,
    }


def _trial(name: str) -> dict:
    result = trying.result_of(name)
    if result is not None and "band" not in result:  # a name of something else that is being tried
        raise LookupError(name)
    status = "queued" if result is None else "completed"
    return {"url": url(f"bot_trials/{name}.json"), "id": name, "status": status, **(result or {})}


def _inbox(number: int) -> Inbox:
    _only_who_may()
    inbox = db.session.get(Inbox, number)
    if inbox is None or inbox.channel in WITHOUT:
        raise not_found()
    return inbox


def _only_who_may() -> None:
    if not may(me(), "bot.manage"):
        raise not_found()
