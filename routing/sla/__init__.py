"""SLA: by when what is promised to whom, and the clocks that keep the promise.

apply_policy, let_conditions_choose, clocks_of, policy_for · reactions: start_clocks, customer_wrote, answered, called,
status_changed, adjust, reconsider, merged, unmerged, split, act · the sweep: fire_due
"""

from routing.sla import shipped
from routing.sla.acting import act
from routing.sla.applying import apply_policy, let_conditions_choose
from routing.sla.carrying import merged, split, unmerged
from routing.sla.changes import (
    adjust,
    answered,
    called,
    customer_wrote,
    reconsider,
    start_clocks,
    status_changed,
)
from routing.sla.checking import FIELDS, BadPolicy
from routing.sla.keeping import SAYABLE, drop_policy, make_policy, policies, put_in_order, save_policy
from routing.sla.policies import policy_for
from routing.sla.policy import METRICS, SlaChoice, SlaPolicy
from routing.sla.reckoning_anew import after_calendar, after_policy
from routing.sla.showing import clocks_of
from routing.sla.sla_clock import SlaClock
from routing.sla.sweeping import fire_due

__all__ = [
    "FIELDS",
    "METRICS",
    "SAYABLE",
    "shipped",
    "BadPolicy",
    "drop_policy",
    "make_policy",
    "policies",
    "put_in_order",
    "save_policy",
    "SlaChoice",
    "SlaClock",
    "SlaPolicy",
    "act",
    "after_calendar",
    "after_policy",
    "adjust",
    "answered",
    "apply_policy",
    "called",
    "clocks_of",
    "customer_wrote",
    "fire_due",
    "let_conditions_choose",
    "merged",
    "policy_for",
    "reconsider",
    "split",
    "start_clocks",
    "status_changed",
    "unmerged",
]
