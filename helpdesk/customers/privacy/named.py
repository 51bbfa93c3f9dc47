"""Named: which of many people stand in a text, found in one reading of it however many they are."""

from collections import defaultdict
from collections.abc import Iterable

from helpdesk.customers.belongings import Leaving

SHORTEST = 4  # what is shorter stands everywhere
FEW = 30


class Named:
    """Their addresses, and numbers without their plus; people are told by their place in the list."""

    def __init__(self, people: list[Leaving]):
        self.people = people
        self.values: dict[str, set[int]] = defaultdict(set)
        self._needles: dict[bytes, set[int]] = defaultdict(set)
        for place, one in enumerate(people):
            for value in one.values:
                self.values[value].add(place)
                for needle in _forms(value):
                    self._needles[needle].add(place)
        self._head = min([8, *map(len, self._needles)])
        self._lengths: dict[bytes, set[int]] = defaultdict(set)
        for needle in self._needles:
            self._lengths[needle[: self._head]].add(len(needle))

    def found_in(self, text: bytes) -> set[int]:
        """Who stands in this text, in whatever case."""
        text = text.lower()
        if len(self._needles) <= FEW:
            return set().union(*(people for needle, people in self._needles.items() if needle in text))
        return set().union(*(self._needles.get(part, ()) for part in self._parts(text)))

    def _parts(self, text: bytes) -> Iterable[bytes]:
        """Whatever begins like one of them. A comparison with each would take as long as there are people."""
        head, lengths = self._head, self._lengths
        for at in range(len(text) - head + 1):
            for length in lengths.get(text[at : at + head], ()):
                yield text[at : at + length]


def _forms(value: str) -> set[bytes]:
    bare = value[1:] if value.startswith("+") and value[1:].isdigit() else value
    return {one.lower().encode() for one in (value, bare) if len(one) >= SHORTEST}
