"""Commands: `flask --app wsgi …`, one a file."""

from flask import Flask

from helpdesk.cli.seed import seed
from helpdesk.cli.sweep import sweep
from helpdesk.cli.up import up

COMMANDS = [up, seed, sweep]


def register(app: Flask) -> None:
    """Add every command to the app."""
    for command in COMMANDS:
        app.cli.add_command(command)
