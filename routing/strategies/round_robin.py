"""Round robin: each in turn, whatever they have; whoever got the last one waits longest."""

kind = "round_robin"
label = {"en": "Round robin", "zh": "轮流分配"}
help = {"en": "Each in turn, however busy they are.", "zh": "按顺序轮流分配，不看工作量。"}
others = {"en": "had a new one more recently", "zh": "更近期分到过新工单"}


def choose(candidates, asked):
    """Whoever has gone longest without a new ticket."""
    return min(candidates, key=lambda candidate: (candidate.last_given, candidate.agent_id))
