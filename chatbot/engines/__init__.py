"""Engines: how the bot reads a base and asks it. One file each, found by being here.

An engine says `kind`, `label` ({"en": …, "zh": …}), `available()` (is what it needs installed?) and
`read(entries, fitted=None)`, which gives something with `ask(questions)` and `arrays()`. They import what is heavy when
they read, so that a process that never asks never carries it.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

_BEST_FIRST = ("encoder", "lexical")


@cache
def all_engines() -> dict[str, ModuleType]:
    """Engines by their kind."""
    found = (importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__))
    return {engine.kind: engine for engine in found}


def usual_engine() -> ModuleType:
    """The best engine that can work here."""
    engines = all_engines()
    return next(engines[kind] for kind in _BEST_FIRST if engines[kind].available())


def engine_for(kind: str | None) -> ModuleType:
    """The engine that was wished for, or the usual one where that cannot work or nothing was wished."""
    wished = all_engines().get(kind) if kind else None
    return wished if wished and wished.available() else usual_engine()
