"""Who does what an import does: the person who began it, or the program itself for a command."""

from helpdesk.events import SYSTEM
from helpdesk.hot import get
from helpdesk.people import Agent


def doer(run):
    """The actor of the events that an import records."""
    return get(Agent, run.by_id) if run.by_id else SYSTEM
