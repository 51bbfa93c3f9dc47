"""The company's own site, at an origin of its own: one page that a test writes, with whatever policy it likes."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Frame, Page, expect


class Shop:
    """Serves `pages` by path: (html, headers). As localhost it is another site than the helpdesk at 127.0.0.1, and
    a browser that blocks cookies of third parties lets the helpdesk's frame keep nothing."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, tuple[str, dict]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://{host}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def shows(self, html: str, path: str = "/", **headers: str) -> str:
        """Put a page there; its address."""
        self.pages[path] = (html, headers)
        return self.origin + path

    def stop(self) -> None:
        """Close the shop."""
        self._server.shutdown()

    def _handler(shop):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                html, headers = shop.pages.get(self.path.partition("?")[0], ("", {}))
                self.send_response(200)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_):
                """Silence."""

        return Handler


class Chat:
    """The chat on somebody's page, used as a person would."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> "Chat":
        """Press the launcher, where it always is, and wait for the first screen."""
        self.page.wait_for_function("window.helpdesk?.started")
        size = self.page.viewport_size
        self.page.mouse.click(size["width"] - 48, size["height"] - 48)
        self.frame.locator("h1").first.wait_for()
        return self

    @property
    def frame(self) -> Frame:
        """The frame from the helpdesk, as soon as it is there."""
        for _ in range(200):
            found = [frame for frame in self.page.frames if "/widget/" in frame.url]
            if found:
                return found[0]
            self.page.wait_for_timeout(50)
        raise AssertionError("the chat's frame has not come")

    def begin(self) -> "Chat":
        """From the first screen to where one writes."""
        self.frame.locator("button.start").click()
        self.frame.locator("textarea").wait_for()
        return self

    def write(self, text: str) -> None:
        """Type and send, whatever comes of it."""
        self.frame.locator("textarea").fill(text)
        self.frame.locator("button.send").click()

    def send(self, text: str) -> None:
        """Type and send, and wait until it has arrived."""
        self.write(text)
        self.shows(text)
        expect(self.frame.locator(".ticks").last).to_have_class(re.compile("sent|read"))

    def shows(self, text: str, times: int = 1) -> None:
        """Wait until this many bubbles say so."""
        expect(self.frame.locator(".bubble", has_text=text)).to_have_count(times)

    def words(self) -> list[str]:
        """What all bubbles say, without what only screen readers hear."""
        return self.frame.locator(".message .bubble").evaluate_all(
            "bubbles => bubbles.map(b => [...b.childNodes].filter(n => !n.className?.includes?.('for-readers'))"
            ".map(n => n.textContent).join(''))"
        )
