"""What is read most stands at the start of the chat, in the visitor's language, and leads to the help centre."""

from collections import Counter
from datetime import timedelta

import pytest

import knowledge_base as kb
from channels import Inbox
from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.hot import insert
from knowledge_base import reads


@pytest.fixture(autouse=True)
def written_at_once(monkeypatch):
    monkeypatch.setattr(reads, "WRITTEN_EVERY", 0.0)
    monkeypatch.setattr(reads, "_gathered", Counter())  # what other tests of this process have read


@pytest.fixture
def first_screen(app, orders, client):
    with transaction():
        insert(Inbox(key="shop-chat", name="Shop", channel="webchat", team_id=orders.id, settings={}))

    def asks(language: str) -> list[dict]:
        answer = client.get("/widget/shop-chat/start.json", headers={"Accept-Language": language})
        return answer.json["articles"]

    return asks


def read(client, slug: str, times: int = 1, language: str = "en", **headers) -> None:
    for _ in range(times):
        client.get(f"/help/{language}/articles/{slug}", headers=headers)


def titles(language: str = "en", **how) -> list[str]:
    return [title for *_, title in kb.most_read(kb.ANYBODY, language, limit=4, **how)]


def test_the_most_read_stand_first_and_a_few_are_enough(client, published, first_screen):
    for word in ("One", "Two", "Three", "Four", "Five"):
        published(word)
    read(client, "five", 3)
    read(client, "two")
    assert [one["title"] for one in first_screen("en")] == ["Five", "Two", "One", "Three"]
    assert client.get(first_screen("en")[0]["url"]).status_code == 200


def test_each_language_has_its_own(client, published, first_screen):
    published("Returning something")
    published("退货怎么办理", language="zh")
    assert [one["title"] for one in first_screen("zh-CN")] == ["退货怎么办理"]
    assert [one["title"] for one in first_screen("en")] == ["Returning something"]


def test_what_not_everybody_may_see_is_not_there(client, published, first_screen):
    published("For the team", visibility="internal")
    published("For who is signed in", visibility="signed_in")
    assert first_screen("en") == []


def test_while_the_help_centre_is_shut_there_are_none(published, first_screen):
    published("Returning something")
    kb.set_centre(enabled=False)
    assert first_screen("en") == []


def test_robots_and_agents_do_not_count_and_a_month_later_it_is_forgotten(client, published, as_agent, ann):
    published("One")
    published("Two")
    read(client, "two", **{"User-Agent": "Googlebot/2.1"})
    read(as_agent(ann), "two")
    assert titles() == ["One", "Two"]
    read(client, "two")
    assert titles() == ["Two", "One"]
    assert titles(as_of=clock.now() + timedelta(days=32)) == ["One", "Two"]


def test_who_loads_pages_as_fast_as_they_can_makes_the_database_write_no_faster(client, published, monkeypatch):
    published("One")
    published("Two")
    read(client, "one")
    monkeypatch.setattr(reads, "WRITTEN_EVERY", 3600.0)
    read(client, "two", 3)
    assert titles() == ["One", "Two"]
    monkeypatch.setattr(reads, "WRITTEN_EVERY", 0.0)
    read(client, "two")
    assert titles() == ["Two", "One"]
