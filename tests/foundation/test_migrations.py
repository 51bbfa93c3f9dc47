"""The migrations make the very tables that the models speak of."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from helpdesk.db import db


def test_a_migrated_database_has_the_tables_of_the_models(app):
    def ours(_object, name, kind, _reflected, _other):
        return not (kind == "table" and name.startswith("search_message"))

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        differences = compare_metadata(context, db.metadata)
    assert differences == []
