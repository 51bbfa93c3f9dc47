"""The same address under another name: its customer, tickets and reply window stay with it."""

from helpdesk.customers.identity import index_of, normal, verified
from helpdesk.db import only_one, transaction
from helpdesk.hot import change


@transaction()
def rename(kind: str, old: str, new: str) -> bool:
    """Who was known under the old name is known under the new one; False when nobody was, or the new one is taken.

    Only for a provider that vouches for both. Where the new name is somebody's already nobody is merged.
    """
    old, new = normal(kind, old), normal(kind, new)
    if verified(kind, old) is None:  # nearly always: nobody has to wait for that
        return False
    for name in sorted((old, new)):
        only_one("identity", kind, name)
    found = verified(kind, old)
    if found is None or old == new or verified(kind, new):
        return False
    found.value = new
    change(found, value_sealed=found.value_sealed, value_index=index_of(kind, new))
    return True
