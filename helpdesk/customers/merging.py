"""Merge two customers who are one person, and take it back.

Every row keeps in mind whose it is by itself (origin.py) and stands with whoever speaks for that customer now, the
root of its chain of merges. So every merge can be undone, in any order, whatever came since: what came by an address
goes where that address belongs.
"""

from collections.abc import Iterable

from sqlalchemy import delete, insert, literal, select, update

from helpdesk import clock
from helpdesk.customers.belongings import Belonging, belongings
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CUSTOMER_MERGED_AWAY, CUSTOMERS_MERGED, CUSTOMERS_UNMERGED
from helpdesk.customers.origin import Origin
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import get

FARTHEST = 100  # merges in one chain


class CannotMerge(ValueError):
    """`code`: itself or not_merged."""

    def __init__(self, code: str):
        self.code = code
        super().__init__("this is the same customer" if code == "itself" else "this customer has not been merged")


@transaction()
def merge(customer: Customer, *, into: Customer, by, reasons: Iterable[str] = ()) -> Customer:
    """`into` (or who speaks for them) speaks for both from now on, and is returned. Raises CannotMerge."""
    only_one("customers", "merging")  # two merges that cross would make a circle
    goes, stays = root_of(_fresh(customer)), root_of(_fresh(into))
    if goes.id == stays.id:
        raise CannotMerge("itself")
    _settle(goes)
    for belonging in _moving():
        _remember(belonging, goes)
        _move(belonging, belonging.model.__table__.c[belonging.column] == goes.id, to=stays)
    goes.merged_into_id, goes.merged_at = stays.id, clock.now()
    db.session.flush()
    db.session.expire_all()
    record(CUSTOMER_MERGED_AWAY, by=by, customer=goes, into=stays.id)
    record(CUSTOMERS_MERGED, by=by, customer=stays, **{"from": goes.id, "reasons": list(reasons)[:20]})
    return stays


@transaction()
def unmerge(customer: Customer, *, by) -> None:
    """They stand by themselves again, with all that is theirs from before and since. Raises CannotMerge."""
    only_one("customers", "merging")
    customer = _fresh(customer)
    if customer.merged_into_id is None:
        raise CannotMerge("not_merged")
    root, other, since = root_of(customer), customer.merged_into_id, customer.merged_at
    _settle(root)
    customer.merged_into_id = customer.merged_at = None
    db.session.flush()
    family = select(Origin.row_id).where(Origin.customer_id.in_(family_of(customer)))
    for belonging in _moving():
        table = belonging.model.__table__
        theirs = table.c.id.in_(family.where(Origin.table == belonging.table))
        _move(belonging, theirs & (table.c[belonging.column] == root.id), to=customer)
    db.session.execute(delete(Origin).where(Origin.customer_id == customer.id))  # what is their own needs no reminder
    db.session.expire_all()
    said = {"since": since.isoformat(), "root": root.id}
    record(CUSTOMERS_UNMERGED, by=by, customer=root, other=customer.id, **said)
    record(CUSTOMERS_UNMERGED, by=by, customer=customer, other=other, **said)


def root_of(customer: Customer) -> Customer:
    """Who speaks for this customer: themselves, unless they were merged."""
    for _ in range(FARTHEST):
        if customer.merged_into_id is None:
            return customer
        customer = get(Customer, customer.merged_into_id)
    return customer


def family_of(customer: Customer) -> list[int]:
    """The numbers of the customer and of all who have been merged into them, directly or by way of another."""
    found, fresh = [customer.id], [customer.id]
    while fresh:
        fresh = list(db.session.scalars(select(Customer.id).where(Customer.merged_into_id.in_(fresh))))
        found += fresh
    return found


@transaction()
def forget_origin(row) -> None:
    """The row has been given to somebody else for good: a merge of before says nothing of it any more."""
    db.session.execute(
        delete(Origin)
        .where(Origin.table == row.__tablename__, Origin.row_id == row.id)
        .execution_options(synchronize_session=False)
    )


def _settle(root: Customer) -> None:
    """What came since a merge, by an address of one who was merged, is theirs: addresses first, they lead the rest."""
    mine = Origin.customer_id
    led_by = select(Origin.row_id, mine).where(Origin.table == "identity").subquery()
    for belonging in sorted(_moving(), key=lambda one: one.table != "identity"):
        if belonging.by is None:
            continue
        table, origins = belonging.model.__table__, Origin.__table__
        known = select(origins.c.row_id).where(origins.c.table == belonging.table, origins.c.row_id == table.c.id)
        new = (
            select(literal(belonging.table), table.c.id, led_by.c.customer_id)
            .join(led_by, led_by.c.row_id == table.c[belonging.by])
            .where(table.c[belonging.column] == root.id, ~known.exists())
        )
        put = insert(Origin).from_select(["table", "row_id", "customer_id"], new)
        while db.session.execute(put).rowcount > 0 and belonging.table == "identity":
            pass  # an address that was named beside one that was named beside theirs


def _remember(belonging: Belonging, customer: Customer) -> None:
    """Whose these rows are by themselves, where nothing says so yet."""
    table, origins = belonging.model.__table__, Origin.__table__
    known = select(origins.c.row_id).where(origins.c.table == belonging.table, origins.c.row_id == table.c.id)
    own = select(literal(belonging.table), table.c.id, literal(customer.id)).where(
        table.c[belonging.column] == customer.id, ~known.exists()
    )
    db.session.execute(insert(Origin).from_select(["table", "row_id", "customer_id"], own))


def _move(belonging: Belonging, which, *, to: Customer) -> None:
    table = belonging.model.__table__
    values = {belonging.column: to.id}
    if "version" in table.c:  # whoever holds an older copy shall notice
        values["version"] = table.c.version + 1
    db.session.execute(update(table).where(which).values(values))


def _moving() -> list[Belonging]:
    return [belonging for belonging in belongings() if belonging.moves]


def _fresh(customer: Customer) -> Customer:
    """The customer as they are now, held until the transaction ends."""
    db.session.flush()
    return db.session.scalar(
        select(Customer)
        .where(Customer.id == customer.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
