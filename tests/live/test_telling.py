"""What agents hear, and that nobody else hears it."""

from datetime import timedelta

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers import identify
from helpdesk.customers.privacy import erasing
from helpdesk.db import db
from tests.support import eventually
from tickets import Follower, assign, follow, hand_to_team, note, prioritize, receive, reply, retention, solve


def again(row):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(type(row), row.id)


def test_who_has_a_ticket_open_hears_what_the_customer_writes(ann, carol, ticket, listening):
    browser = listening(ann)
    assert browser.say("open", {"ticket": ticket.id}) == {"ok": True}
    receive(again(ticket), again(carol), text="Hello?")
    event = eventually(lambda: [e for e in browser.all("event") if e.get("message", {}).get("text") == "Hello?"])[0]
    assert event["name"] == "message_received"
    assert event["row"]["preview"] == "Hello?"
    assert event["row"]["unread"] is True


def test_assignee_and_followers_hear_without_opening_and_others_do_not(ann, bob, sue, carol, ticket, listening):
    assign(ticket, to=ann, by=ann)
    follow(again(ticket), sue)
    annie, bobby, susan = listening(ann), listening(bob), listening(sue)
    receive(again(ticket), again(carol), text="Hello?")
    eventually(lambda: "message_received" in annie.events() and "message_received" in susan.events())
    assert bobby.events() == []


def test_nobody_hears_of_a_ticket_they_may_not_see(eve, ann, carol, ticket, listening):
    stranger, witness = listening(eve), listening(ann)
    assert stranger.say("open", {"ticket": ticket.id}) == {"error": "not_found"}
    for listener in (stranger, witness):
        listener.say("lists", {"looking": True})
    witness.say("open", {"ticket": ticket.id})
    note(again(ticket), by=ann, text="canary-7313")
    receive(again(ticket), again(carol), text="Hello?")
    eventually(lambda: "message_received" in witness.events() and ticket.id in witness.rows())
    assert "canary-7313" in str(witness.heard)
    assert stranger.events() == [] and stranger.rows() == {}
    assert "canary-7313" not in str(stranger.heard)


def test_who_leaves_the_team_hears_nothing_more(ann, bob, orders, ticket, listening):
    from helpdesk import people

    browser, witness = listening(ann), listening(bob)
    browser.say("open", {"ticket": ticket.id}), witness.say("open", {"ticket": ticket.id})
    people.leave_team(again(ann), again(orders), by=None)
    note(again(ticket), by=bob, text="canary-7313")
    eventually(lambda: "note_added" in witness.events())
    assert "canary-7313" not in str(browser.heard)


def test_who_had_a_ticket_open_hears_nothing_after_it_went_to_another_team(
    ann, sue, bob, carol, returns, ticket, listening
):
    from helpdesk import presence

    losing, witness = listening(ann), listening(sue)
    losing.say("open", {"ticket": ticket.id}), witness.say("open", {"ticket": ticket.id})
    hand_to_team(again(ticket), again(returns), by=sue)
    eventually(lambda: "team_changed" in witness.events())
    heard = len(losing.heard)
    witness.say("typing", {"ticket": ticket.id, "kind": "reply"})
    presence.customer_types(ticket.id)
    receive(again(ticket), again(carol), text="canary-7313")
    note(again(ticket), by=sue, text="canary-7313")
    eventually(lambda: witness.events()[-1] == "note_added")
    told = [(word, said) for word, said in losing.heard[heard:] if word in ("viewing", "event", "notice")]
    assert not told
    assert losing.say("typing", {"ticket": ticket.id, "kind": "reply"}) == {"error": "not_found"}
    eventually(lambda: [one["agent_id"] for one in presence.viewing(ticket.id)["viewers"]] == [sue.id])


def test_a_mention_reaches_who_could_not_see_the_ticket_until_then(ann, eve, ticket, listening):
    other = listening(eve)
    note(again(ticket), by=ann, text="@Eve", mentions=[eve.id])
    assert eventually(lambda: other.all("notice"))[0]["kind"] == "mention"


