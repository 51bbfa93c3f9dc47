"""The bodies of messages as the Cloud API wants them."""

QUESTION = 1024  # characters of the text above buttons
FEW = 3  # more than these become a list
MANY = 10
_ON_BUTTON, _IN_ROW, _BELOW_ROW = 20, 24, 72


def text(words: str) -> dict:
    """Plain text; WhatsApp makes *bold* and links of it by itself."""
    return {"type": "text", "text": {"body": words, "preview_url": False}}


def choice(question: str, titles: list[str]) -> dict:
    """A question with answers to tap: up to three short ones as buttons, else a list."""
    titles = list(dict.fromkeys(title.strip() for title in titles if title.strip()))[:MANY]
    short = len(titles) <= FEW and all(len(title) <= _ON_BUTTON for title in titles)
    interactive = _buttons(titles) if short else _list(titles)
    return {"type": "interactive", "interactive": {**interactive, "body": {"text": question}}}


def location(part: dict) -> dict:
    """A place on the map."""
    place = {name: part[name] for name in ("latitude", "longitude", "name", "address") if part.get(name) is not None}
    return {"type": "location", "location": place}


def _buttons(titles: list[str]) -> dict:
    return {
        "type": "button",
        "action": {"buttons": [{"type": "reply", "reply": {"id": title, "title": title}} for title in titles]},
    }


def _list(titles: list[str]) -> dict:
    return {"type": "list", "action": {"button": "☰", "sections": [{"rows": [_row(title) for title in titles]}]}}


def _row(title: str) -> dict:
    if len(title) <= _IN_ROW:
        return {"id": title, "title": title}
    return {"id": title[:200], "title": title[: _IN_ROW - 1] + "…", "description": title[:_BELOW_ROW]}


PARTS = {"location": location}
