"""What other helpdesks export, in the shapes of their documentation."""

import json

import pytest
from sqlalchemy import select

from helpdesk.customers import Customer, Organization
from helpdesk.db import db
from helpdesk.importing.exports import whose
from tests.importing.conftest import counts
from tests.importing.exported import CHATWOOT, FRESHDESK, OSTICKET, ZENDESK, packed
from tickets import Message, Ticket

EXPORTS = {"zendesk": ZENDESK, "freshdesk": FRESHDESK, "chatwoot": CHATWOOT, "osticket": OSTICKET}


@pytest.mark.parametrize("kind", sorted(EXPORTS))
def test_an_export_is_recognised(kind):
    assert whose(EXPORTS[kind]).kind == kind


@pytest.mark.parametrize("kind", sorted(EXPORTS))
def test_people_tickets_and_every_message_come_over(bring, ann, kind):
    run = bring(packed(EXPORTS[kind]), "export", filename="export.zip")
    assert (run.state, run.source, run.refused) == ("done", kind, 0)
    ticket = db.session.scalar(select(Ticket))
    assert (ticket.status, ticket.priority) == ("solved", "high")
    said = [
        (one.kind, one.text.split("\n")[0])
        for one in db.session.scalars(select(Message).where(Message.ticket_id == ticket.id).order_by(Message.at))
    ]
    assert said == [("inbound", "My teapot leaks."), ("note", "Ask the potter."), ("reply", "A new one is on its way.")]
    assert db.session.get(Customer, ticket.customer_id).name == "Carol"
    assert counts(bring(packed(EXPORTS[kind]), "export", filename="export.zip"))[0] == 0


def test_organizations_come_with_their_domains_and_members(bring, ann):
    bring(packed(ZENDESK), "export", filename="export.zip")
    assert db.session.scalar(select(Organization.name)) == "Songtide"


def test_one_file_of_lines_is_an_export_too(bring, ann):
    lines = "\n".join(json.dumps(one) for objects in ZENDESK.values() for one in objects)
    assert bring(lines.encode(), "export", filename="zendesk.jsonl").source == "zendesk"


def test_what_is_nobodys_export_says_so(bring):
    run = bring(b'[{"a": 1}]', "export", filename="a.json")
    assert (run.state, run.trouble) == ("failed", "not_recognised")
