"""Merge tickets into one."""

from helpdesk.api import reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, route
from helpdesk.api.idempotency import once
from helpdesk.api.job_status import MOST, each, shape
from helpdesk.db import transaction
from tickets import merge, note, root_of


@route(f"/tickets/{NUMBER}/merge", "POST")
@once
def merge_tickets(number: int):
    """Merge the tickets of `ids` into this one; the comments become notes."""
    target, said = find_ticket(number), given()
    find_ticket(root_of(target).id)  # where it would end up
    ids = said.get("ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST or not all(type(one) is int for one in ids):
        raise invalid("ids must be a list of numbers.", "ids 应为工单编号列表。", field="ids")
    job = each(ids, lambda one: _merge(one, target, said), "update")
    if text := reading.text(said, "target_comment"):
        note(target, by=me(), text=text)
    return answer({"job_status": shape(job)})


@transaction()
def _merge(number: int, target, said: dict) -> int:
    source = find_ticket(number)
    if text := reading.text(said, "source_comment"):
        note(source, by=me(), text=text)
    merge(source, into=target, by=me())
    return number
