"""Release: which console this program serves, so that a browser that has an older one open learns of it."""

import hashlib
from functools import cache
from pathlib import Path

_CONSOLE = Path(__file__).parents[2] / "static" / "console"


@cache
def release() -> str:
    """The same on every machine that serves the same console, and another as soon as one of its scripts differs."""
    known = hashlib.sha256()
    for file in sorted(_CONSOLE.rglob("*.js")):
        known.update(file.relative_to(_CONSOLE).as_posix().encode() + b"\0" + file.read_bytes())
    return known.hexdigest()[:12]
