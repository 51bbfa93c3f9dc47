"""A channel whose provider is asked over HTTP, and the stand-in of that provider: the smallest of both.

Two kinds: `courier` forgets what it was given, `envoy` knows a key that comes again.
"""

import hashlib
import hmac
import json
from datetime import datetime
from types import SimpleNamespace

from channels.calling import call
from channels.channel import Capabilities, Inbound, Outbound, Receipt, Refused, Request, Sent, Setting
from channels.reading import json_body
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Shown

SETTINGS = [
    Setting("token", title=("Token", "令牌"), help=("Any word.", "任意词语。"), secret=True),
    Setting("base_url", title=("Base", "地址"), help=("Where it is.", "所在地址。"), advanced=True),
]


def verify(request: Request, settings: dict) -> bool:
    return hmac.compare_digest(signature(settings["token"], request.body), request.headers.get("x-courier", ""))


def parse(request: Request, settings: dict) -> list:
    return [
        Receipt(entry["receipt"], entry["state"])
        if "receipt" in entry
        else Inbound(
            external_id=entry["id"],
            address_kind="ring",
            address=entry["from"],
            text=entry["text"],
            at=datetime.fromisoformat(entry["at"]) if "at" in entry else None,
        )
        for entry in json_body(request.body)["items"]
    ]


def send(outbound: Outbound, settings: dict) -> Sent:
    answer = call(
        "POST",
        f"{settings['base_url']}/send",
        timeout=1.0,
        headers={"Authorization": f"Bearer {settings['token']}"},
        json={"to": outbound.address, "text": outbound.text, "key": outbound.key},
    )
    if answer.status != 200:
        raise Refused(answer.json.get("error", "refused"))
    return Sent(external_id=answer.json["id"])


def adapter(kind: str) -> SimpleNamespace:
    """The adapter of this kind."""
    return SimpleNamespace(
        kind=kind,
        label={"en": kind, "zh": kind},
        settings=SETTINGS,
        verify=verify,
        parse=parse,
        send=send,
        capabilities=Capabilities(idempotent=kind == "envoy", receipts=("sent", "delivered", "read")),
    )


def standin(kind: str) -> SimpleNamespace:
    """The stand-in of this kind's provider."""
    return SimpleNamespace(
        kind=kind,
        settings=settings,
        answer=answer if kind == "courier" else answer_once,
        write=write,
        tell=tell,
        acts=("text",),
    )


def settings(base: str, secret) -> dict:
    return {"token": secret("token"), "base_url": base}


def answer(request: ApiCall, line: Line) -> Reply:
    return _answer(request, line, once=False)


def answer_once(request: ApiCall, line: Line) -> Reply:
    return _answer(request, line, once=True)


def _answer(request: ApiCall, line: Line, once: bool) -> Reply:
    if request.headers.get("authorization") != f"Bearer {line.settings['token']}":
        return Reply({"error": "wrong token"}, 401)
    if request.path != "/send":
        return Reply({"error": "unknown method"}, 404)
    given = json.loads(request.body)
    number = line.show(given["to"], Shown(text=given["text"]), once=given["key"] if once else None)
    for posting in tell(line, number, given["to"], "delivered"):
        line.post_later(posting)
    return Reply({"id": number})


def write(act: Act, line: Line) -> list[Posting]:
    return [_posting(line, {"id": act.id, "from": act.person.id, "text": act.text})]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    return [_posting(line, {"receipt": message_id, "state": state})]


def _posting(line: Line, item: dict) -> Posting:
    body = json.dumps({"items": [item]}).encode()
    return Posting(body, {"X-Courier": signature(line.settings["token"], body), "Content-Type": "application/json"})


def signature(token: str, body: bytes) -> str:
    return hmac.new(token.encode(), body, hashlib.sha256).hexdigest()
