"""Who may be the same person: the reasons are said, a person decides, and a no is remembered."""

import pytest
from sqlalchemy import event, text

from helpdesk import customers
from helpdesk.customers import identify, suggesting
from helpdesk.db import db, transaction
from tests.support.cast import signed_in


def reasons(customer) -> dict:
    found = suggesting.suggestions_for(db.session.get(customers.Customer, customer.id))
    return {one.customer.id: ([reason["why"] for reason in one.reasons], one.score) for one in found}


def test_who_claims_an_address_that_another_has_proven_is_suggested(carol, by_wechat):
    customers.claim(by_wechat, "email", "Carol@Example.com", how="said")
    assert reasons(by_wechat) == {carol.id: (["same_key"], 0.85)}
    assert reasons(carol) == {by_wechat.id: (["same_key"], 0.85)}


def test_the_same_name_and_the_same_last_digits_are_a_reason(app):
    one = identify("phone", "+8613812345678", verified=True, how="call", name="王 小明")[0]
    two = identify("whatsapp", "8617712345678", verified=True, how="channel", name="王小明")[0]
    three = identify("phone", "+8618812345678", verified=True, how="call", name="李雷")[0]
    assert reasons(one) == {two.id: (["name_and_tail"], 0.6)}
    assert reasons(three) == {}


def test_several_reasons_speak_together(carol, by_wechat):
    customers.describe(by_wechat, by=None, name="Carol")
    for who, number in ((carol, "+8613812345678"), (by_wechat, "+8617712345678")):
        customers.claim(who, "phone", number, how="said")
    customers.claim(by_wechat, "email", "carol@example.com", how="said")
    assert reasons(by_wechat) == {carol.id: (["same_key", "name_and_tail"], 0.94)}


def test_a_browser_in_which_somebody_signed_in_later_is_a_reason(app, orders):
    from channels.connecting import connect
    from channels.webchat import arrive, say

    inbox = connect(channel="webchat", name="Chat", team_id=orders.id)
    visitor, _ = arrive(inbox, language="en")
    say(visitor, inbox, text="Hello", client_id="6f1d2ad2-4c2c-4f4e-9a54-0d3b6a2f9d11")
    nameless = db.session.get(customers.Identity, visitor.identity_id).customer_id
    known = identify("user_id", "shop|carol", verified=True, how="signature", name="Carol")[0]
    with transaction():
        visitor.user = "shop|carol"
        visitor.user_index = customers.identity.index_of("user_id", "shop|carol")
    assert reasons(known) == {nameless: (["same_device"], 0.75)}


def test_a_no_is_remembered_and_a_merge_ends_the_question(ann, carol, by_wechat):
    customers.claim(by_wechat, "email", "carol@example.com", how="said")
    assert suggesting.refuse(by_wechat, carol, by=ann)
    assert not suggesting.refuse(carol, by_wechat, by=ann)
    assert reasons(carol) == reasons(by_wechat) == {}


def test_nobody_is_told_of_a_customer_out_of_their_sight(app, opened, returns, ann, eve, carol, by_wechat):
    opened("Mine")
    opened("Theirs", customer=by_wechat, team_id=returns.id)
    customers.claim(by_wechat, "email", "carol@example.com", how="said")
    assert signed_in(app, ann).get(f"/console/customers/{carol.id}/same.json").json["suggestions"] == []
    assert (
        signed_in(app, ann).post(f"/console/customers/{carol.id}/merge", json={"other": by_wechat.id}).status_code
        == 422
    )
    assert signed_in(app, eve).get(f"/console/customers/{carol.id}/same.json").status_code == 404


def test_in_the_console_two_are_merged_and_taken_apart(app, opened, ann, carol, by_wechat):
    ticket, chat = opened("By mail"), opened("By WeChat", customer=by_wechat)
    customers.claim(by_wechat, "email", "carol@example.com", how="said")
    browser = signed_in(app, ann)
    [suggestion] = browser.get(f"/console/customers/{carol.id}/same.json").json["suggestions"]
    assert (suggestion["id"], suggestion["score"], suggestion["tickets"]) == (by_wechat.id, 0.85, 1)
    said = {"other": by_wechat.id, "survivor": by_wechat.id, "reasons": ["same_key"]}
    assert browser.post(f"/console/customers/{carol.id}/merge", json=said).json["customer"]["id"] == by_wechat.id
    assert browser.get(f"/console/customers/{carol.id}.json").json["customer"]["id"] == by_wechat.id
    assert browser.get(f"/console/tickets/{ticket.id}.json").json["customer"]["ticket_count"] == 2
    same = browser.get(f"/console/customers/{by_wechat.id}/same.json").json
    assert [one["id"] for one in same["merged"]] == [carol.id] and same["trail"][0]["by"] == "Ann"
    assert browser.delete(f"/console/customers/{carol.id}/merge").status_code == 200
    assert browser.delete(f"/console/customers/{carol.id}/merge").status_code == 409
    assert browser.get(f"/console/tickets/{chat.id}.json").json["customer"]["ticket_count"] == 1


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("member_card", "6217-0012 34ab", "6217001234AB"),
        ("external_id", " CRM-17 ", "CRM-17"),
        ("unionid", "oR5Gj_abc", "oR5Gj_abc"),
    ],
)
def test_other_kinds_of_identities_have_one_form(kind, typed, kept):
    assert customers.normal(kind, typed) == kept


def test_no_table_is_read_whole_for_them(carol, by_wechat):
    customers.describe(by_wechat, by=None, name="Carol")
    for who, number in ((carol, "+8613812345678"), (by_wechat, "+8617712345678")):
        customers.claim(who, "phone", number, how="said")
    asked = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *told: asked.append(told[2:4]))
    try:
        assert reasons(carol) == {by_wechat.id: (["name_and_tail"], 0.6)}
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    connection = db.session.connection()
    if db.engine.dialect.name == "postgresql":  # whose planner reads a small table whole, and rightly so
        connection.execute(text("SET enable_seqscan = off"))
    for statement, parameters in asked:
        plan = str(connection.exec_driver_sql(explain + statement, parameters).all())
        assert "SCAN identity" not in plan and "SCAN customer" not in plan and "Seq Scan" not in plan, statement
