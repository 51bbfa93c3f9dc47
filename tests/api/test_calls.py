"""A call, as programs read it: one comment of its ticket."""

from channels import connect
from channels.calls import take_in
from channels.channel import Call


def test_calls_of_customers_agents_and_nobody_are_comments(desk, mia):
    line = connect(channel="voice", name="Telephone", settings={"cti_token": "x" * 20})
    take_in(line, Call("1", "ringing", "in", "+4915112345678", name="Carol"))
    take_in(line, Call("1", "ended", "in", "+4915112345678", cause="missed"))
    take_in(line, Call("2", "ringing", "out", "+4915112345678", agent="ann@desk.test"))
    message = take_in(line, Call("3", "ringing", "out", "+4915112345678"))
    said = mia.get(f"tickets/{message.ticket_id}/comments.json")["comments"]
    assert [one["body"] for one in said] == ["Missed call", "Outgoing call", "Outgoing call"]
    assert all(one["public"] for one in said)
    assert mia.get(f"tickets/{message.ticket_id}/audits.json")["audits"]
