"""The carrier's careful sister: its provider knows a message's key and delivers it once, however often it comes."""

from channels.adapters.carrier import label, parse, send, settings, verify
from channels.channel import Capabilities

__all__ = ["label", "parse", "send", "settings", "verify"]

kind = "courier"
capabilities = Capabilities(idempotent=True)
