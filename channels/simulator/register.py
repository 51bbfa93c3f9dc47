"""The register of stand-ins: every module in channels/simulator/standins is one, by being there."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from channels.simulator import standins

SIMULATED = "simulated"  # the mark, in an inbox's options, of one whose provider is a stand-in


@cache
def all_standins() -> dict[str, ModuleType]:
    """Stand-ins by their kind, in the order of their names."""
    found = {}
    for module in pkgutil.iter_modules(standins.__path__):
        standin = importlib.import_module(f"channels.simulator.standins.{module.name}")
        if hasattr(standin, "kind"):
            found[standin.kind] = standin
    return found
