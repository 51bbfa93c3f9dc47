"""Pictures: what browsers draw and never run, told by the bytes themselves."""

import puremagic

# Everything else (SVG, HTML, XML, PDF …) is only ever saved.
SAFE = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def picture_type(data: bytes) -> str | None:
    """The type of a harmless picture by its own first bytes; what somebody claimed counts for nothing."""
    try:
        kind = puremagic.from_string(data[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        return None
    return kind if kind in SAFE else None
