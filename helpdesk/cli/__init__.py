"""Commands: `flask --app wsgi …`. Every file here is one, and is added by being here.

A file holds its command (or group) under its own name, or as `command` where that is no name in Python (import).
"""

import importlib
import pkgutil

from flask import Flask


def register(app: Flask) -> None:
    """Add every command to the app."""
    for file in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{file.name}")
        app.cli.add_command(getattr(module, file.name, None) or module.command)
