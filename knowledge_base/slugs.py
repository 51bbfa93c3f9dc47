"""Slugs: the readable end of an address. Chinese stays Chinese: browsers show it as it is."""

import re
import unicodedata

LONGEST = 80
_NOT_WORDS = re.compile(r"[^\w]+", re.UNICODE)


def slug_of(title: str) -> str:
    """The words of a title joined by hyphens; empty when it has none."""
    plain = unicodedata.normalize("NFKC", title).lower().replace("'", "").replace("’", "")
    return _NOT_WORDS.sub("-", plain).replace("_", "-").strip("-")[:LONGEST].strip("-")
