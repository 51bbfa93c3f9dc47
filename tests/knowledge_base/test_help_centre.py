"""The help centre as strangers, customers and attackers see it."""

import base64
import re
from urllib.parse import quote

import pytest

import knowledge_base as kb
from channels import Inbox
from helpdesk.customers import identify
from helpdesk.customers.organizing.changing import join, save_organization
from helpdesk.db import db, transaction
from helpdesk.help_centre.signing_in import link_for
from helpdesk.hot import insert
from tests.support import eventually
from tests.support.at_once import at_once
from tests.support.cast import signed_in
from tests.support.pictures import PNG
from tickets import Ticket, note, reply


@pytest.fixture
def form(app, orders):
    with transaction():
        return insert(Inbox(key="form-of-the-shop", name="Form", channel="form", team_id=orders.id, settings={}))


@pytest.fixture
def carols_browser(app, carol):
    client = app.test_client()
    answer = client.post(f"/help/en/sign-in/{link_for('carol@example.com')}")
    assert (answer.status_code, answer.location) == (303, "/help/en/requests")
    return client


def test_a_page_is_one_text_and_one_style_and_needs_no_cookie(client, published):
    published("Returning something")
    page = client.get("/help/en/articles/returning-something")
    assert page.status_code == 200 and "Set-Cookie" not in page.headers
    html = page.get_data(as_text=True)
    assert len(re.findall(r"<link rel=\"stylesheet\"", html)) == 1
    assert not re.search(r'<(?:script|img|iframe|link rel="preload")[^>]*src=', html)
    style = re.search(r'href="(/help/style-\w+\.css)"', html)[1]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    assert (
        client.get("/help/en/articles/returning-something", headers={"If-None-Match": page.headers["ETag"]}).status_code
        == 304
    )


def test_the_little_script_of_the_page_is_the_only_one_its_policy_lets_run(client, published):
    import base64
    import hashlib

    published("Returning something")
    page = client.get("/help/en/")
    script = re.search(r"<script>(.*?)</script>", page.get_data(as_text=True), re.S)[1]
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = page.headers["Content-Security-Policy"]
    assert f"script-src 'sha256-{mark}'" in policy and "unsafe" not in policy


def test_what_one_may_not_see_is_nowhere(app, client, published, indexed, mia):
    shelf = kb.save_category(names={"en": "Vault"}, by=mia)
    published("Public zebra", "Stripes for all.")
    inside = published("Secret zebra", "The safe's code is 4711.", visibility="internal", category_id=shelf.id)
    published("Gold zebra", "4711 for gold.", visibility="segments", segments=[7], category_id=shelf.id)
    published("Member zebra", "4711 for members.", visibility="signed_in", category_id=shelf.id)
    kept = kb.keep_file(inside, filename="code.png", data=PNG, by=mia)
    kb.begin(title="Draft zebra", body="4711 soon.", language="en", by=mia)
    indexed()
    places = ["/help/en/", "/help/en/search?q=zebra", "/help/en/search?q=4711", "/help/en/suggest.json?q=zeb"]
    places += ["/help/sitemap.xml", "/help/en/feed.xml", "/help/en/categories/vault", "/help/en/articles/public-zebra"]
    for state in ("index", "database"):
        for place in places:
            text = client.get(place).get_data(as_text=True)
            for word in ("Secret zebra", "Gold zebra", "Member zebra", "Draft zebra", "safe&#39;s", "Vault"):
                assert word not in text, f"{word} at {place} from the {state}"
            assert "4711 for" not in text and "4711 soon" not in text
        from knowledge_base.index import place as where

        (where.folder() / "current").write_text("g-gone")
    for slug in ("secret-zebra", "gold-zebra", "member-zebra", "draft-zebra"):
        assert client.get(f"/help/en/articles/{slug}").status_code == 404
        assert client.post(f"/help/en/articles/{slug}/rating", data={"helpful": "yes"}).status_code == 404
    assert client.get(kept.address).status_code == 404
    assert signed_in(app, mia).get(kept.address).status_code == 200


