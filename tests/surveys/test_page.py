"""The survey's page: for whoever has the link, once each, changeable; looking never votes."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from helpdesk import clock
from helpdesk.db import db
from tests.support.at_once import at_once
from tests.surveys.conftest import change, happened, response_of
from tickets import Ticket, surveys

pytestmark = pytest.mark.both_databases


def at(response, more="") -> str:
    return f"/survey/{surveys.token_of(response)}{more}"


def ticket_of(response) -> Ticket:
    db.session.rollback()
    return db.session.get(Ticket, response.ticket_id)


def test_looking_at_it_a_hundred_times_is_no_vote(asked, client):
    def state():
        db.session.rollback()
        return db.session.execute(text("SELECT * FROM survey_response")).all()

    before = state()
    for figure in (1, 2, 3, 4, 5):
        for _ in range(10):
            assert client.get(at(asked, f"?q=score&a={figure}")).status_code == 200
            assert client.head(at(asked, f"?q=score&a={figure}")).status_code == 200
    assert state() == before and happened(ticket_of(asked), "rated") == []


def test_the_link_in_the_mail_chooses_and_the_form_sends_it_without_a_script(asked, client):
    page = client.get(at(asked, "?q=score&a=4")).get_data(as_text=True)
    assert 'value="4" checked' in page and "<button>" in page
    sent = client.post(at(asked), data={"shown": ["score", "comment"], "score": "4", "comment": "Well done"})
    assert sent.status_code == 303
    assert "Thank you" in client.get(sent.location).get_data(as_text=True)
    response = response_of(ticket_of(asked))
    assert (response.score, response.comment, response.state) == (4, "Well done", "answered")


def test_a_low_figure_leads_to_the_question_why(asked, client):
    sent = client.post(at(asked), data={"shown": ["score"], "score": "1"})
    page = client.get(sent.location).get_data(as_text=True)
    assert "What could have been better?" in page
    client.post(at(asked), data={"shown": ["score", "why"], "score": "1", "why": ["speed", "tone"]})
    assert response_of(ticket_of(asked)).answers == {"score": 1, "why": ["speed", "tone"]}
    client.post(at(asked), data={"shown": ["score"], "score": "5"})
    assert response_of(ticket_of(asked)).answers == {"score": 5}


def test_it_can_be_changed_until_it_ends_and_stays_one_vote(asked, client):
    for figure in ("5", "2", "2", "3"):
        client.post(at(asked), data={"shown": ["score"], "score": figure})
    assert [(d["was"], d["score"]) for d in happened(ticket_of(asked), "rated")] == [(None, 5), (5, 2), (2, 3)]
    change(response_of(ticket_of(asked)), expires_at=clock.now() - timedelta(minutes=1))
    assert client.post(at(asked), data={"shown": ["score"], "score": "1"}).status_code == 410
    assert client.get(at(asked)).status_code == 410
    assert response_of(ticket_of(asked)).score == 3


def test_a_thousand_votes_at_once_are_one(asked, app):
    token = surveys.token_of(asked)

    def votes(figure):
        return lambda: app.test_client().post(f"/survey/{token}", data={"shown": "score", "score": str(figure)})

    at_once(app, *[votes(figure % 5 + 1) for figure in range(8)])
    assert response_of(ticket_of(asked)).score in (1, 2, 3, 4, 5)
    db.session.rollback()
    assert db.session.execute(text("SELECT count(*) FROM survey_response")).scalar() == 1


def test_only_the_exact_link_opens_it(asked, client):
    token = surveys.token_of(asked)
    number, signature = token.split("-")
    wrong = [
        "",
        " ",
        number,
        f"{number}-",
        f"{number}-{signature[:-1]}",
        f"{number}-{signature.upper()}",
        f"{number}-{'0' * 40}",
        f"{int(number) + 1}-{signature}",
        f"0{number}-{signature}",
        f"{token} ",
        f"{token}0",
        "９-" + signature,
        "9" * 18 + "-" + signature,
    ]
    for one in wrong:
        assert client.get(f"/survey/{one}").status_code == 404, one
        assert client.post(f"/survey/{one}", data={"shown": "score", "score": "5"}).status_code in (404, 405), one


def test_a_broken_link_leads_no_customer_to_the_desk(client, mia):
    chinese = {"Accept-Language": "zh-CN"}
    for path, way_out in (("/survey/1-abc", None), ("/form/nothing", None), ("/help/zh/articles/nothing", "/help/")):
        page = client.get(path, headers=chinese).get_data(as_text=True)
        assert "链接可能不完整" in page and "收件箱" not in page and "团队" not in page, path
        assert way_out is None or f'href="{way_out}"' in page
    assert 'href="/"' in client.get("/nothing", headers=chinese).get_data(as_text=True)


def test_what_is_no_answer_is_said_and_nothing_is_kept(asked, client):
    for figure in ("0", "6", "abc", "1e1", "5;drop", "-1", "５"):
        said = client.post(at(asked), data={"shown": ["score", "comment"], "score": figure, "comment": "Kept"})
        assert said.status_code == 422 and "Kept" in said.get_data(as_text=True), figure
    assert client.post(at(asked), data={"shown": ["score", "comment"], "comment": "x"}).status_code == 422
    for body in (
        [],
        {"answers": []},
        {"answers": {"nobody": 1}},
        {"answers": {"score": True}},
        {"answers": {"score": {}}},
    ):
        assert client.post(at(asked), json=body).status_code in (400, 422), body
    assert response_of(ticket_of(asked)).state == "asked"


def test_what_an_answer_leads_to_is_asked_at_once_and_the_desk_sees_all_of_it(asked, client, as_agent, mia):
    def scale(key, kind, **more):
        return {"key": key, "kind": kind, "title": {"en": f"{key}?", "zh": key}, "required": False, **more}

    again = scale("why", "text", when={"question": "score", "op": "at_most", "value": 2})
    change(surveys.survey_of("csat"), questions=[scale("score", "csat"), scale("friends", "nps"), again])
    said = client.post(at(asked), data={"shown": ["score", "friends"], "score": "2", "friends": "7"})
    page = client.get(said.headers["Location"]).get_data(as_text=True)
    assert said.status_code == 303 and "that is saved" in page and "why?" in page
    client.post(at(asked), data={"shown": ["why"], "why": "Too thin"})
    assert "that is saved" not in client.get(at(asked, "?again=1")).get_data(as_text=True)
    seen = as_agent(mia).get(f"/console/tickets/{asked.ticket_id}/satisfaction.json").json["responses"][0]
    assert (seen["score"], seen["most"]) == (2, 5)
    assert [(one["question"], one["answer"]) for one in seen["answers"]] == [
        ("friends?", "7 / 10"),
        ("why?", "Too thin"),
    ]
    assert [one["most"] for one in happened(ticket_of(asked), "rated")] == [5]


def test_what_customers_write_runs_nowhere(asked, client, as_agent, mia):
    evil = "<script>alert(1)</script>{{7*7}}{%import os%}"
    client.post(at(asked), data={"shown": ["score", "comment"], "score": "1", "comment": evil})
    page = client.get(at(asked, "?again=1")).get_data(as_text=True)
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "{{7*7}}" in page
    assert "script-src 'self'" in client.get(at(asked)).headers["Content-Security-Policy"]


def test_the_page_speaks_both_languages_and_needs_no_cookie(asked, client):
    page = client.get(at(asked, "?lang=zh"))
    assert "您对我们本次的服务满意吗？" in page.get_data(as_text=True)
    assert "Set-Cookie" not in page.headers
