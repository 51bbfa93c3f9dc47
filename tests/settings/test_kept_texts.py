"""Saved replies and macros are written under Settings: one's own by everybody, everybody's by who leads."""

import io
from datetime import timedelta

import pytest

from helpdesk import clock, files
from helpdesk.db import db
from tests.support.cast import *  # noqa: F403
from tickets import Attachment, Macro, SavedReply, macros_of, reply, saved_replies
from tickets.uploading import forget_unsent

HELLO = {"title": "Hello", "text": "Hello {{customer.first_name|there}}", "shortcut": "/hello", "language": "en"}


@pytest.fixture
def kept(as_agent, sue):
    """One of everybody's, with a file."""
    sent = HELLO | {"whose": "all", "files": (io.BytesIO(b"%PDF-1.4 prices"), "价目表.pdf")}
    address = as_agent(sue).post("/settings/saved-replies", data=sent).location
    return db.session.get(SavedReply, int(address.rsplit("/", 1)[1]))


def test_who_leads_writes_for_everybody_and_an_agent_reads_it_and_uses_it(as_agent, kept, ann):
    browser, place = as_agent(ann), f"/settings/saved-replies/{kept.id}"
    assert kept in saved_replies(ann, query="hello") and kept.shortcut == "hello"
    page = browser.get(place).text
    assert "价目表.pdf" in page and "Supervisors write what everybody has." in page
    assert browser.post(place, data=HELLO | {"title": "Mine now"}).status_code == 404
    assert browser.post(f"{place}/dropped").status_code == 404
    assert "Hello" in browser.get("/settings/saved-replies").text


def test_an_agents_own_is_theirs_whatever_the_form_says(as_agent, orders, ann, bob):
    as_agent(ann).post("/settings/saved-replies", data=HELLO | {"whose": "all"})
    as_agent(ann).post("/settings/macros", data={"title_en": "Close", "status": "solved", "whose": "all"})
    assert [row.title for row in saved_replies(ann)] == ["Hello"] and not saved_replies(bob)
    assert [row.title_zh for row in macros_of(ann)] == ["Close"] and not macros_of(bob)


def test_its_files_go_into_the_answer_as_copies_and_reach_the_customer(as_agent, kept, ticket, ann):
    browser = as_agent(ann)
    assert browser.get(f"/console/saved_replies.json?ticket={ticket.id}&q=hello").json["saved_replies"][0]["files"] == 1
    answer = browser.post(f"/console/tickets/{ticket.id}/saved_replies/{kept.id}/files")
    [copy] = answer.json["attachments"]
    assert copy["name"] == "价目表.pdf" and browser.get(copy["url"]).data == b"%PDF-1.4 prices"
    sent = reply(ticket, by=ann, text="Here", attachment_ids=[copy["id"]])
    [file] = db.session.query(Attachment).filter_by(message_id=sent.id)
    assert files.get(file.storage_key) == b"%PDF-1.4 prices" and file.id not in kept.attachment_ids


def test_a_file_that_was_taken_away_is_forgotten_in_a_day_and_what_stays_is_kept(as_agent, kept, sue):
    [first] = kept.attachment_ids
    more = HELLO | {"whose": "all", "keep": str(first), "files": (io.BytesIO(b"%PDF-1.4 more"), "more.pdf")}
    as_agent(sue).post(f"/settings/saved-replies/{kept.id}", data=more)
    db.session.refresh(kept)
    assert len(kept.attachment_ids) == 2
    as_agent(sue).post(f"/settings/saved-replies/{kept.id}", data=HELLO | {"keep": str(first), "whose": "all"})
    later = clock.now() + timedelta(days=3)
    assert forget_unsent(later) == 1
    assert [row.id for row in db.session.query(Attachment)] == [first]
    as_agent(sue).post(f"/settings/saved-replies/{kept.id}/dropped")
    assert forget_unsent(later) == 1 and not db.session.query(Attachment).count()


def test_what_is_refused_says_why_and_keeps_what_was_typed(as_agent, sue):
    browser = as_agent(sue)
    page = browser.post("/settings/saved-replies", data=HELLO | {"text": "Dear {{customer.secret}}"})
    assert page.status_code == 422 and "customer.secret" in page.text and "/hello" in page.text
    program = HELLO | {"files": (io.BytesIO(b"MZ"), "run.exe")}
    assert "programs cannot be sent" in browser.post("/settings/saved-replies", data=program).text
    page = browser.post("/settings/macros", data={"title_en": "", "tags_add": "late, 加急"})
    assert page.status_code == 422 and "late, 加急" in page.text
    assert not db.session.query(SavedReply).count() and not db.session.query(Macro).count()


def test_a_macro_does_what_its_form_says(as_agent, ticket, orders, sue, ann):
    form = {"title_en": "Wait", "title_zh": "等待", "whose": "all", "status": "pending", "priority": "high"}
    form |= {"type": "incident", "team": str(orders.id), "assignee": "me", "tags_add": "late，加急", "follow": "1"}
    form |= {"reply_en": "Please wait, {{customer.name}}", "reply_zh": "请稍候", "note": "Asked to wait"}
    address = as_agent(sue).post("/settings/macros", data=form).location
    row = db.session.get(Macro, int(address.rsplit("/", 1)[1]))
    assert "Priority High" in as_agent(ann).get("/settings/macros").text
    done = as_agent(ann).post(f"/console/tickets/{ticket.id}/macros/{row.id}").json
    assert (done["draft_text"], done["status_after"]) == ("Please wait, Carol", "pending")
    shown = done["ticket"]
    assert (shown["priority"], shown["type"], shown["assignee_id"]) == ("high", "incident", ann.id)
    assert set(shown["tags"]) >= {"late", "加急"}


def test_what_a_program_put_into_a_macro_survives_the_form(as_agent, sue):
    from tickets import save_macro

    row = save_macro(title_en="Spam", changes={"spam": True}, replies={"de": "Danke"}, by=sue)
    as_agent(sue).post(f"/settings/macros/{row.id}", data={"title_en": "Spam it", "whose": "all", "status": "solved"})
    db.session.refresh(row)
    assert (row.title_en, row.changes, row.replies) == ("Spam it", {"spam": True, "status": "solved"}, {"de": "Danke"})
