"""Wording: of a ticket the text to learn from and to guess by. Addresses and long numbers say nothing of the topic,
and what a person is called by shall not stay in what was learned.
"""

import re

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_NUMBER = re.compile(r"\d[\d\s().-]{4,}\d|\d{4,}")
LONGEST = 6000


def wording(subject: str, text: str) -> str:
    """The subject and the first message; a subject that only repeats the message is said once."""
    subject, text = subject.strip(), (text or "")[:LONGEST].strip()
    whole = text if text.startswith(subject.rstrip("…")) else f"{subject}\n{text}"
    return _NUMBER.sub("0", _ADDRESS.sub(" ", whole))
