"""Masks: what the console says of tickets, messages and calls, for those who see contact data masked.

What a customer wrote stands in the thread as they wrote it. Lists, snippets, headers and notices are masked: there an
address says nothing about the matter, and a search would gather thousands of them.
"""

from helpdesk.console.called import called_masked
from helpdesk.customers import Identity, masked, sees_plainly
from helpdesk.customers.masking import mask, mask_text
from helpdesk.people.sessions import me


def row_for(row: dict, plain: bool) -> dict:
    """A line of a list."""
    if plain:
        return row
    customer = called_masked(row["customer"])
    return row | {"subject": mask_text(row["subject"]), "preview": mask_text(row["preview"]), "customer": customer}


def message_for(message: dict, plain: bool) -> dict:
    """A message with its header."""
    if plain:
        return message
    author = called_masked(message["author"])
    hidden = {name: [mask("email", one) for one in message[name]] for name in ("to", "cc")}
    return message | hidden | {"author": author, "subject": mask_text(message["subject"] or "") or None}


def card_for(card: dict, plain: bool) -> dict:
    """A card of a call."""
    if plain:
        return card
    customer = called_masked(card["customer"])
    others = [one | {"subject": mask_text(one["subject"])} for one in card["tickets"]]
    subject = mask_text(card["subject"])
    return card | {"number": mask("phone", card["number"]), "subject": subject, "customer": customer, "tickets": others}


def line_for(line: dict, plain: bool) -> dict:
    """What happened to a ticket, with its message if it has one."""
    if plain:
        return line
    line = line | {"actor": called_masked(line["actor"])}
    return line | {"message": message_for(line["message"], plain)} if "message" in line else line


def pieces_for(pieces: list[dict], plain: bool) -> list[dict]:
    """A snippet in its pieces. A mask may go across a hit: then the piece is told without."""
    whole = "".join(piece["text"] for piece in pieces)
    if plain or (hidden := mask_text(whole)) == whole:
        return pieces
    return [{"text": hidden, "hit": False}]


def ways_for(ways: list[dict], identities: dict[int, Identity]) -> list[dict]:
    """The composer's choice of ways: which address it is can be told from its mask."""
    if reads_plainly():
        return ways
    return [_way(way, identities.get(way["identity_id"])) for way in ways]


def _way(way: dict, identity: Identity | None) -> dict:
    if not way["address"] or identity is None:
        return way
    address = masked(identity.kind, way["address"], me())
    return way | {"address": address, "label": f"{way['name']} · {address}"}


def reads_plainly() -> bool:
    """Whether the one who asks sees contact data as it is."""
    return sees_plainly(me())


def meant(addresses: list[str], known: list[str]) -> list[str]:
    """Who saw an address masked sends its mask back: it means the address."""
    by_mask = {mask("email", one): one for one in known}
    return [by_mask.get(one, one) for one in addresses]
