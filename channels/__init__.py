"""Channels: how messages come in and go out. One adapter a channel; the contract is in channel.py."""

from channels.inbox import Inbox, by_key
from channels.ingest import ingest
from channels.register import adapter_of, all_adapters

__all__ = ["Inbox", "adapter_of", "all_adapters", "by_key", "ingest"]
