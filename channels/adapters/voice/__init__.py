"""Voice: phone calls, from Twilio (signed forms at the webhook) or from any other telephone system (/cti/<key>)."""

from urllib.parse import urlsplit

from channels.adapters.voice import cti, dialling, twilio_calls, twiml
from channels.adapters.voice.dialling import dial, dials_from_agent
from channels.adapters.voice.options import OPTIONS, STEPS
from channels.adapters.voice.trying import check
from channels.channel import Capabilities, File, Outbound, Refused, Request, Sent
from channels.twilio import is_signed

__all__ = [
    "answer",
    "capabilities",
    "check",
    "dial",
    "dials_from_agent",
    "fetch",
    "kind",
    "label",
    "parse",
    "rings",
    "send",
    "settings",
    "steps",
    "verify",
]

kind = "voice"
label = {"en": "Telephone", "zh": "电话"}
settings = OPTIONS
steps = STEPS
capabilities = Capabilities(attachments=False, writes=False)


def verify(request: Request, settings: dict) -> bool:
    """Whether the telephone system says this: Twilio by its signature, another by its token and HMAC."""
    if _is_cti(request):
        return cti.is_known(request, settings)
    return is_signed(
        request, settings.get("auth_token", ""), settings.get("auth_token_before", "")
    ) and twilio_calls.is_our_account(request, settings)


def parse(request: Request, settings: dict) -> list:
    """What happened to a call."""
    return cti.calls_in(request) if _is_cti(request) else twilio_calls.calls_in(request)


def answer(request: Request, settings: dict) -> tuple[int, str, str] | None:
    """Twilio asks what to do with the caller; the others just want to be heard."""
    return None if _is_cti(request) else twiml.answer_to(request, settings)


def rings(settings: dict) -> list[str]:
    """At whose telephones Twilio lets a call ring, all at once."""
    return [one for one in twiml.targets(settings)[: twiml.MOST] if not one.startswith("queue:")]


def send(outbound: Outbound, settings: dict) -> Sent:
    """Nobody can be written to by telephone."""
    raise Refused("a call cannot be answered in writing; call back, or choose another way")


def fetch(settings: dict, *, url: str) -> File:
    """A recording, with our account's name and token."""
    return dialling.recording(settings, url)


def _is_cti(request: Request) -> bool:
    return urlsplit(request.url).path.startswith("/cti/")
