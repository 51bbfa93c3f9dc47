"""What customers are worth, what other systems tell of them, and segments."""

from sqlalchemy import select

from helpdesk import clock, people
from helpdesk.api import numbers, user_shape
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.api.paging import page_of, whole
from helpdesk.api.requesters import may_see
from helpdesk.api.users import known
from helpdesk.customers import Customer, Segment, root_of, segment_of, segments
from helpdesk.customers.buying.money import money
from helpdesk.customers.facts import facts_of
from helpdesk.customers.outside.telling import BadFact, facts_told, tell_facts
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.segmenting.changing import BadSegment, drop_segment, save_segment
from helpdesk.customers.segmenting.conditions import BadConditions, check
from helpdesk.customers.segments import SegmentMember, keys_of
from helpdesk.db import db
from helpdesk.refusing import Refusal


@route(f"/users/{NUMBER}/value")
def show_value(number: int):
    """Stage, value, scores, spend and contact of a customer; money in the company's currency."""
    customer = _customer(number)
    facts = {name: clock.iso(value) if name.endswith("_at") else value for name, value in facts_of(customer.id).items()}
    facts["vip_agent_id"] = numbers.of_agent(facts["vip_agent_id"])
    said = {"user_id": number, "currency": money()["currency"], "segments": sorted(keys_of(customer.id))}
    return answer({"value": facts | said})


@route(f"/users/{NUMBER}/facts")
def list_facts(number: int):
    """What other systems told of a customer."""
    return answer({"facts": _facts(_customer(number))})


@route(f"/users/{NUMBER}/facts", "PUT")
def put_facts(number: int):
    """Keep these facts (key: text, number, true or false; null forgets it)."""
    if not people.may(me(), "orders.tell"):
        raise Refusal(403)
    customer, said = _customer(number), given("facts")
    try:
        tell_facts(customer, said, by=me())
    except BadFact as error:
        raise invalid(f"{error}.", "数据无效。", field=error.key) from None
    return answer({"facts": _facts(customer)})


@route("/segments")
def list_segments():
    """All segments with their counts."""
    return answer(whole(segments(), "segments", lambda rows: [shape(row) for row in rows]))


@route("/segments", "POST")
def create_segment():
    """Make a segment."""
    return answer({"segment": shape(_saved(None, given("segment")))}, 201)


@route(f"/segments/{NUMBER}")
def show_segment(number: int):
    """One segment."""
    return answer({"segment": shape(_segment(number))})


@route(f"/segments/{NUMBER}", "PUT")
def update_segment(number: int):
    """Other names, other conditions."""
    return answer({"segment": shape(_saved(_segment(number), given("segment")))})


@route(f"/segments/{NUMBER}", "DELETE")
def delete_segment(number: int):
    """Gone, unless it is one of the named."""
    _manages()
    try:
        drop_segment(_segment(number), by=me())
    except BadSegment as error:
        raise invalid(f"{error}.", "内置分群不能删除。") from None
    return answer({}, 204)


@route("/segments/count", "POST")
def count_segment():
    """How many customers fulfil these conditions now."""
    _manages()
    try:
        conditions = given().get("conditions")
        check(conditions)
        return answer({"count": keeping.count(conditions)})
    except BadConditions as error:
        raise invalid(f"{error}.", "条件无效。", field="conditions") from None


@route(f"/segments/{NUMBER}/users")
def list_members(number: int):
    """The customers who belong to a segment."""
    member = select(SegmentMember.customer_id).where(SegmentMember.segment_id == _segment(number).id)
    query = known().where(Customer.id.in_(member))
    return answer(page_of(query, f"segments/{number}/users.json", "users", user_shape.customers, order=(Customer.id,)))


def shape(segment: Segment) -> dict:
    """The segment as the API says it."""
    return {
        "url": url(f"segments/{segment.id}.json"),
        "id": segment.id,
        "key": segment.key,
        "name": {"en": segment.name_en, "zh": segment.name_zh},
        "conditions": segment.conditions,
        "count": segment.members,
        "counted_at": clock.iso(segment.counted_at),
        "created_at": clock.iso(segment.created_at),
    }


def _facts(customer: Customer) -> list[dict]:
    return [
        {"key": one.key, "value": one.value, "source": one.source, "updated_at": clock.iso(one.at)}
        for one in facts_told(customer.id)
    ]


def _customer(number: int) -> Customer:
    found = numbers.find(number)
    if not isinstance(found, Customer) or not may_see(found := root_of(found)):
        raise not_found()
    return found


def _segment(number: int) -> Segment:
    segment = db.session.get(Segment, number)
    if segment is None:
        raise not_found()
    return segment


def _manages() -> None:
    if not people.may(me(), "segments.manage"):
        raise Refusal(403)


def _saved(segment: Segment | None, said: dict) -> Segment:
    _manages()
    name = said.get("name", {})
    name = name if isinstance(name, dict) else {"en": name}
    before = {"en": segment.name_en, "zh": segment.name_zh} if segment else {}
    if not all(isinstance(one, str | None) for one in name.values()):
        raise invalid("name is a text, or one for en and one for zh.", "名称无效。", field="name")
    names = {f"name_{code}": name.get(code) or before.get(code) or "" for code in ("en", "zh")}
    conditions = said.get("conditions", segment.conditions if segment else None)
    try:
        kept = save_segment(segment, **names, conditions=conditions, by=me(), key=str(said.get("key") or ""))
    except (BadConditions, BadSegment) as error:
        raise invalid(f"{error}.", "分群无效。", field="conditions") from None
    keeping.keep_waiting()
    return segment_of(kept.key)
