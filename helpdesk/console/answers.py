"""Answers of actions: the ticket's row or the message, as it is after the change."""

from helpdesk.console import names
from helpdesk.console.door import sight
from helpdesk.console.masks import message_for, reads_plainly
from helpdesk.console.messages import Around, message_of
from helpdesk.console.rows import rows_of
from helpdesk.customers import Customer, known_by
from helpdesk.db import db
from tickets import Message, Ticket
from tickets.thread_page import files_of


def ticket_answer(ticket: Ticket) -> dict:
    """{ticket: its row}."""
    return {"ticket": rows_of(sight().beside([ticket]))[0]}


def message_answer(message: Message, ticket: Ticket) -> dict:
    """{message, ticket}."""
    customer = db.session.get(Customer, ticket.customer_id)
    about, known = {ticket.customer_id: customer}, known_by([customer])
    around = Around(names.agent_names(), about, names.channels(), files_of([message]), known)
    return {"message": message_for(message_of(message, around), reads_plainly()), **ticket_answer(ticket)}
