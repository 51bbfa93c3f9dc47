"""A small history of one ticket, as the server would tell it: what a fresh page loads, what sockets say."""

from copy import deepcopy

ME = {"id": 1, "name": "Ann"}
CAROL = {"kind": "customer", "id": 7, "name": "Carol"}
ANN = {"kind": "agent", "id": 1, "name": "Ann"}
DESK = {"kind": "system", "id": None, "name": ""}
VIEW = {"all": [{"field": "category", "op": "is", "value": "open"}]}
START = {
    "me": ME, "csrf": "x", "agents": [{**ME, "availability": "online", "team_ids": [10]}], "teams": [], "inboxes": [],
    "views": [{"id": 5, "name": "Open", "icon": "inbox", "group": "all", "count": 0, "conditions": VIEW,
               "sort": {"by": "last_message_at", "descending": True}}],
    "tags": [], "fields": [], "last_event_id": 0,
}  # fmt: skip


def row(number: int = 1, at: str = "2026-11-22T09:00:00Z", **values) -> dict:
    """A line of the list."""
    return {
        "id": number, "version": 1, "subject": "My parcel is late", "preview": "", "preview_by": "customer",
        "customer": {"id": 7, "name": "Carol"}, "channel": "email", "inbox_id": 1, "status": "open",
        "priority": "normal", "type": None, "team_id": 10, "assignee_id": None, "tags": [], "language": "en",
        "messages": 0, "unread": False, "spam": False, "trashed": False, "merged_into": None, "clock": None,
        "created_at": at, "updated_at": at, "last_message_at": at, "waiting_since": None, "snoozed_until": None,
    } | values  # fmt: skip


class History:
    """What happened to ticket 1. `pages` holds what a fresh page would load after each step."""

    def __init__(self) -> None:
        self.row, self.messages, self.events = row(), [], []
        self.said: list[dict] = []
        self.pages = [self.page()]

    def page(self) -> dict:
        """The ticket as it can be read now."""
        shown = [message for message in self.messages if message["state"] != "cancelled"]
        shown.sort(key=lambda message: (message["at"], message["id"]))
        ticket = self.row | {"followers": [], "cc": [], "fields": {}, "links": [], "draft": None, "send_on": []}
        return deepcopy({
            "ticket": ticket, "customer": {"id": 7, "name": "Carol"}, "messages": shown, "events": self.events,
            "before": None, "viewers": [], "last_event_id": len(self.events),
        })  # fmt: skip

    def happens(self, name: str, by: dict, message: dict | None = None, changes: dict | None = None, **data) -> None:
        """One event: the row changes with it, and the message it is about."""
        self.row = self.row | (changes or {}) | {"version": self.row["version"] + 1}
        line = {"id": len(self.events) + 1, "name": name, "at": _at(len(self.events)), "ticket": 1, "actor": by,
                "data": data}  # fmt: skip
        self.events.append(line)
        self.said.append(deepcopy(line | {"row": self.row} | ({"message": message} if message else {})))
        self.pages.append(self.page())

    def writes(self, kind: str, by: dict, text: str, **values) -> dict:
        """A message, not yet told to anybody."""
        number = 100 + len(self.messages)
        self.messages.append({
            "id": number, "ticket_id": 1, "kind": kind, "author": by, "text": text, "reply_text": text,
            "at": _at(len(self.events)), "state": None, "client_id": None, "attachments": [], "channel": "email",
            "deleted_at": None,
        } | values)  # fmt: skip
        return self.messages[-1]

    def as_replayed(self, since: int) -> list[dict]:
        """What is missed is told with rows and messages as they are now, not as they were."""
        now = {message["id"]: message for message in self.messages}
        missed = [event for event in self.said if event["id"] > since]
        return deepcopy([
            event | {"row": self.row} | ({"message": now[event["message"]["id"]]} if "message" in event else {})
            for event in missed
        ])  # fmt: skip


def a_day() -> History:
    """Carol asks, Ann answers, takes a reply back, is asked again, and solves."""
    story = History()
    story.happens("ticket_opened", CAROL)
    asked = story.writes("inbound", CAROL, "Where is my parcel?")
    story.happens("message_received", CAROL, asked, {"status": "new", "unread": True, "messages": 1})
    story.happens("ticket_assigned", DESK, None, {"assignee_id": 1}, **{"from": None, "to": 1})
    noted = story.writes("note", ANN, "Asked the carrier.")
    story.happens("note_added", ANN, noted)
    answer = story.writes("reply", ANN, "I am looking.", state="scheduled", client_id="c-1")
    story.happens("reply_scheduled", ANN, answer)
    for state, name in [("queued", "reply_sent"), ("sent", "delivery_changed"), ("delivered", "delivery_changed")]:
        answer["state"], answer["at"] = state, _at(len(story.events)) if state == "queued" else answer["at"]
        story.happens(name, ANN, answer, {"status": "open"})
    mistaken = story.writes("reply", ANN, "Wrong window.", state="scheduled", client_id="c-2")
    story.happens("reply_scheduled", ANN, mistaken)
    mistaken["state"] = "cancelled"
    story.happens("reply_cancelled", ANN, mistaken)
    again = story.writes("inbound", CAROL, "Any news?")
    story.happens("message_received", CAROL, again, {"unread": True, "messages": 3})
    story.happens("tags_changed", ANN, None, {"tags": ["delivery"]}, added=["delivery"], removed=[])
    story.happens("status_changed", ANN, None, {"status": "solved"}, **{"from": "open", "to": "solved"})
    return story


def _at(minute: int) -> str:
    return f"2026-11-22T09:{minute:02d}:00Z"
