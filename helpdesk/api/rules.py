"""Triggers, the rules on what happens, and automations, those on what has lasted. Only admins see and change them."""

from helpdesk import clock
from helpdesk.api import numbers, paging
from helpdesk.api.door import NUMBER, answer, given, me, route
from helpdesk.api.rule_writing import find, is_automation, only_who_may, reorder, save, shape
from routing import rule_keeping


def _open_doors(kind: str) -> None:
    """Both are kept alike and differ by what they wait for; `kind` stands in the address and in what is answered."""
    lasting, address = kind == "automation", f"/{kind}s"

    def listed(rows):
        return answer(paging.whole(rows, f"{kind}s", lambda found: [shape(row, kind) for row in found]))

    def of_this_kind() -> list:
        only_who_may()
        return [row for row in rule_keeping.rules() if is_automation(row) is lasting]

    def list_them():
        """All of them, in their order."""
        return listed(of_this_kind())

    def list_active():
        """Those that are switched on."""
        return listed([row for row in of_this_kind() if row.enabled])

    def show(number: int):
        """One of them."""
        return answer({kind: shape(find(number, lasting), kind)})

    def create():
        """A new one, looked at last; it works at once unless active is false."""
        only_who_may()
        return answer({kind: shape(save(given(kind)), kind)}, 201)

    def change(number: int):
        """Change what is said; what was, stays as a revision."""
        return answer({kind: shape(save(given(kind), find(number, lasting)), kind)})

    def delete(number: int):
        """It works no more."""
        rule_keeping.drop_rule(find(number, lasting), by=me())
        return answer({}, 204)

    def reorder_them():
        """Look at these first, in this order."""
        reorder(given().get(f"{kind}_ids"), f"{kind}_ids")
        return list_them()

    def list_revisions(number: int):
        """What it has been, the newest first."""
        rows = rule_keeping.versions_of(find(number, lasting))
        return answer(paging.whole(rows, f"{kind}_revisions", lambda found: [_revision(row) for row in found]))

    one = f"{address}/{NUMBER}"
    for path, method, view in (
        (address, "GET", list_them),
        (f"{address}/active", "GET", list_active),
        (one, "GET", show),
        (address, "POST", create),
        (one, "PUT", change),
        (one, "DELETE", delete),
        (f"{address}/reorder", "PUT", reorder_them),
        (f"{one}/revisions", "GET", list_revisions),
    ):
        view.__name__ = f"{view.__name__}_{kind}"
        route(path, method)(view)


def _revision(row) -> dict:
    own = {name: getattr(row, name) for name in ("triggers", "conditions", "actions", "stops", "restored_from")}
    return {
        "id": row.version,
        "title": row.name,
        "author_id": numbers.of_agent(row.agent_id),
        "created_at": clock.iso(row.at),
        "own": own,
    }


_open_doors("trigger")
_open_doors("automation")
