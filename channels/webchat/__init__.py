"""Web chat: visitors, their conversations, and what follows them by e-mail when they have left.

The verbs: arrive, introduce, vouch_for, say, read. Looking things up, always through the visitor: recognise,
conversations_of, conversation_of, page_of; of colleagues shared_conversations, shared_conversation, shared_page_of.
Told to browsers: rooms_of, inbox_room, tell_browsers, tell_read, signal.
Followed up: mail_inbox_of, and in follow_up `plan` and `send_due`.
"""

from channels.webchat.conversations import Conversation, conversation_of, conversations_of, known_as
from channels.webchat.follow_up import FollowUp, mail_inbox_of
from channels.webchat.pages import Page, page_of
from channels.webchat.reading import read
from channels.webchat.rooms import NAMESPACE, inbox_room, rooms_of, signal, tell_browsers, tell_read
from channels.webchat.same_browser import same_browser
from channels.webchat.saying import say
from channels.webchat.settings import Options, options_of
from channels.webchat.sharing import names_of, shared_conversation, shared_conversations, shared_page_of
from channels.webchat.signed import Forged
from channels.webchat.visiting import Another, arrive, introduce, recognise, vouch_for
from channels.webchat.visitor import Visitor

__all__ = [
    "NAMESPACE",
    "Another",
    "Conversation",
    "FollowUp",
    "Forged",
    "Options",
    "Page",
    "Visitor",
    "arrive",
    "conversation_of",
    "conversations_of",
    "inbox_room",
    "introduce",
    "known_as",
    "mail_inbox_of",
    "names_of",
    "options_of",
    "page_of",
    "read",
    "recognise",
    "rooms_of",
    "same_browser",
    "say",
    "shared_conversation",
    "shared_conversations",
    "shared_page_of",
    "signal",
    "tell_browsers",
    "tell_read",
    "vouch_for",
]
