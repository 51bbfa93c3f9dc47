"""F7: two agents answer the same ticket at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.colleague import Colleague
from tests.faults.storm import Storm
from tests.support import eventually


def answer(colleague, ticket, seen, barrier, **more):
    barrier.wait()
    said = {"text": f"{colleague.name} on ticket {ticket}", "last_seen_message_id": seen, **more}
    return colleague.post(f"/console/tickets/{ticket}/replies", said)


@pytest.mark.parametrize("races", [15, pytest.param(200, marks=pytest.mark.long)])
def test_one_is_sent_and_the_other_is_told_and_shown_what_was_sent(desk, provider, races):
    inbox = desk.keys["courier"]
    messages = [(inbox, {"id": f"m{n}", "from": f"customer {n}", "text": "Hello?"}) for n in range(races)]
    Storm(desk.port, messages, threads=4).start().finish()
    ann, bob = Colleague(desk.url, "ann"), Colleague(desk.url, "bob")
    losers = {}
    with ThreadPoolExecutor(2) as at_once:
        for ticket, seen in desk.ask("SELECT ticket_id, id FROM message ORDER BY id"):
            barrier = threading.Barrier(2)
            answers = list(at_once.map(lambda who: answer(who, ticket, seen, barrier), (ann, bob)))  # noqa: B023
            assert sorted(response.status_code for response in answers) == [201, 409]
            lost = 0 if answers[0].status_code == 409 else 1
            loser, winner = (ann, bob)[lost], (bob, ann)[lost]
            told = answers[lost].json()
            assert told["error"] == "answered_meanwhile"
            assert f"{winner.name} on ticket {ticket}" in answers[lost].text
            losers[ticket] = (loser, winner)
    eventually(lambda: sum(provider.delivered["courier"].values()) == races)
    sent = {f"{winner.name} on ticket {ticket}": 1 for ticket, (_, winner) in losers.items()}
    assert provider.delivered["courier"] == sent

    ticket, (loser, _) = next(iter(losers.items()))
    seen = desk.number("SELECT max(id) FROM message WHERE ticket_id = :ticket AND kind = 'inbound'", ticket=ticket)
    confirmed = answer(loser, ticket, seen, threading.Barrier(1), confirmed=True)
    assert confirmed.status_code == 201
    eventually(lambda: provider.delivered["courier"][f"{loser.name} on ticket {ticket}"] == 1)
