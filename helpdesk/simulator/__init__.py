"""The simulator: the customer's phone on a page, and the stand-ins that providers are played by. Demo only."""

from flask import Flask

from channels.simulator.demo_lines import host_of, postman
from channels.simulator.serving import providers


def register(app: Flask) -> None:
    """Open /simulator."""
    app.register_blueprint(providers(host_of, postman))
