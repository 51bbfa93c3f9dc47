"""A stand-in for Twilio's messages, as strict as the real one about accounts, numbers, lengths and STOP."""

import base64
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from channels.channel import File
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Secret
from channels.simulator.standins.sms import api
from channels.twilio import signature

kind = "sms"
acts = ("text", "picture", "voice", "video", "file", "stop", "start")
NUMBER, FORM = "+14155550199", "application/x-www-form-urlencoded"


def settings(base: str, secret: Secret) -> dict:
    """An account with one number."""
    return {
        "number": NUMBER,
        "account_sid": f"AC{secret('account_sid')}",
        "auth_token": secret("auth_token"),
        "base_url": base,
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """What the API says."""
    known = base64.b64encode(f"{line.settings['account_sid']}:{line.settings['auth_token']}".encode()).decode()
    if call.headers.get("authorization") != f"Basic {known}":
        return api.error(401, 20003, "Authenticate")
    path = call.path.removeprefix(f"/2010-04-01/Accounts/{line.settings['account_sid']}")
    if path.startswith("/Media/"):
        file = line.load(path.removeprefix("/Media/"))
        return Reply(file.data or b"", content_type=file.content_type) if file else api.NOT_FOUND
    found = api.method_of(call.method, path)
    if found is None:
        return api.NOT_FOUND
    reply = found(dict(parse_qsl(call.body.decode())) if call.body else call.args, call, line)
    for posting, seconds in api.receipts(line):
        line.post_later(sign(posting, line), seconds)
    return reply


def write(act: Act, line: Line) -> list[Posting]:
    """The text that this act is."""
    line.put(f"phone:{act.person.phone}", act.person.id)
    sid = api.sid_of(act.id, "MM" if act.file else "SM")
    words = {"stop": act.text or "STOP", "start": act.text or "START"}.get(act.what, act.text)
    if act.what in ("stop", "start"):
        line.put(f"stopped:{act.person.phone}", act.what == "stop")
    form = {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "SmsSid": sid,
        "AccountSid": line.settings["account_sid"],
        "From": act.person.phone,
        "To": line.settings["number"],
        "Body": words,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
        **_media(act.file, line),
    }
    return [_posting(form, line)]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """A status callback for one of our messages."""
    return [sign(posting, line) for posting in api.told(line, message_id, {"failed": "undelivered"}.get(state, state))]


def sign(posting: Posting, line: Line) -> Posting:
    """As Twilio signs: the address and every field."""
    headers = {name.lower(): value for name, value in posting.headers.items()}
    is_form = headers.get("content-type", FORM).startswith(FORM)
    fields = parse_qsl(posting.body.decode("utf-8", "replace"), keep_blank_values=True) if is_form else []
    url = line.webhook + (f"?{posting.query}" if posting.query else "")
    return replace(
        posting, headers={**posting.headers, "X-Twilio-Signature": signature(line.settings["auth_token"], url, fields)}
    )


def _media(file: File | None, line: Line) -> dict:
    if file is None:
        return {}
    url = f"{line.base}/2010-04-01/Accounts/{line.settings['account_sid']}/Media/{line.store(file)}"
    return {"NumMedia": "1", "MediaUrl0": url, "MediaContentType0": file.content_type}


def _posting(form: dict, line: Line) -> Posting:
    return sign(Posting(urlencode(form).encode(), {"Content-Type": FORM}), line)
