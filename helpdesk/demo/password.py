"""The password of the demo's accounts: the one that was set, or one made on the first run and kept beside the data."""

import os
import secrets
from pathlib import Path

from flask import current_app


def shared_password() -> str:
    """What all demo accounts sign in with; a made one is kept, so that it can be told again at the next start."""
    given = current_app.config["HELPDESK_DEMO_PASSWORD"]
    if given:
        _path().unlink(missing_ok=True)  # of an earlier demo: told again, it would be the wrong one
    return given or kept_password() or _make()


def kept_password() -> str | None:
    """The password that was made here before."""
    path = _path()
    return path.read_text().strip() if path.exists() else None


def _make() -> str:
    with os.fdopen(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(9))
    return _path().read_text()


def _path() -> Path:
    return Path(current_app.config["HELPDESK_DATA"]) / "demo_password"
