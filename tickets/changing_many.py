"""Change many tickets at once: each by itself, so that one that refuses holds up none of the others."""

from dataclasses import dataclass, field

from tickets.actions import check_changes, perform
from tickets.finding import Sight
from tickets.refusals import NotAllowed

MOST = 100


@dataclass
class Outcome:
    """The numbers that were changed, and those that refused, with why."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, NotAllowed] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)


def change_many(sight: Sight, numbers: list[int], changes: dict, *, by) -> Outcome:
    """Do these changes to the tickets that this person can see. Raises NotAllowed for changes that there are not."""
    check_changes(changes)
    outcome = Outcome()
    numbers = list(dict.fromkeys(numbers))[:MOST]
    visible = sight.some(numbers)
    for number in numbers:
        if number not in visible:
            outcome.missing.append(number)
            continue
        try:
            perform(visible[number], changes, by=by)
            outcome.done.append(number)
        except NotAllowed as refusal:
            outcome.refused[number] = refusal
    return outcome
