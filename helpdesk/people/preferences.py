"""Preferences: language, theme, keys and how long an answer can be undone."""

from helpdesk.db import transaction
from helpdesk.people.agent import Agent

LANGUAGES, THEMES = ("en", "zh"), ("system", "light", "dark")
DEFAULTS = {"theme": "system", "keys": True, "undo_seconds": 10}
LONGEST_UNDO = 60


@transaction()
def prefer(agent: Agent, **values) -> None:
    """Change some of language, theme, keys, undo_seconds. Raises ValueError for what is none of the choices."""
    for name, value in values.items():
        if not _fits(name, value):
            raise ValueError(f"{name} cannot be {value!r}")
    language = values.pop("language", agent.language)
    if language != agent.language:
        agent.language = language
    if values:
        agent.preferences = {**(agent.preferences or {}), **values}


def preferences_of(agent: Agent) -> dict:
    """All preferences with what is not set by default; the language is the agent's own column."""
    return {**DEFAULTS, **(agent.preferences or {})}


def _fits(name: str, value) -> bool:
    if name == "language":
        return value in LANGUAGES
    if name == "theme":
        return value in THEMES
    if name == "keys":
        return isinstance(value, bool)
    return name == "undo_seconds" and type(value) is int and 0 <= value <= LONGEST_UNDO
