"""The trunk: tickets and messages, and everything one can do with them.

The verbs: open_ticket, receive, reply, cancel, send_due, note · assign, claim, unassign, hand_to_team · solve, close,
reopen, set_status · follow, unfollow · link, unlink. Looking things up: finding, threads.
"""

from tickets.assigning import assign, claim, hand_to_team, unassign
from tickets.attachment import Attachment
from tickets.draft import Draft
from tickets.follower import Follower
from tickets.following import follow, unfollow
from tickets.link import Link
from tickets.linking import link, unlink
from tickets.message import Message
from tickets.noting import note
from tickets.opening import open_ticket
from tickets.receiving import receive
from tickets.replying import AnsweredMeanwhile, cancel, reply, send_due
from tickets.setting_status import NotAllowed, close, reopen, set_status, solve
from tickets.tag import Tag, Tagging
from tickets.threads import place_of, root_of
from tickets.ticket import Ticket

__all__ = [
    "AnsweredMeanwhile", "Attachment", "Draft", "Follower", "Link", "Message", "NotAllowed", "Tag", "Tagging",
    "Ticket", "assign", "cancel", "claim", "close", "follow", "hand_to_team", "link", "note", "open_ticket",
    "place_of", "receive", "reopen", "reply", "root_of", "send_due", "set_status", "solve", "unassign", "unfollow",
    "unlink",
]
