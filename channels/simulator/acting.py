"""Acting: the customer does something on their phone, and the provider posts it to our webhook."""

from collections.abc import Sequence

from channels.simulator import phones
from channels.simulator.hosting import Host
from channels.simulator.postman import Postman
from channels.simulator.spoiling import spoilt
from channels.simulator.standin import Act

CHANGES = ("edit", "delete", "react")  # of something that stands on the phone already


def perform(
    host: Host, postman: Postman, acts: Sequence[Act], *, times: int = 1, spoil: bool = False, backwards: bool = False
) -> list[int | None]:
    """Do these in their order; returns our statuses. `times`: each delivery so often; `backwards`: the last one first.

    `spoil`: posted as by somebody who does not know the secret; it then stays undelivered on the phone.
    """
    line, statuses = host.line, []
    for act in acts:
        show_own(line, act)
    written = [(act, host.standin.write(act, line)) for act in acts]
    for act, postings in reversed(written) if backwards else written:
        told = [
            postman.deliver(line, spoilt(posting) if spoil else posting) for posting in postings for _ in range(times)
        ]
        statuses += told
        if act.what not in CHANGES:
            good = all(status is not None and status < 400 for status in told)
            phones.mark(line, act.id, state="delivered" if good else "failed", status=told[-1] if told else None)
    postman.send_off(line)
    return statuses


def read(host: Host, postman: Postman, person_id: str) -> int:
    """The customer looks: what is new of ours has been read, and the provider says so. Returns how many."""
    line = host.line
    unread = [
        entry
        for entry in phones.screen(line, person_id)
        if entry["side"] == phones.US and not entry["data"].get("read")
    ]
    for entry in unread:
        phones.mark(line, entry["id"], read=True)
        for posting in host.standin.tell(line, entry["id"], person_id, "read") if receipts_on(line) else ():
            line.post_later(posting)
    postman.send_off(line)
    return len(unread)


def receipts_on(line) -> bool:
    """Whether this provider tells of what was delivered and read."""
    return line.get("receipts") is not False


def show_own(line, act: Act) -> None:
    """What the customer does appears on their own phone."""
    target = str(act.data.get("message_id") or "")
    if act.what == "edit":
        phones.mark(line, target, text=act.text, edited=True)
    elif act.what == "delete":
        phones.mark(line, target, deleted=True)
    elif act.what == "react":
        phones.mark(line, target, reaction=act.text)
    else:
        data = {"what": act.what, "text": act.text, "parts": _parts(act), "album": act.album, "state": "sending"}
        phones.say(line, act.person, act.id, data, act.files if act.what != "hang_up" else [])


def _parts(act: Act) -> list[dict]:
    return [{"type": act.what, **act.data}] if act.what in ("location", "button", "sticker") else []