def test_lists_hear_of_new_tickets_and_counts_and_unread_is_each_ones_own(ann, bob, opened, listening, as_agent):
    first, second = listening(ann), listening(bob)
    for listener in (first, second):
        listener.say("lists", {"looking": True})
    views = {view["name"]: str(view["id"]) for view in as_agent(ann).get("/console/start.json").json["views"]}
    ticket = opened()
    eventually(lambda: ticket.id in first.rows() and ticket.id in second.rows())
    assert eventually(lambda: first.counts().get(views["Unassigned"]) == 1)
    as_agent(ann).put(f"/console/tickets/{ticket.id}/read", json={})
    prioritize(again(ticket), "high", by=bob)
    eventually(lambda: first.rows()[ticket.id]["priority"] == second.rows()[ticket.id]["priority"] == "high")
    assert (first.rows()[ticket.id]["unread"], second.rows()[ticket.id]["unread"]) == (False, True)


def test_counts_told_are_the_counts_that_are_read(ann, eve, sue, opened, returns, listening, as_agent):
    listeners = {agent: listening(agent) for agent in (ann, eve, sue)}
    for listener in listeners.values():
        listener.say("lists", {"looking": True})
    for number in range(6):
        ticket = opened(f"parcel {number}", team_id=[None, returns.id][number % 2] if number < 4 else 1)
        if number in (1, 4):
            assign(again(ticket), to=ann, by=sue)
        if number == 5:
            follow(again(ticket), eve)
        if number == 2:
            prioritize(again(ticket), "urgent", by=sue)
    for agent, listener in listeners.items():
        browser = as_agent(agent)
        eventually(
            lambda browser=browser, listener=listener: (
                {view: n for view, n in listener.counts().items()} == browser.get("/console/counts.json").json
            )
        )


def test_who_can_see_a_ticket_no_more_is_told_that_it_is_gone(ann, sue, returns, ticket, listening):
    browser = listening(ann)
    browser.say("lists", {"looking": True})
    hand_to_team(again(ticket), again(returns), by=sue)
    said = eventually(lambda: [rows for rows in browser.all("rows") if rows["gone"]])[0]
    assert said["gone"] == [ticket.id]
    assert ticket.id not in browser.rows()


def test_viewing_and_typing_are_seen_by_the_others_and_fade_with_the_window(ann, bob, ticket, listening):
    looking, watching = listening(ann), listening(bob)
    watching.say("open", {"ticket": ticket.id})
    looking.say("open", {"ticket": ticket.id})
    looking.say("typing", {"ticket": ticket.id, "kind": "reply"})
    eventually(lambda: {"agent_id": ann.id, "typing": "reply"} in watching.all("viewing")[-1]["viewers"])
    looking.leave()
    eventually(lambda: watching.all("viewing")[-1]["viewers"] == [{"agent_id": bob.id, "typing": None}])


def test_viewing_shows_in_lists_too(ann, bob, eve, ticket, listening):
    in_list, stranger = listening(bob), listening(eve)
    for listener in (in_list, stranger):
        listener.say("lists", {"looking": True})
    listening(ann).say("open", {"ticket": ticket.id})
    eventually(lambda: any(one["ticket"] == ticket.id for said in in_list.all("rows") for one in said["viewing"]))
    assert not any(said["viewing"] for said in stranger.all("rows"))


def test_the_new_assignee_and_the_mentioned_are_noticed_but_not_who_did_it(ann, bob, sue, ticket, listening):
    annie, bobby = listening(ann), listening(bob)
    assign(again(ticket), to=ann, by=sue)
    note(again(ticket), by=ann, text="@Bob", mentions=[bob.id, ann.id])
    assert eventually(lambda: annie.all("notice"))[0]["kind"] == "assigned"
    assert eventually(lambda: bobby.all("notice"))[0] == {
        "kind": "mention",
        "ticket": ticket.id,
        "subject": "My parcel is late",
    }
    assert len(annie.all("notice")) == 1


def here(listener) -> dict[int, str]:
    """Who is here, as the listener was last told."""
    told = [one for said in listener.all("availability") for one in said.get("agents", [said])]
    return {one["agent_id"]: one["availability"] for one in told}


