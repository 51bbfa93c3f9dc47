"""Triggers: the rules on what happens. Only admins see and change them."""

from helpdesk import clock
from helpdesk.api import numbers, paging
from helpdesk.api.door import NUMBER, answer, given, me, route
from helpdesk.api.rule_writing import find, is_automation, only_who_may, reorder, save, shape
from routing import rule_keeping


@route("/triggers")
def list_triggers():
    """All of them, in their order."""
    only_who_may()
    return answer(paging.whole(_all(), "triggers", _shapes))


@route("/triggers/active")
def list_active_triggers():
    """Those that are switched on."""
    only_who_may()
    return answer(paging.whole([row for row in _all() if row.enabled], "triggers", _shapes))


@route(f"/triggers/{NUMBER}")
def show_trigger(number: int):
    """One of them."""
    return answer({"trigger": shape(find(number, False), "trigger")})


@route("/triggers", "POST")
def create_trigger():
    """A new one, looked at last; it works at once unless active is false."""
    only_who_may()
    return answer({"trigger": shape(save(given("trigger")), "trigger")}, 201)


@route(f"/triggers/{NUMBER}", "PUT")
def change_trigger(number: int):
    """Change what is said; what was, stays as a revision."""
    return answer({"trigger": shape(save(given("trigger"), find(number, False)), "trigger")})


@route(f"/triggers/{NUMBER}", "DELETE")
def delete_trigger(number: int):
    """It works no more."""
    rule_keeping.drop_rule(find(number, False), by=me())
    return answer({}, 204)


@route("/triggers/reorder", "PUT")
def reorder_triggers():
    """Look at these first, in this order."""
    reorder(given().get("trigger_ids"), "trigger_ids")
    return list_triggers()


@route(f"/triggers/{NUMBER}/revisions")
def list_revisions_of_trigger(number: int):
    """What it has been, the newest first."""
    rows = rule_keeping.versions_of(find(number, False))
    return answer(paging.whole(rows, "trigger_revisions", lambda found: [_revision(row) for row in found]))


def _revision(row) -> dict:
    own = {name: getattr(row, name) for name in ("triggers", "conditions", "actions", "stops", "restored_from")}
    return {
        "id": row.version,
        "title": row.name,
        "author_id": numbers.of_agent(row.agent_id),
        "created_at": clock.iso(row.at),
        "own": own,
    }


def _all() -> list:
    return [row for row in rule_keeping.rules() if is_automation(row) is False]


def _shapes(rows) -> list[dict]:
    return [shape(row, "trigger") for row in rows]
