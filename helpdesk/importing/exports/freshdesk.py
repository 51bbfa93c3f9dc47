"""Freshdesk: contacts, companies and tickets with conversations, of its API and of its account export."""

from collections.abc import Iterator

kind = "freshdesk"
label = "Freshdesk"
_STATUS = {2: "open", 3: "pending", 4: "solved", 5: "closed", 6: "pending", 7: "on_hold"}
_PRIORITY = {1: "low", 2: "normal", 3: "high", 4: "urgent"}
_TYPES = {"question": "question", "incident": "incident", "problem": "problem", "complaint": "complaint"}


def recognises(files: dict[str, list[dict]]) -> bool:
    """Tickets in a `helpdesk_ticket`, or with Freshdesk's numbered states and a responder."""
    one = next((objects[0] for objects in files.values() if objects), {})
    return "helpdesk_ticket" in one or {"responder_id", "requester_id"} <= one.keys() or "company_id" in one


def records(files: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    """Companies first, then contacts, then tickets."""
    companies, contacts, agents, tickets = [], {}, {}, []
    for name, objects in files.items():
        for said in objects:
            one = said.get("helpdesk_ticket") or said.get("user") or said.get("company") or said
            if "requester_id" in one:
                tickets.append(one)
            elif "domains" in one or name.startswith("compan"):
                companies.append(one)
            elif name.startswith("agent") or "contact" in one:
                agents[one.get("id")] = one.get("contact") or one
            else:
                contacts[one.get("id")] = one
    names = {one.get("id"): one.get("name") for one in companies}
    for one in companies:
        yield (
            "organizations",
            {
                "external_id": f"freshdesk:{one.get('id')}",
                "name": one.get("name"),
                "domains": one.get("domains") or [],
                "details": one.get("description"),
                "notes": one.get("note"),
            },
        )
    for one in contacts.values():
        yield "customers", _person(one, names)
    for one in tickets:
        yield "tickets", _ticket(one, contacts, agents)


def _person(one: dict, companies: dict) -> dict:
    return {
        "external_id": one.get("unique_external_id") or f"freshdesk:{one.get('id')}",
        "name": one.get("name"),
        "email": one.get("email"),
        "phone": one.get("mobile") or one.get("phone"),
        "language": one.get("language"),
        "notes": one.get("description"),
        "tags": one.get("tags") or [],
        "organization": companies.get(one.get("company_id")),
        "created_at": one.get("created_at"),
    }


def _ticket(one: dict, contacts: dict, agents: dict) -> dict:
    requester = one.get("requester") or contacts.get(one.get("requester_id"), {})
    said = one.get("conversations") or one.get("notes") or []
    beginning = {
        "ours": False,
        "text": one.get("description_text") or one.get("description") or "",
        "at": one.get("created_at"),
    }
    return {
        "external_id": f"freshdesk:{one.get('display_id') or one.get('id')}",
        "subject": one.get("subject"),
        "status": _STATUS.get(one.get("status"), "open"),
        "priority": _PRIORITY.get(one.get("priority")),
        "type": _TYPES.get(str(one.get("type") or one.get("ticket_type") or "").lower()),
        "tags": [t.get("name") if isinstance(t, dict) else t for t in one.get("tags") or []],
        "created_at": one.get("created_at"),
        "solved_at": (one.get("stats") or {}).get("resolved_at"),
        "requester_name": requester.get("name") or one.get("requester_name"),
        "requester_email": requester.get("email"),
        "requester_phone": requester.get("mobile") or requester.get("phone"),
        "requester_external_id": f"freshdesk:{one.get('requester_id')}",
        "assignee": agents.get(one.get("responder_id"), {}).get("email"),
        "messages": [beginning, *(_message(n.get("helpdesk_note") or n, agents) for n in said)],
    }


def _message(note: dict, agents: dict) -> dict:
    ours = not note.get("incoming")
    return {
        "ours": ours,
        "author": agents.get(note.get("user_id"), {}).get("email") or "agent" if ours else "customer",
        "note": bool(note.get("private")),
        "text": note.get("body_text") or note.get("body") or "",
        "at": note.get("created_at"),
    }
