"""The door of /simulator: only where the demo was loaded, and for its agents: it shows what all customers wrote."""

from flask import Blueprint, g, request
from flask_login import current_user
from sqlalchemy import select

from channels import Inbox, by_key
from channels.simulator.demo_lines import host
from channels.simulator.hosting import Host
from channels.simulator.register import SIMULATED, all_standins
from helpdesk.db import db
from helpdesk.refusing import Refusal

simulator = Blueprint("simulator", __name__, url_prefix="/simulator")
LARGEST = 30 * 2**20  # ten pictures at once


@simulator.before_request
def only_in_the_demo() -> None:
    """Raises a Refusal: elsewhere there is no such address."""
    if not simulated_inboxes():
        raise Refusal(404)
    if not current_user.is_authenticated and request.path != simulator.url_prefix:  # the page sends them to sign in
        raise Refusal(401)


def simulated_inboxes() -> list[Inbox]:
    """The demo's inboxes that a stand-in plays the provider of."""
    if "simulated" not in g:
        rows = db.session.scalars(
            select(Inbox)
            .where(Inbox.channel.in_(all_standins()), Inbox.enabled.is_(True))
            .order_by(Inbox.id)
            .limit(200)
        )
        g.simulated = [row for row in rows if (row.options or {}).get(SIMULATED)]
    return g.simulated


def host_for(key: str) -> Host:
    """The stand-in of the inbox with this key. Raises a Refusal when it is none of the demo's."""
    inbox = by_key(key)
    found = host(inbox) if inbox is not None and (inbox.options or {}).get(SIMULATED) else None
    if found is None:
        raise Refusal(404)
    return found
