"""Words in a search: tickets of which one message has all of them, by the full-text index."""

from sqlalchemy import false, select

from tickets import Message, Ticket
from tickets.search_index import matching
from tickets.search_query import parse


def holding(query, words: list[str]):
    """Only tickets with all of these words and phrases."""
    if not words:
        return query
    typed = parse(" ".join(f'"{word}"' if " " in word else word for word in words))
    if not typed.terms:
        return query.where(false())
    number, match = matching(typed.terms, typed.without)
    found = select(Message.ticket_id).join(number.table, number == Message.id).where(match)
    return query.where(Ticket.id.in_(found))
