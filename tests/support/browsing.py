"""Real people at a real Chromium: each with a window of their own, whose console must stay silent."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, expect, sync_playwright

# A promise about time is said where it is made; elsewhere a busy machine may take its time.
expect.set_options(timeout=40_000)
# What Chromium itself says when the network goes, as it does in half of the stories; pages cannot silence it.
OF_THE_NETWORK = ("net::ERR_", "WebSocket is closed before the connection is established")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GOING = 20.0  # seconds that the browser's driver has to go by itself


@contextmanager
def one_browser() -> Iterator[Browser]:
    """A Chromium for many tests. A driver that does not go when it is told to is stopped."""
    before = {child.pid for child in psutil.Process().children()}
    playwright = sync_playwright().start()
    started = [child for child in psutil.Process().children() if child.pid not in before]
    chromium = launch(playwright)
    yield chromium
    # Once in some hundred runs the driver waited for ever, and took all tests that had passed with it.
    impatience = threading.Timer(GOING, lambda: [_kill(child) for child in started])
    impatience.start()
    with suppress(Error):
        chromium.close()
    playwright.stop()
    impatience.cancel()


def _kill(process: psutil.Process) -> None:
    if process.is_running():
        process.kill()


def launch(playwright: Playwright) -> Browser:
    """Start the machine's Chromium (or the one CHROMIUM names), if it can be had without a window's frame, which costs
    half of its work."""
    return playwright.chromium.launch(executable_path=_found("chromium-headless-shell", *WHOLE), args=FLAGS)


@contextmanager
def whole_browser(beside: Browser) -> Iterator[Browser]:
    """A Chromium with all that people's have: it blocks cookies of third parties."""
    chromium = beside.browser_type.launch(executable_path=_found(*WHOLE), args=FLAGS)
    yield chromium
    chromium.close()


class People:
    """Opens windows and remembers what their consoles complained about."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.complaints: list[str] = []
        self._expected: list[str] = [*OF_THE_NETWORK]

    def arrive(self, **context) -> Page:
        """A person with cookies of their own; context as in Playwright: locale, viewport, color_scheme …"""
        window = self.browser.new_context(**{"locale": "en-US"} | context)
        window.set_default_timeout(60_000)
        window.on("console", self._heard)
        window.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        return window.new_page()

    def expect_complaint(self, words: str) -> None:
        """Complaints with these words are part of the story: a refused page, a server that is down."""
        self._expected.append(words)

    def leave(self) -> None:
        """Close every window; whatever a console said that nobody expected fails the test."""
        for window in list(self.browser.contexts):
            window.close()
        unexpected = [line for line in self.complaints if not any(words in line for words in self._expected)]
        assert not unexpected, "the browser's console complained:\n" + "\n".join(unexpected)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


def _found(*names: str) -> str | None:
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)
