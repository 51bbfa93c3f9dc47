"""Carrying out: what rules have planned is done by verbs; one that is refused holds up none of the others."""

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from helpdesk.db import savepoint
from routing.actions import CATALOGUE, ORDER
from routing.facts import Facts
from routing.planning import Match, Plan
from tickets import NotAllowed
from tickets.tagging import tag_name

log = structlog.get_logger()
_TAGGING = ("tag", "untag")
_RANK = {name: place for place, name in enumerate(ORDER)}


def carry_out(ticket, made: Plan, facts: Facts) -> list[dict]:
    """Do it; returns for each rule that matched what it did and what was refused, as RuleRun keeps it."""
    said = [{"rule": m.rule.id, "did": [], "refused": []} for m in made.matched]
    acts = _in_order(made.matched)
    all_went = not acts or _do_all(ticket, acts, made, facts)
    for place, act in acts:
        why = None if all_went else _do(ticket, act, made.matched[place].rule, facts)
        if why is None:
            said[place]["did"].append(act)
        else:
            said[place]["refused"].append({**act, "why": why})
    return said


def _do_all(ticket, acts: list[tuple[int, dict]], made: Plan, facts: Facts) -> bool:
    """All of it at once, as it nearly always goes; False, and nothing done, where something was refused."""
    try:
        with savepoint():
            for place, act in acts:
                CATALOGUE[act["do"]].do(ticket, act.get("value"), made.matched[place].rule, facts)
        return True
    except (StaleDataError, OperationalError):  # somebody else was at this ticket: the whole is tried again
        raise
    except Exception:  # which one it was, and why, is found out one by one
        return False


def _in_order(matched: list[Match]) -> list[tuple[int, dict]]:
    """All actions with the place of their rule; of what can be only one thing, what the last rule says."""
    found = [(place, act) for place, match in enumerate(matched) for act in match.acts]
    last = {_subject(act): number for number, (_, act) in enumerate(found)}
    kept = [one for number, one in enumerate(found) if not _alone(one[1]) or last[_subject(one[1])] == number]
    return sorted(_last_of_tags(kept), key=lambda one: _RANK.get(one[1]["do"], len(_RANK)))


def _last_of_tags(found: list[tuple[int, dict]]) -> list[tuple[int, dict]]:
    """Of each tag only what is said last: the ranks would otherwise take off what a later rule has added."""
    said = {act["do"] for _, act in found}
    if not said.issuperset(_TAGGING):
        return found
    last = {tag: place for place, (_, act) in enumerate(found) if act["do"] in _TAGGING for tag in _tags(act)}
    kept = []
    for place, (rule, act) in enumerate(found):
        if act["do"] in _TAGGING:
            act = {**act, "value": [tag for tag in _tags(act) if last[tag] == place]}
        if act["do"] not in _TAGGING or act["value"]:
            kept.append((rule, act))
    return kept


def _tags(act: dict) -> list[str]:
    return list(map(tag_name, act["value"]))


def _alone(act: dict) -> bool:
    return CATALOGUE[act["do"]].alone or act["do"] == "field"


def _subject(act: dict) -> tuple:
    return act["do"], act["value"]["key"] if act["do"] == "field" else None


def _do(ticket, act: dict, rule, facts: Facts) -> str | None:
    """None, or why it was refused."""
    try:
        with savepoint():
            CATALOGUE[act["do"]].do(ticket, act.get("value"), rule, facts)
        return None
    except NotAllowed as refusal:
        return refusal.code
    except LookupError:
        return "gone"
    except (StaleDataError, OperationalError):
        raise
    except Exception:
        log.exception("a rule's action failed", rule=rule.id, action=act["do"], ticket=ticket.id)
        return "failed"
