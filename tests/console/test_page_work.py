"""What is done all day at a ticket, in a real browser: mail as it was sent, files, macros, and being told."""

import base64
import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from channels import Inbox
from helpdesk.customers import identify
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support import eventually
from tests.support.pictures import PNG
from tests.support.served import Served
from tickets import Attachment, Message, Ticket, assign, note, open_ticket, receive, save_macro, save_reply

pytestmark = pytest.mark.browser
HTML = (
    '<p style="color:#a00">Dear <b>shop</b></p><img src="cid:logo@x" alt="logo">'
    '<img src="https://pictures.test/p.png"><script>alert(1)</script>'
)
# Files as a person drags them in, or has copied them.
GIVE = """(field, [kind, name, data]) => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const given = new DataTransfer();
    given.items.add(new File([bytes], name, { type: "image/png" }));
    const about = { bubbles: true, cancelable: true };
    field.dispatchEvent(kind === "paste" ? new ClipboardEvent("paste", { ...about, clipboardData: given })
        : new DragEvent(kind, { ...about, dataTransfer: given }));
}"""
# A browser that allows notifications and keeps what it was told to show.
NOTIFIES = """() => {
    window.shown = [];
    window.Notification = class {
        constructor(title, more) { window.shown.push([title, more, this]); }
        close() {}
    };
    window.Notification.permission = "granted";
    window.Notification.requestPermission = async () => "granted";
}"""


@pytest.fixture
def served(app, monkeypatch):
    running = Served(app)
    monkeypatch.setitem(app.config, "PUBLIC_URL", running.url)
    yield running
    running.stop()


@pytest.fixture
def mail(app, orders):
    """An e-mail inbox of the team Orders."""
    with transaction():
        return insert(Inbox(name="Mail", channel="email", key="mail", team_id=orders.id, settings={"try_out": "yes"}))


@pytest.fixture
def asked(mail, ann):
    """asked(): a ticket of carol's by mail, with formatting and a picture, that ann has."""

    def asks(subject="My parcel is late", **values):
        customer, identity = identify("email", "carol@example.com", verified=True, how="test", name="Carol")
        with transaction():
            ticket = open_ticket(customer, by=customer, subject=subject, identity=identity, inbox=mail, **values)
            receive(ticket, customer, text="Dear shop", html=HTML)
            assign(ticket, to=ann, by=ann)
        return ticket.id

    return asks


@pytest.fixture
def window(served, people, ann, as_agent):
    """window(path): ann's console at this address."""

    def opens(path, script=None, **context):
        page = people.arrive(**context)
        if script:
            page.add_init_script(f"({script})()")
        cookies = as_agent(ann)._cookies.values()
        page.context.add_cookies([{"name": c.key, "value": c.value, "url": served.url} for c in cookies])
        page.goto(served.url + path)
        return page

    return opens


def fresh(model, number):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(model, number)


def test_a_mail_is_shown_as_it_was_sent_without_what_acts_and_without_asking_elsewhere(window, asked, people):
    number = asked()
    page = window(f"/tickets/{number}")
    elsewhere = []
    page.context.route(
        "https://pictures.test/**",
        lambda route: (elsewhere.append(route.request.url), route.fulfill(body=PNG, content_type="image/png")),
    )
    page.get_by_role("button", name="Original formatting").click()
    inside = page.frame_locator(".formatted iframe")
    expect(inside.locator("b")).to_have_text("shop")
    expect(inside.locator("p")).to_have_css("color", "rgb(170, 0, 0)")
    assert inside.locator("script").count() == 0
    expect(page.locator(".formatted .banner")).to_contain_text("1 picture")
    assert elsewhere == []
    page.locator(".formatted .banner button").click()
    eventually(lambda: page.wait_for_timeout(50) or set(elsewhere) == {"https://pictures.test/p.png"})
    page.get_by_role("button", name="Plain text").click()
    expect(page.locator(".formatted")).to_have_count(0)


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_file_comes_in_by_paste_and_by_drop_and_is_sent(window, asked, kind):
    page = window(f"/tickets/{asked()}")
    field = page.locator(".composer textarea")
    field.focus()
    data = base64.b64encode(PNG).decode()
    if kind == "drop":
        page.locator(".composer").evaluate(GIVE, ["dragover", "a.png", data])
        expect(page.locator(".drop-hint")).to_be_visible()
        page.locator(".composer").evaluate(GIVE, ["drop", "a.png", data])
        expect(page.locator(".drop-hint")).to_have_count(0)
    else:
        field.evaluate(GIVE, ["paste", "a.png", data])
    expect(page.locator(".composer-files")).to_contain_text(".png")
    expect(page.locator(".composer-files progress")).to_have_count(0)
    field.fill("Here it is")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".from-team .attachment-picture, .from-team .attachment")).to_have_count(1)
    sent = eventually(
        lambda: (
            db.session.rollback()
            or db.session.scalars(select(Message).join(Attachment, Attachment.message_id == Message.id)).all()
        )
    )
    assert [message.text for message in sent] == ["Here it is"]


