"""What follows from what: the whole page of it. `now` in the same transaction, `later` after the commit."""

import channels.delivery
import chatbot.events
import routing
from channels.surveys import going_on, hastening
from helpdesk import audit, widget
from helpdesk.customers import events as c
from helpdesk.customers import vip
from helpdesk.events import ANYTHING, when
from helpdesk.notifying import followed, occasions, webhooks
from helpdesk.people import events as p
from knowledge_base import events as k
from knowledge_base import indexing as articles
from routing import complaining, judged_topic, low_scores, nudging, sla
from routing import events as r
from tickets import customer_moved, indexing, promising, standing_apart, valuing
from tickets import events as e
from tickets.surveys import planning


def register() -> None:
    """Fill the register of reactions; called once by the app factory."""
    when(e.MESSAGE_RECEIVED, now=[routing.guess_at_once], later=[routing.guess_later])  # rules may ask for it
    for sets_rules_going in routing.triggers.EVENTS:  # before all else: what they say is so for whoever comes after
        when(sets_rules_going, now=[routing.run_rules])
    when(e.MESSAGE_RECEIVED, now=[chatbot.take_or_pass])
    when(e.PERSON_NEEDED, now=[routing.route])
    for person_came in (
        e.TICKET_ASSIGNED,
        e.REPLY_SENT,
        e.REPLY_SCHEDULED,
        e.TICKET_SOLVED,
        e.TICKET_CLOSED,
        e.TICKET_SNOOZED,
        e.SPAM_MARKED,
        e.TICKET_TRASHED,
        e.TICKET_MERGED_AWAY,
    ):
        when(person_came, now=[chatbot.step_aside])
    for other_base in (*k.CHANGES_WHAT_IS_FOUND, chatbot.events.FLOW_PUBLISHED):
        when(other_base, now=[chatbot.note_change])
    for somebody_came in (p.AGENT_ARRIVED, p.AVAILABILITY_CHANGED, p.CAPACITY_CHANGED, p.TEAM_JOINED):
        when(somebody_came, now=[routing.somebody_came])
    when(p.AGENT_ARRIVED, now=[routing.agent_came])
    when(p.AGENT_LEFT, now=[routing.agent_left])
    when(p.AVAILABILITY_CHANGED, now=[routing.availability_changed])
    for news in (e.MESSAGE_RECEIVED, e.TICKET_REOPENED):
        when(news, now=[routing.customer_came_back])
    for given_away in (e.TICKET_ASSIGNED, e.TICKET_UNASSIGNED):
        when(given_away, now=[routing.room_appeared])
    for work_ended in (e.STATUS_CHANGED, e.TICKET_SNOOZED, e.SPAM_MARKED, e.TICKET_TRASHED, e.TICKET_MERGED_AWAY):
        when(work_ended, now=[routing.work_ended])
    when(c.CUSTOMERS_UNMERGED, now=[standing_apart.stand_apart, customer_moved.tell_threads])
    when(c.CUSTOMERS_MERGED, now=[customer_moved.tell_threads])
    when(c.CUSTOMERS_MERGED, now=[vip.keep_after_merge])
    for tells_of_worth in valuing.ALL:
        when(tells_of_worth, together=[valuing.catch_up])
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
        when(arrival_or_departure, later=[widget.tell_who_is_here], together=[widget.tell_places])
    for moves_a_queue in (e.PERSON_NEEDED, e.TICKET_ASSIGNED, e.TEAM_CHANGED, e.STATUS_CHANGED, e.PRIORITY_CHANGED):
        when(moves_a_queue, together=[widget.tell_places])
    when(e.TICKET_ASSIGNED, later=[widget.tell_taken])
    _ask_how_it_went()
    _keep_time()
    _tell_the_desk()
    for found_otherwise in k.CHANGES_WHAT_IS_FOUND:
        when(found_otherwise, now=[articles.note], together=[articles.catch_up])
    when(k.WORDING_CHANGED, now=[articles.new_wording])
    for watched in (*c.AUDITED, *p.AUDITED, *e.AUDITED, *r.AUDITED):
        when(watched, now=[audit.keep])
    when(ANYTHING, later=[webhooks.queue])


def _ask_how_it_went() -> None:
    for done in (e.TICKET_SOLVED, e.TICKET_CLOSED):
        when(done, now=[planning.ask_when_solved])
    for undone in (e.TICKET_REOPENED, e.SPAM_MARKED, e.TICKET_MERGED_AWAY, e.TICKET_TRASHED):
        when(undone, now=[planning.withdraw])
    when(e.SURVEY_PLANNED, now=[hastening.hasten, judged_topic.note_topic])
    when(e.SURVEY_ANSWERED, later=[going_on.go_on])
    when(e.RATED, now=[low_scores.escalate_low_score], later=[occasions.tell_of_score])
    when(e.STATUS_CHANGED, now=[nudging.wait_for_customer])
    when(e.REPLY_SENT, now=[nudging.answered_meanwhile])
    for owed in (e.PROMISE_DUE, e.PROMISE_LATE):
        when(owed, later=[occasions.tell_of_promise])
    when(e.TICKET_ASSIGNED, now=[promising.reassigned])
    when(e.TICKETS_MERGED, now=[promising.merged])
    when(e.TICKETS_UNMERGED, now=[promising.unmerged])


def _keep_time() -> None:
    when(e.TICKET_OPENED, now=[sla.start_clocks, complaining.receive_complaint])
    when(e.MESSAGE_RECEIVED, now=[sla.customer_wrote])
    when(e.REPLY_SENT, now=[sla.answered, complaining.answer_complaint])
    when(e.CALL_CHANGED, now=[sla.called])
    when(e.STATUS_CHANGED, now=[sla.status_changed])
    when(e.TYPE_CHANGED, now=[complaining.receive_complaint])
    for another in (e.PRIORITY_CHANGED, e.TYPE_CHANGED, e.TEAM_CHANGED, e.TAGS_CHANGED, e.FIELDS_CHANGED,
                    e.CUSTOMER_RECOGNISED, e.POLICY_APPLIED):  # fmt: skip
        when(another, now=[sla.reconsider])
    for hidden_or_back in (e.SPAM_MARKED, e.SPAM_CLEARED, e.TICKET_TRASHED, e.TICKET_RESTORED):
        when(hidden_or_back, now=[sla.adjust])
    when(e.TICKETS_MERGED, now=[sla.merged])
    when(e.TICKETS_UNMERGED, now=[sla.unmerged])
    when(e.TICKET_SPLIT, now=[sla.split])
    when(e.CALENDAR_CHANGED, together=[sla.after_calendar])
    when(e.POLICY_CHANGED, together=[sla.after_policy])
    for limit in (e.SLA_WARNED, e.SLA_BREACHED, e.SLA_STILL_BREACHED):
        when(limit, now=[sla.act], later=[occasions.tell_of_clock])


def _tell_the_desk() -> None:
    when(chatbot.events.BOT_DRIFTED, later=[occasions.tell_of_drift])
    when(e.TICKET_ASSIGNED, later=[occasions.tell_assigned])
    when(e.NOTE_ADDED, later=[occasions.tell_mentioned])
    for news in followed.WHAT:
        when(news, later=[followed.tell_followers])
    for handed_up in (e.ESCALATED, e.ESCALATION_CHANGED):
        when(handed_up, later=[occasions.tell_of_escalation])
    when(e.ESCALATION_ENDED, later=[occasions.tell_of_outcome])
