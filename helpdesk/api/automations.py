"""Automations: the rules on what has lasted. Only admins see and change them."""

from helpdesk import clock
from helpdesk.api import numbers, paging
from helpdesk.api.door import NUMBER, answer, given, me, route
from helpdesk.api.rule_writing import find, is_automation, only_who_may, reorder, save, shape
from routing import rule_keeping


@route("/automations")
def list_automations():
    """All of them, in their order."""
    only_who_may()
    return answer(paging.whole(_all(), "automations", _shapes))


@route("/automations/active")
def list_active_automations():
    """Those that are switched on."""
    only_who_may()
    return answer(paging.whole([row for row in _all() if row.enabled], "automations", _shapes))


@route(f"/automations/{NUMBER}")
def show_automation(number: int):
    """One of them."""
    return answer({"automation": shape(find(number, True), "automation")})


@route("/automations", "POST")
def create_automation():
    """A new one, looked at last; it works at once unless active is false."""
    only_who_may()
    return answer({"automation": shape(save(given("automation")), "automation")}, 201)


@route(f"/automations/{NUMBER}", "PUT")
def change_automation(number: int):
    """Change what is said; what was, stays as a revision."""
    return answer({"automation": shape(save(given("automation"), find(number, True)), "automation")})


@route(f"/automations/{NUMBER}", "DELETE")
def delete_automation(number: int):
    """It works no more."""
    rule_keeping.drop_rule(find(number, True), by=me())
    return answer({}, 204)


@route("/automations/reorder", "PUT")
def reorder_automations():
    """Look at these first, in this order."""
    reorder(given().get("automation_ids"), "automation_ids")
    return list_automations()


@route(f"/automations/{NUMBER}/revisions")
def list_revisions_of_automation(number: int):
    """What it has been, the newest first."""
    rows = rule_keeping.versions_of(find(number, True))
    return answer(paging.whole(rows, "automation_revisions", lambda found: [_revision(row) for row in found]))


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
    return [row for row in rule_keeping.rules() if is_automation(row) is True]


def _shapes(rows) -> list[dict]:
    return [shape(row, "automation") for row in rows]
