"""The phones: what stands on the screen of each customer of a line, both sides, the last 200 of each."""

import json

from channels.channel import File
from channels.simulator.standin import Person, Shown

MOST = 200
PEOPLE = 300  # whose phones are kept, of one line
US, THEM = "us", "them"


def shown_once(line, once: str) -> str | None:
    """The id of what was shown under this key before."""
    rows = line.rows.run("SELECT id FROM entry WHERE line = ? AND once = ?", line.key, once)
    return rows[0][0] if rows else None


def show(line, to: str, shown: Shown, message_id: str, once: str | None) -> str:
    """Our message appears on the phone; returns its id. Of two at once with the same key, one appears."""
    data = {"text": shown.text, "parts": shown.parts, "name": shown.name, "files": _kept(line, shown.files)}
    return _insert(line, to, US, message_id, data, once) or shown_once(line, once) or message_id


def say(line, person: Person, entry_id: str, data: dict, files: list[File] = ()) -> None:
    """What the customer did appears on their own phone; the same id again changes nothing."""
    remember(line, person)
    _insert(line, person.id, THEM, entry_id, {**data, "files": _kept(line, files)}, None)


def mark(line, entry_id: str, **changes) -> bool:
    """Something about an entry is new: its text, its ticks, a reaction. False when there is no such entry."""
    row = find(line, entry_id)
    if row is None:
        return False
    data = {**row["data"], **changes}
    line.rows.run(
        "UPDATE entry SET data = ?, changed = ? WHERE number = ?",
        json.dumps(data),
        line.count("changes"),
        row["number"],
    )
    line.changed(line.key, row["person"])
    return True


def find(line, entry_id: str) -> dict | None:
    """One entry by its id, ours before theirs."""
    rows = line.rows.run(
        "SELECT number, person, side, id, at, changed, data FROM entry WHERE line = ? AND id = ? ORDER BY side DESC",
        line.key,
        entry_id,
    )
    return _entry(rows[0]) if rows else None


def screen(line, person_id: str) -> list[dict]:
    """What stands on this phone, oldest first."""
    rows = line.rows.run(
        "SELECT number, person, side, id, at, changed, data FROM entry WHERE line = ? AND person = "
        "? ORDER BY number DESC LIMIT ?",
        line.key,
        person_id,
        MOST,
    )
    return [_entry(row) for row in reversed(rows)]


def remember(line, person: Person) -> None:
    """Keep who this is; a line knows a few hundred."""
    line.rows.run("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", line.key, person.id, json.dumps(vars(person)))


def people(line) -> list[Person]:
    """Whose phones this line knows."""
    rows = line.rows.run("SELECT data FROM person WHERE line = ? LIMIT ?", line.key, PEOPLE)
    return [Person(**json.loads(data)) for (data,) in rows]


def _insert(line, person: str, side: str, entry_id: str, data: dict, once: str | None) -> str | None:
    done = line.rows.changes(
        "INSERT OR IGNORE INTO entry (line, person, side, id, once, at, changed, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        line.key,
        person,
        side,
        entry_id,
        once,
        line.now(),
        line.count("changes"),
        json.dumps(data),
    )
    line.rows.run(
        "DELETE FROM entry WHERE line = ? AND person = ? AND number <= (SELECT number FROM entry WHERE line = ? AND "
        "person = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
        line.key,
        person,
        line.key,
        person,
        MOST,
    )
    line.changed(line.key, person)
    return entry_id if done else None


def _kept(line, files) -> list[dict]:
    return [
        {
            "id": line.store(file),
            "filename": file.filename,
            "content_type": file.content_type,
            "size": len(file.data or b""),
        }
        for file in files
    ]


def _entry(row: tuple) -> dict:
    number, person, side, entry_id, at, changed, data = row
    return {
        "number": number,
        "person": person,
        "side": side,
        "id": entry_id,
        "at": at,
        "changed": changed,
        "data": json.loads(data),
    }
