"""What Twilio tells of a call: each address of ours carries a `step` that says which moment it is."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

from channels.channel import Call, File, Request

# How a leg or a call ended, in our words.
CAUSES = {
    "completed": "answered",
    "answered": "answered",
    "no-answer": "missed",
    "busy": "busy",
    "failed": "failed",
    "canceled": "cancelled",
}


def calls_in(request: Request) -> list[Call]:
    """The Call of this request; none for what is only a question. Raises ValueError for what is no call at all."""
    form = form_of(request)
    if not form.get("CallSid"):
        raise ValueError("no CallSid")
    read = _STEPS.get(step_of(request), _nothing)
    return [call for call in read(form, args_of(request)) if call]


def is_our_account(request: Request, settings: dict) -> bool:
    """Whether it is about our account; several may share a token."""
    return bool(settings.get("account_sid")) and form_of(request).get("AccountSid") == settings["account_sid"]


def form_of(request: Request) -> dict[str, str]:
    """The fields of the form."""
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def args_of(request: Request) -> dict[str, str]:
    """What we wrote into our own address; the signature covers it."""
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}


def step_of(request: Request) -> str:
    """Which moment of a call this is."""
    return args_of(request).get("step", "")


def _incoming(form: dict, _args: dict) -> list:
    """The number's own webhook: it rings. Twilio uses it for the end as well where no other address is set."""
    if form.get("Direction", "inbound").startswith("outbound"):
        return []
    return [_in(form, "ringing")] if form.get("CallStatus") in (None, "ringing", "queued") else _status(form, _args)


def _status(form: dict, _args: dict) -> list:
    status = form.get("CallStatus")
    if status not in CAUSES or form.get("Direction", "inbound").startswith("outbound"):
        return []
    # "completed" says only that it is over: whether anybody spoke with the caller, the dialled leg says.
    return [_in(form, "ended", cause="" if status == "completed" else CAUSES[status])]


def _leg(form: dict, args: dict) -> list:
    """An agent's telephone was picked up."""
    if form.get("CallStatus") not in ("in-progress", "answered"):
        return []
    parent = form.get("ParentCallSid")
    return [
        parent and Call(parent, "answered", "in", args.get("from", ""), agent=_who(form.get("To", "")), at=_at(form))
    ]


def _dialled(form: dict, args: dict) -> list:
    cause = CAUSES.get(form.get("DialCallStatus", ""), "")
    seconds = _number(form.get("DialCallDuration")) if cause == "answered" else None
    return [_in(form, "ended", cause=cause, seconds=seconds)]


def _queued(form: dict, _args: dict) -> list:
    return [_in(form, "ended", cause="answered" if form.get("QueueResult") == "bridged" else "missed")]


def _recording(form: dict, args: dict) -> list:
    return _file(form, args, "recording")


def _voicemail(form: dict, args: dict) -> list:
    return _file(form, args, "voicemail")


def _file(form: dict, args: dict, event: str) -> list:
    if form.get("RecordingStatus", "completed") != "completed" or not form.get("RecordingUrl"):
        return []
    seconds = _number(form.get("RecordingDuration"))
    if event == "voicemail" and not seconds:
        return []  # who hangs up at the tone has left nothing
    name = f"{event}-{form.get('RecordingSid', 'recording')}.mp3"
    file = File(name, "audio/mpeg", fetch={"url": f"{form['RecordingUrl']}.mp3"})
    out = args.get("to")
    return [
        Call(
            form["CallSid"],
            event,
            "out" if out else "in",
            out or args.get("from", ""),
            seconds=seconds,
            agent=args.get("agent", ""),
            files=[file],
        )
    ]


def _bridge(form: dict, args: dict) -> list:
    """An agent's telephone was picked up to call a customer: it rings there now."""
    return [_out(form, args, "ringing")]


def _out_leg(form: dict, args: dict) -> list:
    if form.get("CallStatus") not in ("in-progress", "answered") or not form.get("ParentCallSid"):
        return []
    return [_out({**form, "CallSid": form["ParentCallSid"]}, args, "answered")]


def _bridged(form: dict, args: dict) -> list:
    cause = CAUSES.get(form.get("DialCallStatus", ""), "")
    seconds = _number(form.get("DialCallDuration")) if cause == "answered" else None
    return [_out(form, args, "ended", cause=cause, seconds=seconds)]


def _out_status(form: dict, args: dict) -> list:
    """How the call to the agent's telephone fared: if that was not picked up, the customer was never called."""
    status = form.get("CallStatus")
    if status == "initiated" or status not in CAUSES:
        return []
    return [_out(form, args, "ended", cause="" if status == "completed" else "cancelled")]


def _nothing(_form: dict, _args: dict) -> list:
    return []


_STEPS = {
    "": _incoming,
    "status": _status,
    "leg": _leg,
    "dialled": _dialled,
    "queued": _queued,
    "recording": _recording,
    "voicemail": _voicemail,
    "bridge": _bridge,
    "out_leg": _out_leg,
    "bridged": _bridged,
    "out_status": _out_status,
}


def _in(form: dict, event: str, **values) -> Call:
    return Call(
        form["CallSid"],
        event,
        "in",
        form.get("From", ""),
        line=form.get("To", ""),
        name=form.get("CallerName", ""),
        at=_at(form),
        **values,
    )


def _out(form: dict, args: dict, event: str, **values) -> Call:
    return Call(
        form["CallSid"],
        event,
        "out",
        args.get("to", ""),
        line=form.get("From", ""),
        agent=args.get("agent", ""),
        at=_at(form),
        **values,
    )


def _who(to: str) -> str:
    return to.removeprefix("client:")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 7 else None


def _at(form: dict) -> datetime | None:
    try:
        at = parsedate_to_datetime(form.get("Timestamp", ""))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None
