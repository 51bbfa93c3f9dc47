"""What Meta knows of our access token: until when it holds, and what it may do."""

from datetime import datetime

from channels.channel import Refused
from channels.meta import graph
from channels.meta.moments import moment


def known(settings: dict) -> dict:
    """What Meta says of the token: is_valid, expires_at, scopes, error. Raises Later or Refused where it says nothing.

    Asked as the app where its id is known, else as the token itself.
    """
    app, secret = settings.get("app_id"), settings.get("app_secret")
    asking = {**settings, "access_token": f"{app}|{secret}"} if app and secret else settings
    found = graph.get(asking, "debug_token", input_token=settings.get("access_token") or "").get("data")
    return found if isinstance(found, dict) else {}


def expires_at(settings: dict) -> datetime | None:
    """When the token ends; None where it never does or Meta does not say."""
    try:
        return moment(known(settings).get("expires_at") or None)
    except Refused:
        return None


def ended(found: dict) -> datetime | None:
    """When a token that no longer holds ended."""
    return None if found.get("is_valid", True) else moment(found.get("expires_at") or None)
