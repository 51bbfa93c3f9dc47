"""The CTI contract: any telephone system posts newCall, answer and hangup, as form or JSON, to a token's address."""

import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from channels.channel import Call, File, Request
from channels.reading import Malformed, json_body

EVENTS = {"newcall": "ringing", "answer": "answered", "hangup": "ended"}
DIRECTIONS = {"in": "in", "inbound": "in", "out": "out", "outbound": "out"}
# How telephone systems say why a call ended: sipgate, Placetel, Asterisk (and their numbers after Q.850).
CAUSES = {
    "normalclearing": "answered",
    "normal clearing": "answered",
    "16": "answered",
    "answered": "answered",
    "answer": "answered",
    "accepted": "answered",
    "forwarded": "missed",
    "noanswer": "missed",
    "no answer": "missed",
    "no-answer": "missed",
    "no_answer": "missed",
    "missed": "missed",
    "voicemail": "missed",
    "18": "missed",
    "19": "missed",
    "unavailable": "missed",
    "busy": "busy",
    "user_busy": "busy",
    "17": "busy",
    "cancel": "cancelled",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "hangup": "cancelled",
    "congestion": "failed",
    "chanunavail": "failed",
    "notfound": "failed",
    "failed": "failed",
    "rejected": "busy",
    "blocked": "failed",
}


def is_known(request: Request, settings: dict) -> bool:
    """Whether the token is one of ours and, where a secret is set, the body is signed with it."""
    given = _token(request).encode("utf-8", "replace")
    live = [settings.get(name) or "" for name in ("cti_token", "cti_token_before")]
    known = any([hmac.compare_digest(token.encode(), given) for token in live if token])
    return known and _is_signed(request, settings.get("cti_secret") or "")


def calls_in(request: Request) -> list[Call]:
    """What happened. Raises ValueError for an event that nobody knows, Malformed for what is no form and no JSON."""
    said = _said(request)
    event = EVENTS.get(said.get("event", "").lower())
    direction = DIRECTIONS.get(said.get("direction", "in").lower())
    call_id = said.get("callid") or said.get("call_id") or said.get("origcallid")
    if event is None or direction is None or not call_id:
        raise ValueError("a CTI event needs event (newCall, answer, hangup), direction (in, out) and callId")
    us, them = (
        (said.get("to", ""), said.get("from", "")) if direction == "in" else (said.get("from", ""), said.get("to", ""))
    )
    call = Call(
        call_id[:200],
        event,
        direction,
        them,
        line=us,
        agent=said.get("user", ""),
        name=said.get("name", ""),
        at=_at(said),
        seconds=_seconds(said),
    )
    if event == "ended":
        call.cause = _cause(said)
    recording = said.get("recordingurl") or said.get("recording")
    if not recording:
        return [call]
    is_message = "voicemail" in (said.get("cause", "").lower(), _YES.get(said.get("voicemail", "").lower()))
    kept = "voicemail" if is_message else "recording"
    name = f"{kept}-{hashlib.sha256(recording.encode()).hexdigest()[:12]}{_ending(recording)}"
    file = File(name, _TYPES.get(_ending(recording), "audio/mpeg"), fetch={"url": recording})
    return [call, Call(call.call_id, kept, direction, them, agent=call.agent, seconds=call.seconds, files=[file])]


_YES = dict.fromkeys(("1", "true", "yes"), "voicemail")
_TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}


def _ending(url: str) -> str:
    return next((ending for ending in _TYPES if urlsplit(url).path.lower().endswith(ending)), ".mp3")


def _token(request: Request) -> str:
    """In the path after the key, in ?token=, or as a bearer: as the telephone system can."""
    parts = urlsplit(request.url).path.strip("/").split("/")
    bearer = request.headers.get("authorization", "").partition(" ")
    return (
        (parts[2] if len(parts) > 2 else "")
        or request.args.get("token", "")
        or (bearer[2] if bearer[0].lower() == "bearer" else "")
    )


def _is_signed(request: Request, secret: str) -> bool:
    if not secret:
        return True
    name, _, given = request.headers.get("x-signature", "").partition("=")
    wanted = hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return name == "sha256" and hmac.compare_digest(wanted.encode(), given.strip().lower().encode("utf-8", "replace"))


def _said(request: Request) -> dict[str, str]:
    """Names in lower case; a list gives its first (sipgate's user[])."""
    if "json" in request.headers.get("content-type", "") or request.body.lstrip()[:1] == b"{":
        value = json_body(request.body)
        if not isinstance(value, dict):
            raise Malformed("a JSON object is wanted")
        pairs = [(name, one[0] if isinstance(one, list) and one else one) for name, one in value.items()]
    else:
        pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        if not pairs:
            raise Malformed("neither a form nor JSON")
    said: dict[str, str] = {}
    for name, one in pairs:
        if isinstance(one, str | int | float) and not isinstance(one, bool):
            said.setdefault(name.lower().removesuffix("[]"), str(one).strip()[:2000])
        elif isinstance(one, bool):
            said.setdefault(name.lower(), str(one).lower())
    return said


def _cause(said: dict[str, str]) -> str:
    """Unknown words say nothing: whether anybody had picked up then decides."""
    return CAUSES.get(said.get("cause", "").lower(), "")


def _seconds(said: dict[str, str]) -> int | None:
    given = said.get("duration") or said.get("billsec") or ""
    return int(given) if given.isdigit() and len(given) < 7 else None


def _at(said: dict[str, str]) -> datetime | None:
    given = said.get("at") or said.get("timestamp") or ""
    try:
        if given.isdigit() and len(given) in (10, 13):
            return datetime.fromtimestamp(int(given[:10]), UTC)
        at = datetime.fromisoformat(given)
        return at if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
