"""Files that old mailers wrote into the text itself as uuencoded lines."""

from channels.adapters.email import encodings, filenames
from channels.adapters.email.mail import Attachment

MOST = 50


def files(text: str) -> list[Attachment]:
    """The uuencoded files in a text; the text itself is left as it is."""
    return [] if "\nbegin " not in "\n" + text else [one for one, _, _ in _found(text.encode())]


def without(text: str) -> str:
    """The text with its uuencoded files taken out."""
    if "\nbegin " not in "\n" + text:
        return text
    data = text.encode()
    for _, start, end in reversed(_found(data)):
        data = data[:start] + data[end:]
    return data.decode()


def _found(data: bytes) -> list[tuple[Attachment, int, int]]:
    found, at = [], 0
    while len(found) < MOST and (begin := encodings.UU_BEGIN.search(data, at)):
        content, taken = encodings.uu_lines(data[begin.end() :])
        at = begin.end() + (taken if content else 0)
        if content:
            name = filenames.safe(begin[1].decode("utf-8", "replace")) or "file"
            found.append((Attachment(name, "application/octet-stream", content), begin.start(), at))
    return found
