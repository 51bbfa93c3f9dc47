"""Many tickets at once: each by itself, and a job that says what became of each."""

from flask import request

from helpdesk.api import reading
from helpdesk.api.door import answer, find_ticket, given, invalid, me, route
from helpdesk.api.idempotency import once
from helpdesk.api.job_status import MOST, each, shape
from helpdesk.api.ticket_writing import change_one, open_one
from tickets import trash


@route("/tickets/create_many", "POST")
@once
def create_many():
    """Open up to a hundred tickets."""
    return _job(_list("tickets"), lambda said: open_one(_object(said))[0].id, "create")


@route("/tickets/update_many", "PUT")
@once
def update_many():
    """The same changes to ids=1,2,3, or to each of `tickets` its own."""
    if "ids" in request.args:
        said, ids = given("ticket"), reading.numbers_of(request.args["ids"], MOST)
        return _job(ids, lambda number: _change(number, said), "update")
    return _job(_list("tickets"), lambda said: _change(reading.number(_object(said), "id") or 0, said), "update")


@route("/tickets/destroy_many", "DELETE")
@once
def destroy_many():
    """Put ids=1,2,3 into the trash."""
    return _job(reading.numbers_of(request.args.get("ids"), MOST), _trash, "delete")


def _change(number: int, said: dict) -> int:
    change_one(find_ticket(number), said)
    return number


def _trash(number: int) -> int:
    trash(find_ticket(number), by=me())
    return number


def _job(items: list, act, action: str):
    return answer({"job_status": shape(each(items, act, action))})


def _list(name: str) -> list:
    items = given().get(name)
    if not isinstance(items, list) or not 0 < len(items) <= MOST:
        raise invalid(f"{name} must be a list of 1 to {MOST}.", f"{name} 应为 1 至 {MOST} 项的列表。", field=name)
    return items


def _object(said) -> dict:
    if not isinstance(said, dict):
        raise invalid("Each ticket must be an object.", "每张工单应为对象。")
    return said
