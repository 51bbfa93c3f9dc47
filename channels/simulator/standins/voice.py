"""Voice: Twilio's telephone network. Customers ring, are answered, hang up or leave a message; agents call out."""

import base64
import hashlib
import hmac
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from channels.channel import File
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Secret, Shown
from channels.twilio import signature
from channels.twilio.signing import FORM

kind = "voice"
acts = ("ring", "answer", "hang_up", "voicemail")
OURS = "+14155550199"
ACCOUNT = "AC00000000000000000000000000000001"
SPOKEN = 42  # seconds of every call


def settings(base: str, secret: Secret) -> dict:
    """A number of Twilio that rings at ann's and bob's telephones."""
    return {
        "account_sid": ACCOUNT,
        "auth_token": secret("token"),
        "number": OURS,
        "base_url": base,
        "ring": "sip:ann@demo.test,sip:bob@demo.test",
        "record": "yes",
        "cti_token": secret("cti"),
        "greeting_en": "Songtide, good day.",
        "greeting_zh": "您好，这里是松汐。",
    }


def id_of(name: str, phone: str) -> str:
    """Everybody is known by their number."""
    return phone or f"+1415555{int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 10000:04d}"


def write(act: Act, line: Line) -> list[Posting]:
    """What Twilio posts at this moment of the call."""
    sid = _call_of(act, line)
    caller = {"from": act.person.id}
    if act.what == "ring":
        line.put(f"calling {act.person.id}", sid)
        return [_moment(line, sid, act)]
    if act.what == "answer":
        line.put(f"answered {sid}", True)
        leg = {
            "CallSid": f"{sid[:-1]}x",
            "ParentCallSid": sid,
            "CallStatus": "in-progress",
            "To": "sip:ann@demo.test",
            "From": act.person.id,
            "Direction": "outbound-dial",
        }
        return [_moment(line, sid, act, "leg", caller, **leg)]
    if act.what == "voicemail":
        return [
            _moment(line, sid, act, "dialled", DialCallStatus="no-answer", CallStatus="in-progress"),
            _recorded(act, line, sid, "voicemail", caller),
            _moment(line, sid, act, "status", CallStatus="completed"),
        ]
    return _hung_up(act, line, sid, caller)


def _hung_up(act: Act, line: Line, sid: str, caller: dict) -> list[Posting]:
    over = _moment(line, sid, act, "status", CallStatus="completed", CallDuration=str(SPOKEN + 8))
    if not line.get(f"answered {sid}"):
        return [_moment(line, sid, act, "dialled", DialCallStatus="canceled", CallStatus="completed"), over]
    spoken = {"DialCallStatus": "completed", "DialCallDuration": str(SPOKEN), "CallStatus": "completed"}
    recording = (
        [_recorded(act, line, sid, "recording", caller)] if act.file and line.settings.get("record") == "yes" else []
    )
    return [_moment(line, sid, act, "dialled", **spoken), over, *recording]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """Nobody reads a call."""
    return []


def sign(posting: Posting, line: Line) -> Posting:
    """The same request with X-Twilio-Signature over the public address and the form."""
    url = line.webhook + (f"?{posting.query}" if posting.query else "")
    fields = parse_qsl(posting.body.decode("utf-8", "replace"), keep_blank_values=True)
    given = signature(line.settings["auth_token"], url, fields)
    return replace(posting, headers={**posting.headers, "Content-Type": FORM, "X-Twilio-Signature": given})


def answer(call: ApiCall, line: Line) -> Reply:
    """The REST API: our account, its numbers, its recordings, and calls that we begin."""
    if not _is_us(call, line):
        return _error(401, 20003, "Authenticate")
    root = f"/2010-04-01/Accounts/{line.settings['account_sid']}"
    where = call.path.removeprefix(root)
    if not call.path.startswith(root):
        return _error(404, 20404, f"The requested resource {call.path} was not found")
    if call.method == "GET" and where == ".json":
        return Reply({"sid": line.settings["account_sid"], "status": "active", "friendly_name": "Songtide"})
    if call.method == "GET" and where == "/IncomingPhoneNumbers.json":
        wanted = call.args.get("PhoneNumber")
        return Reply({"incoming_phone_numbers": [{"phone_number": OURS}] if wanted in (None, OURS) else []})
    if call.method == "GET" and where.startswith("/Recordings/"):
        file = line.load(where.removeprefix("/Recordings/").removesuffix(".mp3").removeprefix("RE"))
        return Reply(file.data, content_type=file.content_type) if file else _error(404, 20404, "Recording not found")
    if call.method == "POST" and where == "/Calls.json":
        return _begin(call, line)
    return _error(404, 20404, f"The requested resource {call.path} was not found")


