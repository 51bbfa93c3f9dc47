"""Rules said: rules in the reader's language, and how often they matched."""

from datetime import timedelta

from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.db import db
from helpdesk.reader import language
from routing import rule_words
from routing.known_names import KnownNames
from routing.rule import Rule
from routing.rule_run import RuleMatch

_MONTH = 30


def names_in(rules) -> KnownNames:
    """What these rules, or versions of one, speak of by number: read at once."""
    return KnownNames([rule.conditions for rule in rules], [rule.actions for rule in rules])


def said(rule, names: KnownNames) -> dict:
    """{when, if, then}."""
    words = {
        "when": rule_words.trigger_words(rule.triggers),
        "if": rule_words.condition_words(rule.conditions, names),
        "then": rule_words.action_words(rule.actions, names),
    }
    return {name: getattr(sentence, language()) for name, sentence in words.items()}


def counts(rows: list[Rule]) -> dict[int, int]:
    """Matches of the last 30 days by the number of the rule."""
    since = clock.now() - timedelta(days=_MONTH)
    query = select(RuleMatch.rule_id, func.count()).where(
        RuleMatch.rule_id.in_([row.id for row in rows]), RuleMatch.at >= since
    )
    return dict(map(tuple, db.session.execute(query.group_by(RuleMatch.rule_id))))
