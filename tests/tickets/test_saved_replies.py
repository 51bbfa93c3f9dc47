"""Saved replies and their placeholders: a list of names, filled in one pass; what customers write is never read."""

import pytest

from helpdesk.customers import identify
from helpdesk.db import db
from tickets import NotAllowed, assign, drop_reply, filled, save_reply, saved_replies, saved_reply_of
from tickets.attachment import Attachment
from tickets.placeholders import fill, unknown_in
from tickets.saved_reply import files_for
from tickets.uploading import upload


def test_placeholders_stand_for_what_they_say(ticket, ann, bob):
    assign(ticket, to=bob, by=ann)
    text = "{{customer.name}} {{ customer.first_name }} #{{ticket.id}} {{ticket.subject}}"
    assert fill(text, ticket, ann) == f"Carol Carol #{ticket.id} My parcel is late"
    assert fill("{{agent.name}} {{agent.first_name}} {{team.name}}", ticket, ann) == "Ann Ann Orders"
    assert fill("{{assignee.name}}", ticket, ann) == "Bob"


def test_what_stands_for_nothing_says_what_to_say_instead(opened, ann):
    nobody = identify("visitor", "v1", verified=True, how="test")[0]
    ticket = opened("Hello", customer=nobody, team_id=None)
    assert fill("Dear {{customer.name|customer}}, {{team.name}}.", ticket, ann) == "Dear customer, ."


@pytest.mark.parametrize(
    "attack",
    [
        "{{7*7}}",
        "{{''.__class__.__mro__}}",
        "{%import os%}",
        "{{config}}",
        "{{ticket.workspace.secret}}",
        "{{customer.__class__}}",
        "{{customer.email}}",
        "{{agent.password_hash}}",
        "${7*7}",
        "#{7*7}",
        "{{{customer.name}}",
        "{{customer.name.upper}}",
        "{{ticket}}",
        "{0.__class__}",
        "%(x)s",
    ],
)
def test_what_is_no_placeholder_stays_as_it_is(ticket, ann, attack):
    assert fill(attack.replace("{{{customer.name}}", "{{{x.y}}"), ticket, ann) == attack.replace(
        "{{{customer.name}}", "{{{x.y}}"
    )


@pytest.mark.parametrize(
    "name", ["{{agent.name}}", "{{ticket.id}}", "{{7*7}}", "{{customer.name}}", "a}} {{ticket.id}}"]
)
def test_what_a_customer_wrote_into_their_name_or_subject_is_never_filled_in(opened, ann, name):
    mallory = identify("email", "m@example.com", verified=True, how="test", name=name)[0]
    ticket = opened(name, customer=mallory)
    assert fill("Dear {{customer.name}}: {{ticket.subject}}", ticket, ann) == f"Dear {name}: {name}"


def test_a_long_text_of_braces_takes_no_time(ticket, ann):
    for bomb in ("{{" * 50_000, "{{a." * 20_000, "{{a.b|" * 20_000, "{{ " + " " * 90_000):
        assert fill(bomb, ticket, ann) == bomb
        assert unknown_in(bomb) == []


def test_a_text_with_unknown_placeholders_is_not_kept(app, ann):
    with pytest.raises(NotAllowed) as refused:
        save_reply(title="x", text="Hello {{customer.shoe_size}}", by=ann)
    assert refused.value.details == {"placeholders": ["{{customer.shoe_size}}"]}


def test_who_has_which(app, ann, bob, eve, sue, orders):
    shared = save_reply(title="Hello", text="Hello", by=ann)
    team = save_reply(title="Team", text="Team", team_id=orders.id, by=ann)
    own = save_reply(title="Own", text="Own", shared=False, by=ann)
    for agent, expected in ((ann, {shared, team, own}), (bob, {shared, team}), (eve, {shared}), (sue, {shared, team})):
        assert set(saved_replies(agent)) == expected
    with pytest.raises(LookupError):
        saved_reply_of(eve, team.id)
    drop_reply(own)
    assert set(saved_replies(ann)) == {shared, team}


def test_looking_for_one_by_words_shortcut_and_language(app, ann):
    en = save_reply(title="Refund", text="100% back", shortcut="Refund", language="en", by=ann)
    zh = save_reply(title="退款", text="已退款", shortcut="tuikuan", language="zh", by=ann)
    assert saved_replies(ann, query="refund") == [en]
    assert saved_replies(ann, query="退款") == [zh] == saved_replies(ann, query="tuik")
    assert saved_replies(ann, query="%") == [en] and saved_replies(ann, query="_") == []
    assert saved_replies(ann, language="zh")[0] is zh


def test_it_is_filled_for_the_ticket_and_brings_copies_of_its_files(ticket, ann, bob):
    file = upload(
        filename="form.pdf", content_type="application/pdf", data=b"%PDF-1.4 form", by_kind="agent", by_id=ann.id
    )
    row = save_reply(title="Form", text="Dear {{customer.name}}", attachment_ids=[file.id], by=ann)
    assert filled(row, ticket, bob) == "Dear Carol"
    (copy,) = files_for(row, bob)
    assert (copy.filename, copy.sha256, copy.uploaded_by_id) == ("form.pdf", file.sha256, bob.id)
    assert copy.storage_key != file.storage_key and db.session.query(Attachment).count() == 2


def test_of_those_with_one_shortcut_the_customers_language_is_found(app, ann):
    en = save_reply(title="Hello", text="Hello there", shortcut="hello", language="en", by=ann)
    zh = save_reply(title="您好", text="您好，请讲", shortcut="hello", language="zh", by=ann)
    any_language = save_reply(title="Our address", text="1 Tea Lane", by=ann)
    alone = save_reply(title="Hello and goodbye", text="Only in English", language="en", by=ann)
    assert saved_replies(ann, query="hello", language="zh") == [zh, alone]
    assert saved_replies(ann, query="hello", language="en") == [en, alone]
    assert saved_replies(ann, language="zh") == [zh, any_language, alone]
    assert saved_replies(ann, query="hello") == [en, alone, zh]
