"""Choices: what the admin wants of the classifier, for each of the things it can guess."""

from dataclasses import asdict, dataclass, field

from helpdesk.db import db, transaction
from helpdesk.hot import get
from routing.classifying.guess import TARGETS
from routing.setting import RoutingSetting

KEY = "classifier"
LEAST, MOST = 0.8, 0.999


@dataclass(frozen=True)
class Choice:
    """`on`: it learns and guesses; `acts`: what it is sure of is set by itself; `precision`: wanted of those."""

    on: bool = True
    acts: bool = False
    precision: float = 0.95


USUAL = {target: Choice() for target in TARGETS} | {"spam": Choice(precision=0.99)}


@dataclass(frozen=True)
class Choices:
    """`topic_field` is the own field that holds a ticket's topic; where it is empty, its tags are the topics."""

    targets: dict[str, Choice] = field(default_factory=lambda: dict(USUAL))
    topic_field: str = ""
    nightly: bool = True


def choices() -> Choices:
    """What holds now."""
    row = get(RoutingSetting, KEY)
    if row is None:
        return Choices()
    kept = row.value
    targets = {target: Choice(**kept.get("targets", {}).get(target, asdict(USUAL[target]))) for target in TARGETS}
    return Choices(targets, kept.get("topic_field", ""), kept.get("nightly", True))


@transaction()
def choose(wanted: Choices) -> None:
    """Let this hold from now on. Raises ValueError for a precision that cannot be meant."""
    if not all(LEAST <= choice.precision <= MOST for choice in wanted.targets.values()):
        raise ValueError(f"a precision is between {LEAST} and {MOST}")
    db.session.merge(RoutingSetting(key=KEY, value=asdict(wanted)))