def test_a_macro_waits_with_its_status_until_its_text_is_sent(window, asked, ann):
    save_macro(
        title_en="Ask for a photo",
        changes={"status": "pending", "tags_add": ["photo"]},
        replies={"en": "Please send a photo."},
        by=ann,
    )
    with transaction():
        ann.preferences = {"undo_seconds": 0}
    number = asked()
    page = window(f"/tickets/{number}")
    page.wait_for_selector(".composer textarea")
    page.keyboard.press("m")
    page.get_by_role("option", name="Ask for a photo").click()
    expect(page.locator(".composer textarea")).to_have_value("Please send a photo.")
    expect(page.locator(".composer-after")).to_contain_text("Pending")
    ticket = fresh(Ticket, number)
    assert (ticket.status, ticket.tag_names) == ("new", ["photo"])
    page.reload()
    expect(page.locator(".composer-after")).to_contain_text("Pending")  # it is kept as the text is
    page.locator(".composer textarea").press("Control+Enter")
    eventually(lambda: fresh(Ticket, number).status == "pending")
    expect(page.locator(".composer-after")).to_have_count(0)


def test_a_saved_reply_is_shown_filled_and_in_the_customers_language(window, asked, ann):
    save_reply(title="Hello", text="Hello {{customer.name}}", shortcut="hello", language="en", by=ann)
    save_reply(title="您好", text="{{customer.name}}，您好", shortcut="hello", language="zh", by=ann)
    page = window(f"/tickets/{asked(language='zh')}")
    page.locator(".composer textarea").fill("/hello")
    only = page.locator(".suggestions [role=option]")
    expect(only).to_have_count(1)
    expect(only).to_contain_text("Carol，您好")
    only.click()
    expect(page.locator(".composer textarea")).to_have_value("Carol，您好")


def test_an_address_is_noted_beside_the_ticket_and_taken_back_on_the_customers_page(window, asked):
    page = window(f"/tickets/{asked()}", viewport={"width": 1440, "height": 900})
    noted = page.locator(".identity:has([data-tip*='the team noted it'])")
    page.get_by_role("button", name="Add an address").click()
    page.get_by_label("Kind").select_option("phone")
    page.get_by_label("Phone", exact=True).fill("+86 138 0013 8021")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("The address was noted.")).to_be_visible()
    expect(noted).to_have_count(1)
    page.locator(".customer-name a").click()
    noted.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The address was taken back.")).to_be_visible()
    expect(noted).to_have_count(0)


def test_what_comes_together_is_told_together(window, asked, ann, sue):
    page = window("/")
    page.wait_for_selector(".views")
    numbers = [asked(f"Ticket {n}") for n in range(7)]
    with transaction():
        for number in numbers:
            db.session.get(Ticket, number).assignee_id = None
    page.wait_for_timeout(1500)
    with transaction():
        for number in numbers:
            assign(db.session.get(Ticket, number), to=db.session.get(type(ann), ann.id), by=sue)
    expect(page.locator(".toast", has_text="7 tickets were assigned to you")).to_have_count(1)
    expect(page.locator(".toast", has_text="Assigned to you:")).to_have_count(0)
    with transaction():
        note(db.session.get(Ticket, numbers[0]), by=sue, text="@Ann", mentions=[ann.id])
    expect(page.locator(".toast", has_text="You were mentioned: Ticket 0")).to_have_count(1)


def test_a_hidden_window_notifies_the_desktop_and_leads_to_the_ticket(window, asked, ann):
    number = asked()
    page = window("/", script=NOTIFIES)
    page.wait_for_selector(".row")
    page.evaluate("async () => (await import('/static/console/notices.js')).allowDesktop(true)")
    page.evaluate("""() => { Object.defineProperty(document, "hidden", { get: () => window.away ?? true }) }""")
    with transaction():
        ticket = db.session.get(Ticket, number)
        receive(
            ticket,
            db.session.get(
                type(identify("email", "carol@example.com", verified=True, how="test")[0]), ticket.customer_id
            ),
            text="Are you there?",
        )
    eventually(lambda: page.evaluate("shown.length"))
    title, more = page.evaluate("shown[0].slice(0, 2)")
    assert (title, more["body"], more["tag"]) == ("Carol", "Are you there?", f"ticket-{number}")
    eventually(lambda: page.title().startswith("(1) "))
    page.evaluate("window.away = false; shown[0][2].onclick()")
    expect(page).to_have_url(re.compile(rf"/tickets/{number}"))


def test_handing_over_says_who_would_get_what_and_is_undone_in_one_click(desk, live_server):
    page = desk("sue")
    page.click(".rail [aria-haspopup] >> nth=-1")
    page.get_by_role("menuitem", name="Hand over tickets …").click()
    dialog = page.get_by_role("dialog", name="Hand over tickets?")
    dialog.get_by_label("Whose tickets").select_option(label="李娜")
    expect(dialog.locator(".tally li").first).to_be_visible()
    number = sum(int(one) for one in dialog.locator(".tally strong").all_text_contents())
    dialog.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text(re.compile(rf"{number} tickets? (was|were) handed over."))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile(rf"{number} tickets? (is|are) back."))).to_be_visible()


def test_journeys_are_read_on_a_phone_without_pushing_them_sideways(desk, live_server):
    page = desk("sue", viewport={"width": 390, "height": 844})
    page.goto(f"{live_server.url}/journeys")
    expect(page.locator(".chart-svg")).to_have_count(4)
    scrolls = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"
    assert page.eval_on_selector_all("html, .working-page, .chart-scroll", scrolls) == []
    letters = page.locator(".chart-svg text").evaluate_all(
        "all => all.map((one) => [one.getScreenCTM().a, one.getScreenCTM().b]).map(([a, b]) => 12 * Math.hypot(a, b))"
    )
    assert min(letters) > 11
    page.set_viewport_size({"width": 1200, "height": 844})
    expect(page.locator("text.chart-name").first).to_have_attribute("x", re.compile(r"[4-9]\d\d"))
