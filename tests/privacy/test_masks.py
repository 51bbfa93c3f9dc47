"""Who sees contact data masked sees no trace of it on any surface: every address of the program is asked."""

import pytest

from helpdesk import customers, people
from helpdesk.customers import policy
from helpdesk.customers.masking import mask, mask_text
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.notifying import desk
from tests.live.conftest import listening, served  # noqa: F401
from tests.support import eventually
from tests.support.cast import signed_in
from tickets import Message, Ticket, assign, note, open_ticket, receive, trash

MAIL, PHONE, OTHER = "zqmask.carol@mark.test", "+8613907700123", "zqmask.copied@mark.test"
MARKS = ("zqmask.carol", "13907700123", "zqmask.copied")
# Who manages privacy sees what it is about; the simulator shows the customer's own phone.
ADMINISTERS = ("settings.", "simulator.")


@pytest.fixture
def carol(inbox, orders, ann, mia):
    """Carol with a phone and an e-mail address, who is called by it, wrote a mail with copies, and was called."""
    with transaction():
        customer, identity = customers.identify("email", MAIL, verified=True, how="mail", name=MAIL)
        customers.claim(customer, "phone", PHONE, how="said", beside=identity)
        customers.describe(customer, by=mia, notes=f"Call {PHONE}")
        subject = f"About {MAIL}"
        ticket = open_ticket(customer, by=customer, subject=subject, identity=identity, inbox=inbox, team_id=orders.id)
        ticket.cc = [OTHER]
        said = {"envelope": {"from": MAIL, "to": [MAIL], "cc": [OTHER]}, "identity_id": identity.id}
        receive(ticket, customer, text=f"Write to {MAIL} about parcel", inbox_id=inbox.id, **said)
        calls = {"by": customer, "inbox": inbox, "team_id": orders.id}
        waiting = open_ticket(customer, subject=f"Missed call from {PHONE}", **calls)
        receive(waiting, customer, text=f"Write to {MAIL} about parcel", inbox_id=inbox.id)
        gone = open_ticket(customer, subject=f"Call from {PHONE}", **calls)
        other, mine = customers.introduce("email", MAIL, how="form", name="Carol")
        open_ticket(other, by=other, subject="By the form", identity=mine, team_id=orders.id)
        assign(ticket, to=ann, by=mia)
    for agent in (ann, mia):
        desk.tell([agent.id], kind="mention", ticket=ticket)
    trash(gone, by=mia)
    return customer


def addresses(app, carol) -> list[tuple[str, str]]:
    """Every address that can be read, about carol, her ticket, her message."""
    ticket = db.session.query(Ticket).filter_by(customer_id=carol.id).first()
    message = db.session.query(Message).filter_by(ticket_id=ticket.id).first()
    event = db.session.query(Event).filter_by(ticket_id=ticket.id).first()
    identity = customers.reachable(carol)[0]
    adapter, found = app.url_map.bind("127.0.0.1"), []
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint.startswith(ADMINISTERS) or rule.endpoint == "static":
            continue
        # In the API a customer's number is an even one.
        number = carol.id * 2 if "/users/" in rule.rule else ticket.id
        known = {
            "ticket_id": ticket.id,
            "customer_id": carol.id,
            "message_id": message.id,
            "identity": identity.id,
            "identity_id": identity.id,
            "audit": event.id,
            "number": number,
            "view_id": 5,
        }
        values = {name: known.get(name, 1) for name in rule.arguments}
        try:
            found.append((rule.endpoint, adapter.build(rule.endpoint, values, method="GET")))
        except Exception:  # a place that takes no number: a token, a path
            found.append((rule.endpoint, adapter.build(rule.endpoint, {n: str(v) for n, v in values.items()}, "GET")))
    return found


# What the customer wrote is shown where it is read as a whole, as they wrote it: the thread, and comments of the API.
def without_words(text: str) -> str:
    return text.replace(f"Write to {MAIL} about parcel", "")


QUERIES = {
    "console.found": "?q=parcel",
    "console.customers_by_address": f"?q={MAIL}",
    "api.search_search": f"?query=type:user {MAIL}",
    "api.users_search_users": f"?query={MAIL}",
    "api.users_show_many_users": "?ids=2",
    "api.incremental_since_a_time": "?start_time=0&include=users",
    "api.tickets_list_tickets": "?include=users",
}


@pytest.mark.parametrize("role", ["agent", *(pytest.param(r, marks=pytest.mark.long) for r in ("supervisor", "admin"))])
def test_no_surface_shows_a_masked_role_an_address(app, carol, ann, sue, mia, role):
    who = {"agent": ann, "supervisor": sue, "admin": mia}[role]
    policy.choose(policy.MASKED_ROLES, [role])
    for endpoint, body in answers(app, carol, who):
        shown = [mark for mark in MARKS if mark in without_words(body)]
        assert not shown, f"{endpoint} shows {shown} to a {role}"


@pytest.mark.parametrize("role", ["supervisor", "admin"])
def test_by_default_those_who_lead_see_contact_data_as_it_is(app, carol, sue, mia, role):
    seen = dict(answers(app, carol, {"supervisor": sue, "admin": mia}[role]))
    for endpoint in (
        "console.customer",
        "console.ticket_screen",
        "api.users_show_user",
        "api.identities_list_identities",
    ):
        assert "zqmask.carol" in seen[endpoint], endpoint
    assert "13907700123" in seen["console.customer"]


