"""How migrations run: in the app's context, on its database; SQLite changes tables by copying them."""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def run() -> None:
    """Bring the database of the running app to the newest version."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=sqlite,
            transaction_per_migration=True,
            include_object=lambda _object, name, kind, reflected, _other: (
                not (reflected and kind == "table" and name.startswith("search_message"))
            ),
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: run them online.")
run()
