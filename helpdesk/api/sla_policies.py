"""SLA policies: what is promised to which tickets. Only admins change them."""

from helpdesk import clock
from helpdesk.api import paging, reading, sla_words
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.db import db
from helpdesk.people import may
from routing import sla
from routing.calendars import BusinessCalendar


@route("/slas/policies")
def list_policies():
    """All of them, in the order in which they are tried."""
    _only_who_may()
    return answer(paging.whole(sla.policies(), "sla_policies", lambda rows: [shape(row) for row in rows]))


@route("/slas/policies/definitions")
def define():
    """What a filter can ask, and which metrics there are."""
    _only_who_may()
    fields = [{"value": name, "title": field.en} for name, field in sla.FIELDS.items()]
    return answer({"definitions": {"all": fields, "any": fields, "metrics": sorted(sla_words.METRICS)}})


@route(f"/slas/policies/{NUMBER}")
def show_policy(number: int):
    """One policy."""
    return answer({"sla_policy": shape(_find(number))})


@route("/slas/policies", "POST")
def create_policy():
    """A new policy, tried last."""
    _only_who_may()
    said = _read(given("sla_policy"))
    if "name_en" not in said:
        raise invalid("A policy needs a title.", "策略需要名称。", field="title")
    return answer({"sla_policy": shape(_kept(lambda: sla.make_policy(by=me(), **said)))}, 201)


@route(f"/slas/policies/{NUMBER}", "PUT")
def change_policy(number: int):
    """Change what is said."""
    row = _find(number)
    said = _read(given("sla_policy"), row)
    _kept(lambda: sla.save_policy(row, by=me(), **said))
    return answer({"sla_policy": shape(row)})


@route(f"/slas/policies/{NUMBER}", "DELETE")
def delete_policy(number: int):
    """It promises nothing any more."""
    sla.drop_policy(_find(number), by=me())
    return answer({}, 204)


@route("/slas/policies/reorder", "PUT")
def reorder_policies():
    """Try these first, in this order."""
    _only_who_may()
    numbers = given().get("sla_policy_ids")
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers[:500]):
        raise reading.wrong("sla_policy_ids", "a list of numbers")
    sla.put_in_order(numbers[:500], by=me())
    return list_policies()


def shape(row: sla.SlaPolicy) -> dict:
    """The policy as the API says it."""
    return {
        "url": url(f"slas/policies/{row.id}.json"),
        "id": row.id,
        "title": row.name_en,
        "title_zh": row.name_zh,
        "description": row.description,
        "position": row.position,
        "active": row.enabled,
        "filter": sla_words.filter_of(row.conditions),
        "conditions": row.conditions,
        "policy_metrics": sla_words.metrics_of(row),
        "calendar_id": row.calendar_id,
        "levels": row.levels,
        "warn_percent": row.warn_percent,
        "reopening": row.reopening,
        "created_at": clock.iso(row.created_at),
        "updated_at": clock.iso(row.updated_at),
    }


def _read(said: dict, row: sla.SlaPolicy | None = None) -> dict:
    names = {"title": "name_en", "title_zh": "name_zh", "active": "enabled"}
    found = {names.get(name, name): value for name, value in said.items() if name in _PLAIN}
    if "enabled" in found and not isinstance(found["enabled"], bool):
        raise reading.wrong("active", "true or false")
    if "description" in found:
        found["description"] = reading.text(said, "description", "", 2000)
    if "calendar_id" in found:
        found["calendar_id"] = _calendar(said)
    if "filter" in said and "conditions" not in said:
        found["conditions"] = sla_words.conditions_of(said["filter"])
    if "policy_metrics" in said:
        targets, pauses = sla_words.targets_of(said["policy_metrics"])
        found |= {"targets": targets, "pauses": {**(row.pauses if row else {}), **pauses}}
    return found


_PLAIN = {"title", "title_zh", "description", "active", "conditions", "levels", "warn_percent", "reopening",
          "calendar_id"}  # fmt: skip


def _calendar(said: dict) -> int | None:
    number = reading.number(said, "calendar_id")
    if number is not None and db.session.get(BusinessCalendar, number) is None:
        raise reading.wrong("calendar_id", "the number of a schedule")
    return number


def _kept(do):
    try:
        return do()
    except sla.BadPolicy as error:
        _, en, zh = error.problems[0]
        raise invalid(en, zh, field=error.problems[0][0]) from None


def _find(number: int) -> sla.SlaPolicy:
    _only_who_may()
    row = db.session.get(sla.SlaPolicy, number)
    if row is None:
        raise not_found()
    return row


def _only_who_may() -> None:
    if not may(me(), "sla.manage"):
        raise not_found()
