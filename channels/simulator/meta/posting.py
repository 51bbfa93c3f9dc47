"""What Meta posts: JSON with its escapes, signed over exactly these bytes."""

import json
from dataclasses import replace
from urllib.parse import urlencode

from channels.meta.signing import signature
from channels.simulator.standin import Line, Posting


def posting(line: Line, value: dict) -> Posting:
    """The signed request with this body."""
    body = json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()
    return sign(Posting(body, {"Content-Type": "application/json"}), line)


def sign(posting: Posting, line: Line) -> Posting:
    """The same request, signed with the app secret."""
    if posting.method == "GET":
        return posting
    return replace(
        posting,
        headers={
            **posting.headers,
            "X-Hub-Signature-256": f"sha256={signature(line.settings['app_secret'], posting.body)}",
        },
    )


def handshake(line: Line, verify_token: str) -> Posting:
    """How Meta asks whether an address is ours."""
    return Posting(
        b"",
        {},
        "GET",
        urlencode({"hub.mode": "subscribe", "hub.verify_token": verify_token, "hub.challenge": "1158201444"}),
    )
