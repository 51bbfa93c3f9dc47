"""What a ticket is: priority, type, subject, tags, fields. Every change is an event; no change is none."""

import pytest

from helpdesk.db import db, transaction
from tickets import NotAllowed, TicketField, classify, prioritize, rename, set_fields, set_tags, tag, tag_name, untag
from tickets.field import fields
from tickets.tag import Tag, Tagging


def test_priority(ticket, ann, happened):
    prioritize(ticket, "urgent", by=ann)
    prioritize(ticket, "urgent", by=ann)
    assert happened(ticket, "priority_changed") == [{"from": "normal", "to": "urgent"}]
    with pytest.raises(NotAllowed):
        prioritize(ticket, "highest", by=ann)


def test_type(ticket, ann, happened):
    classify(ticket, "complaint", by=ann)
    classify(ticket, None, by=ann)
    assert happened(ticket, "type_changed") == [{"from": None, "to": "complaint"}, {"from": "complaint", "to": None}]
    with pytest.raises(NotAllowed):
        classify(ticket, "rant", by=ann)


def test_a_subject_is_one_line_and_its_words_stay_out_of_the_event(ticket, ann, happened):
    rename(ticket, "  Parcel\r\n\tlost  ", by=ann)
    assert ticket.subject == "Parcel lost"
    assert happened(ticket, "subject_changed") == [{}]
    with pytest.raises(NotAllowed):
        rename(ticket, " \n ", by=ann)


def tagged(ticket):
    return set(
        db.session.scalars(
            db.select(Tag.name).join(Tagging, Tagging.tag_id == Tag.id).where(Tagging.ticket_id == ticket.id)
        )
    )


def test_the_names_on_the_ticket_and_the_look_up_say_the_same(ticket, ann, happened):
    tag(ticket, "VIP", "退货", "vip", by=ann)
    assert ticket.tag_names == ["vip", "退货"] and tagged(ticket) == {"vip", "退货"}
    untag(ticket, "vip", "never there", by=ann)
    assert ticket.tag_names == ["退货"] and tagged(ticket) == {"退货"}
    tag(ticket, "退货", by=ann)
    set_tags(ticket, ["late", "退货"], by=ann)
    assert set(ticket.tag_names) == tagged(ticket) == {"late", "退货"}
    assert happened(ticket, "tags_changed") == [
        {"added": ["vip", "退货"], "removed": []},
        {"added": [], "removed": ["vip"]},
        {"added": ["late"], "removed": []},
    ]


@pytest.mark.parametrize(
    "given, kept", [("Late Delivery", "late_delivery"), ("ＶＩＰ", "vip"), (" a,b ", "a_b"), ("退货 退款", "退货_退款")]
)
def test_a_tag_has_one_spelling(given, kept):
    assert tag_name(given) == kept == tag_name(kept)


@pytest.mark.parametrize("wrong", ["", "  ", "x" * 61, "a\x00b", ","])
def test_what_is_no_tag_is_refused(wrong):
    with pytest.raises(NotAllowed):
        tag_name(wrong)


def test_a_ticket_has_fifty_tags_at_most(ticket, ann):
    tag(ticket, *(f"t{n}" for n in range(50)), by=ann)
    with pytest.raises(NotAllowed):
        tag(ticket, "one more", by=ann)
    assert len(ticket.tag_names) == len(tagged(ticket)) == 50


@pytest.fixture
def company_fields(app):
    with transaction():
        for key, kind, more in (
            ("order", "text", {}),
            ("amount", "number", {}),
            ("day", "date", {}),
            ("gift", "checkbox", {}),
            ("colour", "choice", {"choices": [{"value": "red", "en": "Red", "zh": "红"}]}),
            ("old", "text", {"enabled": False}),
        ):
            db.session.add(TicketField(key=key, label_en=key, label_zh=key, kind=kind, **more))


def test_fields_take_what_fits(ticket, ann, company_fields, happened):
    set_fields(ticket, {"order": " ST-1 ", "amount": 9.5, "day": "2026-02-28", "gift": False, "colour": "red"}, by=ann)
    assert ticket.fields == {"order": "ST-1", "amount": 9.5, "day": "2026-02-28", "gift": False, "colour": "red"}
    set_fields(ticket, {"order": None, "amount": 9.5}, by=ann)
    assert "order" not in ticket.fields and ticket.fields["amount"] == 9.5
    assert happened(ticket, "fields_changed")[-1] == {"order": ["ST-1", None]}
    assert [field.key for field in fields()] == ["order", "amount", "day", "gift", "colour"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": 5},
        {"order": "x" * 1001},
        {"amount": "5"},
        {"amount": True},
        {"amount": float("nan")},
        {"amount": float("inf")},
        {"day": "2026-02-30"},
        {"day": "20260228"},
        {"gift": 1},
        {"colour": "blue"},
        {"colour": ["red"]},
        {"old": "x"},
        {"is_admin": True},
        {"order": {"$ne": 1}},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(ticket, ann, company_fields, wrong):
    with pytest.raises(NotAllowed):
        set_fields(ticket, {"amount": 1, **wrong}, by=ann)
    db.session.refresh(ticket)
    assert ticket.fields == {}
