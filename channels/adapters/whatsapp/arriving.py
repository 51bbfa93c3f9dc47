"""What Meta tells of a WhatsApp number: messages, receipts, edits, reactions, new names of people."""

import re

from channels.adapters.whatsapp import contents
from channels.adapters.whatsapp.person import KIND, Person, digits, person_of, renamed
from channels.channel import Broken, Consent, Edit, Inbound, Reaction, Receipt, Request
from channels.meta import batches, errors
from channels.meta.moments import moment

_STATES = {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed"}


def items_of(request: Request, settings: dict) -> list:
    """Everything in this request that is about our number."""

    def of_change(change: dict) -> list:
        read = _FIELDS.get(change.get("field"))
        value = change.get("value")
        return read(value, settings) if read and _ours(value, settings) else []

    return batches.each(
        batches.entries(request, "whatsapp_business_account"),
        lambda entry: batches.each(entry.get("changes"), of_change),
    )


def _ours(value: dict, settings: dict) -> bool:
    """One webhook may serve several numbers: those of others are not for this inbox."""
    return str(value["metadata"]["phone_number_id"]) == str(settings.get("phone_number_id"))


def _messages(value: dict, settings: dict) -> list:
    people = [contact for contact in value.get("contacts") or [] if isinstance(contact, dict)]
    return [
        *batches.each(value.get("messages"), lambda message: _message(message, people, settings)),
        *batches.each(value.get("statuses"), lambda status: _status(status, settings)),
        *batches.each(value.get("errors"), lambda error: _error(error, settings)),
    ]


def _message(message: dict, people: list[dict], settings: dict) -> list:
    read = _EVENTS.get(message.get("type"))
    if read is not None:
        return read(message)
    person, content = person_of(message, people), contents.content_of(message, settings)
    inbound = Inbound(
        external_id=_required(message, "id"),
        address_kind=KIND,
        address=person.address,
        name=person.name,
        text=content.text,
        files=content.files,
        parts=[*content.parts, *contents.around(message)],
        at=moment(message.get("timestamp")),
        references=_references(message),
        envelope={"message_id": message["id"]},
        also_proves=_phone(person, message),
    )
    return [*_known_by_phone(person), inbound]


def _phone(person: Person, message: dict) -> dict[str, str]:
    """The number that WhatsApp tells, or that the customer shares because we asked for it."""
    shared = message["contacts"][0]["phones"][0]["phone"] if message.get("origin") == "contact_request" else ""
    number = person.phone or digits(re.sub(r"[\s()-]", "", str(shared)))
    return {"phone": f"+{number}"} if number else {}


def _known_by_phone(person: Person) -> list:
    """Who was known by their number, before they had an id of their own, is the same person."""
    return renamed(person.phone, person.address)


def _references(message: dict) -> list[str]:
    answered = (message.get("context") or {}).get("id")
    return [answered] if answered else []


def _reaction(message: dict) -> list:
    given = message["reaction"]
    return [Reaction(_required(given, "message_id"), given.get("emoji") or None, moment(message.get("timestamp")))]


def _edit(message: dict) -> list:
    edit = message["edit"]
    text = contents.content_of(edit["message"], {}).text
    return [Edit(_required(edit, "original_message_id"), text, moment(message.get("timestamp")))]


def _revoke(message: dict) -> list:
    return [Edit(_required(message["revoke"], "original_message_id"), None, moment(message.get("timestamp")))]


def _system(message: dict) -> list:
    """Somebody has another number, or another id: the next message comes from there."""
    system = message["system"]
    new = system.get("user_id") or system.get("wa_id") or system.get("new_wa_id")
    old = [message.get("from_user_id"), system.get("customer"), message.get("from")]
    return [item for name in old for item in renamed(name, new)]


def _welcome(message: dict) -> list:
    return []  # the chat was opened; nothing was said yet


def _status(status: dict, settings: dict) -> list:
    state = _STATES.get(status.get("status"))
    if state is None:
        return []
    why = next(iter(status.get("errors") or []), None)
    words = _words(why, settings) if state == "failed" and why else None
    return [Receipt(_required(status, "id"), state, moment(status.get("timestamp")), words)]


def _error(error: dict, settings: dict) -> list:
    """Trouble of the whole account that belongs to no message: an admin shall see it."""
    return [Broken(f"WhatsApp: {_words(error, settings)}")]


def _words(error: dict, settings: dict) -> str:
    return errors.words_of(settings, int(error.get("code") or 0), errors.said_in(error))


def _preferences(value: dict, settings: dict) -> list:
    def of(given: dict) -> list:
        person = person_of({"from": given.get("wa_id"), "from_user_id": given.get("user_id")}, [])
        return [
            Consent(KIND, person.address, given["value"] == "stop", moment(given.get("timestamp")), str(given["value"]))
        ]

    return batches.each(value.get("user_preferences"), of)


def _required(given: dict, name: str) -> str:
    value = given[name]
    if not value or not isinstance(value, str):
        raise ValueError(f"{name} is missing")
    return value


_FIELDS = {"messages": _messages, "user_preferences": _preferences}
_EVENTS = {"reaction": _reaction, "edit": _edit, "revoke": _revoke, "system": _system, "request_welcome": _welcome}
