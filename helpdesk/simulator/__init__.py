"""The simulator: the customer's phone on a page, and the stand-ins that providers are played by. Demo only."""

from flask import Flask

from channels.simulator.demo_lines import host_of, postman
from channels.simulator.serving import providers
from helpdesk import realtime
from helpdesk.simulator import days, doing, screens  # noqa: F401  each adds its addresses to the door
from helpdesk.simulator.door import simulated_inboxes, simulator
from helpdesk.simulator.live import Live


def register(app: Flask) -> None:
    """Open /simulator."""
    app.register_blueprint(providers(host_of, postman))
    app.register_blueprint(simulator)
    app.jinja_env.globals["simulated"] = lambda: bool(simulated_inboxes())
    realtime.socketio.on_namespace(Live())
