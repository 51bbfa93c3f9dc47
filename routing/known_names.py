"""Known names: what the rows are called that rules speak of, each kind read at once, however many rules there are."""

from collections import defaultdict
from collections.abc import Iterable

from routing.actions import CATALOGUE as ACTIONS
from routing.conditions import leaves
from routing.facts import CATALOGUE as FIELDS
from routing.facts import own_key
from routing.row_names import MOST, names_of, words_of_fields

FIELD = "ticket_field"


class KnownNames:
    """`of(kind, values)` gives pairs of names by value; who is gone is not among them."""

    def __init__(self, conditions: Iterable[dict] = (), actions: Iterable[list[dict]] = ()):
        self.known: dict[str, dict] = defaultdict(dict)
        self.in_fields: dict[str, dict] = {}
        wanted: dict[str, set] = defaultdict(set)
        for leaf in (leaf for one in conditions for leaf in leaves(one or {"all": []})):
            _want(wanted, *asked_by(leaf))
        for act in (act for some in actions for act in some or []):
            _want(wanted, *named_by(act))
        for kind, values in wanted.items():
            self.of(kind, sorted(values, key=str))
        self._learn_fields(sorted(wanted[FIELD]))

    def words_in(self, key: str) -> dict:
        """What the choices of a field of the company's own are called; nothing where it has none."""
        if key not in self.in_fields:
            self._learn_fields([key])
        return self.in_fields[key]

    def _learn_fields(self, keys: list[str]) -> None:
        if keys:
            self.in_fields |= dict.fromkeys(keys, {}) | words_of_fields(keys)

    def of(self, kind: str, values: list) -> dict:
        """The names of these; what was not read before is read now."""
        known = self.known[kind]
        new = [value for value in values if value is not None and value not in known]
        for start in range(0, len(new), MOST):
            some = new[start : start + MOST]
            known |= dict.fromkeys(some) | names_of(kind, some)
        return {value: known[value] for value in values if value is not None and known[value] is not None}


def asked_by(leaf: dict) -> tuple[str, list]:
    """The kind of row a condition speaks of, and which; ("", []) for none."""
    if key := own_key(leaf["field"]):
        return FIELD, [key]
    field = FIELDS.get(leaf["field"])
    return (field.rows, _many(leaf.get("value"))) if field is not None and field.rows else ("", [])


def named_by(act: dict) -> tuple[str, list]:
    """The kind of row an action speaks of, and which."""
    action = ACTIONS.get(act.get("do"))
    if action is not None and action.takes == "field":
        return FIELD, [act["value"]["key"]]
    return (action.rows, _many(act.get("value"))) if action is not None and action.rows else ("", [])


def _want(wanted: dict[str, set], kind: str, values: list) -> None:
    if kind:
        wanted[kind] |= {value for value in values if value is not None}


def _many(value) -> list:
    return value if isinstance(value, list) else [value]
