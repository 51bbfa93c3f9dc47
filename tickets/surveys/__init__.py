"""Surveys: how it went, in the customer's own words and figures.

ask, ask_when_solved · vote, open_now · token_of, address_of, response_of · surveys, survey_of, save, ship ·
scored, asked_of, next_question · Response, Survey.
"""

from tickets.surveys.links import address_of, response_of, token_of
from tickets.surveys.occasion import Occasion, survey_when_solved
from tickets.surveys.planning import ask, why_not
from tickets.surveys.questions import SCALES, BadAnswer, BadSurvey, asked_of, next_question, scored
from tickets.surveys.response import Response
from tickets.surveys.shipped import ship
from tickets.surveys.survey import Survey, survey_of, surveys
from tickets.surveys.voting import Over, open_now, vote

__all__ = [
    "SCALES",
    "BadAnswer",
    "BadSurvey",
    "Occasion",
    "Over",
    "Response",
    "Survey",
    "address_of",
    "ask",
    "asked_of",
    "next_question",
    "open_now",
    "response_of",
    "scored",
    "ship",
    "survey_of",
    "survey_when_solved",
    "surveys",
    "token_of",
    "vote",
    "why_not",
]
