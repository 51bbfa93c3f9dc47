"""Strategies: who of those who could take a ticket gets it. One file each, found by being here.

A strategy says `kind`, `label` ({"en": …, "zh": …}) and `choose(candidates, ticket)`: a pure function that is given
those who are here with room, one at least, and returns one of them.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

USUAL = "least_busy"


@cache
def all_strategies() -> dict[str, ModuleType]:
    """Strategies by their kind."""
    found = (importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__))
    return {strategy.kind: strategy for strategy in found}


def strategy_for(team_id: int | None) -> ModuleType:
    """The strategy of a team."""
    return all_strategies()[USUAL]