def answers(app, carol, who, only=()):
    """(endpoint, answer) of every address for this person, in a browser or by a program of theirs."""
    browser, program = signed_in(app, who), app.test_client()
    token = {"Authorization": f"Bearer {people.api_token.create(who, name='test', by=None)}"}
    found = addresses(app, carol)
    assert len(found) > 100
    for endpoint, address in found:
        if only and endpoint not in only:
            continue
        query = QUERIES.get(endpoint, "")
        if endpoint.startswith("api."):
            response = program.get(address + query, headers=token)
        else:
            response = browser.get(address + query)
        yield endpoint, response.get_data(as_text=True)


def test_a_snippet_and_a_preview_hide_what_a_thread_shows(app, carol, ann):
    from tickets.indexing import index_waiting

    index_waiting()
    browser = signed_in(app, ann)
    rows = browser.get("/console/search.json?q=parcel").json["rows"]
    row = next(row for row in rows if not row["subject"].startswith("Missed"))
    assert "z***@mark.test" in str(row["snippet"]) and "z***@mark.test" in row["subject"]
    screen = browser.get(f"/console/tickets/{row['id']}.json").json
    assert MAIL in screen["messages"][0]["text"]
    assert screen["messages"][0]["cc"] == ["z***@mark.test"]


def test_the_queue_and_the_bell_hide_the_number_of_who_called(app, carol, ann):
    browser = signed_in(app, ann)
    lines = browser.get("/console/queue.json").json["lines"]
    [waiting] = [one for line in lines for one in line["waiting"] if one["subject"].startswith("Missed")]
    assert waiting["subject"] == "Missed call from 139****0123"
    assert waiting["preview"] == "Write to z***@mark.test about parcel"
    told = browser.get("/console/notifications.json").json["notifications"]
    assert {one["subject"] for one in told} == {"About z***@mark.test"}


def test_who_answers_with_the_masked_copies_means_the_real_ones(app, carol, ann, inbox):
    ticket = db.session.query(Ticket).filter_by(customer_id=carol.id).first()
    browser = signed_in(app, ann)
    way = browser.get(f"/console/tickets/{ticket.id}.json").json["ticket"]["send_on"]
    from helpdesk.console.masks import meant

    assert meant(["z***@mark.test", "new@example.com"], [OTHER]) == [OTHER, "new@example.com"]
    assert MAIL not in str(way)


def test_an_address_is_revealed_with_a_reason_that_stays_on_record(app, carol, ann, eve):
    identity = customers.reachable(carol)[0]
    address = f"/console/customers/{carol.id}/identities/{identity.id}/reveal"
    assert signed_in(app, ann).post(address, json={"why": " "}).status_code == 422
    assert signed_in(app, eve).post(address, json={"why": "curious"}).status_code == 404
    assert signed_in(app, ann).post(address, json={"why": "to call back"}).json == {"value": MAIL}
    [event] = db.session.query(Event).filter_by(name="contact_revealed").all()
    assert (event.actor_id, event.customer_id) == (ann.id, carol.id)
    assert event.data == {"identity": identity.id, "kind": "email", "why": "to call back"}


def test_a_program_that_sends_a_mask_back_changes_nothing(app, carol, ann):
    token = {"Authorization": f"Bearer {people.api_token.create(ann, name='test', by=None)}"}
    program = app.test_client()
    user = program.get(f"/api/v2/users/{carol.id * 2}.json", headers=token).json["user"]
    assert user["email"] == "z***@mark.test"
    assert program.put(f"/api/v2/users/{carol.id * 2}.json", json={"user": user}, headers=token).status_code == 200
    assert {one.value for one in customers.reachable(carol)} == {MAIL, PHONE}


def test_sockets_tell_each_role_what_it_may_read(listening, carol, ann, sue):  # noqa: F811
    ticket = db.session.query(Ticket).filter_by(customer_id=carol.id).first().id
    annie, susan = listening(ann), listening(sue)
    for listener in (annie, susan):
        listener.say("lists", {"looking": True}), listener.say("open", {"ticket": ticket})
    note(db.session.get(Ticket, ticket), by=sue, text="Look")
    eventually(lambda: all("note_added" in one.events() and ticket in one.rows() for one in (annie, susan)))
    assert MAIL in str(susan.rows()[ticket])
    assert MAIL not in without_words(str(annie.heard))


def test_masks_leave_what_tells_people_apart():
    assert mask("phone", "+8613812345678") == "138****5678"
    assert mask("whatsapp", "8613812345678") == "138****5678"
    assert mask("phone", "+14155550123") == "+1 ****0123"
    assert mask("email", "carol@example.com") == "c***@example.com"
    assert mask("wechat", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M") == "***fL2M"
    assert mask("email", "") == ""
    assert mask_text("Call 138 1234 5678 or a@b.test, order 20261122-0001, 1,299.00") == (
        "Call 138****5678 or a***@b.test, order 20261122-0001, 1,299.00"
    )
