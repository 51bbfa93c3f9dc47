"""Least busy: whoever has the least on their desk; of equals, whoever has waited longest for a new one."""

kind = "least_busy"
label = {"en": "Least busy", "zh": "最空闲优先"}
help = {"en": "Whoever has the least on their desk.", "zh": "分配给当前工作量最少的坐席。"}
others = {"en": "had more to do", "zh": "手上工作更多"}


def choose(candidates, asked):
    """The least busy one."""
    return min(candidates, key=lambda candidate: (candidate.load, candidate.last_given, candidate.agent_id))
