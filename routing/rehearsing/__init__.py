"""Rehearsing: a rule, a strategy or a threshold is tried on the tickets of the last days. It touches none of them.

begin · run (the job) · run_waiting (the sweep) · stop · rehearsals_of, rehearsal_of, moves_of.
"""

from routing.rehearsing.beginning import BadRehearsal, begin, moves_of, rehearsal_of, rehearsals_of, stop
from routing.rehearsing.performing import run, run_waiting

__all__ = ["BadRehearsal", "begin", "moves_of", "rehearsal_of", "rehearsals_of", "run", "run_waiting", "stop"]
