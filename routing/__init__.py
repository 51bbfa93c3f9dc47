"""Routing: who gets the ticket, and by when."""

from routing.assignment import route

__all__ = ["route"]
