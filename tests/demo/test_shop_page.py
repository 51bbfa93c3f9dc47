"""The page of the demo shop: in both languages, strict, and vouching only for people who were invented for it."""

import hashlib
import hmac
import json
import re
from html.parser import HTMLParser

import pytest

from channels import Inbox
from helpdesk.db import transaction
from helpdesk.demo import pages, world
from helpdesk.hot import insert

SECRET = "a secret of the shop's own server, long enough"


class Page(HTMLParser):
    """What a browser would find in the page."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.links, self.scripts, self.texts = [], [], [], []
        self.open = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.open = tag
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append((self.open, data.strip()))

    def all(self, tag, **having):
        return [
            found
            for name, found in self.tags
            if name == tag and all(found.get(key) == value for key, value in having.items())
        ]


@pytest.fixture
def shop(client):
    with transaction():
        insert(
            Inbox(
                name="Songtide shop",
                channel="webchat",
                key="chat-key",
                options={"demo": True},
                settings={"identity_secret": SECRET},
            )
        )

    def visit(**choices):
        answer = client.get("/demo", query_string=choices)
        assert answer.status_code == 200
        return Page(answer.text)

    return visit


def visitor_of(page):
    return json.loads(page.all("body")[0]["data-visitor"])


def test_without_the_demo_there_is_no_shop(client):
    assert client.get("/demo").status_code == 404


def test_a_real_chat_is_never_vouched_for(client):
    with transaction():
        insert(Inbox(name="A real one", channel="webchat", settings={"identity_secret": SECRET}))
    assert client.get("/demo?as=carol").status_code == 404


@pytest.mark.parametrize(
    ("lang", "word", "price"), [("en", "Longjing green tea", "$42"), ("zh", "明前西湖龙井", "¥268")]
)
def test_it_is_written_in_both_languages(shop, lang, word, price):
    page = shop(lang=lang)
    words = " ".join(text for _, text in page.texts)
    assert word in words and price in words
    assert page.all("html")[0]["lang"] == {"en": "en", "zh": "zh-CN"}[lang]


@pytest.mark.parametrize("asked", ["zh-CN,zh;q=0.9,en;q=0.5", "zh-CN,en;q=0.9", "zh-Hans-CN, en-US;q=0.8", "fr, zh-TW"])
def test_it_speaks_the_language_of_the_browser(shop, client, asked):
    answer = client.get("/demo", headers={"Accept-Language": asked})
    page = Page(answer.text)
    assert page.all("html", lang="zh-CN")
    assert page.all("script", src="/widget.js?inbox=chat-key"), "the chat asks the browser too"


def test_a_language_that_was_chosen_is_that_of_the_chat_too(shop):
    assert shop(lang="zh").all("script", src="/widget.js?inbox=chat-key&language=zh")


def test_every_product_is_drawn(shop):
    html = shop().tags
    drawings = [index for index, (tag, found) in enumerate(html) if found.get("class") == "drawing"]
    assert len(drawings) == len(world.shop()["products"])
    assert all(html[index + 1][0] in ("ellipse", "path", "g") and html[index + 3][0] != "svg" for index in drawings)


def test_the_widget_is_on_it_as_a_site_would_carry_it(shop):
    script = shop().all("script", src="/widget.js?inbox=chat-key")
    assert script and "async" in script[0]


def test_nothing_inline_may_run_and_nothing_inline_is_there(shop, client):
    policy = client.get("/demo").headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    page = shop(**{"as": "carol"})
    assert not [found for tag, found in page.tags if "style" in found or tag == "style"]
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    assert all("src" in found for found in page.all("script"))


def test_who_is_signed_in_is_vouched_for(shop):
    carol = visitor_of(shop(**{"as": "carol"}))
    expected = hmac.new(SECRET.encode(), b"carol", hashlib.sha256).hexdigest()
    assert carol == {"user_id": "carol", "name": "Carol Whitmore", "email": "carol@example.com", "hash": expected}


@pytest.mark.parametrize("stranger", ["eve", "", '"><script>alert(1)</script>', "ann@demo.test", "xu-lan"])
def test_a_stranger_is_vouched_for_by_nobody(shop, stranger):
    page = shop(**{"as": stranger})
    assert page.all("body")[0]["data-visitor"] == ""
    assert page.all("body")[0]["data-signed-out"] == "yes"


def test_choices_are_kept_from_link_to_link(shop):
    page = shop(lang="zh", theme="dark", **{"as": "lin-fei"})
    assert page.all("html")[0]["data-theme"] == "dark"
    english = page.all("a", hreflang="en")[0]["href"]
    assert re.search("lang=en", english) and "as=lin-fei" in english and "theme=dark" in english


def test_who_can_be_is_somebody_of_the_demo():
    assert set(pages.PEOPLE) <= {customer["id"] for customer in world.customers()}
