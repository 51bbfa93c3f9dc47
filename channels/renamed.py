"""Renamed: the provider calls the same person otherwise now; their conversation goes on."""

from dataclasses import dataclass

from helpdesk import customers


@dataclass(frozen=True)
class Renamed:
    """An item of `parse`: who was `old` is `new` (another number, an id instead of a number); before what they say."""

    address_kind: str
    old: str
    new: str


def take_over(_inbox, item: Renamed) -> bool:
    """Keep the address under its new name; False when nobody had the old one."""
    return customers.rename(item.address_kind, item.old, item.new)
