"""Same browser: somebody wrote without a name, and was signed in at the same browser later, or the other way round."""

from sqlalchemy import and_, or_, select

from channels.webchat.visitor import Visitor
from helpdesk.customers import Identity
from helpdesk.customers.suggesting import by_device
from helpdesk.db import db

MOST = 50


def same_browser(identities: list[Identity]) -> set[int]:
    """The numbers of the customers who used a browser that one of these addresses stands for."""
    visitors = [one.id for one in identities if one.kind == "visitor"]
    users = [one.value_index for one in identities if one.kind == "user_id"]
    if not visitors and not users:
        return set()
    both = and_(Visitor.identity_id.is_not(None), Visitor.user_index.is_not(None))
    pairs = db.session.execute(
        select(Visitor.identity_id, Visitor.user_index)
        .where(both, or_(Visitor.identity_id.in_(visitors), Visitor.user_index.in_(users)))
        .limit(MOST)
    ).all()
    if not pairs:
        return set()
    own = {number for number, _ in pairs}
    signed = {index for _, index in pairs}
    rows = select(Identity.customer_id).where(
        or_(Identity.id.in_(own), and_(Identity.kind == "user_id", Identity.value_index.in_(signed)))
    )
    return set(db.session.scalars(rows.limit(MOST)))


by_device(same_browser)
