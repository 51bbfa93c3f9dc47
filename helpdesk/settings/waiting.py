"""Waiting: by inbox, how long a solved ticket stays open to its customer, and how often a pending one nudges them."""

from flask import request
from sqlalchemy import select

from channels import Inbox
from helpdesk.db import db, transaction
from helpdesk.people.sessions import allowed
from helpdesk.settings.pages import number, pages, saved, show
from tickets.patience import BOUNDS, patience_of, wait


@pages.get("/waiting")
@allowed("inboxes.manage")
def show_waiting():
    """Every inbox with what it waits for."""
    inboxes = _inboxes()
    return show("waiting", "waiting", inboxes=inboxes, patience={one.id: patience_of(one.id) for one in inboxes})


@pages.post("/waiting")
@allowed("inboxes.manage")
@transaction()
def change_waiting():
    """From now on each waits like this."""
    for inbox in _inboxes():
        if f"{inbox.id}.solved_days" in request.form:
            usual = patience_of(inbox.id)
            wait(
                inbox.id,
                **{
                    name: number(f"{inbox.id}.{name}", getattr(usual, name), low, high)
                    for name, (low, high) in BOUNDS.items()
                },
            )
    return saved("show_waiting", "Saved.", "已保存。")


def _inboxes() -> list[Inbox]:
    return list(db.session.scalars(select(Inbox).order_by(Inbox.name).limit(500)))
