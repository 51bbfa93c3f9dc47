"""`mail`: look into mails without a database."""

from channels.adapters.email.command import mail

__all__ = ["mail"]
