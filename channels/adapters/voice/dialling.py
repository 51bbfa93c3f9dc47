"""Out of the house: call a customer for an agent, and fetch recordings."""

import base64
from urllib.parse import quote, urlencode

from channels import fetching
from channels.adapters.voice.options import API
from channels.calling import call
from channels.channel import File, Refused

LARGEST = 40 * 2**20


def dials_from_agent(settings: dict) -> bool:
    """Whether the agent's own telephone is called first, so that it must be known."""
    return bool(_by_twilio(settings) or settings.get("dial_url"))


def dial(
    settings: dict, *, to: str, phone: str, extension: str, agent: str, hook: str
) -> tuple[str | None, str | None]:
    """Let the agent's telephone ring, then the customer's: (the call's id, None); or (None, "tel:…") to open.

    Raises Refused, Later or Unsure.
    """
    if _by_twilio(settings):
        return _dial_by_twilio(settings, to, phone, agent, hook), None
    if settings.get("dial_url"):
        return _dial_by_address(settings["dial_url"], number=to, phone=phone, extension=extension, agent=agent), None
    return None, f"tel:{quote(to, safe='+')}"


def recording(settings: dict, url: str) -> File:
    """The bytes of a recording. Our account's token goes to Twilio alone."""
    base = settings.get("base_url") or API
    ours = url.startswith(f"{base.rstrip('/')}/")
    known = f"{settings.get('account_sid', '')}:{settings.get('auth_token', '')}"
    headers = {"Authorization": f"Basic {base64.b64encode(known.encode()).decode()}"} if ours else {}
    return fetching.get_public(url, headers=headers, allowed_hosts=[base] if base != API else [], most_bytes=LARGEST)


def _by_twilio(settings: dict) -> bool:
    return bool(settings.get("account_sid") and settings.get("auth_token"))


def _dial_by_twilio(settings: dict, to: str, phone: str, agent: str, hook: str) -> str:
    if not phone:
        raise Refused("the agent has entered no telephone number")
    if not settings.get("number"):
        raise Refused("this line has no number to call from; enter it in the settings of the inbox")
    about = {"to": to, "agent": agent}
    answer = call(
        "POST",
        f"{account_url(settings)}/Calls.json",
        auth=(settings["account_sid"], settings["auth_token"]),
        data={
            "To": phone,
            "From": settings["number"],
            "Url": f"{hook}?{urlencode({'step': 'bridge', **about})}",
            "StatusCallback": f"{hook}?{urlencode({'step': 'out_status', **about})}",
            "Timeout": "25",
        },
    )
    if answer.status not in (200, 201):
        raise Refused(reason(answer))
    return str(answer.json.get("sid") or "")


def _dial_by_address(template: str, **values: str) -> str | None:
    address = template
    for name, value in values.items():
        address = address.replace("{" + name + "}", quote(value, safe=""))
    answer = call("GET", address)
    if answer.status >= 400:
        raise Refused(f"the telephone system answered {answer.status}")
    found = answer.json.get("callId") or answer.json.get("sessionId") or ""
    return str(found) or None


def account_url(settings: dict) -> str:
    """Where our account's things are."""
    return f"{(settings.get('base_url') or API).rstrip('/')}/2010-04-01/Accounts/{settings['account_sid']}"


def reason(answer) -> str:
    """Twilio's own words for why not, or its status."""
    known = {
        20003: "the account SID or the auth token is not right",
        21210: "our number is not one of this account",
        21211: "this is not a number that can be called",
        21214: "this number cannot be reached",
        21215: "calls to this country are switched off in Twilio (Voice → Geo permissions)",
    }
    said = answer.json
    return known.get(said.get("code")) or str(said.get("message") or f"Twilio answered {answer.status}")[:300]
