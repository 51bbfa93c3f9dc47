"""The editor's pages, the articles beside the composer, and the API."""

import re

import pytest

import knowledge_base as kb
from helpdesk import people
from helpdesk.db import db, transaction
from tests.support.cast import signed_in


def said(client, path, **values):
    return client.post(path, data=values)


def test_an_editor_writes_a_supervisor_reviews_and_readers_find_it(app, client, ann, sue, indexed):
    kb.set_centre(review=True)
    anns, sues = signed_in(app, ann), signed_in(app, sue)
    begun = said(anns, "/knowledge/new", title="Returning something", language="en")
    here = begun.location
    seen = re.search(r'name="seen" value="(\d+)"', anns.get(here).get_data(as_text=True))[1]
    assert said(anns, here, title="Returning something", body="You have **30** days.", seen=seen).status_code == 303
    assert said(anns, f"{here}/publish").status_code == 404, "agents write, they do not publish"
    assert said(sues, f"{here}/publish").status_code == 303
    assert client.get("/help/en/articles/returning-something").status_code == 404, (
        "not before a second person has looked"
    )
    said(anns, f"{here}/submit")
    assert "To review" in sues.get("/knowledge").get_data(as_text=True)
    said(sues, f"{here}/approve")
    said(sues, f"{here}/publish")
    indexed()
    assert "<strong>30</strong>" in client.get("/help/en/articles/returning-something").get_data(as_text=True)
    assert "<mark>Returning</mark> something" in client.get("/help/en/search?q=return").get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    ["", "/new", "/1/en", "/1/zh?beside=en", "/1/en/revisions", "/categories", "/words?q=parcel", "/centre", "/move"],
)
def test_every_page_opens_for_who_may_and_for_nobody_else(app, client, published, mia, path):
    published("Parcel", "One.")
    assert signed_in(app, mia).get(f"/knowledge{path}").status_code == 200
    assert client.get(f"/knowledge{path}").status_code == 302


def test_what_was_written_is_not_lost_when_it_cannot_be_saved(app, ann, published):
    article = published("Parcel", "One.")
    anns = signed_in(app, ann)
    answer = said(anns, f"/knowledge/{article.id}/en", title="  ", body="A long evening's work.", seen="1")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "An article needs a title." in page and "A long evening&#39;s work." in page


def test_one_phrasing_that_cannot_be_kept_does_not_cost_the_others(app, ann, published):
    article = published("Parcel")
    anns = signed_in(app, ann)
    lines = "where is it\n" + "too long " * 50 + "\nis it lost"
    shown = anns.post(f"/knowledge/{article.id}/phrasings", data={"phrasings": lines}, follow_redirects=True)
    assert [row.text for row in kb.phrasings_of([article.id])[article.id]] == ["where is it", "is it lost"]
    assert "This text is too long." in shown.get_data(as_text=True)


def test_articles_are_listed_in_the_language_of_who_looks(app, ann, mia, published):
    article = published("Parcel")
    kb.write(article, "zh", title="包裹", body="一。", by=mia)
    with transaction():
        ann.language = "zh"
    page = signed_in(app, ann).get("/knowledge").get_data(as_text=True)
    assert f'<a href="/knowledge/{article.id}/zh">包裹</a>' in page and ">Parcel</a>" not in page


def test_what_agents_may_not_do_is_not_there_for_them(app, ann, published):
    article = published("Parcel")
    anns = signed_in(app, ann)
    for path in ("/categories", "/centre", "/move", "/export.zip"):
        assert anns.get(f"/knowledge{path}").status_code == 404
    for verb in ("publish", "withdraw", "approve"):
        assert said(anns, f"/knowledge/{article.id}/en/{verb}").status_code == 404
    said(anns, f"/knowledge/{article.id}/details", visibility="internal")
    db.session.expire_all()
    assert db.session.get(kb.Article, article.id).visibility == "public"


def test_the_articles_that_may_answer_stand_beside_the_composer(app, ann, eve, opened, published, indexed, mia):
    article = published("Where is my parcel?", "Look at the **tracking** page.")
    kb.write(article, "zh", title="包裹在哪里", body="请看物流页面。", by=mia)
    kb.publish(kb.text_of(article.id, "zh"), by=mia)
    published("Internal parcel rules", "Never promise a day.", visibility="internal")
    indexed()
    ticket = opened("My parcel is late", language="zh")
    anns, here = signed_in(app, ann), f"/console/tickets/{ticket.id}/articles"
    titles = [one["title"] for one in anns.get(f"{here}.json").json["articles"]]
    assert "包裹在哪里" in titles, "in the customer's language"
    link = anns.post(f"{here}/{article.id}/insertion", json={"form": "link"}).json["text"]
    assert link.endswith("/help/zh/articles/包裹在哪里")
    assert anns.post(f"{here}/{article.id}/insertion", json={"form": "text"}).json["text"] == "请看物流页面。"
    inside = next(one for one in anns.get(f"{here}.json?q=rules").json["articles"] if one["visibility"] == "internal")
    assert anns.post(f"{here}/{inside['id']}/insertion", json={"form": "link"}).status_code == 422
    anns.post(f"{here}/{article.id}/answer", json={})
    assert {row.how for row in kb.taught_by(ticket.id)} == {"inserted", "answered"}
    assert anns.delete(f"{here}/{article.id}/answer").json == {"taught": False}
    assert signed_in(app, eve).get(f"{here}.json").status_code == 404


def test_programs_read_and_write_the_help_centre_in_the_fields_shapes(app, client, sue, ann, indexed):
    def headers(agent):
        return {"Authorization": f"Bearer {people.api_token.create(agent, name='program', by=None)}"}

    mine = headers(sue)
    shelf = client.post(
        "/api/v2/help_center/categories.json", json={"category": {"name": "Orders"}}, headers=mine
    ).json["category"]
    section = client.post(
        f"/api/v2/help_center/categories/{shelf['id']}/sections.json",
        json={"section": {"name": "Returns"}},
        headers=mine,
    ).json["section"]
    article = {"title": "Returning", "body": "<p>You have <b>30</b> days<script>x</script></p>", "locale": "en-us"}
    made = client.post(
        f"/api/v2/help_center/en-us/sections/{section['id']}/articles.json", json={"article": article}, headers=mine
    )
    assert made.status_code == 201 and made.json["article"]["draft"] is False
    number = made.json["article"]["id"]
    assert "<strong>30</strong>" in made.json["article"]["body"] and "script" not in made.json["article"]["body"]
    said = {"translation": {"locale": "zh-cn", "title": "退货", "body": "<p>30 天</p>"}}
    assert (
        client.post(f"/api/v2/help_center/articles/{number}/translations.json", json=said, headers=mine).status_code
        == 201
    )
    indexed()
    found = client.get("/api/v2/help_center/articles/search.json?query=returning", headers=mine).json
    assert (found["count"], found["results"][0]["id"]) == (1, number)
    draft = client.post(
        f"/api/v2/help_center/sections/{section['id']}/articles.json",
        json={"article": {"title": "Other", "body": "x"}},
        headers=headers(ann),
    )
    assert draft.json["article"]["draft"] is True, "an agent writes, and somebody else publishes"
    assert client.delete(f"/api/v2/help_center/articles/{number}.json", headers=headers(ann)).status_code == 403
    assert client.delete(f"/api/v2/help_center/articles/{number}.json", headers=mine).status_code == 204
    assert client.get(f"/api/v2/help_center/articles/{number}.json", headers=mine).status_code == 404
    assert client.get("/api/v2/help_center/articles.json").status_code == 401
