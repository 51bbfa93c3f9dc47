"""A ringing call is told at once to those it concerns, and to nobody else."""

from channels import connect
from channels.calls import take_in
from channels.channel import Call
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
