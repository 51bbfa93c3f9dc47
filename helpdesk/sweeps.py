"""Sweeps: what is looked for in the rows again and again, so that no crash and no lost wake-up loses anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import chatbot
import routing
from channels import (
    access_tokens,
    calls,
    claiming,
    dead_letters,
    delivery,
    media,
    polling,
    pruning,
    receipts,
    replays,
    templates,
    webchat,
)
from channels.surveys import sending as asking
from helpdesk import api, clock, doubt, events, importing, jobs, lanes, people
from helpdesk.customers import help_visit
from helpdesk.customers.privacy import erasing
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.valuing import nightly, reckoning
from helpdesk.notifying import webhooks
from helpdesk.steady import BEARABLE, Steady
from knowledge_base import indexing as articles
from knowledge_base import publishing
from routing import escalating, lasting, nudging, rehearsing, sla
from tickets import closing, indexing, promising, retention, sending_later, snoozing, uploading
from tickets.journey import finding

LEFT_OVER = timedelta(seconds=5)  # nobody has come for it so long: its wake-up was lost


@dataclass
class Sweep:
    """Something that is due from time to time; `run` is given the instant as of which it looks.

    A `quick` one is done in the loop itself, to the fraction of a second; the others beside it.
    """

    name: str
    seconds: float
    run: Callable[[datetime], object]
    quick: bool = False
    due: float = field(default=0.0, init=False)
    leased_until: float = field(default=0.0, init=False)
    failures: int = field(default=0, init=False)


def sweeps() -> list[Sweep]:
    """All there are."""
    return [
        Sweep("answers whose time has come", 0.25, sending_later.release_due, quick=True),
        Sweep("answers to deliver", 1, _deliver, quick=True),
        Sweep("agents who have gone", 5, lambda as_of: people.notice_absence(clock.now())),  # in real time, always
        Sweep("tickets that wait for somebody", 1, lambda as_of: routing.hand_out()),
        Sweep("tickets of those who have gone", 2, routing.recall_due),
        Sweep("tickets for another team", 2, routing.overflow_due),
        Sweep("events", 5, _drain),
        Sweep("reactions to try again", 10, events.retry_due),
        Sweep("interrupted answers", 5, lambda as_of: claiming.recover(clock.now())),  # as are leases
        Sweep("files to fetch", 5, _fetch),
        Sweep("messages to index", 5, indexing.index_waiting),
        Sweep("limits of time", 1, _steadily(sla.fire_due, tells=True)),
        Sweep("escalations nobody answers", 2, _steadily(escalating.climb_due)),
        Sweep("articles whose time has come", 1, publishing.publish_due),
        Sweep("articles to index", 1, articles.sweep),
        Sweep("what the bot has to answer", 2, _answer),
        Sweep("what the bot promised", 600, chatbot.watch),
        Sweep("rules on time", 20, lasting.run_due),
        Sweep("rehearsals", 10, rehearsing.run_waiting),
        Sweep("webhooks to tell", 3, webhooks.deliver_due),
        Sweep("webhooks that were told", 3600, webhooks.forget_old),
        Sweep("snoozed tickets", 1, snoozing.wake_due),
        Sweep("customers who are new", 10, reckoning.reckon_newcomers),
        Sweep("segments that have changed", 5, keeping.keep_waiting),
        Sweep("customers' worth, every night", 300, nightly.reckon_nightly),
        Sweep("customers who wait too long", 300, finding.look_at_waiting),
        Sweep("solved tickets", 60, closing.close_solved),
        Sweep("surveys to send", 10, asking.send_due),
        Sweep("promises to remember", 10, promising.remind_due),
        Sweep("customers to nudge", 30, nudging.nudge_due),
        Sweep("inboxes to ask", 2, _poll),
        Sweep("access tokens", 30, lambda as_of: access_tokens.renew_due(clock.now())),  # providers have real time
        Sweep("templates", 600, templates.sync_old),
        Sweep("calls whose end was never told", 30, calls.end_forgotten),
        Sweep("dead letters", 30, dead_letters.replay_due),
        Sweep("chat answers that follow by e-mail", 10, webchat.follow_up.send_due),
        Sweep("visitors who never wrote", 3600, webchat.visiting.forget_idle),
        Sweep("files that were never sent", 3600, uploading.forget_unsent),
        Sweep("signatures that count no longer", 600, replays.forget_old),
        Sweep("receipts of nothing", 3600, receipts.forget_early),
        Sweep("persons to erase", 20, lambda as_of: erasing.run_asked()),
        Sweep("what is kept no longer", 3600, retention.run_due),
        Sweep("raw requests", 3600, pruning.forget_handled),
        Sweep("keys of programs", 3600, api.idempotency.forget_old),
        Sweep("jobs of programs", 3600, api.job_status.forget_old),
        Sweep("visits to the help centre", 3600, help_visit.forget_ended),
        Sweep("what the classifier learns", 600, routing.train_if_due),
        Sweep("imports", 10, importing.carry_on),
        Sweep("files of imports", 3600, importing.forget_old),
        Sweep("old sign-ins", 3600, people.forget_old_sign_ins),
    ]


def _steadily(run: Callable[[datetime], object], *, tells: bool = False) -> Callable[[datetime], object]:
    """As of the time that has really passed, should the system's clock jump; unless another time is asked for.

    One of them tells the other processes: who acts on a ticket meanwhile must not break a limit early either.
    """
    steady, doubted = Steady(), True  # a schedule before this one may have left its doubts

    def runs(as_of: datetime) -> object:
        nonlocal doubted
        if abs((as_of - clock.now()).total_seconds()) > 60:
            return run(as_of)
        believed = steady.now()
        doubts = believed < clock.now() - BEARABLE
        if tells and (doubts or doubted):
            doubt.tell(believed if doubts else None)
            doubted = doubts
        return run(min(as_of, believed))

    return runs


def _drain(as_of: datetime) -> None:
    oldest = events.oldest_undelivered()
    if oldest is not None and oldest < clock.now() - LEFT_OVER:
        events.drain()


def _deliver(as_of: datetime) -> None:
    for inbox_id, since in claiming.waiting(as_of):
        if since < clock.now() - LEFT_OVER or as_of > clock.now():  # no worker has come for it: do it here, beside
            lanes.run(f"deliver:{inbox_id}", delivery.deliver_now, inbox_id, as_of)
        else:
            jobs.wake(delivery.deliver, inbox_id, queue="outgoing")


def _answer(as_of: datetime) -> None:
    since = chatbot.waits_since(as_of)
    if since is not None and (since < clock.now() - LEFT_OVER or as_of > clock.now()):
        chatbot.answer_waiting(as_of)
    elif since is not None:  # by a worker: only those have the articles in mind
        jobs.wake(chatbot.answer_waiting, queue="incoming")


def _fetch(as_of: datetime) -> None:
    media.recover(clock.now())
    for inbox_id, since in media.waiting(as_of):
        if since < clock.now() - LEFT_OVER or as_of > clock.now():
            lanes.run(f"media:{inbox_id}", media.fetch_now, inbox_id, as_of)
        else:
            jobs.wake(media.fetch_files, inbox_id, queue="media")


def _poll(as_of: datetime) -> None:
    for inbox_id in polling.due(as_of):
        polling.wake(inbox_id)
    for inbox_id in polling.due(as_of - LEFT_OVER * 3):
        lanes.run(f"poll:{inbox_id}", polling.poll_now, inbox_id)
