"""Words in a search: tickets in which all of them occur, in the subject or in what was said."""

import re

from sqlalchemy import exists, or_, select

from tickets import Message, Ticket

MOST = 10


def holding(query, words: list[str]):
    """Only tickets with all of these words."""
    for word in words[:MOST]:
        like = "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"
        said = exists(select(Message.id).where(Message.ticket_id == Ticket.id, Message.text.ilike(like, escape="\\")))
        query = query.where(or_(Ticket.subject.ilike(like, escape="\\"), said))
    return query
