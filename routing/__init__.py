"""Routing: who gets the ticket, and by when.

Reactions: route, somebody_came, room_appeared, work_ended, agent_left, agent_came, availability_changed,
customer_came_back · hand_out what waits · foresee what becomes of what somebody has, hand_over, hand_back ·
explain why a ticket is where it is.
Sweeps: hand_out, recall_due, overflow_due.
Classifier: Guess, guesses_of, predicted. Agents: Profile, AgentSkill, Skill; teams: Plan, plan_of.
Rules: Rule, RuleVersion, RuleRun (why); Rehearsal; conditions.py and facts for whoever asks conditions of a ticket.
"""

from routing.assignment import route
from routing.calendars import BusinessCalendar
from routing.classifying.guess import TARGETS, Guess, guesses_of, predicted
from routing.classifying.guessing import guess_at_once, guess_later, take_guess
from routing.classifying.nightly import train_if_due
from routing.classifying.trained import TrainedModel
from routing.complaint import Complaint
from routing.decision import RoutingDecision
from routing.escalation import Escalation, EscalationPlan, EscalationStep
from routing.estimating import place_and_wait
from routing.explaining import decisions_of, explain, sentence_of
from routing.foreseeing import foresee
from routing.handing_back import hand_back
from routing.handing_out import hand_out, room_appeared, somebody_came, work_ended
from routing.handing_over import hand_over
from routing.leaving import agent_came, agent_left, availability_changed, customer_came_back, recall_due
from routing.overflowing import overflow_due
from routing.pending_wait import PendingWait
from routing.plan import Plan, plan_of
from routing.profile import AgentSkill, Profile
from routing.queue import number_of
from routing.recall import Recall
from routing.rehearsal import Rehearsal, RehearsedMove
from routing.rule import Rule, RuleVersion
from routing.rule_run import RuleRun
from routing.ruling import run as run_rules
from routing.setting import RoutingSetting
from routing.showing_queue import lines
from routing.skill import Skill
from routing.sla import SlaChoice, SlaClock, SlaPolicy
from routing.story import story_of, words_for

__all__ = [
    "AgentSkill",
    "BusinessCalendar",
    "Complaint",
    "Escalation",
    "EscalationPlan",
    "EscalationStep",
    "Guess",
    "PendingWait",
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
    "SlaChoice",
    "SlaClock",
    "SlaPolicy",
    "TARGETS",
    "TrainedModel",
    "agent_came",
    "agent_left",
    "availability_changed",
    "customer_came_back",
    "decisions_of",
    "explain",
    "foresee",
    "guess_at_once",
    "guess_later",
    "guesses_of",
    "hand_back",
    "hand_out",
    "hand_over",
    "lines",
    "number_of",
    "overflow_due",
    "place_and_wait",
    "plan_of",
    "predicted",
    "recall_due",
    "room_appeared",
    "route",
    "run_rules",
    "sentence_of",
    "somebody_came",
    "story_of",
    "take_guess",
    "train_if_due",
    "words_for",
    "work_ended",
]
