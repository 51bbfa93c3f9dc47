"""Inserting rows that somebody else may be writing at the same moment."""

from sqlalchemy.dialects import postgresql, sqlite

from helpdesk.db import db


def insert_new(table):
    """INSERT of rows that are left alone where they are already, the same on both databases."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()
