"""What of Twilio's API a helpdesk calls."""

import hashlib
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from channels.simulator.collecting import collect, is_public
from channels.simulator.standin import ApiCall, Line, Posting, Reply, Shown

LONGEST = 1600
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_STEPS = (("sent", 0.2), ("delivered", 0.6))


def error(status: int, code: int, message: str) -> Reply:
    """As Twilio words it."""
    return Reply(
        {"code": code, "message": message, "status": status, "more_info": f"https://www.twilio.com/docs/errors/{code}"},
        status,
    )


def sid_of(name: str, kind: str = "SM") -> str:
    """The same for the same name."""
    return kind + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()


def told(line: Line, sid: str, state: str) -> list[Posting]:
    """The status callback of this message, unsigned; none where no callback was asked for."""
    known = line.get(f"message:{sid}")
    if not known or not known["callback"]:
        return []
    form = {
        "MessageSid": sid,
        "SmsSid": sid,
        "AccountSid": line.settings["account_sid"],
        "From": known["from"],
        "To": known["to"],
        "MessageStatus": state,
        "SmsStatus": state,
        "ApiVersion": "2010-04-01",
    }
    if state in ("undelivered", "failed"):
        form["ErrorCode"] = "30003"
    return [
        Posting(
            urlencode(form).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
            query=urlsplit(known["callback"]).query,
        )
    ]


def receipts(line: Line) -> list[tuple[Posting, float]]:
    """The callbacks that follow what was just sent, and when."""
    sid = line.get("just_sent")
    line.put("just_sent", None)
    return [(posting, seconds) for state, seconds in _STEPS for posting in told(line, sid, state)] if sid else []


def _send(form: dict, call: ApiCall, line: Line) -> Reply:
    media = parse_qs(call.body.decode()).get("MediaUrl", [])
    wrong = _wrong(form, media, line)
    if wrong is not None:
        return wrong
    to, number = form["To"], line.append("messages", {"to": form["To"]})
    files = [file for url in media if (file := collect(url))]
    sid = line.show(
        line.get(f"phone:{to}") or to,
        Shown(text=form.get("Body", ""), files=files),
        message_id=sid_of(f"{line.key} {number}", "MM" if media else "SM"),
    )
    line.put(f"message:{sid}", {"to": to, "from": form.get("From", ""), "callback": form.get("StatusCallback", "")})
    line.put("just_sent", sid)
    return Reply(
        {"sid": sid, "status": "queued", "to": to, "from": form.get("From"), "num_segments": "1", "error_code": None},
        201,
    )


def _wrong(form: dict, media: list[str], line: Line) -> Reply | None:
    to = form.get("To", "")
    if not _E164.fullmatch(to):
        return error(400, 21211, f"The 'To' number {to} is not a valid phone number.")
    if "MessagingServiceSid" not in form and form.get("From") != line.settings["number"]:
        return error(400, 21606, f"The 'From' number {form.get('From')} is not a valid sender.")
    if not form.get("Body") and not media:
        return error(400, 21602, "Message body is required.")
    if len(form.get("Body", "").encode("utf-16-le")) // 2 > LONGEST:
        return error(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    if line.get(f"stopped:{to}"):
        return error(400, 21610, "Attempt to send to unsubscribed recipient")
    if not all(is_public(url) for url in media):
        return error(400, 21620, "Invalid media URL(s)")
    return None


def _account(form: dict, call: ApiCall, line: Line) -> Reply:
    return Reply({"sid": line.settings["account_sid"], "status": "active", "friendly_name": "Desk"})


def _numbers(form: dict, call: ApiCall, line: Line) -> Reply:
    ours = line.settings["number"]
    one = {
        "sid": sid_of(ours, "PN"),
        "phone_number": ours,
        "sms_url": line.get("sms_url") or "",
        "capabilities": {"sms": True, "mms": True, "voice": True},
    }
    asked = call.args.get("PhoneNumber")
    return Reply({"incoming_phone_numbers": [one] if asked in (None, ours) else []})


def _change_number(form: dict, call: ApiCall, line: Line) -> Reply:
    line.put("sms_url", form.get("SmsUrl"))
    return Reply({"sid": call.path.rpartition("/")[2], "sms_url": form.get("SmsUrl")})


def method_of(verb: str, path: str):
    """What is asked for; a number is named by its SID."""
    return _ALL.get((verb, re.sub(r"/PN[0-9a-f]{32}\.json$", "/{sid}.json", path)))


_ALL = {
    ("POST", "/Messages.json"): _send,
    ("GET", ".json"): _account,
    ("GET", "/IncomingPhoneNumbers.json"): _numbers,
    ("POST", "/IncomingPhoneNumbers/{sid}.json"): _change_number,
}
NOT_FOUND = error(404, 20404, "The requested resource was not found")
