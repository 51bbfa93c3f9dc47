"""TwiML: what Twilio shall do with the caller now."""

from datetime import datetime
from urllib.parse import urlencode, urlsplit, urlunsplit
from xml.sax.saxutils import escape, quoteattr

from channels.adapters.voice import spoken, twilio_calls
from channels.adapters.voice.hours import is_open
from channels.channel import Request
from helpdesk import clock

XML = "text/xml; charset=utf-8"
LONGEST_MESSAGE = 180  # seconds
MOST = 10  # numbers that Twilio rings at once


def answer_to(request: Request, settings: dict, as_of: datetime | None = None) -> tuple[int, str, str] | None:
    """The TwiML for this moment; None where Twilio only tells us something."""
    build = {
        "": _greet,
        "dialled": _after_ringing,
        "queued": _after_ringing,
        "recorded": _thank,
        "bridge": _bridge,
        "bridged": _nothing,
    }.get(twilio_calls.step_of(request))
    if build is None or request.method != "POST":
        return None
    form = twilio_calls.form_of(request)
    body = build(_Caller(form, request.url, settings), twilio_calls.args_of(request), as_of or clock.now())
    return 200, XML, f'<?xml version="1.0" encoding="UTF-8"?><Response>{body}</Response>'


class _Caller:
    """Who is at the other end, and how to talk with them."""

    def __init__(self, form: dict, url: str, settings: dict):
        self.form, self.settings, self._url = form, settings, url
        self.language = spoken.language_of(form.get("From", ""), settings)

    def say(self, name: str, otherwise: bool = True) -> str:
        """What the admin wrote for this moment, else our own words, else nothing."""
        words = self.settings.get(f"{name}_{self.language}") or (spoken.text(name, self.language) if otherwise else "")
        return f'<Say language="{spoken.VOICES[self.language]}">{escape(words)}</Say>' if words else ""

    def address(self, step: str, **args: str) -> str:
        """Our address for a later moment, as an attribute."""
        return quoteattr(urlunsplit(urlsplit(self._url)._replace(query=urlencode({"step": step, **args}))))

    def wants(self, name: str) -> bool:
        return self.settings.get(name) == "yes"


def _greet(caller: _Caller, _args: dict, as_of: datetime) -> str:
    if caller.form.get("CallStatus") in twilio_calls.CAUSES:
        return ""  # it is over
    if not is_open(caller.settings, as_of):
        return caller.say("closed") + _ask_for_message(caller)
    rung = targets(caller.settings)
    if not rung:
        return caller.say("greeting", otherwise=False) + _ask_for_message(caller)
    return caller.say("greeting", otherwise=False) + _ring(caller, rung)


def _ring(caller: _Caller, rung: list[str]) -> str:
    if rung[0].startswith("queue:"):
        return f"<Enqueue action={caller.address('queued')}>{escape(rung[0][6:])}</Enqueue>"
    leg = caller.address("leg", **{"from": caller.form.get("From", "")})
    told = f'statusCallback={leg} statusCallbackEvent="answered" statusCallbackMethod="POST"'
    places = "".join(
        f"<Sip {told}>{escape(one)}</Sip>"
        if one.startswith(("sip:", "sips:"))
        else f"<Number {told}>{escape(one)}</Number>"
        for one in rung[:MOST]
    )
    return (
        f'<Dial answerOnBridge="true" timeout="{_seconds(caller.settings)}" action={caller.address("dialled")}'
        f"{_recording(caller, **{'from': caller.form.get('From', '')})}>{places}</Dial>"
    )


def _after_ringing(caller: _Caller, _args: dict, _as_of: datetime) -> str:
    talked = twilio_calls.CAUSES.get(caller.form.get("DialCallStatus", "")) == "answered"
    gone = caller.form.get("CallStatus") in twilio_calls.CAUSES
    if talked or gone or caller.form.get("QueueResult") in ("bridged", "hangup"):
        return "<Hangup/>"
    return _ask_for_message(caller)


def _ask_for_message(caller: _Caller) -> str:
    if not caller.wants("voicemail"):
        return caller.say("nobody") + "<Hangup/>"
    kept = caller.address("voicemail", **{"from": caller.form.get("From", "")})
    return (
        caller.say("leave_message")
        + f'<Record maxLength="{LONGEST_MESSAGE}" playBeep="true" action={caller.address("recorded")} '
        f'recordingStatusCallback={kept} recordingStatusCallbackEvent="completed"/>' + caller.say("nothing_heard")
    )


def _thank(caller: _Caller, _args: dict, _as_of: datetime) -> str:
    return caller.say("thanks") + "<Hangup/>"


def _bridge(caller: _Caller, args: dict, _as_of: datetime) -> str:
    """The agent has picked up: now the customer is called, who sees our number."""
    told = {name: args.get(name, "") for name in ("to", "agent")}
    number = caller.settings.get("number") or ""
    return (
        f'<Dial answerOnBridge="true" callerId={quoteattr(number)} action={caller.address("bridged", **told)}'
        f"{_recording(caller, **told)}><Number statusCallback={caller.address('out_leg', **told)} "
        f'statusCallbackEvent="answered" statusCallbackMethod="POST">{escape(told["to"])}</Number></Dial>'
    )


def _nothing(_caller: _Caller, _args: dict, _as_of: datetime) -> str:
    return "<Hangup/>"


def _recording(caller: _Caller, **args: str) -> str:
    if not caller.wants("record"):
        return ""
    return (
        f' record="record-from-answer-dual" recordingStatusCallback={caller.address("recording", **args)}'
        ' recordingStatusCallbackEvent="completed"'
    )


def targets(settings: dict) -> list[str]:
    """Where a call rings: numbers and SIP addresses, or one queue."""
    return [one for one in (word.strip() for word in str(settings.get("ring") or "").split(",")) if one]


def _seconds(settings: dict) -> int:
    given = str(settings.get("ring_seconds") or "")
    return min(max(int(given), 5), 600) if given.isdigit() and len(given) < 5 else 25
