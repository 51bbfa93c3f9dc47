"""Finding: what a person may not see does not exist for them; pages go on where they ended, whatever arrives."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select, update

from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import assign, finding, follow, hand_to_team, note, receive, reply, solve
from tickets.cursor import BadCursor
from tickets.filtering import unread_by
from tickets.reading import mark_read
from tickets.ticket import Ticket
from tickets.view import View, make_view, views_of
from tickets.visibility import may_see

EVERYTHING = {"all": []}


def shipped(agent, key) -> View:
    return next(view for view in views_of(agent) if view.key == key)


def unread_to(agent) -> list[int]:
    return db.session.scalars(select(Ticket.id).where(unread_by(agent.id))).all()


def numbers(page) -> list[int]:
    return [ticket.id for ticket in page.tickets]


def test_an_agent_sees_what_lies_in_their_teams(ticket, ann):
    assert finding.visible_to(ann).get(ticket.id) is ticket


def test_an_agent_of_another_team_sees_nothing_of_it(ticket, eve, carol):
    sight = finding.visible_to(eve)
    with pytest.raises(LookupError):
        sight.get(ticket.id)
    assert sight.some([ticket.id]) == {}
    assert sight.list(shipped(eve, "open")).tickets == []
    assert sight.open_of(carol) == [] and sight.of_customer(carol) == [] and sight.count_of(carol) == 0
    assert set(sight.counts(views_of(eve)).values()) == {0}


def test_what_does_not_exist_is_not_found_either(app, mia):
    with pytest.raises(LookupError):
        finding.visible_to(mia).get(404)
    with pytest.raises(LookupError):
        finding.visible_to(mia).message(404)


@pytest.mark.parametrize("role", ["sue", "mia"])
def test_supervisors_and_admins_see_every_ticket(ticket, role, request):
    assert finding.visible_to(request.getfixturevalue(role)).get(ticket.id) is ticket


def test_a_ticket_of_no_team_is_everybodys(opened, eve):
    ticket = opened(team_id=None)
    assert finding.visible_to(eve).get(ticket.id) is ticket
    assert numbers(finding.visible_to(eve).list(shipped(eve, "open"))) == [ticket.id]


def test_who_is_given_a_ticket_sees_it_whatever_team_it_is_in(ticket, eve, sue):
    assign(ticket, to=eve, by=sue)
    assert finding.visible_to(eve).get(ticket.id) is ticket
    assert numbers(finding.visible_to(eve).list(shipped(eve, "mine"))) == [ticket.id]


def test_who_follows_a_ticket_goes_on_seeing_it(ticket, ann, returns, sue):
    follow(ticket, ann)
    hand_to_team(ticket, returns, by=sue)
    assert finding.visible_to(ann).get(ticket.id) is ticket
    assert may_see(ann, ticket)


def test_a_message_is_seen_with_its_ticket(ticket, ann, eve):
    message, found = finding.visible_to(ann).message(ticket.last_message_id)
    assert (message.text, found) == ("My parcel is late", ticket)
    with pytest.raises(LookupError):
        finding.visible_to(eve).message(ticket.last_message_id)


def test_the_evaluator_of_sockets_and_the_sql_agree_on_who_sees_what(opened, ann, eve, sue, returns):
    seen = [opened("one"), opened("two", team_id=None), opened("three", team_id=returns.id)]
    assign(opened("four", team_id=returns.id), to=ann, by=sue)
    for agent in (ann, eve, sue):
        everything = View(conditions=EVERYTHING, sort={"by": "created_at", "descending": True})
        listed = set(numbers(finding.visible_to(agent).list(everything)))
        assert listed == {t.id for t in Ticket.query if may_see(agent, t)}
    assert len(seen) == 3


@pytest.mark.parametrize("by", ["last_message_at", "waiting_since", "created_at", "priority"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_follow_one_another_without_gap_or_repetition(app, opened, sue, by, descending):
    now = clock.now() - timedelta(days=1)
    for n in range(23):
        ticket = opened(
            f"ticket {n}", at=now + timedelta(seconds=n // 4), priority=("low", "normal", "high", "urgent")[n % 4]
        )
        if n % 5 == 0:
            with transaction():
                db.session.execute(update(Ticket).where(Ticket.id == ticket.id).values(waiting_since=None))
    view = View(conditions=EVERYTHING, sort={"by": by, "descending": descending})
    sight = finding.visible_to(sue)
    whole = numbers(sight.list(view, limit=100))
    gathered, cursor = [], None
    while True:
        page = sight.list(view, after=cursor, limit=4)
        gathered += numbers(page)
        if (cursor := page.next) is None:
            break
    assert len(whole) == 23 and gathered == whole


def test_who_waits_longest_comes_first_and_who_does_not_wait_last(opened, ann):
    now = clock.now()
    late = opened("late", at=now - timedelta(hours=1))
    later = opened("later", at=now - timedelta(minutes=1))
    answered = opened("answered", at=now - timedelta(hours=9))
    reply(answered, by=ann, text="Here it is.")
    for descending in (True, False):
        view = View(conditions=EVERYTHING, sort={"by": "waiting_since", "descending": descending})
        waiting = [later.id, late.id] if descending else [late.id, later.id]
        assert numbers(finding.visible_to(ann).list(view)) == [*waiting, answered.id]


def test_a_page_goes_on_although_newer_tickets_have_come(opened, ann):
    first = [opened(f"ticket {n}").id for n in range(4)]
    view = shipped(ann, "open")
    page = finding.visible_to(ann).list(view, limit=2)
    opened("a newer one")
    assert numbers(page) + numbers(finding.visible_to(ann).list(view, after=page.next)) == first[::-1]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "'; DROP TABLE ticket; --",
        "bnVsbA",
        "W10",
        "WzFd",
        "WyJhIiwxXQ",
        "W1sxXSwxXQ",
        "WyIyMDI2LTAxLTAxIiwiMSJd",
        "WyIyMDI2LTAxLTAxIix0cnVlXQ",
        "WzEsMV0",
        "é",
        "WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(ticket, ann, cursor):
    with pytest.raises(BadCursor):
        finding.visible_to(ann).list(shipped(ann, "open"), after=cursor)
    with pytest.raises(BadCursor):
        finding.visible_to(ann).thread(ticket, before=cursor)


def test_counts_are_those_of_the_lists_and_take_one_statement(app, opened, ann, bob):
    mine = opened("mine")
    assign(mine, to=ann, by=ann)
    solve(opened("done"), by=bob)
    opened("waits")
    views, sight = views_of(ann), finding.visible_to(ann)
    expected = {view.id: len(sight.list(view).tickets) for view in views}
    with counting_statements() as statements:
        assert sight.counts(views) == expected
    assert len(statements) == 1
    assert expected[shipped(ann, "mine").id] == 1 and expected[shipped(ann, "open").id] == 2


def test_a_count_stops_at_its_limit(opened, ann, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 3)
    for n in range(5):
        opened(f"ticket {n}")
    view = shipped(ann, "open")
    assert finding.visible_to(ann).counts([view]) == {view.id: 3}


def test_a_list_takes_as_many_statements_for_fifty_tickets_as_for_one(app, opened, ann):
    view, taken = View(conditions=EVERYTHING, sort={"by": "created_at", "descending": True}), []
    for n in range(10):
        opened(f"ticket {n}")
        sight = finding.visible_to(ann)
        with counting_statements() as statements:
            page = sight.list(view)
        assert len(page.tickets) == n + 1
        taken.append(len(statements))
    assert set(taken) == {3}, "\n".join(statements)


def test_a_ticket_is_unread_until_the_agent_has_looked(ticket, ann, bob, carol):
    view = shipped(ann, "open")
    assert finding.visible_to(ann).list(view).unread == {ticket.id}
    mark_read(ticket, by=ann)
    mark_read(ticket, by=ann)
    assert finding.visible_to(ann).list(view).unread == set()
    assert finding.visible_to(bob).list(view).unread == {ticket.id}
    receive(ticket, carol, text="Hello?")
    assert finding.visible_to(ann).list(view).unread == {ticket.id}
    note(ticket, by=bob, text="I am on it")
    assert finding.visible_to(ann).list(view).unread == set()


def test_what_the_bot_passes_on_is_unread_until_the_agent_has_looked(ticket, ann, carol):
    view, bot = shipped(ann, "open"), SimpleNamespace(actor_kind="bot", id=1)
    mark_read(ticket, by=ann)
    with transaction():
        ticket.bot_since = clock.now()
        reply(ticket, by=bot, text="I am Tide, a bot.")
    assert finding.visible_to(ann).list(view).unread == set()  # the bot has the word
    with transaction():
        ticket.bot_since = None
        note(ticket, by=bot, text="She asks for a person.")
    assert finding.visible_to(ann).list(view).unread == {ticket.id}
    assert unread_to(ann) == [ticket.id]
    mark_read(ticket, by=ann)
    assert finding.visible_to(ann).list(view).unread == set()
    assert unread_to(ann) == []


def test_a_thread_shows_the_newest_messages_oldest_first_and_goes_back(ticket, ann, carol):
    start = clock.now() - timedelta(hours=1)
    for n in range(9):
        receive(ticket, carol, text=f"message {n}", at=start + timedelta(minutes=n))
    sight = finding.visible_to(ann)
    page = sight.thread(ticket, limit=4)
    texts, pages = [m.text for m in page.messages], 1
    while page.before:
        page = sight.thread(ticket, before=page.before, limit=4)
        texts, pages = [m.text for m in page.messages] + texts, pages + 1
    assert pages == 3
    assert texts == [*(f"message {n}" for n in range(9)), "My parcel is late"]


def test_a_thread_brings_its_events_and_people(ticket, ann, carol, sue):
    assign(ticket, to=ann, by=sue)
    page = finding.visible_to(ann).thread(ticket)
    assert [e.name for e in page.events][:2] == ["ticket_opened", "message_received"]
    assert "ticket_assigned" in [e.name for e in page.events]
    assert page.customers[carol.id].name == "Carol"


def test_a_view_of_ones_own_is_nobody_elses(app, ann, bob):
    view = make_view(name="Chinese", conditions={"field": "language", "op": "is", "value": "zh"}, by=ann)
    assert view in views_of(ann) and view not in views_of(bob)


def test_a_new_view_leaves_out_spam_and_trash_unless_it_speaks_of_them(app, opened, ann):
    opened("spam", spam_at=clock.now())
    chosen = opened("good")
    view = make_view(name="All", conditions=EVERYTHING, by=ann)
    only_spam = make_view(name="Spam", conditions={"field": "spam", "op": "is", "value": True}, by=ann)
    sight = finding.visible_to(ann)
    assert numbers(sight.list(view)) == [chosen.id]
    assert len(sight.list(only_spam).tickets) == 1


class counting_statements:
    def __enter__(self):
        self.heard = []
        event.listen(db.engine, "before_cursor_execute", self._hear)
        return self.heard

    def __exit__(self, *_):
        event.remove(db.engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection, _cursor, statement, *_rest):
        self.heard.append(statement)
