"""Who has WhatsApp here: by their id or their number, and until when they may be written to."""

import re
from datetime import datetime

from channels.simulator.meta.windows import left_of
from channels.simulator.standin import Line, Person

WINDOW = 24 * 3600.0


def wrote(line: Line, person: Person) -> None:
    """They have just written: their window is open."""
    _keep(line, person)
    line.put(f"open {person.id}", True, seconds=WINDOW)


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They have WhatsApp, and their window is open for what is left of it."""
    _keep(line, person)
    line.put(f"open {person.id}", True, seconds=left_of(WINDOW, wrote_at))


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


def _keep(line: Line, person: Person) -> None:
    line.put(f"person {person.id}", {"name": person.name, "phone": digits(person.phone)})
    if person.phone:
        line.put(f"phone {digits(person.phone)}", person.id)


def digits(phone: str) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", phone)
