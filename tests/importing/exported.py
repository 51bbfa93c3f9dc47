"""One customer, one ticket, three messages, as four helpdesks export them."""

import io
import json
import zipfile

AT = ["2025-05-01T10:00:00Z", "2025-05-01T11:00:00Z", "2025-05-01T12:00:00Z"]

ZENDESK = {
    "users": [
        {"id": 11, "name": "Carol", "email": "carol@example.com", "phone": None, "role": "end-user", "locale": "en-US",
         "organization_id": 5, "user_fields": {}, "tags": ["vip"], "details": "", "notes": "", "created_at": AT[0]},
        {"id": 12, "name": "Ann", "email": "ann@demo.test", "role": "agent", "organization_id": None},
    ],
    "organizations": [{"id": 5, "name": "Songtide", "domain_names": ["songtide.test"], "shared_tickets": False,
                       "details": None, "notes": None, "tags": []}],
    "tickets": [
        {"id": 77, "subject": "Teapot", "raw_subject": "Teapot", "status": "solved", "priority": "high",
         "type": "problem", "tags": ["teapot"], "requester_id": 11, "assignee_id": 12, "created_at": AT[0],
         "comments": [
             {"id": 1, "author_id": 11, "public": True, "plain_body": "My teapot leaks.", "created_at": AT[0],
              "attachments": [{"file_name": "leak.jpg", "content_url": "https://x.test/leak.jpg"}]},
             {"id": 2, "author_id": 12, "public": False, "plain_body": "Ask the potter.", "created_at": AT[1]},
             {"id": 3, "author_id": 12, "public": True, "plain_body": "A new one is on its way.", "created_at": AT[2]},
         ]}
    ],
}  # fmt: skip
FRESHDESK = {
    "contacts": [{"id": 21, "name": "Carol", "email": "carol@example.com", "mobile": None, "company_id": None}],
    "agents": [{"id": 22, "contact": {"name": "Ann", "email": "ann@demo.test"}}],
    "tickets": [
        {"id": 78, "subject": "Teapot", "description_text": "My teapot leaks.", "status": 4, "priority": 3,
         "requester_id": 21, "responder_id": 22, "company_id": None, "created_at": AT[0], "tags": [],
         "conversations": [
             {"body_text": "Ask the potter.", "private": True, "incoming": False, "user_id": 22, "created_at": AT[1]},
             {"body_text": "A new one is on its way.", "private": False, "incoming": False, "user_id": 22,
              "created_at": AT[2]},
         ]}
    ],
}  # fmt: skip
CHATWOOT = {
    "conversations": [
        {"id": 79, "status": "resolved", "priority": "high", "labels": [], "created_at": 1746093600,
         "meta": {"sender": {"id": 31, "name": "Carol", "email": "carol@example.com"},
                  "assignee": {"email": "ann@demo.test"}},
         "messages": [
             {"content": "My teapot leaks.", "message_type": 0, "created_at": 1746093600, "private": False},
             {"content": "Assigned to Ann", "message_type": 2, "created_at": 1746093601},
             {"content": "Ask the potter.", "message_type": 1, "created_at": 1746097200, "private": True},
             {"content": "A new one is on its way.", "message_type": 1, "created_at": 1746100800, "private": False},
         ]}
    ],
}  # fmt: skip
OSTICKET = {
    "tickets": [
        {"number": "100080", "subject": "Teapot", "status": "Resolved", "priority": "High", "created": AT[0],
         "user": {"name": "Carol", "email": "carol@example.com"}, "staff_email": "ann@demo.test",
         "thread_entries": [
             {"type": "M", "poster": "Carol", "body": "<p>My teapot leaks.</p>", "created": AT[0]},
             {"type": "N", "poster": "Ann", "body": "Ask the potter.", "created": AT[1]},
             {"type": "R", "poster": "Ann", "body": "A new one is on its way.", "created": AT[2]},
         ]}
    ],
}  # fmt: skip


def packed(files: dict[str, list[dict]]) -> bytes:
    """The export as a ZIP of JSON."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, objects in files.items():
            file.writestr(f"export/{name}.json", json.dumps(objects))
    return out.getvalue()
