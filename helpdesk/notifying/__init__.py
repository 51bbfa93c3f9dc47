"""Tell people: at the desk, by mail, by webhook."""

from helpdesk.notifying import desk

__all__ = ["desk"]
