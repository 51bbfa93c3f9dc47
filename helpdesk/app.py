"""The factory: create_app() joins the foundation, the packages, the edges and the reactions."""

import os

from flask import Flask
from flask_migrate import Migrate

from helpdesk import (
    api,
    cli,
    console,
    crypto,
    events,
    forgery,
    form,
    headers,
    health,
    help_centre,
    hosts,
    jobs,
    knowledge,
    logs,
    reading_rows,
    realtime,
    refusing,
    row_numbers,
    surveys,
    valkey,
    widget,
)
from helpdesk.config import keys_again, load
from helpdesk.engine import db, drop_lost_connections, engine_options
from helpdesk.people import sessions

migrate = Migrate()


def create_app(overrides: dict | None = None) -> Flask:
    """The application with all that belongs to it. `overrides` go before the environment."""
    os.umask(0o077)  # whatever the program writes is its own: the folder may lie on a volume that others can read
    app = Flask("helpdesk", root_path=__file__.rsplit("/", 1)[0])
    app.config.update(load(overrides))
    logs.start(app.config["LOG_LEVEL"])
    logs.with_requests(app)
    hosts.only_known(app)
    row_numbers.bound(app)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    crypto.start(app.config["HELPDESK_KEYS"], app.config["SECRET_KEY"], keys_again(app.config))
    import_models()
    reading_rows.shorten()
    db.init_app(app)
    drop_lost_connections(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/../migrations", render_as_batch=True)
    url = app.config["REDIS_URL"] or valkey.running(app.config["HELPDESK_DATA"])
    if url:
        connect(app, url)
    _react()
    _open_edges(app)
    cli.register(app)
    return app


def connect(app: Flask, redis_url: str) -> None:
    """Join the app to this Redis: jobs wait in it and live events pass through it."""
    app.config["VALKEY_URL"] = redis_url
    jobs.start(valkey.client(redis_url))
    realtime.start(app, redis_url)


def import_models() -> None:
    """Make every table known: to the database, to migrations, to tests."""
    import channels  # noqa: F401
    import chatbot.models  # noqa: F401
    import helpdesk.customers.help_visit
    import helpdesk.notifying.forgetting
    import helpdesk.notifying.notification
    import helpdesk.notifying.webhook  # noqa: F401
    import knowledge_base  # noqa: F401
    import routing  # noqa: F401
    import tickets  # noqa: F401


def _react() -> None:
    from helpdesk import reactions

    events.forget_reactions()
    reactions.register()
    events.when_committed(lambda recorded: jobs.wake(drain_events))


def drain_events() -> None:
    """The job that lets reactions follow."""
    jobs.woken(drain_events)
    if events.drain() is None:
        jobs.wake(drain_events)


def _open_edges(app: Flask) -> None:
    """Each edge registers itself here, one line each."""
    from channels import public_files, webhooks
    from helpdesk import settings, simulator
    from helpdesk.demo import pages as demo

    protection, pages = (headers, refusing, forgery, sessions), (health, console, settings, widget, form, surveys)
    knowing = (help_centre, knowledge)
    for edge in (*protection, *pages, *knowing, demo, simulator, api):
        edge.register(app)
    app.register_blueprint(webhooks.blueprint)
    app.register_blueprint(public_files.blueprint)
