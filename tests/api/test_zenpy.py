"""A client written for others works here with nothing but the address changed: zenpy, against the whole program."""

from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter
from zenpy import Zenpy
from zenpy.lib.api_objects import Comment, Ticket, User
from zenpy.lib.exception import APIException, RecordNotFoundException

from tests.support import eventually
from tests.support.running import Running

EMAIL = "mia@desk.test"


class ToThisMachine(HTTPAdapter):
    """Carries what the client asks of https://desk.localhost.test to the server of this test."""

    def __init__(self, url: str):
        super().__init__()
        self.here = urlsplit(url)

    def send(self, request, **options):
        request.url = urlsplit(request.url)._replace(scheme=self.here.scheme, netloc=self.here.netloc).geturl()
        request.headers.pop("Host", None)
        response = super().send(request, **options)
        request.url = urlsplit(request.url)._replace(scheme="https", netloc="desk.localhost.test").geturl()
        return response


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("zenpy") / "data", "--empty")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def desk(server):
    """zenpy, signed in as mia."""
    server.run("user", "create", "--email", EMAIL, "--name", "Mia", "--role", "admin", "--password", "a long secret 1")
    token = server.run("token", "create", "--email", EMAIL).strip()
    session = requests.Session()
    session.mount("https://", ToThisMachine(server.url))
    return Zenpy(subdomain="desk", domain="localhost.test", email=EMAIL, token=token, session=session)


def carols(desk, text="Where is my parcel?", **values):
    """A ticket of carol's."""
    carol = User(name="Carol", email="carol@example.test")
    return desk.tickets.create(Ticket(requester=carol, subject="Parcel", comment=Comment(body=text), **values)).ticket


def test_a_ticket_is_created_read_changed_answered_and_solved(desk):
    ticket = carols(desk, priority="high", tags=["late"])
    assert (ticket.subject, ticket.priority, ticket.tags) == ("Parcel", "high", ["late"])
    assert ticket.requester.email == "carol@example.test"
    ticket.comment = Comment(body="On its way.", public=True)
    ticket.status = "pending"
    desk.tickets.update(ticket)
    again = desk.tickets(id=ticket.id)
    assert again.status == "pending"
    assert again.assignee.email == EMAIL
    assert [c.body for c in desk.tickets.comments(ticket=ticket.id)] == ["Where is my parcel?", "On its way."]
    assert [a.ticket_id for a in desk.tickets.audits(ticket=ticket.id)][0] == ticket.id
    assert list(desk.tickets.add_tags(ticket.id, ["vip"])) == ["late", "vip"]


def test_lists_are_read_page_by_page(desk):
    made = {carols(desk, f"number {i}").id for i in range(5)}
    assert made <= {ticket.id for ticket in desk.tickets()}
    assert len(list(desk.tickets(page_size=2))) == len(list(desk.tickets()))


def test_search_finds_and_exports(desk):
    ticket = carols(desk, "A zeppelin over Leeds")
    assert eventually(lambda: [t.id for t in desk.search("zeppelin", type="ticket")] == [ticket.id])
    assert ticket.id in {t.id for t in desk.search(type="ticket", status="new", requester="carol@example.test")}
    assert ticket.id in {t.id for t in desk.search_export(type="ticket", query="zeppelin")}


def test_users_are_made_found_and_changed(desk):
    user = desk.users.create(User(name="Dan", email="dan@example.test"))
    user.name = "Dan Brown"
    assert desk.users.update(user).name == "Dan Brown"
    assert [u.id for u in desk.users.search(query="dan@example.test")] == [user.id]
    assert desk.users.create_or_update(User(name="Dan B", email="dan@example.test")).id == user.id
    assert desk.users.me().email == EMAIL
    with pytest.raises(APIException):
        desk.users.create(User(name="Again", email="dan@example.test"))


def test_many_are_changed_merged_deleted_and_restored(desk):
    a, b, c = carols(desk, "a"), carols(desk, "b"), carols(desk, "c")
    for ticket in (a, b):
        ticket.status = "open"
    assert desk.tickets.update([a, b]).status == "completed"
    assert desk.tickets.merge(a, b, target_comment="merged").status == "completed"
    desk.tickets.delete(c)
    with pytest.raises(RecordNotFoundException):
        desk.tickets(id=c.id)
    desk.tickets.restore(c)
    assert desk.tickets(id=c.id).id == c.id


@pytest.mark.timeout(240)
def test_groups_views_macros_and_exports_are_read(desk):
    assert list(desk.groups()) == []
    views = list(desk.views())
    assert "All open" in {view.title for view in views}
    opened = next(view for view in views if view.title == "All open")
    carols(desk)
    assert len(list(desk.views.tickets(opened))) > 0
    assert desk.views.count(opened).value > 0
    assert list(desk.macros()) == []
    # What is younger than the margin for late commits is exported later.
    assert eventually(lambda: list(desk.tickets.incremental(start_time=1)), within=100)


def test_files_go_with_a_comment(desk, tmp_path):
    photo = tmp_path / "parcel.txt"
    photo.write_text("a photo")
    upload = desk.attachments.upload(str(photo), target_name="parcel.txt")
    ticket = carols(desk)
    ticket.comment = Comment(body="see", uploads=[upload.token])
    desk.tickets.update(ticket)
    *_, last = desk.tickets.comments(ticket=ticket.id)
    assert [file.file_name for file in last.attachments] == ["parcel.txt"]
