"""SLA: by when what is promised to whom, and the clocks that keep the promise."""

from routing.sla.policies import policy_for
from routing.sla.policy import METRICS, SlaChoice, SlaPolicy
from routing.sla.sla_clock import SlaClock

__all__ = ["METRICS", "SlaChoice", "SlaClock", "SlaPolicy", "policy_for"]
