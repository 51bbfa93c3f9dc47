"""Calls: what a telephone system tells becomes one ticket with one message a call; agents call from the console.

The verbs: take_in, dial, end_forgotten. Looking things up: going_on, call_of, rung_by.
"""

from channels.calls.callers import rung_by
from channels.calls.dialling import CannotDial, dial
from channels.calls.forgotten import end_forgotten
from channels.calls.phone_call import PhoneCall, call_of, going_on
from channels.calls.taking_in import take_in

__all__ = ["CannotDial", "PhoneCall", "call_of", "dial", "end_forgotten", "going_on", "rung_by", "take_in"]