def test_a_picture_is_handed_out_powerless_under_whatever_name(client, published, mia):
    article = published("Zebra")
    kept = kb.keep_file(article, filename="../../etc/x.html.png", data=b"<script>alert(1)</script>", by=mia)
    answer = client.get(kept.address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get("/help/files/../../keys").status_code == 404
    assert client.get("/help/files/..%2f..%2fkeys/x").status_code == 404


def test_a_title_full_of_markup_is_text_everywhere(client, published, indexed):
    published('<script>alert("x")</script> zebra', "Body </script><script>alert(2)</script> zebra.")
    indexed()
    for place in ("/help/en/", "/help/en/search?q=zebra", "/help/sitemap.xml", "/help/en/feed.xml"):
        assert "<script>alert" not in client.get(place).get_data(as_text=True), place
    slug = kb.search("zebra", who=kb.ANYBODY).articles[0].slug
    assert "<script>alert" not in client.get(f"/help/en/articles/{slug}").get_data(as_text=True)
    assert "<script>alert" not in client.get("/help/en/search?q=" + quote("<script>alert(3)</script>")).get_data(
        as_text=True
    )


def test_a_reader_says_whether_it_helped_and_why_not(client, published):
    article = published("Zebra")
    asked = client.post("/help/en/articles/zebra/rating", data={"helpful": "no"})
    assert "What was missing?" in client.get(asked.location).get_data(as_text=True)
    client.post(
        "/help/en/articles/zebra/rating", data={"helpful": "no", "reason": "wrong", "comment": "Stripes are black."}
    )
    from knowledge_base.feedback import comments_of, helped

    assert helped([article.id]) == {(article.id, "en"): (0, 1)}, "one reader counts once"
    assert comments_of(article.id)[0].comment == "Stripes are black."
    foreign = client.post(
        "/help/en/articles/zebra/rating", data={"helpful": "yes"}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 400


def test_what_nobody_found_is_noted_for_the_editors(client, published, indexed):
    published("Zebra")
    indexed()
    client.get("/help/en/search?q=giraffe+delivery+abroad")
    assert db.session.query(kb.Gap).one().asked == 1


def test_an_old_address_and_another_spelling_of_the_language_lead_there(client, published, mia):
    article = published("Zebra")
    kb.write(article, "en", title="Okapi", body="x", by=mia)
    kb.publish(kb.text_of(article.id, "en"), by=mia)
    moved = client.get("/help/en/articles/zebra")
    assert (moved.status_code, moved.location) == (301, "/help/en/articles/okapi")
    assert client.get("/help/en-US/articles/okapi").location == "/help/en/articles/okapi"
    assert client.get("/help/xx/").status_code == 404
    assert client.get("/help", headers={"Accept-Language": "zh-TW"}).location == "/help/zh/"


def test_a_customer_signs_in_by_mail_sees_their_requests_and_writes_on(
    app, carol, ticket, ann, form, carols_browser, opened
):
    stranger, _ = identify("email", "dave@example.com", verified=True, how="test")
    other = opened("Dave's secret parcel", customer=stranger)
    with transaction():
        for one, who in ((ticket, carol), (other, stranger)):
            one.identity_id = db.session.query(kb_identity()).filter_by(customer_id=who.id).one().id
    reply(ticket, by=ann, text="It left yesterday.")
    note(ticket, by=ann, text="She is always late with paying.")
    listed = carols_browser.get("/help/en/requests").get_data(as_text=True)
    assert "My parcel is late" in listed and "secret" not in listed
    thread = carols_browser.get(f"/help/en/requests/{ticket.id}").get_data(as_text=True)
    assert "My parcel is late" in thread and "always late with paying" not in thread
    assert carols_browser.get(f"/help/en/requests/{other.id}").status_code == 404
    stamp = re.search(r'name="stamp" value="([^"]+)"', thread)[1]
    for _ in range(2):  # the button was pressed twice
        carols_browser.post(f"/help/en/requests/{ticket.id}", data={"stamp": stamp, "text": "Thank you, found it."})
    db.session.expire_all()
    assert db.session.get(Ticket, ticket.id).message_count in (3, 4)
    again = carols_browser.get(f"/help/en/requests/{ticket.id}").get_data(as_text=True)
    assert again.count("Thank you, found it.") == 1


def test_a_customer_reads_what_their_organization_shares(carol, mia, ann, form, carols_browser, opened):
    dave, _ = identify("email", "dave@example.com", verified=True, how="test", name="Dave Dent")
    theirs = opened("Twelve kettles", customer=dave)
    reply(theirs, by=ann, text="On Tuesday.")
    note(theirs, by=ann, text="They pay late.")
    acme = save_organization(None, name="Acme", by=mia)
    for one in (carol, dave):
        join(acme, one, by=mia)
    address = f"/help/en/requests/{theirs.id}"
    assert carols_browser.get(address).status_code == 404
    save_organization(acme, shared_tickets=True, by=mia)
    listed = carols_browser.get("/help/en/requests").get_data(as_text=True)
    assert "From your organization" in listed and "Twelve kettles" in listed and "Dave Dent" in listed
    thread = carols_browser.get(address).get_data(as_text=True)
    assert "On Tuesday." in thread and "They pay late" not in thread and "<textarea" not in thread
    assert carols_browser.post(address, data={"stamp": "x", "text": "For Dave"}).status_code == 404


def kb_identity():
    from helpdesk.customers import Identity

    return Identity


def test_a_new_request_shows_articles_first_and_becomes_one_ticket(carols_browser, form, published, indexed):
    published("Returning something", "You have 30 days.")
    indexed()
    page = carols_browser.get("/help/en/requests/new?subject=how+to+return").get_data(as_text=True)
    assert "Returning something" in page
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    said = {"stamp": stamp, "subject": "Return without box", "text": "The box is gone."}
    answers = [carols_browser.post("/help/en/requests/new", data=said) for _ in range(2)]
    assert all(answer.status_code == 303 for answer in answers)
    assert db.session.query(Ticket).filter_by(subject="Return without box").count() == 1
    assert "The box is gone." in carols_browser.get(answers[0].location).get_data(as_text=True)


def test_a_link_opens_once_and_nobody_can_make_one(app, client, carol):
    token = link_for("carol@example.com")
    assert client.post(f"/help/en/sign-in/{token}").status_code == 303
    other = app.test_client()
    assert other.post(f"/help/en/sign-in/{token}").status_code == 410
    broken = token[:-4] + ("AAAA" if not token.endswith("AAAA") else "BBBB")
    for wrong in (broken, "x", "A" * 3000, "%00"):
        assert other.post(f"/help/en/sign-in/{wrong}").status_code in (404, 410)
    assert other.get("/help/en/requests").status_code == 302


def test_a_link_spelt_otherwise_or_sent_many_times_at_once_opens_once(app, carol):
    token = link_for("carol@example.com")
    spelt = (f"{token}=", f"{token}==", f"{token[:9]}!{token[9:]}", f"{token}.", token + "A" * 4)
    seal = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    tampered = base64.urlsafe_b64encode(b"\2" + seal[1:]).decode().rstrip("=")

    def enter(one):
        return app.test_client().post(f"/help/en/sign-in/{one}").status_code

    assert sorted(at_once(app, *[lambda: enter(token)] * 4)) == [303, 410, 410, 410]
    assert {enter(one) for one in (*spelt, tampered)} == {410}
    assert enter(link_for("carol@example.com")) == 303


def test_a_page_of_another_site_changes_nothing_here(client, published, carol):
    sister = {"Origin": "https://evil.example.com"}
    assert client.post(f"/help/en/sign-in/{link_for('carol@example.com')}", headers=sister).status_code == 400
    for path in ("sign-out", "requests/new", "requests/1"):
        assert client.post(f"/help/en/{path}", headers=sister).status_code == 400


def test_the_link_is_sent_to_the_mailbox_and_the_page_tells_nobody_who_is_a_customer(app, client, orders, smtp_server):
    settings = {"address": "help@shop.example", "smtp_host": smtp_server.host, "smtp_port": smtp_server.port}
    with transaction():
        insert(Inbox(name="Mail", channel="email", team_id=orders.id, settings=settings | {"smtp_security": "none"}))
    page = client.post("/help/zh/sign-in", data={"email": "carol@example.com"})
    assert "登录链接已发送至 carol@example.com" in page.get_data(as_text=True)
    eventually(lambda: smtp_server.sent_to("carol@example.com"))
    assert client.post("/help/en/sign-in", data={"email": "nonsense"}).status_code == 422
