"""osTicket: tickets with their thread, as its API plug-ins and JSON dumps give them."""

from collections.abc import Iterator

kind = "osticket"
label = "osTicket"
_STATUS = {"open": "open", "resolved": "solved", "closed": "closed", "archived": "closed"}
_PRIORITY = {"low": "low", "normal": "normal", "high": "high", "emergency": "urgent"}
_KINDS = {"M": (False, False), "R": (True, False), "N": (True, True)}  # message, response, note


def recognises(files: dict[str, list[dict]]) -> bool:
    """Tickets with a thread of entries, or with an `ost` number and a department."""
    one = next((objects[0] for objects in files.values() if objects), {})
    return "thread_entries" in one or "thread" in one and "number" in one or {"dept_name", "number"} <= one.keys()


def records(files: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    """The people that the tickets name, then the tickets."""
    tickets = [one for objects in files.values() for one in objects if "number" in one]
    people = {}
    for one in tickets:
        person = _person(one)
        people.setdefault(person["email"] or person["name"], person)
    for person in people.values():
        yield "customers", {name: person[name] for name in ("name", "email", "phone")}
    for one in tickets:
        yield "tickets", _ticket(one)


def _person(one: dict) -> dict:
    said = one.get("user") or one.get("owner") or {}
    said = said if isinstance(said, dict) else {"name": said}
    return {
        "name": said.get("name") or one.get("user_name") or one.get("name"),
        "email": said.get("email") or one.get("user_email") or one.get("email"),
        "phone": said.get("phone") or one.get("phone"),
    }


def _ticket(one: dict) -> dict:
    person = _person(one)
    entries = one.get("thread_entries") or one.get("thread") or []
    entries = entries.get("entries", []) if isinstance(entries, dict) else entries
    return {
        "external_id": f"osticket:{one['number']}",
        "subject": one.get("subject"),
        "status": _STATUS.get(str(one.get("status") or one.get("status_name") or "").lower(), "open"),
        "priority": _PRIORITY.get(str(one.get("priority") or "").lower()),
        "created_at": one.get("created"),
        "solved_at": one.get("closed"),
        "requester_name": person["name"],
        "requester_email": person["email"],
        "requester_phone": person["phone"],
        "assignee": one.get("staff_email"),
        "messages": [_message(entry) for entry in entries],
    }


def _message(entry: dict) -> dict:
    ours, note = _KINDS.get(str(entry.get("type") or "M")[:1].upper(), (False, False))
    return {
        "ours": ours,
        "author": entry.get("poster_email") or entry.get("poster") or "agent" if ours else "customer",
        "note": note,
        "text": entry.get("body") or "",
        "at": entry.get("created"),
    }
