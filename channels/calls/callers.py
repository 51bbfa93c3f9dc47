"""Who calls: the customer of this number; a withheld number is somebody new each time."""

from channels.calls.words import WITHHELD
from channels.channel import Call
from channels.cleaning import storable
from channels.register import all_adapters
from helpdesk import customers, people
from helpdesk.customers import Customer, Identity, normal

# What networks say instead of a number; Twilio has numbers for some of them.
NOBODY = {
    "",
    "anonymous",
    "unknown",
    "restricted",
    "private",
    "unavailable",
    "withheld",
    "+266696687",
    "+86282452253",
    "+464",
    "+7378742883",
    "+2562533",
    "+8566696",
}


def is_withheld(call: Call) -> bool:
    """Whether the other one's number is not shown."""
    return call.address.strip().lower() in NOBODY


def rung_by(inbox) -> frozenset[int]:
    """The agents at whose telephones every call of this line rings, where the line itself says so."""
    rings = getattr(all_adapters().get(inbox.channel), "rings", None)
    return people.at_telephones(rings(inbox.settings or {})) if rings else frozenset()


def caller_of(inbox, call: Call) -> tuple[Customer, Identity]:
    """The customer at the other end, and their number.

    What is no number that anybody could call (an internal line, a SIP name) is kept as the name it is.
    """
    options, language = inbox.options or {}, (inbox.settings or {}).get("language") or "en"
    region = (inbox.settings or {}).get("region") or options.get("region")
    name = storable(call.name)[:200]
    if is_withheld(call):
        return customers.identify(
            "withheld",
            storable(call.call_id)[:512],
            verified=True,
            how="call",
            name=name or WITHHELD[language == "zh"],
            language=language,
        )
    try:
        kind, value = "phone", normal("phone", call.address, region)
    except ValueError:
        kind, value = "line", storable(call.address).strip()[:512]
    return customers.identify(kind, value, verified=True, how="call", name=name, language=language)