def _begin(call: ApiCall, line: Line) -> Reply:
    """An agent calls: their telephone is picked up at once, then the customer's, and they talk."""
    form = call.form or dict(parse_qsl(call.body.decode()))
    to = dict(parse_qsl(urlsplit(form.get("Url", "")).query)).get("to", "")
    if not (form.get("To", "").startswith(("+", "sip:", "client:"))):
        return _error(400, 21211, f"The 'To' number {form.get('To')} is not a valid phone number.")
    if form.get("From") != OURS:
        return _error(
            400, 21210, f"The source phone number provided, {form.get('From')}, is not yet verified for your account."
        )
    sid = "CA" + hashlib.sha256(f"{to}{line.append('begun', to)}".encode()).hexdigest()[:32]
    line.show(to, Shown(f"☎ {OURS}"), once=f"call {sid}")
    base = {
        "CallSid": sid,
        "AccountSid": line.settings["account_sid"],
        "From": OURS,
        "To": form["To"],
        "Direction": "outbound-api",
    }
    moments = [
        (form["Url"], {"CallStatus": "in-progress"}, 0.5),
        (
            _step(form["Url"], "out_leg"),
            {
                "CallSid": f"{sid[:-1]}x",
                "ParentCallSid": sid,
                "To": to,
                "CallStatus": "in-progress",
                "Direction": "outbound-dial",
            },
            3,
        ),
        (
            _step(form["Url"], "bridged"),
            {"DialCallStatus": "completed", "DialCallDuration": "12", "CallStatus": "in-progress"},
            15,
        ),
        (form.get("StatusCallback") or _step(form["Url"], "out_status"), {"CallStatus": "completed"}, 16),
    ]
    for url, fields, seconds in moments:
        body = urlencode({**base, **fields}).encode()
        line.post_later(sign(Posting(body, {}, query=urlsplit(url).query), line), seconds)
    return Reply({"sid": sid, "status": "queued", "from": OURS, "to": form["To"]}, 201)


def _moment(line: Line, sid: str, act: Act, step: str = "", args: dict | None = None, **fields: str) -> Posting:
    form = {
        "CallSid": sid,
        "AccountSid": line.settings["account_sid"],
        "From": act.person.id,
        "To": OURS,
        "Direction": "inbound",
        "CallStatus": "ringing",
        "CallerName": act.person.name,
        **fields,
    }
    query = urlencode({"step": step, **(args or {})}) if step else ""
    return sign(Posting(urlencode(form).encode(), {}, query=query), line)


def _recorded(act: Act, line: Line, sid: str, step: str, caller: dict) -> Posting:
    file = act.file or File("voicemail.wav", "audio/wav", data=b"")
    number = line.store(file)
    url = f"{line.base}/2010-04-01/Accounts/{line.settings['account_sid']}/Recordings/RE{number}"
    form = {
        "CallSid": sid,
        "AccountSid": line.settings["account_sid"],
        "RecordingSid": f"RE{number}",
        "RecordingStatus": "completed",
        "RecordingDuration": "4" if step == "voicemail" else str(SPOKEN),
        "RecordingUrl": url,
    }
    return sign(Posting(urlencode(form).encode(), {}, query=urlencode({"step": step, **caller})), line)


def _call_of(act: Act, line: Line) -> str:
    """The CallSid: of the call that the act names, else of the last one of this person."""
    named = act.data.get("call_id") or (None if act.what == "ring" else line.get(f"calling {act.person.id}"))
    if named and named.startswith("CA"):
        return named
    return "CA" + hashlib.sha256(f"{act.person.id}|{named or act.id}".encode()).hexdigest()[:32]


def _step(url: str, step: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), "step": step})))


def _is_us(call: ApiCall, line: Line) -> bool:
    known = f"{line.settings['account_sid']}:{line.settings['auth_token']}"
    wanted = f"Basic {base64.b64encode(known.encode()).decode()}"
    return hmac.compare_digest(wanted.encode(), call.headers.get("authorization", "").encode())


def _error(status: int, code: int, message: str) -> Reply:
    return Reply(
        {"code": code, "message": message, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status},
        status,
    )
