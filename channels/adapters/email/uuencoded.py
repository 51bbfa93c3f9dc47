"""Files that old mailers wrote into the text itself as uuencoded lines."""

from channels.adapters.email import encodings

MOST = 50


def files(text: str) -> list[tuple[str, bytes]]:
    """(name, bytes) of the uuencoded files in a text; the text itself is left as it is."""
    return [] if "\nbegin " not in "\n" + text else [(name, data) for name, data, _, _ in _found(text.encode())]


def without(text: str) -> str:
    """The text with its uuencoded files taken out, if anything else is said."""
    if "\nbegin " not in "\n" + text:
        return text
    data = text.encode()
    for _, _, start, end in reversed(_found(data)):
        data = data[:start] + data[end:]
    return data.decode() if data.strip() else text


def _found(data: bytes) -> list[tuple[str, bytes, int, int]]:
    found, at = [], 0
    for _ in range(MOST):
        begin = encodings.UU_BEGIN.search(data, at)
        if not begin:
            break
        content, end = encodings.uu_lines(data, begin.end())
        at = end if content else begin.end()
        if content:
            found.append((begin[1].decode("utf-8", "replace"), content, begin.start(), at))
    return found
