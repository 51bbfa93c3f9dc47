"""The form in a browser: framed by an allowed site and by no other, and without JavaScript at all."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from channels import connect
from tests.support.served import Served
from tickets import Ticket

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture
def served(app):
    before, running = app.config["PUBLIC_URL"], Served(app)
    app.config["PUBLIC_URL"] = running.url
    yield running
    running.stop()
    app.config["PUBLIC_URL"] = before


@pytest.fixture
def shop(served):
    """The address of a shop whose page loads the form's script."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            script = f"<script async src={served.url}/form.js?inbox=contact></script>"
            body = f"<!doctype html><html lang=en><link rel=icon href=data:,><body>{script}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_allowed_site_shows_the_form_as_high_as_it_is_and_it_is_sent_from_there(people, shop):
    connect(channel="form", name="Contact", key="contact", settings={"origins": shop})
    page = people.arrive()
    page.goto(shop)
    inside = page.frame_locator("iframe")
    inside.locator("[name=email]").fill("carol@example.com")
    inside.locator("textarea").fill("My kettle leaks.")
    page.wait_for_function("parseInt(document.querySelector('iframe').style.height) > 660")
    page.wait_for_timeout(2100)  # quicker than that nobody fills in a form
    inside.get_by_role("button", name="Send").click()
    inside.locator(".number").wait_for()
    assert _tickets() == 1


def test_another_site_cannot_show_it(people, shop):
    connect(channel="form", name="Contact", key="contact", settings={"origins": "https://other.example"})
    people.expect_complaint("frame-ancestors")
    page = people.arrive()
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(shop)
    assert page.frame_locator("iframe").locator("textarea").count() == 0


def test_without_javascript_everything_works(served, browser):
    connect(channel="form", name="Contact", key="contact", settings={"topics": "Returns | 退货"})
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(f"{served.url}/form/contact")
    page.fill("[name=email]", "carol@example.com")
    page.select_option("select", "returns")
    page.fill("textarea", "My kettle leaks.")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".number")).to_have_text(re.compile(r"#\d+"), timeout=60_000)
    context.close()
    assert _tickets() == 1


def _tickets() -> int:
    from sqlalchemy import func, select

    from helpdesk.db import db

    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Ticket))
