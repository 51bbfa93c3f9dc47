"""Attack 17: every address × everybody who may try it. The table is held against the map of routes: a new address
without an entry fails here. Denied is 404, for whoever is not signed in 401 (or the way to the sign-in page)."""

import pytest
from sqlalchemy import func, select, update

from helpdesk import clock, people
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import insert
from helpdesk.people import Agent
from routing.escalating import escalate
from tests.support.cast import *  # noqa: F403
from tickets import Attachment, Ticket, View, link, save_macro, save_reply

# Answered without a session: pages before it, probes, and doors that ask for a key or a signature of their own.
OPEN = """static hooks.phone form.show form.send form.received form.theme form.loader
    health.alive health.ready health.figures sign_in.page sign_in.token sign_in.sign_in sign_in.sign_out
    sign_in.welcome sign_in.open_the_desk demo.shop hooks.hook providers.answer
    widget.arrive widget.file widget.frame widget.identify
    widget.introduce widget.keep widget.leave widget.loader widget.read widget.show widget.start widget.write
    surveys.show surveys.answer
    public_files.file api.openapi_describe_itself api.attachments_attachment_content""".split()
# For everybody who is signed in; what they answer is filtered by who asks (tests/console, tests/tickets, tests/api).
SIGNED_IN = """shell.shell console.start console.counts console.customers_by_address console.found
    console.call console.calls_going_on console.macros
    console.saved_replies console.add_attachment console.change_many console.open_ticket console.troubles
    console.set_availability console.notifications console.read_notifications
    console.list_customers console.list_segments
    console.set_preferences console.show_queue
    console.hand_over_mine console.foresee_mine console.hand_back_mine
    settings.first settings.show_me settings.change_me settings.change_my_password
    settings.list_tokens settings.make_token settings.list_macros settings.new_macro settings.add_macro
    settings.list_saved_replies settings.new_saved_reply settings.add_saved_reply""".split()
# About one ticket, or something that belongs to one.
TICKET = """console.promises console.give_promise console.move_promise console.settle_promise console.satisfaction
    console.ask_now console.ticket_screen console.routing_of_ticket console.take_guess
    console.earlier_messages console.reply console.note
    console.keep_draft console.discard_draft console.set_assignee console.set_team console.set_status
    console.set_priority console.set_type console.set_subject console.set_fields console.snooze console.wake
    console.mark_spam
    console.clear_spam console.trash console.restore console.follow console.unfollow console.read console.add_tags
    console.remove_tags console.merge console.unmerge console.split console.link console.part console.unlink
    console.apply_macro console.saved_reply_for console.files_of_saved_reply
    console.message_html console.remote_pictures console.take_back
    console.retry console.arrived console.templates_for console.ask_for_templates
    console.fetch_again console.customer console.same_person console.merge_customers console.unmerge_customers
    console.not_the_same console.reveal console.clocks console.set_policy console.reach_stage
    console.lesson console.write_lesson
    console.escalations_of_ticket console.hand_up
    console.one_escalation console.set_owner console.add_note console.set_deadline console.raise_level
    console.articles_for console.insert_article console.it_answered console.it_did_not console.bot_said
    console.judge_turn console.timeline console.journey console.customer_value console.customer_orders
    console.customer_lookup console.change_customer console.note_address console.take_back_address
    console.end_escalation console.attachment console.thumbnail console.tickets_of_view""".split()
# What only its owner has: for everybody else, admins too, it is not there.
OWN = """settings.end_token
    settings.show_saved_reply settings.change_saved_reply settings.drop_saved_reply
    settings.show_macro settings.change_macro settings.drop_macro""".split()
# For supervisors and admins; for agents there is nothing.
LEADING = """console.journeys console.journey_tickets console.escalation_desk console.escalation_count
    console.hand_over_theirs console.foresee_theirs console.hand_back_theirs
    settings.survey_results settings.promise_figures settings.list_lessons""".split()
# Settings that are not for admins alone: of the bot and of segments for who leads, gaps for who writes articles.
LED = """settings.add_segment settings.change_segment settings.end_segment settings.list_segments settings.new_segment
    settings.preview_segment settings.show_segment settings.change_bot settings.list_bots settings.show_bot
    settings.try_on_the_past settings.tried settings.list_flows settings.new_flow settings.publish_flow
    settings.list_organizations settings.add_organization settings.show_organization
    settings.change_organization
    settings.add_member settings.end_membership settings.end_organization
    settings.show_flow settings.switch_flow settings.take_shipped settings.try_flow settings.use_version""".split()
