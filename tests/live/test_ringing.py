"""A ringing call is told at once to those it concerns, and to nobody else."""

from channels import connect
from channels.calls import take_in
from channels.channel import Call
from helpdesk import people
from tests.support import eventually


def test_a_call_pops_up_for_its_team_and_goes_when_it_is_over(orders, ann, eve, sue, listening):
    line = connect(channel="voice", name="Telephone", settings={"cti_token": "x" * 20}, team_id=orders.id)
    team, stranger, supervisor = listening(ann), listening(eve), listening(sue)
    take_in(line, Call("c1", "ringing", "in", "+4915112345678", name="Carol"))
    card = eventually(lambda: team.all("call"))[0]
    assert (card["state"], card["customer"]["name"]) == ("ringing", "Carol")
    take_in(line, Call("c1", "ended", "in", "+4915112345678", cause="missed"))
    eventually(lambda: [one for one in team.all("call") if one["state"] == "missed"])
    assert stranger.all("call") == supervisor.all("call") == []


def test_whom_it_rings_at_hears_it_too(orders, eve, ann, listening):
    line = connect(channel="voice", name="Telephone", settings={"cti_token": "x" * 20}, team_id=orders.id)
    rung = listening(eve)
    take_in(line, Call("c1", "ringing", "in", "+4915112345678", agent="eve@demo.test"))
    assert eventually(lambda: rung.all("call"))[0]["rings_at"] == eve.id


def test_everybody_at_whose_telephone_twilio_rings_hears_it_whatever_their_team(orders, eve, sue, listening):
    settings = {"cti_token": "x" * 20, "ring": "sip:eve@demo.test, +4930111, queue:x"}
    line = connect(channel="voice", name="Telephone", settings=settings, team_id=orders.id)
    people.set_telephone(sue, phone="+4930111", extension="")
    by_address, by_number = listening(eve), listening(sue)
    take_in(line, Call("c1", "ringing", "in", "+4915112345678", name="Carol"))
    for one in (by_address, by_number):
        assert eventually(lambda one=one: one.all("call"))[0]["state"] == "ringing"
    take_in(line, Call("c1", "ended", "in", "+4915112345678", cause="missed"))
    eventually(lambda: [card for card in by_address.all("call") if card["state"] == "missed"])
