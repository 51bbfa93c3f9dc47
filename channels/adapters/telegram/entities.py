"""Entities: what Telegram says beside a text; an address that hides behind words is written after them."""


def plain(text: str, entities: list | None) -> str:
    """The text with the hidden addresses shown. Offsets count units of UTF-16."""
    hidden = [
        one
        for one in entities or []
        if isinstance(one, dict) and one.get("type") == "text_link" and isinstance(one.get("url"), str)
    ]
    raw = text.encode("utf-16-le", "surrogatepass")
    for one in sorted(hidden, key=lambda entity: entity["offset"], reverse=True):
        start, end = one["offset"] * 2, (one["offset"] + one["length"]) * 2
        words = raw[start:end].decode("utf-16-le", "replace")
        if one["url"].rstrip("/") != words.rstrip("/"):
            raw = raw[:end] + f" ({one['url']})".encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le", "replace")
