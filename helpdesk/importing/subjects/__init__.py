"""Subjects: what can be taken in. One file each, found by being here.

A subject says `kind`, `label` (English, Chinese), `ORDER` (what others need comes first), `FIELDS`, and
`take(rows, run) -> list[Outcome]`: called inside a transaction with the cleaned rows of a batch, as
[{field: value}]; it leaves traces (tracing.py), and raises nothing. A trial is taken back whole.
`undo(trace, run) -> str | None`: why one trace cannot be taken back, None when it was.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def all_subjects() -> dict[str, ModuleType]:
    """Subjects by their kind, in the order in which they are offered."""
    found = [importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__)]
    return {one.kind: one for one in sorted(found, key=lambda one: one.ORDER)}
