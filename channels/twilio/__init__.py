"""Twilio: what its SMS and its calls have in common."""

from channels.twilio.signing import is_signed, signature

__all__ = ["is_signed", "signature"]
