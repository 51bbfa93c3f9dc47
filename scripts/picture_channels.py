"""Pictures of every channel: the customer's phone beside the agent's console, for docs/channels.

`python -m scripts.picture_channels [KIND …]` starts the demo on a free port and writes docs/pictures/channels/KIND.png
and docs/pictures/simulator.png. It needs a Chromium and what stands in requirements-dev.txt.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from channels.simulator.register import all_standins
from tests.console.desk import session_of
from tests.support.browsing import launch
from tests.support.running import Running

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
WORDS = {
    "wechat": ("您好，茶壶的盖子有点晃，正常吗？", "您好，正常范围内会有一点。方便拍张照片吗？"),
    "wecom": ("请问这批礼盒能开专票吗？", "可以的，请把抬头和税号发给我们。"),
}
USUAL = ("Hello, the lid of my teapot rattles. Is that how it should be?", "A little is fine. Can you send a picture?")
MOST_BYTES = 60_000


def main(kinds: list[str]) -> None:
    """Take the pictures of these channels, or of all."""
    (PICTURES / "channels").mkdir(exist_ok=True)
    running = Running(Path(tempfile.mkdtemp()) / "data")
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for kind in kinds or sorted(all_standins()):
                _picture(browser, running, kind)
            browser.close()
    finally:
        running.stop()


def _picture(browser, running: Running, kind: str) -> None:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    context.add_cookies(session_of(running, "sue"))
    phone, desk = context.new_page(), context.new_page()
    phone.goto(f"{running.url}/simulator#{kind}")
    phone.locator(f".channel-choice:has(.app-{kind})").click()
    phone.locator(".people select:not([disabled])").wait_for()
    _story(phone, desk, running, kind)
    if kind == "whatsapp":
        _save(_image(phone), PICTURES / "simulator.png", 1100, 120_000)
    both = _beside(_image(phone.locator(".phone")), _image(desk))
    _save(both, PICTURES / "channels" / f"{kind}.png", 1000, MOST_BYTES)
    context.close()


def _story(phone: Page, desk: Page, running: Running, kind: str) -> None:
    asked, answered = WORDS.get(kind, USUAL)
    if "text" in all_standins()[kind].acts:
        phone.locator(".writing textarea").fill(asked)
        phone.get_by_role("button", name="Send", exact=True).click()
        phone.locator(".bubble.mine", has_text=asked[:12]).first.wait_for()
    else:
        phone.get_by_role("button", name="Call", exact=True).click()
        phone.get_by_role("button", name="Hang up").click()
        phone.locator(".call-line", has_text="Call ended").wait_for()
    desk.goto(f"{running.url}/views/{running.all_open}")
    desk.locator(".row").first.click()
    desk.wait_for_selector(".composer")
    if "text" in all_standins()[kind].acts:
        desk.keyboard.press("r")
        desk.wait_for_selector(".writing-field:focus")
        desk.keyboard.type(answered)
        desk.keyboard.press("Control+Enter")
        if kind != "form":  # a form is answered by mail
            phone.locator(".bubble:not(.mine)", has_text=answered[:12]).first.wait_for(timeout=45_000)
    desk.mouse.move(0, 0)


def _image(place) -> Image.Image:
    return Image.open(io.BytesIO(place.screenshot())).convert("RGB")


def _beside(phone: Image.Image, desk: Image.Image) -> Image.Image:
    phone = phone.resize((round(phone.width * desk.height / phone.height), desk.height), Image.LANCZOS)
    both = Image.new("RGB", (phone.width + 24 + desk.width, desk.height), "white")
    both.paste(phone, (0, 0))
    both.paste(desk, (phone.width + 24, 0))
    return both


def _save(picture: Image.Image, path: Path, width: int, most: int) -> None:
    """As sharp as fits into so many bytes."""
    for colours, wide in ((128, width), (64, width), (48, width * 9 // 10), (32, width * 8 // 10)):
        small = picture.resize((wide, round(picture.height * wide / picture.width)), Image.LANCZOS)
        small.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= most:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
