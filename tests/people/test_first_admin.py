"""The first one to come opens the desk; nobody can do it twice."""

from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.people import Agent


def opened_by(client, **said):
    csrf = client.get("/sign-in.json").json["csrf"]
    return client.post(
        "/welcome",
        data={"csrf_token": csrf, "name": "Mia", "email": "mia@demo.test", "password": "correct horse", **said},
    )


def test_an_empty_desk_is_opened_by_its_first_visitor(client):
    assert client.get("/sign-in").headers["Location"] == "/welcome"
    assert client.get("/welcome").status_code == 200
    assert opened_by(client).status_code == 303
    assert client.get("/console/start.json").json["me"]["role"] == "admin"


def test_a_second_visitor_finds_nothing_to_open(client, mia, app):
    assert client.get("/welcome").headers["Location"] == "/sign-in"
    assert opened_by(client, email="eve@demo.test").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Agent)) == 1


def test_a_weak_password_is_refused_and_what_was_typed_is_kept(client):
    answer = opened_by(client, password="short")
    assert answer.status_code == 422
    assert "mia@demo.test" in answer.text


def test_an_account_can_be_made_from_the_command_line(app):
    run = app.test_cli_runner().invoke
    made = run(
        args=[
            "user",
            "create",
            "--email",
            "Mia@demo.test",
            "--name",
            "Mia",
            "--role",
            "admin",
            "--password",
            "correct horse",
        ]
    )
    assert made.exit_code == 0, made.output
    assert "mia@demo.test" in made.output
    token = run(args=["token", "create", "--email", "mia@demo.test"])
    assert token.output.startswith("hd_")
    assert run(args=["token", "create", "--email", "nobody@demo.test"]).exit_code == 1
