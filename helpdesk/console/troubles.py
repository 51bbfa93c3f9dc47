"""Troubles: inboxes whose provider is being left alone for a while; a banner says so."""

from flask import jsonify

from channels import breaker
from helpdesk import clock
from helpdesk.console.door import console


@console.get("/troubles.json")
def troubles():
    """The inboxes that rest after several failures, and until when."""
    return jsonify(
        inboxes=[
            {"id": inbox.id, "name": inbox.name, "channel": inbox.channel, "until": clock.iso(inbox.paused_until)}
            for inbox in breaker.resting()
        ]
    )
