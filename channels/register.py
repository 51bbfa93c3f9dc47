"""The register of adapters: every module and package in channels/adapters is one, by being there."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from channels import adapters


@cache
def all_adapters() -> dict[str, ModuleType]:
    """Adapters by their kind, in the order of their names."""
    found = {}
    for module in pkgutil.iter_modules(adapters.__path__):
        adapter = importlib.import_module(f"channels.adapters.{module.name}")
        if hasattr(adapter, "kind"):
            found[adapter.kind] = adapter
    return found


def adapter_of(inbox) -> ModuleType:
    """The adapter of this inbox. Raises LookupError for a channel this version does not know."""
    try:
        return all_adapters()[inbox.channel]
    except KeyError:
        raise LookupError(f"no adapter for {inbox.channel!r}") from None
