"""Promises: how many were kept in time, by agent and by team; every number opens the promises behind it."""

from flask import request, url_for

from helpdesk.db import db
from helpdesk.people import Agent, Team
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.settings.days import days_asked, instants
from helpdesk.settings.pages import pages, show
from tickets import finding
from tickets import promise_results as results

AHEAD = 7  # what is owed in the coming days is seen too
_GROUPS = {"agent": (Agent, "By agent", "按坐席"), "team": (Team, "By team", "按团队")}


@pages.get("/promises")
@allowed("surveys.results")
def promise_figures():
    """The figures of some days, and the promises of what was chosen."""
    days = days_asked(AHEAD)
    since, until = instants(*days)
    narrowed = _narrowed()
    return show(
        "promises",
        "promises",
        since=days[0],
        until=days[1],
        whole=results.tally(since, until, narrowed=narrowed)[0],
        groups=[_group(name, since, until, narrowed) for name in _GROUPS],
        rows=results.newest(since, until, finding.visible_to(me()).seen, narrowed=narrowed),
        state_of=results.state_of,
        words=_words(),
        narrowed=narrowed,
        people=_names(Agent),
        opens=_opens,
    )


def _group(name: str, since, until, narrowed: dict) -> dict:
    model, en, zh = _GROUPS[name]
    names, nobody = _names(model), say("nobody", "无")
    rows = results.tally(since, until, name, narrowed)
    return {
        "name": name,
        "title": say(en, zh),
        "rows": [{**row, "label": names.get(row["key"], nobody)} for row in rows],
    }


def _names(model) -> dict[int, str]:
    return {row.id: row.name for row in db.session.query(model).limit(1000)}


def _words() -> dict[str, str]:
    return {
        "kept": say("Kept in time", "按时兑现"),
        "late": say("Kept late", "延迟兑现"),
        "overdue": say("Overdue", "已逾期"),
        "open": say("Still to come", "尚未到期"),
        "dropped": say("Dropped", "已取消"),
    }


def _narrowed() -> dict:
    found: dict = {}
    for name in _GROUPS:
        if (number := request.args.get(name, type=int)) is not None and 0 <= number < 2**63:
            found[name] = number
    if (state := request.args.get("state")) in results.STATES:
        found["state"] = state
    return found


def _opens(**changes) -> str:
    """This page, narrowed further."""
    args = {**request.args.to_dict(), **changes}
    return url_for("settings.promise_figures", **{name: value for name, value in args.items() if value is not None})
