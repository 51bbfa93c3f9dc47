"""Carol at the 公众号 and carol at 微信客服 is one customer, where WeChat says that it is one person."""

import pytest
from sqlalchemy import func, select

from channels import introducing, polling
from channels.simulator.standin import Person
from helpdesk import customers, jobs
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tests.channels.standing import *  # noqa: F403
from tickets import Message, Ticket

AT_WECHAT, AT_WECOM = Person("oCarolZ", "Carol"), Person("wmCarolZ", "Carol")
EVE = Person("oEve", "Eve")


@pytest.fixture
def wechat(provider):
    return provider("wechat")


@pytest.fixture
def wecom(provider):
    return provider("wecom")


def owner_of(kind: str, value: str) -> int:
    db.session.rollback()
    return customers.verified(kind, value).customer_id


def introduced(provider, person) -> None:
    """The job that was left when the ticket was opened is done."""
    introducing.look(provider.inbox.id, customers.verified(provider.kind, person.id).id)


def test_a_new_ticket_has_wechat_asked_who_it_is_once(wechat):
    wechat.write("Where is my parcel?", person=AT_WECHAT)
    wechat.write("Hello?", person=AT_WECHAT)
    assert jobs.connection().llen("rq:queue:media") == 1
    introduced(wechat, AT_WECHAT)
    assert owner_of("unionid", "uCarolZ") == owner_of("wechat", "oCarolZ")


def test_who_writes_to_the_one_and_then_to_the_other_is_one_customer(wechat, wecom):
    wechat.write("Where is my parcel?", person=AT_WECHAT)
    introduced(wechat, AT_WECHAT)
    wecom.write("I also write here", person=AT_WECOM)
    polling.poll_now(wecom.inbox.id)
    assert owner_of("wecom", "wmCarolZ") == owner_of("wechat", "oCarolZ")
    assert db.session.scalar(select(func.count()).select_from(Customer)) == 1
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_two_who_were_known_before_are_not_merged_without_anybody_looking(wechat, wecom):
    wechat.write("Where is my parcel?", person=AT_WECHAT)
    wecom.write("I also write here", person=AT_WECOM)
    polling.poll_now(wecom.inbox.id)
    introduced(wechat, AT_WECHAT)
    assert owner_of("wecom", "wmCarolZ") != owner_of("wechat", "oCarolZ")
    claims = select(Identity.customer_id).where(Identity.kind == "unionid", Identity.verified_at.is_(None))
    assert list(db.session.scalars(claims)) == [owner_of("wechat", "oCarolZ")]


def test_a_stranger_with_another_unionid_stays_a_stranger(wechat, wecom):
    wechat.write("hello", person=EVE)
    introduced(wechat, EVE)
    wecom.write("hello", person=AT_WECOM)
    polling.poll_now(wecom.inbox.id)
    assert owner_of("wecom", "wmCarolZ") != owner_of("wechat", "oEve")


def test_a_name_that_wechat_knows_is_taken_only_where_there_is_none(wechat, monkeypatch):
    wechat.write("hello", person=AT_WECHAT)
    identity = customers.verified("wechat", "oCarolZ")
    introducing._note(identity.id, "Carol D.", {})
    introducing._note(identity.id, "Somebody else", {})
    assert db.session.query(Customer).one().name == "Carol D."


def test_when_wechat_does_not_answer_nothing_is_lost_but_a_name(wechat):
    wechat.write("hello", person=AT_WECHAT)
    wechat.faults(broken=1.0)
    introduced(wechat, AT_WECHAT)
    assert db.session.scalar(select(Message.text)) == "hello"
    assert db.session.query(Customer).one().name is None
