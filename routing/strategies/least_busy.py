"""Least busy: whoever has the fewest open tickets; of equals, whoever has waited longest for a new one."""

kind = "least_busy"
label = {"en": "Least busy", "zh": "最空闲优先"}


def choose(candidates, ticket):
    """The least busy one."""
    return min(candidates, key=lambda candidate: (candidate.load, candidate.last_given, candidate.agent_id))
