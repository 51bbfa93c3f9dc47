"""Story: why a ticket is where it is, whole: rules, what the classifier thought, who was considered; as data and words.

What the console shows, the API gives and an export holds are made of this one thing.
"""

from collections.abc import Callable

from helpdesk import clock
from helpdesk.hot import get
from helpdesk.naming import LANGUAGES
from helpdesk.people import Team
from routing.classifying.choices import choices
from routing.classifying.guess import Guess, guesses_of
from routing.considered import Considered, considered
from routing.decision import RoutingDecision
from routing.explaining import decisions_of, explain, sentence_of
from routing.facts.words import PRIORITIES
from routing.rules_told import Say, rules_told
from tickets import Ticket, fields

_SPAM = {"spam": ("Spam", "垃圾信息"), "ham": ("No spam", "非垃圾信息")}


def story_of(ticket: Ticket, say: Say) -> dict:
    """{why, decisions, rules, guesses}, each list newest first, in the words of whoever reads."""
    decisions = decisions_of(ticket)
    looked_at = considered(decisions)
    return {
        "why": [say(one.en, one.zh) for one in explain(ticket)],
        "decisions": [_decision(row, looked_at[row.id], say) for row in decisions],
        "rules": rules_told(ticket, say),
        "guesses": [_guess(row, say) for row in guesses_of([ticket.id]).get(ticket.id, [])],
    }


def words_for(target: str, say: Say) -> Callable[[str], str]:
    """What turns the classifier's labels into words: a team has a name; a topic is a tag, or what a field calls it."""
    if target == "team":
        return _team
    if target == "topic":
        known = _topics()
    else:
        known = {"priority": PRIORITIES, "language": LANGUAGES, "spam": _SPAM}.get(target, {})
    return lambda label: say(*known[label]) if label in known else label


def _team(label: str) -> str:
    team = get(Team, int(label)) if label.isdigit() else None
    return team.name if team is not None else f"#{label}"


def _topics() -> dict[str, tuple[str, str]]:
    key = choices().topic_field
    field = next((one for one in fields() if one.key == key), None) if key else None
    return {one["value"]: (one["en"], one["zh"]) for one in field.choices} if field is not None else {}


def _decision(row: RoutingDecision, people: list[Considered], say: Say) -> dict:
    words = sentence_of(row)
    return {
        "id": row.id,
        "at": clock.iso(row.at),
        "agent_id": row.agent_id,
        "team_id": row.team_id,
        "outcome": row.outcome,
        "strategy": row.strategy,
        "not_to": row.not_to,
        "sentence": say(words.en, words.zh),
        "looked_at": [
            {
                "agent_id": one.agent_id,
                "name": one.name,
                "load": one.load,
                "capacity": one.capacity,
                "why_not": say(one.why_not.en, one.why_not.zh) if one.why_not else None,
            }
            for one in people
        ],
    }


def _guess(row: Guess, say: Say) -> dict:
    in_words = words_for(row.target, say)
    return {
        "target": row.target,
        "at": clock.iso(row.at),
        "sureness": row.sureness,
        "sure": row.sure,
        "acted": row.acted,
        "label": row.label,
        "words": in_words(row.label),
        "field": choices().topic_field if row.target == "topic" else "",  # where it is set; else among the tags
        "top": [{"label": label, "words": in_words(label), "sureness": chance} for label, chance in row.labels],
    }
