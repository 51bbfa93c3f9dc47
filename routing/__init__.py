"""Routing: who gets the ticket, and by when.

Reactions: route, somebody_came, room_appeared, work_ended · hand_out what waits · explain why a ticket is where it is.
Classifier: Guess, guesses_of, predicted. Agents: Profile, AgentSkill, Skill; teams: Plan, plan_of.
Rules: Rule, RuleVersion, RuleRun (why); Rehearsal; conditions.py and facts for whoever asks conditions of a ticket.
"""

from routing.assignment import route
from routing.calendars import BusinessCalendar
from routing.classifying.guess import Guess, guesses_of, predicted
from routing.classifying.trained import TrainedModel
from routing.complaint import Complaint
from routing.decision import RoutingDecision
from routing.escalation import Escalation, EscalationPlan, EscalationStep
from routing.explaining import decisions_of, explain, sentence_of
from routing.handing_out import hand_out, room_appeared, somebody_came, work_ended
from routing.pending_wait import PendingWait
from routing.plan import Plan, plan_of
from routing.profile import AgentSkill, Profile
from routing.recall import Recall
from routing.rehearsal import Rehearsal, RehearsedMove
from routing.rule import Rule, RuleVersion
from routing.rule_run import RuleRun
from routing.ruling import run as run_rules
from routing.setting import RoutingSetting
from routing.skill import Skill
from routing.sla import SlaChoice, SlaClock, SlaPolicy

__all__ = [
    "SlaPolicy",
    "SlaClock",
    "SlaChoice",
    "EscalationStep",
    "EscalationPlan",
    "Escalation",
    "Complaint",
    "BusinessCalendar",
    "AgentSkill",
    "PendingWait",
    "Guess",
    "Plan",
    "Profile",
    "Recall",
    "Rehearsal",
    "RehearsedMove",
    "RoutingDecision",
    "RoutingSetting",
    "Rule",
    "RuleRun",
    "RuleVersion",
    "Skill",
    "TrainedModel",
    "decisions_of",
    "explain",
    "guesses_of",
    "hand_out",
    "plan_of",
    "predicted",
    "room_appeared",
    "route",
    "run_rules",
    "sentence_of",
    "somebody_came",
    "work_ended",
]
