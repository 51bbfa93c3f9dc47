"""Copied in: sealed addresses, counted in events and never named there."""

import json

import pytest
from sqlalchemy import text

from helpdesk.db import db
from tickets import NotAllowed, copied, copy_in, copy_to, leave_out


def test_copying_in_and_leaving_out(ticket, ann, happened):
    copy_in(ticket, ["Dave@Example.com", "eve@example.com", "dave@example.com", "not an address"], by=ann)
    copy_in(ticket, ["dave@example.com"], by=ann)
    assert copied(ticket) == ["dave@example.com", "eve@example.com"]
    leave_out(ticket, "EVE@example.com", by=ann)
    leave_out(ticket, "dave@example.com", by=ann)
    assert copied(ticket) == []
    assert happened(ticket, "cc_changed") == [
        {"added": 2, "removed": 0},
        {"added": 0, "removed": 1},
        {"added": 0, "removed": 1},
    ]


def test_the_addresses_lie_sealed(ticket, ann):
    copy_to(ticket, ["canary@example.com"], by=ann)
    row = db.session.execute(text("SELECT * FROM ticket")).mappings().one()
    events = db.session.execute(text("SELECT data FROM event")).scalars().all()
    assert "canary" not in json.dumps(
        [dict(row), events],
        default=lambda v: bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v),
    )
    db.session.expire_all()
    assert copied(ticket) == ["canary@example.com"]


def test_what_is_no_address_is_refused_when_an_agent_writes_it(ticket, ann):
    for wrong in ("dave", "dave@", "a b@example.com", ""):
        with pytest.raises(NotAllowed):
            copy_to(ticket, [wrong], by=ann)


def test_fifty_people_and_no_more(ticket, ann):
    many = [f"p{n}@example.com" for n in range(60)]
    with pytest.raises(NotAllowed):
        copy_to(ticket, many, by=ann)
    copy_in(ticket, many, by=ann)
    assert len(copied(ticket)) == 50
