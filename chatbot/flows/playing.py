"""Playing: a flow begun or gone on with, as a move in a conversation."""

import re

from chatbot.colleagues import anybody_here
from chatbot.flows import calling, orders
from chatbot.flows.flow import Flow, FlowVersion
from chatbot.flows.walking import Standing, Walked, walk
from chatbot.move import Move
from chatbot.sentences import Voice
from chatbot.situation import Situation
from chatbot.understanding import Understood
from helpdesk import clock
from helpdesk.db import db

_STOP = re.compile(r"^\W*(?:cancel|stop|never ?mind|forget it|quit|算了|取消|不用了|停止|退出)\W*$", re.IGNORECASE)


def begin(now: Situation, heard: Understood, voice: Voice, flow_id: int, chance: float | None) -> Move:
    """The first step of this flow."""
    flow = db.session.get(Flow, flow_id)
    version = db.session.get(FlowVersion, flow.version_id) if flow is not None and flow.enabled else None
    if version is None:
        return Move("hand_over", heard.intent, heard.language, sureness=chance, hand="unsure")
    move = _played(now, heard, voice, version, Standing(), None)
    move.sureness = chance
    return move


def go_on(now: Situation, heard: Understood, voice: Voice) -> Move:
    """The answer that the flow waits for; the version is the one it began with."""
    version = db.session.get(FlowVersion, now.talk.flow_version_id)
    kept = now.talk.flow or {}
    standing = Standing(kept.get("step"), kept.get("filled") or {}, kept.get("wrong", 0))
    if version is None:
        return Move("hand_over", heard.intent, heard.language, hand="flow")
    if _STOP.search(now.text):
        return Move("talk", heard.intent, heard.language, [voice.say("flow.stopped")])
    if heard.intent == "anger":
        return Move("hand_over", heard.intent, heard.language, hand="anger")
    return _played(now, heard, voice, version, standing, now.text)


def _played(now, heard, voice, version: FlowVersion, standing: Standing, text: str | None) -> Move:
    walked = walk(
        version.steps,
        standing,
        text,
        language=voice.language,
        today=clock.now().date(),
        facts=facts_now(now.ticket.team_id),
        call=_outside(now, voice.language),
    )
    move = Move("flow", heard.intent, heard.language, [voice.written(said) for said in walked.said])
    move.fields, move.offered = walked.fields, [{"title": voice.written(t), "do": "answer"} for t in walked.buttons]
    return _ended(move, walked, version)


def _outside(now: Situation, language: str):
    ask = {"call": calling.call, "order": orders.finder(now.message, language)}
    return lambda step, filled: ask[step["kind"]](step, filled)


def _ended(move: Move, walked: Walked, version: FlowVersion) -> Move:
    if walked.ended == "hand":
        move.hand = "flow"
    if walked.ended == "solve":
        move.solve = True
    # What was filled in is remembered after the end too: who goes on is told of it.
    move.flow = walked.standing.kept() | {"version": version.id}
    move.flow_version_id = None if walked.ended else version.id
    return move


def facts_now(team_id: int | None) -> dict:
    """What a flow can branch on without asking."""
    return {"people_here": "yes" if anybody_here(team_id) else "no", "today": clock.now().date().isoformat()}
