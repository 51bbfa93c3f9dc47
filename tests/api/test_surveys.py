"""Satisfaction ratings in the field's shape, and surveys of the product's own."""

from helpdesk.customers import identify
from helpdesk.db import transaction
from tests.api.conftest import Program
from tickets import open_ticket, receive, surveys


def a_ticket(desk, team=None):
    carol = identify("email", "carol@example.com", verified=True, how="test", name="Carol")[0]
    with transaction():
        ticket = open_ticket(carol, by=carol, subject="Cups", team_id=(team or desk.orders).id)
        receive(ticket, carol, text="Where are they?")
    return ticket


def test_a_rating_is_given_found_and_seen_by_who_sees_the_ticket(desk, client):
    surveys.ship()
    ticket, mia, bob = a_ticket(desk), Program(client, desk.mia), Program(client, desk.bob)
    body = {"satisfaction_rating": {"score": "bad", "comment": "Too slow"}}
    made = mia.post(f"tickets/{ticket.id}/satisfaction_rating.json", body)["satisfaction_rating"]
    assert (made["score"], made["rating"], made["comment"], made["ticket_id"]) == ("bad", 1, "Too slow", ticket.id)
    found = mia.get("satisfaction_ratings.json?score=bad_with_comment")["satisfaction_ratings"]
    assert [one["id"] for one in found] == [made["id"]]
    assert mia.get("satisfaction_ratings/count.json?score=good")["count"]["value"] == 0
    assert mia.get(f"satisfaction_ratings/{made['id']}.json")["satisfaction_rating"] == made
    assert bob.get("satisfaction_ratings.json")["satisfaction_ratings"] == []
    assert bob.ask("GET", f"satisfaction_ratings/{made['id']}.json").status_code == 404
    assert bob.ask("POST", f"tickets/{ticket.id}/satisfaction_rating.json", body).status_code == 404
    ann = Program(client, desk.ann)
    assert ann.ask("POST", f"tickets/{ticket.id}/satisfaction_rating.json", body).status_code == 404


def test_what_is_no_rating_is_refused(desk, client):
    surveys.ship()
    ticket, mia = a_ticket(desk), Program(client, desk.mia)
    for score in ("great", 9, None, [], {}):
        body = {"satisfaction_rating": {"score": score, "comment": 3 if score is None else ""}}
        assert mia.ask("POST", f"tickets/{ticket.id}/satisfaction_rating.json", body).status_code == 422, score
    for query in ("score=great", "start_time=soon"):
        assert mia.ask("GET", f"satisfaction_ratings.json?{query}").status_code == 422, query


def test_a_survey_with_a_branch_is_made_asked_and_read(desk, client):
    mia, ann = Program(client, desk.mia), Program(client, desk.ann)
    questions = [
        {"key": "score", "kind": "nps", "title": {"en": "Recommend us?", "zh": "推荐我们？"}},
        {
            "key": "why",
            "kind": "text",
            "title": {"en": "Why?", "zh": "为什么？"},
            "when": {"question": "score", "op": "at_most", "value": 6},
        },
    ]
    body = {"survey": {"name": "Return", "kind": "nps", "questions": questions, "low_at": 6}}
    survey = mia.post("surveys.json", body)["survey"]
    assert survey["questions"][1]["when"] == {"question": "score", "op": "at_most", "value": 6}
    assert ann.ask("POST", "surveys.json", body).status_code == 404
    ticket = a_ticket(desk)
    asked = ann.post(f"tickets/{ticket.id}/surveys.json", {"survey": {"key": survey["key"]}})["response"]
    assert asked["state"] == "planned"
    again = ann.ask("POST", f"tickets/{ticket.id}/surveys.json", {"survey": {"key": survey["key"]}})
    assert again.status_code == 422
    rows = ann.get(f"surveys/{survey['id']}/responses.json")["responses"]
    assert [row["ticket_id"] for row in rows] == [ticket.id]
    assert mia.put(f"surveys/{survey['id']}.json", {"survey": {"rest_days": 5}})["survey"]["rest_days"] == 5


def test_what_is_no_survey_is_refused(desk, client):
    mia = Program(client, desk.mia)
    good = {"kind": "csat", "title": {"en": "How?"}}
    for wrong in (
        {"name": "x"},
        {"name": "x", "questions": []},
        {"name": "x", "questions": [3]},
        {"name": "x", "questions": [{**good, "title": "How?"}]},
        {"name": "x", "questions": [{**good, "title": ["How?"]}]},
        {"name": "", "questions": [good]},
        {"name": "x", "questions": [good], "rest_days": "many"},
        {"name": "x", "questions": [good], "low_at": 5},
        {"name": "x", "questions": [good, {**good, "when": {"question": "q9", "op": "is", "value": 1}}]},
        {"name": "x", "questions": [{"kind": "choice", "title": {"en": "?"}, "options": ["one"]}], "kind": "custom"},
        {"name": "x", "questions": [good], "words": {"thanks": "Thanks"}},
    ):
        assert mia.ask("POST", "surveys.json", {"survey": wrong}).status_code == 422, wrong
