"""Inboxes and dead letters from the command line."""

import json

from channels import Inbox, by_key
from channels.arrival import Arrival
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Team
from tests.channels.pigeon import Pigeon, loft, release


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=list(arguments))


def test_an_inbox_is_connected_and_listed(app):
    with transaction():
        insert(Team(name="Orders"))
    made = run(app, "inbox", "create", "--channel", "api", "--name", "Shop", "--key", "shop", "--team", "Orders")
    assert (made.exit_code, made.output) == (0, "shop\n")
    listed = json.loads(run(app, "inbox", "list", "--json").output)
    assert listed == [{"key": "shop", "name": "Shop", "channel": "api", "team": "Orders"}]
    assert "shop" in run(app, "inbox", "list").output


def test_what_does_not_fit_is_refused_in_words(app):
    for arguments, words in (
        (["--channel", "fax"], "no channel"),
        (["--channel", "api", "--key", "a b"], "letters"),
        (["--channel", "api", "--team", "Nobody"], "no team"),
        (["--channel", "api", "--setting", "x"], "NAME=VALUE"),
        (["--channel", "api", "--setting", "colour=red"], "no setting colour"),
    ):
        refused = run(app, "inbox", "create", "--name", "Shop", *arguments)
        assert refused.exit_code == 1
        assert words in refused.output
    assert db.session.query(Inbox).count() == 0


def test_two_inboxes_cannot_have_one_key(app):
    run(app, "inbox", "create", "--channel", "api", "--name", "Shop", "--key", "shop")
    assert "already" in run(app, "inbox", "create", "--channel", "api", "--name", "Other", "--key", "shop").output


def test_secrets_of_an_inbox_lie_sealed_and_are_not_listed(app, monkeypatch):
    release(monkeypatch, Pigeon("pigeon"))
    monkeypatch.setattr("channels.connecting.all_adapters", lambda: {"pigeon": Pigeon("pigeon")})
    run(app, "inbox", "create", "--channel", "pigeon", "--name", "P", "--key", "loft", "--setting", "secret=canary")
    assert by_key("loft").settings == {"secret": "canary"}
    assert b"canary" not in by_key("loft").settings_sealed
    assert "canary" not in run(app, "inbox", "list", "--json").output


def test_replay_tries_all_dead_letters_and_says_how_many_were_taken_in(app, client, monkeypatch):
    from tests.channels.pigeon import signature

    bird = Pigeon("pigeon")
    release(monkeypatch, bird), loft()
    understood, bird.parse = bird.parse, lambda request, settings: 1 / 0
    body = json.dumps({"items": [{"id": "1", "from": "carol", "text": "hi"}]}).encode()
    client.post("/hooks/pigeon-key", data=body, headers=signature(body))
    failed = run(app, "replay")
    assert (failed.exit_code, failed.stdout) == (1, "0 of 1 dead letters were taken in.\n")
    bird.parse = understood
    assert run(app, "replay").stdout == "1 of 1 dead letters were taken in.\n"
    db.session.rollback()
    assert [a.state for a in db.session.query(Arrival)] == ["handled"]
    assert run(app, "replay", "--id", "99").exit_code == 1