WRITTEN = """settings.list_gaps settings.show_gap settings.draft settings.phrase settings.effect
    settings.decide""".split()
# Only for admins.
ADMIN = "settings."
# By token; held by tests/api, here only that nobody gets in without one.
API = "api."
# Anybody's, as articles are; what is internal or another's is held by tests/help_centre.
HELP = "help."
# Everybody signed in writes drafts; what only editors may is held by tests/knowledge.
KNOWLEDGE = "knowledge."
KINDS = {
    **dict.fromkeys(OPEN, "open"),
    **dict.fromkeys(SIGNED_IN, "signed in"),
    **dict.fromkeys(TICKET, "ticket"),
    **dict.fromkeys(OWN, "own"),
    **dict.fromkeys(LEADING, "leading"),
    **dict.fromkeys(LED, "led settings"),
    **dict.fromkeys(WRITTEN, "signed in"),
}
# Only where the demo was loaded (tests/simulator); elsewhere there is nothing, for nobody.
DEMO = "simulator."
SAFE = ("GET", "HEAD", "OPTIONS")


def kind_of(endpoint: str) -> str | None:
    if endpoint in KINDS:
        return KINDS[endpoint]
    prefixes = {ADMIN: "admin", API: "api", DEMO: "demo", HELP: "open", KNOWLEDGE: "signed in"}
    return next((kind for prefix, kind in prefixes.items() if endpoint.startswith(prefix)), None)


def addresses(app, kind, values):
    """(method, address) of every route of this kind, its places filled in."""
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if kind_of(rule.endpoint) == kind:
            given = anything_for(rule) | {name: values[name] for name in rule.arguments if name in values}
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield method, adapter.build(rule.endpoint, given, method=method)


def anything_for(rule) -> dict:
    """Values that can stand in the places of this address."""
    return {name: min(getattr(rule._converters[name], "items", [1])) for name in rule.arguments}


def events() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Event))


def ask(browser, method, address):
    return browser.open(address, method=method, json={} if method not in SAFE else None).status_code


@pytest.fixture
def place(ann, ticket, opened):
    """What belongs to carol's ticket: the values that stand in addresses."""
    with transaction():
        file = insert(Attachment(filename="a.txt", message_id=ticket.last_message_id, ticket_id=ticket.id))
        view = View(name_en="Ann's", name_zh="Ann", owner_id=ann.id, conditions={"all": []})
        db.session.add(view)
        db.session.flush()
        number = view.id
    joined = link(ticket, opened("Another"), by=ann)
    return {
        "ticket_id": ticket.id,
        "message_id": ticket.last_message_id,
        "customer_id": ticket.customer_id,
        "link_id": joined.id,
        "token": file.token,
        "view_id": number,
        "reply_id": 1,
        "macro_id": 1,
        "escalation_id": escalate(ticket, reason="agent_asked", by=ann).id,
    }


def test_every_address_has_its_entry(app):
    missing = {rule.endpoint for rule in app.url_map.iter_rules() if kind_of(rule.endpoint) is None}
    assert not missing, f"say in this table who may use: {sorted(missing)}"
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert not set(KINDS) - known, "these are gone"


@pytest.mark.parametrize("kind", ["signed in", "ticket", "own", "leading", "led settings", "admin", "api"])
def test_without_a_session_nothing_is_answered(app, client, place, kind):
    client.environ_base["HTTP_X_CSRF_TOKEN"] = client.get("/sign-in.json").json["csrf"]
    before = events()
    answers = {(method, address): ask(client, method, address) for method, address in addresses(app, kind, place)}
    turned_away = (401, 429) if kind == "api" else (401, 302)  # who keeps on guessing tokens is told to wait
    wrong = {asked: status for asked, status in answers.items() if status not in turned_away}
    assert answers and not wrong
    assert all(
        asked[0] == "GET" and not asked[1].startswith(("/console/", "/api/"))
        for asked, status in answers.items()
        if status == 302
    )
    assert events() == before


@pytest.mark.parametrize("kind", ["signed in", "ticket", "own", "leading", "led settings", "admin"])
def test_who_has_been_disabled_is_nobody(app, ann, place, as_agent, kind):
    browser = as_agent(ann)
    people.disable(db.session.get(Agent, ann.id), by=None)
    before = events()
    wrong = {
        (method, address): status
        for method, address in addresses(app, kind, place)
        if (status := ask(browser, method, address)) not in (401, 302)
    }
    assert not wrong
    assert events() == before


