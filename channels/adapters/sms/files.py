"""Files of an MMS: Twilio keeps them behind the account's own user and password."""

import base64
from urllib.parse import urlsplit

from channels.adapters.sms.asking import credentials
from channels.channel import File
from channels.fetching import get_public

LARGEST = 16 * 2**20


def fetch(settings: dict, *, url: str, filename: str, content_type: str) -> File:
    """The bytes. Raises Later or Refused."""
    base = settings["base_url"].rstrip("/")
    file = get_public(url, headers=_proof(url, base, settings), allowed_hosts=[base], most_bytes=LARGEST)
    return File(filename, content_type, data=file.data)


def _proof(url: str, base: str, settings: dict) -> dict:
    """The password is for Twilio alone, whatever address a request may name."""
    asked, host = urlsplit(url), urlsplit(url).hostname or ""
    ours = (asked.scheme, asked.netloc) == urlsplit(base)[:2]
    if not ours and not (asked.scheme == "https" and (host == "twilio.com" or host.endswith(".twilio.com"))):
        return {}
    return {"Authorization": "Basic " + base64.b64encode(":".join(credentials(settings)).encode()).decode()}
