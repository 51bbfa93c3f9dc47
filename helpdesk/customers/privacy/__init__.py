"""Privacy: who sees what of a person, what they may ask for, and how they are forgotten."""

from helpdesk.customers.privacy.revealing import reveal

__all__ = ["reveal"]
