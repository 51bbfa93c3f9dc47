"""The app in the test's own process: made once for each database, its data put back before every test."""

import os
import shutil
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.support.databases import Postgresql, Sqlite


class Client(FlaskClient):
    """A browser without pages. Each request stands in a context of its own, as it does in the server.

    Otherwise a test that holds an app context would share it, and with it `g` and the signed-in person.
    """

    def open(self, *arguments, **options):
        """Send a request; what the test had loaded before is read anew afterwards."""
        from helpdesk.db import db

        db.session.rollback()
        with self.application.app_context():
            return super().open(*arguments, **options)


def make_app(database: Sqlite | Postgresql) -> Flask:
    """An app on this database, brought up by the migrations that a real one is brought up by."""
    os.environ["DATABASE_URL"] = database.url
    from flask_migrate import upgrade

    from helpdesk.app import create_app
    from helpdesk.db import db

    app = create_app()
    app.testing = True
    app.test_client_class = Client
    with app.app_context():
        if not database.is_ready:
            upgrade()
            database.keep_first_state(db.engine)
            database.is_ready = True
    return app


def put_back(app: Flask, database: Sqlite | Postgresql, data: Path) -> None:
    """Everything as it was after the migrations: rows, files, index."""
    from helpdesk.db import db

    with app.app_context():
        database.put_back(db.engine)
    for folder in ("attachments", "index", "exports"):
        shutil.rmtree(data / folder, ignore_errors=True)
