"""The pages of the bot: what supervisors set and see, and that others do not get there."""

import pytest
from sqlalchemy import select

import knowledge_base as kb
from channels.inbox import Inbox
from chatbot.base import ranking_engine, save_curve
from chatbot.bot import Bot
from chatbot.calibrating import Curve
from chatbot.flows import shipped
from chatbot.flows.flow import Flow, FlowVersion
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from knowledge_base.gap import Gap
from knowledge_base.gaps import note_miss

STEPS = [{"id": "ask", "kind": "ask", "into": "order", "check": "order", "en": "Which order?", "zh": "订单号？"}]


@pytest.fixture
def inbox(app):
    with transaction():
        return insert(Inbox(name="Shop", channel="webchat", key="shop"))


def settings_of(**changes):
    return {
        "enabled": "on",
        "name_en": "Tide",
        "name_zh": "小汐",
        "tone": "plain",
        "aim": "92",
        "when": "always",
    } | changes


@pytest.mark.parametrize("place", ["bot", "flows", "flows/new", "gaps"])
def test_the_pages_open_in_both_languages(as_agent, sue, place):
    for language in ("en", "zh"):
        with transaction():
            sue.language = language
        assert as_agent(sue).get(f"/settings/{place}").status_code == 200


def test_agents_do_not_switch_bots(as_agent, ann, inbox):
    assert as_agent(ann).get("/settings/bot").status_code == 404
    assert as_agent(ann).post(f"/settings/bot/{inbox.id}", data=settings_of()).status_code == 404


