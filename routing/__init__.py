"""Routing: who gets the ticket, and by when.

Reactions: route, somebody_came, room_appeared, work_ended · hand_out what waits · explain why a ticket is where it is.
"""

from routing.assignment import route
from routing.decision import RoutingDecision
from routing.explaining import decisions_of, explain, sentence_of
from routing.handing_out import hand_out, room_appeared, somebody_came, work_ended

__all__ = [
    "RoutingDecision",
    "decisions_of",
    "explain",
    "hand_out",
    "room_appeared",
    "route",
    "sentence_of",
    "somebody_came",
    "work_ended",
]
