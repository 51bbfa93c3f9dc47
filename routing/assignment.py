"""Assign: the ticket goes to the least busy of its team who is here and has room; otherwise it waits in the queue."""


def route(event) -> None:
    """A ticket needs a person."""
