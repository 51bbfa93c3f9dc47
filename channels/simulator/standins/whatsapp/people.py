"""Who has WhatsApp here: by their id or their number, and until when they may be written to."""

import re

from channels.simulator.standin import Line, Person

WINDOW = 24 * 3600.0


def wrote(line: Line, person: Person) -> None:
    """They have just written: their window is open."""
    line.put(f"person {person.id}", {"name": person.name, "phone": digits(person.phone)})
    line.put(f"open {person.id}", True, seconds=WINDOW)
    if person.phone:
        line.put(f"phone {digits(person.phone)}", person.id)


def found(line: Line, to: str, recipient: str) -> str | None:
    """Whom a message is for; None for whoever has no WhatsApp. A number goes before an id."""
    if to:
        return line.get(f"phone {digits(to)}")
    return recipient if line.get(f"person {recipient}") else None


def is_open(line: Line, person_id: str) -> bool:
    """Whether free text may be sent to them now."""
    return bool(line.get(f"open {person_id}"))


def named(line: Line, person_id: str) -> dict:
    """How they stand in what Meta posts: with their number only if they show one."""
    known = line.get(f"person {person_id}") or {}
    phone = {"wa_id": known["phone"]} if known.get("phone") else {}
    return {"profile": {"name": known.get("name") or ""}, **phone, "user_id": person_id}


def digits(phone: str) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", phone)
