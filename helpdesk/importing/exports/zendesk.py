"""Zendesk: users, organizations and tickets with comments, as its JSON export and its API give them."""

from collections.abc import Iterator

kind = "zendesk"
label = "Zendesk"
_STATUS = {"hold": "on_hold", "deleted": None}
_ROLES = {"agent", "admin"}


def recognises(files: dict[str, list[dict]]) -> bool:
    """Tickets with a requester_id, or users with a role and an organization_id."""
    tickets = files.get("tickets") or next(iter(files.values()), [])
    one = tickets[0] if tickets else {}
    return "requester_id" in one and "raw_subject" in one or {"role", "organization_id", "user_fields"} <= one.keys()


def records(files: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    """Organizations first, then people, then tickets."""
    users, organizations, tickets = _parted(files)
    names = {one["id"]: one.get("name") for one in organizations if "id" in one}
    people = {one["id"]: one for one in users if "id" in one}
    for one in organizations:
        yield "organizations", _organization(one)
    for one in users:
        if one.get("role") not in _ROLES:
            yield "customers", _person(one, names)
    for one in tickets:
        if one.get("status") != "deleted":
            yield "tickets", _ticket(one, people)


def _parted(files: dict[str, list[dict]]) -> tuple[list, list, list]:
    users, organizations, tickets = [], [], []
    for objects in files.values():
        for one in objects:
            if "requester_id" in one:
                tickets.append(one)
            elif "domain_names" in one or "shared_tickets" in one and "role" not in one:
                organizations.append(one)
            elif "role" in one or "email" in one:
                users.append(one)
    return users, organizations, tickets


def _organization(one: dict) -> dict:
    return {
        "external_id": f"zendesk:{one.get('id')}",
        "name": one.get("name"),
        "domains": one.get("domain_names") or [],
        "details": one.get("details"),
        "notes": one.get("notes"),
        "tags": one.get("tags") or [],
        "shared_tickets": "yes" if one.get("shared_tickets") else "no",
    }


def _person(one: dict, organizations: dict) -> dict:
    return {
        "external_id": one.get("external_id") or f"zendesk:{one.get('id')}",
        "name": one.get("name"),
        "email": one.get("email"),
        "phone": one.get("phone"),
        "language": one.get("locale"),
        "tags": one.get("tags") or [],
        "notes": "\n".join(filter(None, (one.get("details"), one.get("notes")))),
        "organization": organizations.get(one.get("organization_id")),
        "created_at": one.get("created_at"),
    }


def _ticket(one: dict, people: dict) -> dict:
    requester = people.get(one.get("requester_id"), {})
    return {
        "external_id": f"zendesk:{one.get('id')}",
        "subject": one.get("subject") or one.get("raw_subject"),
        "status": _STATUS.get(one.get("status"), one.get("status")),
        "priority": one.get("priority"),
        "type": one.get("type"),
        "tags": one.get("tags") or [],
        "created_at": one.get("created_at"),
        "solved_at": one.get("solved_at") or (one.get("metric_set") or {}).get("solved_at"),
        "requester_name": requester.get("name"),
        "requester_email": requester.get("email"),
        "requester_phone": requester.get("phone"),
        "requester_external_id": requester.get("external_id") or f"zendesk:{one.get('requester_id')}",
        "assignee": people.get(one.get("assignee_id"), {}).get("email"),
        "messages": [_message(c, one, people) for c in one.get("comments") or []]
        or [{"author": "customer", "text": one.get("description") or "", "at": one.get("created_at")}],
    }


def _message(comment: dict, ticket: dict, people: dict) -> dict:
    author = people.get(comment.get("author_id"), {})
    ours = author.get("role") in _ROLES or comment.get("author_id") == ticket.get("assignee_id")
    files = "".join(f"\n[{a.get('file_name')}: {a.get('content_url')}]" for a in comment.get("attachments") or [])
    return {
        "author": author.get("email") or author.get("name") or "agent" if ours else "customer",
        "ours": ours,
        "note": comment.get("public") is False,
        "text": (comment.get("plain_body") or comment.get("body") or "") + files,
        "at": comment.get("created_at"),
    }
