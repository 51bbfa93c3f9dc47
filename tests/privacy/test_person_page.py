"""The page of a person's export: the same as its JSON, for somebody who reads, in their language."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest

from helpdesk.customers import describe
from helpdesk.customers.privacy import consenting
from helpdesk.db import db, transaction
from helpdesk.privacy import exporting
from tests.privacy.test_erasing import customer_of
from tickets import Ticket, receive


@pytest.fixture
def exported(marked, mia):
    """exported("zh"): the page, and what else is in the archive."""

    def export(language, more=""):
        [canary] = marked(1)
        customer = customer_of(canary)
        with transaction():
            describe(customer, by=mia, language=language, time_zone="Asia/Shanghai", tags=["<b>gold</b>"])
            consenting.agree(customer, "marketing", granted=False, how="on the phone", by=mia)
            if more:
                receive(db.session.query(Ticket).filter_by(customer_id=customer.id).one(), customer, text=more)
        file = BytesIO()
        exporting.export(customer, file, by=mia)
        with zipfile.ZipFile(file) as archive:
            return canary, archive.read("person.html").decode(), archive.namelist()

    return export


def test_it_says_what_the_json_says_and_leads_to_the_files_beside_it(exported):
    canary, page, inside = exported("en")
    for said in (canary.email, canary.phone, canary.text, "Reply: ", "Marketing", "withdrawn", "Asia/Shanghai"):
        assert said in page, said
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
    assert links and set(links) == {name for name in inside if name.startswith("files/")}
    assert "Note:" not in page and "Mia" not in page


def test_it_is_in_their_language(exported):
    _, page, _ = exported("zh")
    assert '<html lang="zh-CN">' in page and "我们保存的您的个人数据" in page
    assert not re.search(r"[A-Za-z]{3,} (the|of|to) ", re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.S))


def test_nothing_that_was_written_runs_or_is_fetched_when_it_is_opened(exported):
    _, page, _ = exported("en", more='<script src="https://evil.example/x.js"></script><img src=https://evil.example>')
    assert "<script" not in page and "<b>gold" not in page and "&lt;script" in page
    assert not [tag for tag in re.findall(r"<[^>]+>", page) if "//" in tag]
    assert "default-src 'none'" in page
