"""The full-text index of messages, in the database itself: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

One entry a message: the subject of its ticket, what it says, the names of its files, cut into words by
helpdesk.language. Addresses and names of customers are never in it.
"""

from sqlalchemy import ColumnElement, TextClause, column, table, text

from helpdesk import language
from helpdesk.db import connection_now, db

MOST_INDEXED = 20_000  # characters of one message
_LAST_POSITION, _MOST_POSITIONS = 16_383, 200  # what a tsvector holds

_PUT = {
    "sqlite": text("INSERT OR REPLACE INTO search_message (rowid, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO search_message (message_id, words) VALUES (:id, CAST(:words AS tsvector)) "
        "ON CONFLICT (message_id) DO UPDATE SET words = excluded.words"
    ),
}
_DROP = {
    "sqlite": text("DELETE FROM search_message WHERE rowid = :id"),
    "postgresql": text("DELETE FROM search_message WHERE message_id = :id"),
}

_FTS, _VECTORS = table("search_message", column("rowid")), table("search_message", column("message_id"))


def put(entries: dict[int, str]) -> None:
    """Write these entries, by message number, in place of those that were there; called inside a transaction."""
    _each(_PUT, [{"id": number, "words": words} for number, words in entries.items()])


def drop(numbers) -> None:
    """Take these messages out; called inside a transaction."""
    _each(_DROP, [{"id": number} for number in numbers])


def entry(*texts: str) -> str:
    """What is written for a message with these texts, as the database at hand wants it."""
    words = language.words("\n".join(part for part in texts if part)[:MOST_INDEXED])
    return _vector(words) if connection_now().dialect.name == "postgresql" else " ".join(words)


def matching(terms: list[tuple[str, ...]], without: list[tuple[str, ...]]) -> tuple[ColumnElement, TextClause]:
    """The column of message numbers, and the WHERE for the entries with all these terms and none of those."""
    if db.engine.dialect.name == "postgresql":
        parts = [_phrase(term, "'{}'", " <-> ") for term in terms] + [
            "!" + _phrase(term, "'{}'", " <-> ") for term in without
        ]
        return _VECTORS.c.message_id, text("search_message.words @@ CAST(:match AS tsquery)").bindparams(
            match=" & ".join(parts)
        )
    wanted = " AND ".join(_phrase(term, "{}", " ", '"{}"') for term in terms)
    unwanted = " OR ".join(_phrase(term, "{}", " ", '"{}"') for term in without)
    expression = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    return _FTS.c.rowid, text("search_message MATCH :match").bindparams(match=expression)


def _phrase(words: tuple[str, ...], each: str, between: str, whole: str = "({})") -> str:
    return whole.format(between.join(each.format(word) for word in words))


def _vector(words: list[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        at = places.setdefault(word, [])
        if place <= _LAST_POSITION and len(at) < _MOST_POSITIONS:
            at.append(place)
    # Words are letters and digits alone, so nothing in them can end the quotes.
    return " ".join(f"'{word}':{','.join(map(str, at))}" if at else f"'{word}'" for word, at in places.items())


def _each(statements: dict, rows: list[dict]) -> None:
    if rows:
        connection = connection_now()
        connection.execute(statements[connection.dialect.name], rows)