def test_what_was_typed_is_shown_again_when_it_is_refused(as_agent, sue, inbox):
    typed = {"when": "hours", "zone": "Asia/Tokyo", "from_2": "9 o'clock", "to_2": "18:00", "aim": "95"}
    answer = as_agent(sue).post(f"/settings/bot/{inbox.id}", data=settings_of(**typed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Write times as 09:00." in page
    for kept in ('value="Tide"', 'value="小汐"', "9 o&#39;clock", 'value="18:00"', 'value="95"'):
        assert kept in page
    assert '<option value="Asia/Tokyo" selected>' in page
    assert db.session.scalar(select(Bot)) is None


def test_a_bot_is_kept_as_it_was_set(as_agent, sue, inbox):
    page = as_agent(sue)
    assert page.get(f"/settings/bot/{inbox.id}").status_code == 200
    hours = {"when": "hours", "zone": "Asia/Shanghai", "from_0": "18:00", "to_0": "09:00"}
    page.post(f"/settings/bot/{inbox.id}", data=settings_of(**hours))
    bot = db.session.scalars(select(Bot)).one()
    assert (bot.enabled, bot.name_en, bot.tone, bot.aim) == (True, "Tide", "plain", 0.92)
    assert bot.hours["days"][0] == [["18:00", "09:00"]] and bot.hours["days"][1] == []
    assert page.get(f"/settings/bot/{inbox.id}").status_code == 200


@pytest.mark.parametrize(
    "bad", [{"aim": "120"}, {"when": "hours", "zone": "Moon/Base", "from_0": "09:00", "to_0": "10:00"},
            {"when": "hours", "zone": "UTC", "from_0": "9", "to_0": "10"}, {"engine": "llm", "model_address": "ftp://x"},
            {"engine": "crystal ball"}, {"tone": "rude"}]
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(as_agent, sue, inbox, bad):
    answer = as_agent(sue).post(f"/settings/bot/{inbox.id}", data=settings_of(**bad), follow_redirects=True)
    assert 'class="banner bad"' in answer.text
    assert db.session.scalar(select(Bot)) is None


def test_the_key_of_a_model_is_never_shown(as_agent, sue, inbox):
    page = as_agent(sue)
    model = {"engine": "llm", "model_address": "https://models.example/v1", "model_name": "m", "model_key": "sk-secret"}
    page.post(f"/settings/bot/{inbox.id}", data=settings_of(**model))
    assert db.session.scalars(select(Bot)).one().model["key"] == "sk-secret"
    assert "sk-secret" not in page.get(f"/settings/bot/{inbox.id}").text
    page.post(f"/settings/bot/{inbox.id}", data=settings_of(**{**model, "model_key": ""}))
    assert db.session.scalars(select(Bot)).one().model["key"] == "sk-secret", "left empty it stays"


def test_a_flow_is_published_in_versions_and_brought_back(as_agent, sue):
    page = as_agent(sue)
    given = {"key": "status", "name_en": "Status", "name_zh": "状态", "phrasings": ["where is it"], "steps": STEPS}
    number = page.post("/settings/flows.json", json=given).json["id"]
    page.post("/settings/flows.json", json={**given, "id": number, "steps": [*STEPS, {"id": "end", "kind": "end"}]})
    first, second = db.session.scalars(select(FlowVersion.id).order_by(FlowVersion.number)).all()
    assert db.session.get(Flow, number).version_id == second
    page.post(f"/settings/flows/{number}/versions/{first}")
    assert db.session.get(Flow, number, populate_existing=True).version_id == first
    assert page.get(f"/settings/flows/{number}").status_code == 200


def test_what_it_would_get_wrong_names_flows_as_people_do(app, as_agent, sue, inbox):
    (flow,) = [shipped.take(shipped.SHIPPED[0]["key"], by=sue)]
    wrong = ({"text": "and mine?", "gold": None, "found": f"flow:{flow.id}", "chance": 0.99},)
    engine = ranking_engine(None)
    save_curve(f"public:en:{engine.kind}", "m", Curve([(s / 100, 0.9, 0.5) for s in range(100)], 0.2, 10, wrong))
    page = as_agent(sue).get(f"/settings/bot/{inbox.id}").text
    assert "and mine?" in page and f"<td>{flow.name_en}</td>" in page and "flow:" not in page


def test_a_flow_that_cannot_work_is_refused_step_by_step(as_agent, sue):
    steps = [{"id": "call", "kind": "call", "url": "https://{order}.example/x"}, {"id": "ask", "kind": "ask"}]
    answer = as_agent(sue).post(
        "/settings/flows.json", json={"key": "x", "name_en": "X", "name_zh": "X", "steps": steps}
    )
    assert answer.status_code == 422
    assert {one["step"] for one in answer.json["wrong"]} == {"call", "ask"}
    assert db.session.scalar(select(Flow)) is None


def test_a_flow_is_tried_without_being_published(as_agent, sue):
    page = as_agent(sue)
    begun = page.post("/settings/flows/try.json", json={"steps": STEPS, "language": "en"}).json
    assert begun["said"] == ["Which order?"]
    on = page.post(
        "/settings/flows/try.json", json={"steps": STEPS, "standing": begun["standing"], "text": "ST-20418"}
    ).json
    assert on["ended"] == "end" and on["standing"]["filled"] == {"order": "ST-20418"}


def test_every_shipped_flow_can_be_taken_and_tried(as_agent, sue):
    page = as_agent(sue)
    for one in shipped.SHIPPED:
        page.post(f"/settings/flows/shipped/{one['key']}")
    assert len(db.session.scalars(select(Flow)).all()) == len(shipped.SHIPPED)
    assert not any(db.session.scalars(select(Flow.enabled)))


def test_a_gap_becomes_a_draft_with_nothing_of_its_customer(as_agent, ann, ticket, carol):
    import tickets

    tickets.reply(ticket, by=ann, text="Dear Carol, yes: write your steel number 4111111111111111 to help@shop.test.")
    gap = note_miss("Can you engrave my name, Carol?", "en", where="bot", ticket_id=ticket.id)
    page = as_agent(ann)
    shown = page.get(f"/settings/gaps/{gap.id}").text
    assert "4111111111111111" not in shown.split("<textarea")[1].split("</textarea>")[0]
    answer = page.post(f"/settings/gaps/{gap.id}/draft", data={"title": "Can you engrave?", "body": "Yes, we can."})
    assert answer.status_code == 302
    gap = db.session.get(Gap, gap.id, populate_existing=True)
    assert gap.state == "done" and kb.text_of(gap.article_id, "en").state == "draft"


def test_a_gap_becomes_a_phrasing_of_an_article(as_agent, ann, mia):
    article = kb.begin(title="Engraving", body="We do.", language="en", by=mia)
    kb.publish(kb.text_of(article.id, "en"), by=mia)
    gap = note_miss("Can you carve words into it?", "en", where="bot")
    as_agent(ann).post(f"/settings/gaps/{gap.id}/phrasing", data={"article": article.id, "text": gap.text})
    assert [one.text for one in kb.phrasings_of([article.id])[article.id]] == ["Can you carve words into it?"]
    assert db.session.get(Gap, gap.id, populate_existing=True).state == "done"
