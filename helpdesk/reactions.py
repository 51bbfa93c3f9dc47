"""What follows from what: the whole page of it. `now` in the same transaction, `later` after the commit."""

import channels.delivery
import routing
from helpdesk import notifying, widget  # noqa: F401
from helpdesk.customers import events as c
from helpdesk.events import ANYTHING, when
from helpdesk.people import events as p
from tickets import events as e
from tickets import indexing, standing_apart


def register() -> None:
    """Fill the register of reactions; called once by the app factory."""
    when(e.PERSON_NEEDED, now=[routing.route])
    for somebody_came in (p.AGENT_ARRIVED, p.AVAILABILITY_CHANGED, p.CAPACITY_CHANGED, p.TEAM_JOINED):
        when(somebody_came, now=[routing.somebody_came])
    for given_away in (e.TICKET_ASSIGNED, e.TICKET_UNASSIGNED):
        when(given_away, now=[routing.room_appeared])
    for work_ended in (e.STATUS_CHANGED, e.TICKET_SNOOZED, e.SPAM_MARKED, e.TICKET_TRASHED, e.TICKET_MERGED_AWAY):
        when(work_ended, now=[routing.work_ended])
    when(c.CUSTOMERS_UNMERGED, now=[standing_apart.stand_apart])
    when(e.REPLY_SENT, now=[channels.delivery.queue, channels.webchat.follow_up.plan])
    for said in (
        e.MESSAGE_RECEIVED,
        e.REPLY_SENT,
        e.REPLY_SCHEDULED,
        e.REPLY_CANCELLED,
        e.NOTE_ADDED,
        e.MESSAGE_EDITED,
        e.MESSAGE_DELETED,
    ):
        when(said, now=[indexing.note_message], together=[indexing.catch_up])
    for named in (e.SUBJECT_CHANGED, e.TICKET_SPLIT):
        when(named, now=[indexing.note_subject], together=[indexing.catch_up])
    for arrival_or_departure in (p.AGENT_ARRIVED, p.AGENT_LEFT, p.AVAILABILITY_CHANGED):
        when(arrival_or_departure, later=[widget.tell_who_is_here])
    when(ANYTHING, later=[])
