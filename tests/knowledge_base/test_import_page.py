"""The page that takes articles in says what it could not read in the language of whoever sends it."""

import io

import pytest

from helpdesk.db import db, transaction
from helpdesk.people import Agent
from tests.support.cast import *  # noqa: F403

TABLE = "标题,正文\n如何退货,七天内可退\n,没有标题的正文\n"


def reading(as_agent, agent, language):
    with transaction():
        db.session.get(Agent, agent.id).language = language
    return as_agent(agent)


@pytest.mark.parametrize(("language", "said"), [("en", "line 3: no title"), ("zh", "第 3 行：缺少标题")])
def test_a_row_without_a_title_is_told_with_its_line(as_agent, mia, language, said):
    sent = {"dry": "1", "file": (io.BytesIO(TABLE.encode("gb18030")), "articles.csv")}
    page = reading(as_agent, mia, language).post("/knowledge/move", data=sent)
    assert page.status_code == 200 and said in page.text


def test_a_file_that_is_no_archive_is_told_in_chinese(as_agent, mia):
    sent = {"file": (io.BytesIO(b"PK no archive"), "articles.zip")}
    page = reading(as_agent, mia, "zh").post("/knowledge/move", data=sent)
    assert page.status_code == 422 and "不是可读取的压缩包" in page.text