def test_all_hear_who_comes_and_goes(ann, bob, sue, listening):
    from helpdesk import people

    witness = listening(bob)
    listening(ann), listening(sue)
    eventually(lambda: here(witness).get(ann.id) == here(witness).get(sue.id) == "online")
    people.set_availability(again(ann), "away", by=ann)
    eventually(lambda: here(witness)[ann.id] == "away")


def test_idle_in_every_window_is_away_and_a_touch_in_one_is_back(ann, listening):
    def presence():
        return again(ann).presence()

    one, two = listening(ann), listening(ann)
    one.say("idle", {"idle": True})
    assert presence() == "online"
    two.say("idle", {"idle": True})
    assert presence() == "away"
    one.say("idle", {"idle": False})
    assert presence() == "online"


def test_an_agent_whose_connection_broke_is_gone_after_a_minute_of_grace(ann, listening):
    from datetime import timedelta

    from helpdesk import clock, people

    browser = listening(ann)
    eventually(lambda: again(ann).presence() == "online")
    browser.leave()
    assert people.notice_absence(clock.now() + timedelta(seconds=50)) == []
    assert people.notice_absence(clock.now() + timedelta(seconds=70)) == [ann.id]
    assert people.notice_absence(clock.now() + timedelta(seconds=71)) == []


def test_the_customer_hears_that_an_agent_types_an_answer_and_nothing_of_notes(ann, ticket, listening, monkeypatch):
    from channels import webchat
    from helpdesk.customers import Identity
    from helpdesk.db import transaction

    told = []
    monkeypatch.setattr(webchat, "signal", lambda *said: told.append(said))
    monkeypatch.setattr("helpdesk.console.live.typing_signal._told", {})  # other tests had tickets of this number
    with transaction():
        row = again(ticket)
        row.channel = "webchat"
        row.identity_id = db.session.scalar(select(Identity.id))
    browser = listening(ann)
    browser.say("open", {"ticket": ticket.id})
    browser.say("typing", {"ticket": ticket.id, "kind": "note"})
    assert told == []
    browser.say("typing", {"ticket": ticket.id, "kind": "reply"})
    assert told == [("email", "carol@example.com", "typing", {"name": "Ann"})]


def test_a_reply_reaches_the_other_windows_of_the_same_agent(ann, ticket, listening):
    other = listening(ann)
    other.say("open", {"ticket": ticket.id})
    reply(again(ticket), by=ann, text="Here it is.")
    eventually(lambda: {"reply_sent", "ticket_assigned", "status_changed"} <= set(other.events(ticket.id)))
    assert db.session.scalar(select(Follower.agent_id)) == ann.id


def test_ten_windows_are_told_the_same(ann, opened, listening):
    windows = [listening(ann) for _ in range(10)]
    for window in windows:
        window.say("lists", {"looking": True})
    numbers = {opened(str(number)).id for number in range(5)}
    eventually(lambda: all(numbers <= set(window.rows()) for window in windows))


def test_who_is_erased_is_on_no_screen_any_more(ann, mia, carol, ticket, opened, listening):
    dora = identify("email", "dora@example.com", verified=True, how="test", name="Dora")[0]
    hers, window = opened(customer=dora), listening(ann)
    window.say("lists", {"looking": True})
    receive(again(ticket), again(carol), text="The last thing that happened here")
    erasing.erase(again(carol), by=mia)
    eventually(lambda: window.all("reset"))
    prioritize(again(hers), "high", by=ann)  # SQLite would give this event the number of one that went
    eventually(lambda: window.rows().get(hers.id, {}).get("priority") == "high")


def test_what_a_retention_rule_deletes_is_on_no_screen_any_more(ann, mia, ticket, listening):
    window = listening(ann)
    solve(again(ticket), by=ann)
    retention.switch(retention.add_rule(what="tickets", days=1, by=mia), on=True)
    assert retention.run_due(clock.now() + timedelta(days=2)) == 1
    eventually(lambda: window.all("reset"))
