"""`up`: the whole program on this machine, stopped by Ctrl-C."""

import contextvars
import os
import signal
from functools import partial

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo

from helpdesk import loading, memory, processes, valkey, web
from helpdesk.health import metrics
from helpdesk.parentage import die_with_parent

LONGEST = 120.0  # seconds that what is made beside the planting may take


@click.command()
@click.option("--empty", is_flag=True, help="Leave an empty database empty: no demo shop.")
@click.option("--tied", is_flag=True, help="Stop when the program that started this one ends, however it ends.")
@click.pass_obj
def up(flask: ScriptInfo, empty: bool, tied: bool) -> None:
    """Run web, worker and schedule, with a Valkey of their own unless REDIS_URL names one."""
    app = current_app._get_current_object()
    if tied:
        die_with_parent(os.getppid(), signal.SIGTERM)
    # Outside of the command's app context: what a child opens must not hang on what all children share.
    contextvars.Context().run(_run, app, empty, flask.app_import_path or "wsgi")


def _run(app: Flask, empty: bool, where: str) -> None:
    listener = web.listen(int(app.config["PORT"]))
    url = _valkey(app)
    if processes.once(partial(_in_child, app, prepare, app, empty)):
        raise SystemExit("The database could not be prepared; the reason stands above.")
    click.echo(f"Helpdesk: {app.config['PUBLIC_URL']}  (Ctrl-C stops it)")
    metrics.forget(app)
    loading.load_for_all()
    memory.few_arenas()
    children = [("web", partial(web.serve, app, listener, where)), *background(app)]
    try:
        processes.keep(
            [(name, partial(_in_child, app, run)) for name, run in children],
            every_second=partial(_revive_valkey, app, url),
        )
    finally:
        valkey.stop(url)


def prepare(app: Flask, empty: bool) -> None:
    """Bring the database to the newest version, and load the demo shop into an empty one."""
    from flask_migrate import upgrade

    from helpdesk import lanes, meaning
    from helpdesk.demo import planting_inboxes, seeding

    with app.app_context():
        upgrade()
        if not empty:
            lanes.run("tables", meaning.lay_out)  # beside the planting: it takes a few seconds
            seeding.seed()
        planting_inboxes.point_to_this_port()
        if line := seeding.sign_ins():
            click.echo(line)
    lanes.finish(LONGEST)


def background(app: Flask) -> list:
    """The processes beside the web: their names and what they run."""
    from channels import listening
    from helpdesk import jobs, lanes, schedule, worker, write_ahead

    finish = partial(lanes.finish, 3.0)
    return [
        (
            "worker",
            partial(
                worker.work, app, app.config["VALKEY_URL"], jobs.QUEUES, at_start=partial(_warm, app), at_end=finish
            ),
        ),
        ("schedule", partial(schedule.run, app, listening.listen, write_ahead.keep_short)),
    ]


def _warm(app: Flask) -> None:
    """The bot reads its articles beside the first jobs."""
    import chatbot
    from helpdesk import lanes

    def read() -> None:
        chatbot.warm()
        memory.hand_back()

    with app.app_context():
        lanes.run("bot:warm", read, awaited=False)


def _in_child(app: Flask, run, *arguments) -> None:
    from helpdesk.db import db

    with app.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)  # a connection opened before the fork would be shared
    run(*arguments)


def _valkey(app: Flask) -> str:
    try:
        url = valkey.ensure(app.config["HELPDESK_DATA"], app.config["REDIS_URL"])
    except valkey.Unreachable as why:
        raise SystemExit(str(why)) from why
    if app.config.get("VALKEY_URL") != url:
        from helpdesk.app import connect

        connect(app, url)
    return url


def _revive_valkey(app: Flask, url: str) -> None:
    if not app.config["REDIS_URL"] and valkey.lost(url):
        valkey.ensure(app.config["HELPDESK_DATA"])
