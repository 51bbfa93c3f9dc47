"""Who writes: by the id that WhatsApp gives them for our business, or by their number where that is all there is."""

import re
from dataclasses import dataclass

from channels.renamed import Renamed

KIND = "whatsapp"
_NUMBER = re.compile(r"\+?(\d{5,20})")


@dataclass(frozen=True)
class Person:
    """`address` is the user id (US.1349…) or else the number; `phone` its digits where they are told."""

    address: str
    phone: str = ""
    name: str = ""


def person_of(message: dict, people: list[dict]) -> Person:
    """The writer of this message. ValueError where neither id nor number is told."""
    sender = str(message.get("from") or "")
    user_id = str(message.get("from_user_id") or "") or ("" if digits(sender) else sender)
    contact = _contact(user_id, digits(sender), people)
    user_id = user_id or str(contact.get("user_id") or "")
    phone = digits(sender) or digits(str(contact.get("wa_id") or ""))
    if not (user_id or phone):
        raise ValueError("nobody says who wrote this")
    profile = contact.get("profile") or {}
    return Person(user_id or phone, phone, str(profile.get("name") or profile.get("username") or ""))


def renamed(old: str | None, new: str | None) -> list[Renamed]:
    """That somebody has another name now; nothing where there is no other."""
    old, new = digits(str(old or "")) or str(old or ""), digits(str(new or "")) or str(new or "")
    return [Renamed(KIND, old, new)] if old and new and old != new else []


def digits(number: str) -> str:
    """The digits of a phone number; "" for what is none."""
    found = _NUMBER.fullmatch(number.strip())
    return found[1] if found else ""


def _contact(user_id: str, phone: str, people: list[dict]) -> dict:
    for contact in people:
        if (user_id and contact.get("user_id") == user_id) or (phone and contact.get("wa_id") == phone):
            return contact
    alone = people[0] if len(people) == 1 else {}
    # One contact beside one sender is that sender, unless it says otherwise.
    names_another = (user_id and alone.get("user_id")) or (phone and alone.get("wa_id"))
    return {} if names_another else alone