def test_an_agent_of_another_team_is_told_there_is_nothing(app, eve, place, as_agent):
    browser = as_agent(eve)
    before = events()
    wrong = {
        (method, address): status
        for method, address in addresses(app, "ticket", place)
        if (status := ask(browser, method, address)) != 404
    }
    assert not wrong
    assert events() == before


def test_what_does_not_exist_reads_like_what_is_foreign(app, eve, ann, place, as_agent):
    nothing = {name: "nothing" if name == "token" else 987_654_321 for name in place}
    foreign, missing = place, nothing
    for browser, values in ((as_agent(eve), foreign), (as_agent(ann), missing)):
        seen = {
            browser.open(address, method=method, json={} if method not in SAFE else None).json["error"]
            for method, address in addresses(app, "ticket", values)
        }
        assert seen == {"not_found"}


def test_numbers_no_database_holds_are_not_found_either(app, ann, as_agent):
    browser = as_agent(ann)
    for number in (0, 2**63, 10**30):
        assert browser.get(f"/console/tickets/{number}.json").status_code == 404


@pytest.mark.parametrize("who", ["ann", "sue"])
def test_who_is_no_admin_finds_no_settings(app, who, place, as_agent, request):
    browser = as_agent(request.getfixturevalue(who))
    before = events()
    values = place | {"number": 1, "channel": "api"}
    kinds = ("admin", "led settings") if who == "ann" else ("admin",)
    wrong = {
        (method, address): status
        for kind in kinds
        for method, address in addresses(app, kind, values)
        if (status := ask(browser, method, address)) != 404
    }
    assert not wrong
    assert events() == before


def test_agents_find_no_desk_of_escalations(app, ann, sue, place, as_agent):
    asked = list(addresses(app, "leading", place))
    assert [ask(as_agent(ann), *one) for one in asked] == [404] * len(asked)
    assert [ask(as_agent(sue), *one) for one in asked] == [200] * len(asked)


def test_what_is_ones_own_is_nobody_elses(app, ann, bob, mia, as_agent):
    people.api_token.create(ann, by=ann)
    row = db.session.scalar(select(people.api_token.ApiToken))
    reply = save_reply(title="Ann's", text="Ann's", by=ann, shared=False)
    macro = save_macro(title_en="Ann's", changes={"status": "solved"}, by=ann, shared=False)
    assert reply.id == macro.id == row.id
    for agent in (bob, mia):
        asked = [ask(as_agent(agent), *address) for address in addresses(app, "own", {"number": row.id})]
        assert set(asked) == {404}
    assert (reply.text, macro.title_en) == ("Ann's", "Ann's")
    db.session.refresh(row)
    assert row.ended_at is None


@pytest.mark.parametrize("who", ["ann", "bob", "sue", "mia"])
def test_who_may_see_the_ticket_is_never_turned_away_at_the_door(app, who, place, as_agent, request):
    browser = as_agent(request.getfixturevalue(who))
    reading = {
        address: ask(browser, method, address)
        for method, address in addresses(app, "ticket", place)
        if method == "GET"
        and not any(
            part in address for part in ("saved_replies", "/thumb", ".html", "remote", "/views/", "attachments")
        )
    }
    assert set(reading.values()) == {200}
    changing = [ask(browser, method, address) for method, address in addresses(app, "ticket", place) if method != "GET"]
    assert not set(changing) & {401, 403, 500}


def test_a_deleted_session_a_foreign_draft_and_a_foreign_view_stay_foreign(app, ann, bob, place, as_agent):
    as_agent(ann).put(f"/console/tickets/{place['ticket_id']}/draft", json={"text": "canary-7313"})
    assert "canary-7313" not in as_agent(bob).get(f"/console/tickets/{place['ticket_id']}.json").text
    assert as_agent(bob).get(f"/console/views/{place['view_id']}/tickets.json").status_code == 404
    with transaction():
        db.session.execute(update(people.SignIn).values(ended_at=clock.now()))
    assert db.session.get(Ticket, place["ticket_id"]) is not None


def test_without_the_demo_nobody_finds_the_simulator(app, client, as_agent, mia):
    assert {ask(as_agent(mia), *one) for one in addresses(app, "demo", {})} == {404}
    assert {ask(client, *one) for one in addresses(app, "demo", {})} <= {400, 404}  # 400: no token of our pages
