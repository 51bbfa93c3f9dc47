"""Strategies: who of those who could take a ticket gets it. One file each, found by being here.

A strategy says `kind`, `label`, `help` and `others` (why those who were not chosen were not; all three {"en", "zh"}),
`unfit` (why nobody was, for a strategy that may choose nobody) and `choose(candidates, asked)`: it is given those who
are here with room, one at least, and returns one of them, or None to leave it to the next strategy of the plan.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from routing.plan import LEAST_BUSY


@cache
def all_strategies() -> dict[str, ModuleType]:
    """Strategies by their kind."""
    found = (importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__))
    return {strategy.kind: strategy for strategy in found}


def in_turn(kinds: list[str]) -> list[ModuleType]:
    """The strategies of these kinds; the usual one where none of them exists any more."""
    known = all_strategies()
    return [known[kind] for kind in kinds if kind in known] or [known[LEAST_BUSY]]
