"""Channels: how messages come in and go out. One adapter a channel; the contract is in channel.py."""

from channels import access_tokens, forgetting, replays, templates, webchat
from channels.arriving import arrive
from channels.cleaning import storable
from channels.connecting import connect
from channels.delivery import deliver, send_through
from channels.inbox import Inbox, by_key
from channels.ingest import ingest
from channels.outgoing import Outgoing
from channels.reading import Malformed, json_body, xml_body
from channels.register import adapter_of, all_adapters
from channels.retrying import retry, sent_after_all
from channels.seen import tell_seen
from channels.ways import send_options, why_not
from channels.windows import WindowOver, window_of

__all__ = [
    "Inbox",
    "Malformed",
    "Outgoing",
    "WindowOver",
    "access_tokens",
    "adapter_of",
    "all_adapters",
    "arrive",
    "by_key",
    "connect",
    "deliver",
    "forgetting",
    "ingest",
    "json_body",
    "replays",
    "retry",
    "send_options",
    "send_through",
    "sent_after_all",
    "storable",
    "tell_seen",
    "templates",
    "webchat",
    "why_not",
    "window_of",
    "xml_body",
]
