"""Persons: merge two customers, hand out what is kept of one, erase one, and what they consented to."""

from flask import send_file
from sqlalchemy import select

from helpdesk import clock, customers
from helpdesk.api import numbers, reading, user_shape
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route
from helpdesk.api.idempotency import once
from helpdesk.api.paging import whole
from helpdesk.api.user_writing import customer_at
from helpdesk.customers import Customer, privacy
from helpdesk.customers.merging import CannotMerge
from helpdesk.customers.privacy import consenting, erasing
from helpdesk.customers.privacy.erasure import Erasure
from helpdesk.db import db
from helpdesk.people import may
from helpdesk.privacy import exporting


@route(f"/users/{NUMBER}/merge", "PUT")
@once
def merge_user(number: int):
    """This customer is merged into the one of user.id, who is answered."""
    _allowed("customers.merge")
    goes, other = customer_at(number), reading.number(given("user"), "id")
    if other is None:
        raise reading.wrong("id", "the number of a user")
    try:
        stays = customers.merge(goes, into=customer_at(other), by=me())
    except CannotMerge:
        raise invalid("This is the same user.", "两者是同一用户。", field="id") from None
    return answer({"user": user_shape.of(db.session.get(Customer, stays.id))})


@route(f"/users/{NUMBER}/unmerge", "PUT")
def unmerge_user(number: int):
    """This customer, merged before, stands by themselves again."""
    _allowed("customers.merge")
    found = numbers.find(number)
    if not isinstance(found, Customer):
        raise not_found()
    customer_at(numbers.of_customer(customers.root_of(found).id))
    try:
        customers.unmerge(found, by=me())
    except CannotMerge:
        raise invalid("This user has not been merged.", "该用户未被合并。") from None
    return answer({"user": user_shape.of(db.session.get(Customer, found.id))})


@route(f"/users/{NUMBER}/reveal", "POST")
def reveal_addresses(number: int):
    """The addresses in the clear, for `why`; it is recorded."""
    _allowed("contacts.reveal")
    customer, why = customer_at(number), reading.line(given(), "why")
    if len(why) < 3:
        raise reading.wrong("why", "the reason, in three letters at least")
    rows = [one for one in customers.reachable(customer) if one.kind != "visitor"]
    shown = [{"id": one.id, "kind": one.kind, "value": privacy.reveal(one, customer, by=me(), why=why)} for one in rows]
    return answer({"identities": shown})


@route(f"/users/{NUMBER}/export", "POST")
def export_user(number: int):
    """A ZIP of all that is kept of the customer; with `notes` the internal ones too."""
    _allowed("privacy.manage")
    customer = customer_at(number)
    file = exporting.zipped(customer, by=me(), notes=reading.flag(given(), "notes", False))
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=f"customer-{customer.id}.zip")


@route(f"/users/{NUMBER}/erase", "POST")
def erase_user(number: int):
    """The customer is erased for good, in a moment."""
    _allowed("privacy.manage")
    try:
        row = erasing.ask(customer_at(number), by=me())
    except erasing.Held:
        raise invalid("A legal hold keeps this user.", "该用户处于依法保留状态。") from None
    return answer({"erasure": _erasure(row)}, 202)


@route("/erasures")
def list_erasures():
    """Who was erased, the last first."""
    _allowed("privacy.manage")
    rows = list(db.session.scalars(select(Erasure).order_by(Erasure.id.desc()).limit(1000)))
    return answer(whole(rows, "erasures", lambda found: [_erasure(row) for row in found]))


@route(f"/users/{NUMBER}/consents")
def list_consents(number: int):
    """Every word of consent, the last first."""
    rows = consenting.history(customer_at(number))
    return answer(whole(rows, "consents", lambda found: [_consent(row) for row in found]))


@route(f"/users/{NUMBER}/consents", "POST")
@once
def add_consent(number: int):
    """One more: {"consent": {"purpose", "granted", "channel", "how"}}."""
    customer, said = customer_at(number), given("consent")
    channel = reading.line(said, "channel", 40)
    try:
        row = consenting.note(
            customer,
            reading.line(said, "purpose", 40),
            granted=reading.flag(said, "granted", True),
            channel=channel,
            how=reading.line(said, "how"),
            by=me(),
        )
    except consenting.BadConsent as why:
        raise invalid(str(why), "用途或渠道无效。", field=why.field) from None
    return answer({"consent": _consent(row)}, 201)


def _allowed(permission: str) -> None:
    if not may(me(), permission):
        raise not_found()


def _erasure(row: Erasure) -> dict:
    return {
        "id": row.id,
        "user_id": numbers.of_customer(row.subject),
        "state": row.state,
        "why": row.why,
        "asked_at": clock.iso(row.asked_at),
        "done_at": clock.iso(row.done_at),
        "counts": row.counts,
    }


def _consent(row) -> dict:
    return {
        "id": row.id,
        "channel": row.channel,
        "purpose": row.purpose,
        "granted": row.granted,
        "how": row.how,
        "at": clock.iso(row.at),
    }
