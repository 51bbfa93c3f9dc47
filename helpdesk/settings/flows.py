"""Flows of the bot: build one, try it beside, publish it as a new version, go back to an earlier one."""

import json

from flask import jsonify, request
from sqlalchemy import select

from chatbot.flows import calling, orders, shipped, steps
from chatbot.flows.checks import KINDS as CHECKS
from chatbot.flows.flow import Flow, FlowVersion
from chatbot.flows.playing import facts_now
from chatbot.flows.publishing import BadFlow, go_back, save_flow, steps_of, switch, versions_of
from chatbot.flows.walking import Standing, walk
from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show
from tickets.field import fields

LARGEST = 200 * 1024


@pages.get("/flows")
@allowed("bot.manage")
def list_flows():
    """All flows, and those that come with the program and are not taken yet."""
    rows = db.session.scalars(select(Flow).order_by(Flow.id).limit(100)).all()
    return show("flows", "flows", flows=rows, shipped=shipped.missing())


@pages.post("/flows/shipped/<key>")
@allowed("bot.manage")
def take_shipped(key: str):
    """Take one of them in, switched off."""
    try:
        flow = shipped.take(key, by=me())
    except LookupError:
        raise Refusal(404) from None
    return saved("show_flow", "Taken in. Look through it and switch it on.", "已添加，请检查后启用。", number=flow.id)


@pages.get("/flows/new")
@allowed("bot.manage")
def new_flow():
    """An empty page."""
    return _page(Flow(key="", name_en="", name_zh="", phrasings=[], enabled=False), [])


@pages.get("/flows/<int:number>")
@allowed("bot.manage")
def show_flow(number: int):
    """One flow."""
    flow = _flow(number)
    return _page(flow, steps_of(flow.version_id) or [])


@pages.post("/flows.json")
@allowed("bot.manage")
def publish_flow():
    """Publish what the page holds; answers with the flow's number, or with what is wrong, step by step."""
    given = _given()
    flow, phrasings = _flow(given["id"]) if isinstance(given.get("id"), int) else None, given.get("phrasings")
    try:
        flow = save_flow(
            flow,
            key=str(given.get("key") or ""),
            name_en=str(given.get("name_en") or ""),
            name_zh=str(given.get("name_zh") or ""),
            phrasings=[one for one in phrasings if isinstance(one, str)] if isinstance(phrasings, list) else [],
            steps=given.get("steps"),
            by=me(),
        )
    except BadFlow as bad:
        return jsonify(wrong=[{"step": step, "words": say(en, zh)} for step, en, zh in bad.wrong]), 422
    return jsonify(id=flow.id), 201


@pages.post("/flows/<int:number>/switch")
@allowed("bot.manage")
def switch_flow(number: int):
    """On or off."""
    flow = _flow(number)
    switch(flow, not flow.enabled, by=me())
    if flow.enabled:
        return saved("show_flow", "Customers can begin it now.", "已启用，客户可以使用。", number=number)
    return saved("show_flow", "It is off.", "已停用。", number=number)


@pages.post("/flows/<int:number>/versions/<int:version>")
@allowed("bot.manage")
def use_version(number: int, version: int):
    """Use an earlier version again."""
    flow, wanted = _flow(number), get(FlowVersion, version)
    if wanted is None or wanted.flow_id != flow.id:
        raise Refusal(404)
    go_back(flow, wanted, by=me())
    return saved(
        "show_flow", f"Version {wanted.number} is used from now on.", f"已改用版本 {wanted.number}。", number=number
    )


@pages.post("/flows/try.json")
@allowed("bot.manage")
def try_flow():
    """One step of a talk with steps that need not be published; nothing is written anywhere. Calls are really made."""
    given = _given()
    if wrong := steps.wrong_with(given.get("steps")):
        return jsonify(wrong=[{"step": step, "words": say(en, zh)} for step, en, zh in wrong]), 422
    spoken = given.get("language") if given.get("language") in ("en", "zh") else language()
    standing = given.get("standing") if isinstance(given.get("standing"), dict) else None
    walked = walk(
        given["steps"],
        _standing(standing),
        str(given.get("text") or "") if standing else None,
        language=spoken,
        today=clock.now().date(),
        facts=facts_now(None),
        call=lambda step, filled: (
            orders.example(step, filled, spoken) if step["kind"] == "order" else calling.call(step, filled)
        ),
    )
    return jsonify(
        said=walked.said,
        buttons=walked.buttons,
        standing=walked.standing.kept(),
        ended=walked.ended,
        fields=walked.fields,
        called=walked.called,
    )


def _standing(kept: dict | None) -> Standing:
    if kept is None or not isinstance(kept.get("filled"), dict):
        return Standing()
    step, wrong = kept.get("step"), kept.get("wrong")
    filled = {str(name)[:40]: str(value)[:1000] for name, value in list(kept["filled"].items())[:100]}
    return Standing(step if isinstance(step, str) else None, filled, wrong if isinstance(wrong, int) else 0)


def _page(flow: Flow, its_steps: list[dict]):
    spoken = language()
    about = {
        "id": flow.id,
        "key": flow.key,
        "name_en": flow.name_en,
        "name_zh": flow.name_zh,
        "phrasings": flow.phrasings,
        "steps": its_steps,
        "kinds": steps.KINDS,
        "checks": CHECKS,
        "ops": steps.OPS,
        "facts": steps.FACTS[:2],
        "fields": [{"key": field.key, "label": field.label_in(spoken)} for field in fields()],
        "keys": {s["id"]: calling.key_for(s["url"]) for s in its_steps if s.get("kind") == "call"},
        "language": spoken,
    }
    return show("flow", "flows", flow=flow, about=json.dumps(about), versions=versions_of(flow) if flow.id else [])


def _given() -> dict:
    if (request.content_length or 0) > LARGEST:
        raise Refusal(413)
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise Refusal(400)
    return given


def _flow(number: int) -> Flow:
    flow = get(Flow, number) if number < 2**63 else None
    if flow is None:
        raise Refusal(404)
    return flow
