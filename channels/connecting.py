"""Connect an inbox: one more endpoint of a channel."""

import re

from channels.inbox import Inbox, by_key
from channels.register import all_adapters
from helpdesk.db import transaction
from helpdesk.hot import insert

_KEY = re.compile(r"[A-Za-z0-9_-]{3,64}")


@transaction()
def connect(
    *,
    channel: str,
    name: str,
    settings: dict | None = None,
    options: dict | None = None,
    key: str | None = None,
    team_id: int | None = None,
) -> Inbox:
    """A new inbox. Raises ValueError for an unknown channel or setting, one that is missing, or a key that is taken."""
    adapter = all_adapters().get(channel)
    if adapter is None:
        raise ValueError(f"there is no channel {channel!r}; there are: {', '.join(sorted(all_adapters()))}")
    if not name.strip():
        raise ValueError("an inbox needs a name")
    row = Inbox(channel=channel, name=name.strip()[:100], team_id=team_id, options=options or {})
    if key is not None:
        row.key = _checked(key)
    row.settings = _complete(adapter, settings or {})
    return insert(row)


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("a key has 3 to 64 letters, digits, - and _")
    if by_key(key) is not None:
        raise ValueError(f"there is an inbox with the key {key!r} already")
    return key


def _complete(adapter, given: dict) -> dict:
    known = {setting.name: setting for setting in adapter.settings}
    if unknown := given.keys() - known.keys():
        raise ValueError(f"{adapter.kind} has no setting {', '.join(sorted(unknown))}")
    missing = [s.name for s in adapter.settings if s.required and not (s.default or s.made) and not given.get(s.name)]
    if missing:
        raise ValueError(f"{adapter.kind} needs {', '.join(missing)}")
    return {name: given.get(name) or setting.otherwise() for name, setting in known.items()}
