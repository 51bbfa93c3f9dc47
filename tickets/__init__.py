"""The trunk: tickets and messages, and everything one can do with them.

The verbs: open_ticket, receive, reply, cancel, send_due, note · assign, claim, unassign, hand_to_team · solve, close,
reopen, set_status · follow, unfollow · link, unlink · mark_read · make_view, drop_view · mark_delivery, send_again ·
rewrite, take_back. Looking things up: finding.visible_to(agent), views_of(agent), threads.
"""

from tickets.assigning import assign, claim, hand_to_team, unassign
from tickets.attachment import Attachment
from tickets.delivering import mark_delivery, send_again
from tickets.draft import Draft
from tickets.follower import Follower
from tickets.following import follow, unfollow
from tickets.link import Link
from tickets.linking import link, unlink
from tickets.message import Message
from tickets.noting import note
from tickets.opening import open_ticket
from tickets.reading import Reading, mark_read
from tickets.receiving import receive
from tickets.replying import AnsweredMeanwhile, cancel, reply, send_due
from tickets.rewriting import rewrite, take_back
from tickets.setting_status import NotAllowed, close, reopen, set_status, solve
from tickets.tag import Tag, Tagging
from tickets.threads import place_of, root_of
from tickets.ticket import Ticket
from tickets.view import View, drop_view, make_view, view_of, views_of

__all__ = [
    "AnsweredMeanwhile", "Attachment", "Draft", "Follower", "Link", "Message", "NotAllowed", "Reading", "Tag",
    "Tagging", "Ticket", "View", "assign", "cancel", "claim", "close", "drop_view", "follow", "hand_to_team", "link",
    "make_view", "mark_delivery", "mark_read", "note", "open_ticket", "place_of", "receive", "reopen", "reply",
    "rewrite", "root_of", "send_again", "send_due", "set_status", "solve", "take_back", "unassign", "unfollow",
    "unlink", "view_of", "views_of",
]
