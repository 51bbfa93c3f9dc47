"""Reading rows: one by its key, and one that is to be read afresh, by statements that are compiled once.

A transaction reads every row it uses anew (db.py), and SQLAlchemy's own way there costs ten times the look itself.
"""

import functools

from helpdesk.engine import Row, shorten_get
from helpdesk.hot import plan_of


def shorten() -> None:
    """Read all rows by the shorter way; once all models are known."""
    shorten_get(_get)
    for mapper in Row.registry.mappers:
        manager = mapper.class_manager
        if not mapper.relationships and not mapper.inherits and _usual(manager):
            manager.expired_attribute_loader = functools.partial(_refresh, manager.expired_attribute_loader)


def _usual(manager) -> bool:
    return getattr(manager.expired_attribute_loader, "func", None) is not _refresh


def _get(session, model, key, usual):
    """What Session.get() gives. Nothing new waits to be written, so nothing has to be written first."""
    if type(key) is not int or not isinstance(model, type):
        return usual(model, key)
    plan = plan_of(model)
    if plan.key is None:
        return usual(model, key)
    known = session.identity_map.get(plan.mapper.identity_key_from_primary_key((key,)))
    return usual(model, key) if known is not None else plan.by_key.first(key=key)


def _refresh(usual, state, names, passive) -> None:
    """Give a row of a session the values that the database has now; the usual way where part of it is kept."""
    plan, session = plan_of(state.class_), state.session
    whole = session is not None and state.key is not None and names >= plan.names.keys()
    values = plan.read_again(session, state.key[1]) if whole else None
    if values is None:  # gone: it is said there in the usual way
        return usual(state, names, passive)
    state.dict.update(zip(plan.names, values, strict=True))
    state._commit_all(state.dict, session.identity_map)
    return None
