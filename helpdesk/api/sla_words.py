"""The words of SLA policies in the API: metrics, minutes and filters, to ours and back."""

from helpdesk.api import reading
from routing.sla import METRICS as OUR_METRICS
from routing.sla import SlaPolicy

# A solution has three names, by what its clock waits for.
_SOLUTIONS = {
    "total_resolution_time": [],
    "requester_wait_time": ["pending"],
    "agent_work_time": ["pending", "on_hold"],
}
METRICS = {f"{metric}_time": metric for metric in OUR_METRICS if metric != "solution"} | dict.fromkeys(
    _SOLUTIONS, "solution"
)
_FIELDS = {"group_id": "team_id", "current_tags": "tags"}
_OPS = {"includes": "has", "not_includes": "has_not", "present": "set", "not_present": "unset"}
_FIELDS_BACK = {ours: theirs for theirs, ours in _FIELDS.items()}
_OPS_BACK = {ours: theirs for theirs, ours in _OPS.items()}


def metrics_of(row: SlaPolicy) -> list[dict]:
    """The targets as policy_metrics, in minutes and in seconds."""
    return [
        {
            "priority": one["priority"],
            "metric": _name_of(one["metric"], row.pauses),
            "target": -(-one["seconds"] // 60),
            "target_in_seconds": one["seconds"],
            "business_hours": one.get("business", False),
        }
        for one in row.targets
    ]


def targets_of(said) -> tuple[list[dict], dict[str, list[str]]]:
    """Targets and pauses from policy_metrics. Raises a Refusal."""
    if not isinstance(said, list) or not all(isinstance(one, dict) and one.get("metric") in METRICS for one in said):
        raise reading.wrong("policy_metrics", f"a list with metrics of {', '.join(sorted(METRICS))}")
    solutions = [_SOLUTIONS[one["metric"]] for one in said if one["metric"] in _SOLUTIONS]
    return [_target(one) for one in said], {"solution": solutions[-1]} if solutions else {}


def filter_of(conditions: dict) -> dict:
    """The conditions as a filter, as far as one can say them; `conditions` says them whole."""
    parts = conditions if conditions.keys() & {"all", "any"} else {"all": [conditions]}
    return {joined: [_theirs(one) for one in parts.get(joined, ()) if "field" in one] for joined in ("all", "any")}


def conditions_of(said) -> dict:
    """The conditions that a filter says. Raises a Refusal."""
    if not isinstance(said, dict) or not all(isinstance(said.get(name) or [], list) for name in ("all", "any")):
        raise reading.wrong("filter", "an object with all and any")
    every, some = ([_ours(one) for one in said.get(name) or []] for name in ("all", "any"))
    return {"all": [*every, {"any": some}]} if some else {"all": every}


def _target(one: dict) -> dict:
    seconds = one.get("target_in_seconds")
    if seconds is None:
        minutes = one.get("target")
        seconds = minutes * 60 if type(minutes) is int else None
    return {
        "metric": METRICS[one["metric"]],
        "priority": one.get("priority"),
        "seconds": seconds,
        "business": one.get("business_hours", False),
    }


def _name_of(metric: str, pauses: dict) -> str:
    if metric != "solution":
        return f"{metric}_time"
    waits = sorted(pauses.get("solution", ()))
    return next((name for name, statuses in _SOLUTIONS.items() if sorted(statuses) == waits), "total_resolution_time")


def _theirs(one: dict) -> dict:
    return {
        "field": _FIELDS_BACK.get(one["field"], one["field"]),
        "operator": _OPS_BACK.get(one["op"], one["op"]),
        "value": one.get("value"),
    }


def _ours(one) -> dict:
    if not isinstance(one, dict) or not isinstance(one.get("field"), str):
        raise reading.wrong("filter", "an object with all and any")
    name, op, value = one["field"], one.get("operator", "is"), one.get("value")
    if name in ("group_id", "inbox_id") and isinstance(value, str) and value.isdecimal() and len(value) < 19:
        value = int(value)
    return {"field": _FIELDS.get(name, name), "op": _OPS.get(op, op), "value": value}
