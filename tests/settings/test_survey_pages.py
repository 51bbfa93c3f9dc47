"""Surveys under settings: written, branched, previewed; results whose figures open tickets; how long inboxes wait."""

import re

import pytest

from channels import Inbox
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tickets import solve, surveys
from tickets.patience import patience_of
from tickets.surveys.occasion import survey_when_solved
from tickets.surveys.response import Response

TAG = r'<input[^>]*name="[^"]+"[^>]*>|<(?:select|textarea)[^>]*name="[^"]+"[^>]*>(?:(?!</select>|</textarea>).)*'


@pytest.fixture
def shop(app):
    surveys.ship()
    with transaction():
        return insert(Inbox(name="Shop", channel="webchat", key="shop-key-shop-key"))


def form_of(page: str) -> dict:
    """What a browser would send of the editor's form as it stands."""
    fields = {}
    for tag in re.findall(TAG, page, re.S):
        name = re.search(r'name="([^"]+)"', tag)[1]
        if tag.startswith("<select"):
            chosen = re.search(r'value="([^"]*)" selected', tag)
            first = re.search(r'value="([^"]*)"', tag[tag.index(">") :])
            fields[name] = chosen[1] if chosen else first[1] if first else ""
        elif tag.startswith("<textarea"):
            fields[name] = tag[tag.index(">") + 1 :]
        elif 'type="checkbox"' not in tag or " checked" in tag:
            value = re.search(r'value="([^"]*)"', tag)
            fields[name] = value[1] if value else ""
    return {name: value for name, value in fields.items() if not name.startswith("csrf")}


def test_an_admin_writes_a_survey_with_a_branch_and_sees_it(shop, mia, as_agent):
    desk = as_agent(mia)
    form = form_of(desk.get("/settings/surveys/new").get_data(as_text=True))
    form |= {"name": "After a return", "q.0.en": "How was the return?", "q.0.zh": "退货过程如何？"}
    page = desk.post("/settings/surveys/new", data=form | {"change": "add"}).get_data(as_text=True)
    form = form_of(page)
    assert form["q.0.en"] == "How was the return?"
    form |= {
        "q.1.en": "What was wrong?",
        "q.1.kind": "choice",
        "q.1.options": "slow = Too slow | 太慢\nlost = Got lost | 丢失",
        "q.1.when": form["q.0.key"],
        "q.1.op": "at_most",
        "q.1.value": "3",
    }
    assert desk.post("/settings/surveys/new", data=form).status_code == 302
    survey = surveys.survey_of("after_a_return")
    assert survey.questions[1]["when"] == {"question": "score", "op": "at_most", "value": 3}
    assert survey.questions[1]["options"][0] == {"value": "slow", "en": "Too slow", "zh": "太慢"}
    again = form_of(desk.get(f"/settings/surveys/{survey.id}").get_data(as_text=True))
    assert desk.post(f"/settings/surveys/{survey.id}", data=again).status_code == 302
    before, after = survey.questions, db.session.get(type(survey), survey.id).questions
    assert before == after
    preview = desk.get(f"/settings/surveys/{survey.id}/preview?lang=zh")
    assert "退货过程如何？" in preview.get_data(as_text=True) and "disabled" in preview.get_data(as_text=True)
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]


def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(shop, mia, as_agent):
    desk = as_agent(mia)
    form = form_of(desk.get("/settings/surveys/new").get_data(as_text=True)) | {"name": "Typed", "q.0.en": ""}
    said = desk.post("/settings/surveys/new", data=form)
    assert said.status_code == 422 and "write what is asked" in said.get_data(as_text=True)
    assert 'value="Typed"' in said.get_data(as_text=True)
    for name, value in (("delay_minutes", "x"), ("q.0.kind", "oath"), ("low_at", "9"), ("kind", "nps")):
        assert desk.post("/settings/surveys/new", data=form | {"q.0.en": "How?", name: value}).status_code == 422, name


def test_each_inbox_asks_with_its_own_and_waits_its_own_time(shop, mia, as_agent):
    desk, csat = as_agent(mia), surveys.survey_of("csat")
    desk.post("/settings/surveys/when-solved", data={f"inbox.{shop.id}": str(csat.id)})
    assert survey_when_solved(shop.id).key == "csat"
    desk.post("/settings/surveys/when-solved", data={f"inbox.{shop.id}": "0"})
    assert survey_when_solved(shop.id) is None
    said = {"solved_days": "7", "nudges": "2", "nudge_hours": "8", "close_hours": "24"}
    desk.post("/settings/waiting", data={f"{shop.id}.{name}": value for name, value in said.items()})
    assert patience_of(shop.id).solved_days == 7 and patience_of(shop.id).nudges == 2
    assert "Shop" in desk.get("/settings/waiting").get_data(as_text=True)


@pytest.mark.both_databases
def test_figures_open_the_answers_and_their_tickets(shop, opened, ann, bob, sue, as_agent):
    from helpdesk import clock

    csat = surveys.survey_of("csat")
    for agent, score in ((ann, 5), (ann, 4), (bob, 1)):
        ticket = opened(f"About {score}")
        solve(ticket, by=agent)
        with transaction():
            insert(
                Response(
                    survey_id=csat.id,
                    ticket_id=ticket.id,
                    customer_id=ticket.customer_id,
                    state="answered",
                    sent_at=clock.now(),
                    answered_at=clock.now(),
                    agent_id=agent.id,
                    channel="wechat",
                    segments=["vip", "new_ones"],
                    score=score,
                    low=score < 3,
                    answers={"score": score, "comment": "<b>evil</b>"},
                )
            )
    desk = as_agent(sue)
    page = desk.get("/settings/survey-results?survey=csat").get_data(as_text=True)
    assert "67 %" in page and "3.33" in page and "vip" in page and "wechat" in page
    assert "<b>evil" not in page
    low = desk.get(f"/settings/survey-results?survey=csat&low=1&agent={bob.id}").get_data(as_text=True)
    assert "About 1" in low and "About 5" not in low
    segment = desk.get("/settings/survey-results?survey=csat&segment=vip").get_data(as_text=True)
    assert "About 5" in segment
    nobody = desk.get("/settings/survey-results?survey=csat&segment=vi_").get_data(as_text=True)
    assert "About 5" not in nobody
    for odd in ("since=2020-99-99", "agent=999999999999999999999", "score=x", "before=x", "survey='"):
        assert desk.get(f"/settings/survey-results?{odd}").status_code == 200, odd


def test_agents_see_none_of_these_pages(shop, ann, as_agent):
    desk = as_agent(ann)
    for address in ("surveys", "surveys/new", "survey-results", "waiting", "surveys/1", "surveys/1/preview"):
        assert desk.get(f"/settings/{address}").status_code in (403, 404), address
