"""The trunk: tickets and messages, and everything one can do with them.

Messages: open_ticket, receive, reply, cancel (undo send), release_due, note, rewrite, take_back, rewrite_note,
take_back_note, react, mark_delivery, send_again, save_draft, discard_draft · Calls: log_call, tell_call,
give_to_speaker · Who: assign, claim, unassign, release, hand_to_team, call_for_person, follow, unfollow, copy_to,
copy_in, leave_out · State: set_status, solve, close, reopen, close_solved, snooze, wake, wake_due, mark_spam,
clear_spam, trash, restore · What it is: prioritize, classify, rename, tag, untag, set_tags, set_fields · Several:
merge, unmerge, split, unsplit, link, unlink, make_child, part, follow_up, change_many · Promises: promise,
move_promise, keep_promise, drop_promise, promises_of · By the program: tell, surveys.ask · Kept texts: saved replies,
macros. Looking things up: finding.visible_to(agent), views_of(agent), threads.
"""

from tickets import forgetting, surveys
from tickets.actions import perform
from tickets.assigning import assign, claim, hand_to_team, release, unassign
from tickets.attachment import IN_ORDER, Attachment, as_chosen
from tickets.calling import call_for_person
from tickets.changing_many import change_many
from tickets.classifying import classify
from tickets.closing import close, close_solved, reopen, set_status, solve
from tickets.copying import copied, copy_in, copy_to, leave_out
from tickets.delivering import mark_delivery, send_again
from tickets.draft import Draft
from tickets.drafting import discard_draft, draft_of, save_draft
from tickets.field import TicketField, fields
from tickets.filling import set_fields
from tickets.follower import Follower
from tickets.following import follow, unfollow
from tickets.following_up import follow_up
from tickets.journey.broken_point import BrokenPoint
from tickets.journey.channel_switch import ChannelSwitch
from tickets.link import Link
from tickets.linking import link, make_child, part, unlink
from tickets.macro import Macro, apply_macro, drop_macro, macro_of, macros_of, save_macro
from tickets.merging import merge, unmerge
from tickets.message import Message
from tickets.noting import note
from tickets.opening import open_ticket
from tickets.phoning import give_to_speaker, log_call, tell_call
from tickets.prioritizing import prioritize
from tickets.promise import Promise
from tickets.promising import drop as drop_promise
from tickets.promising import keep as keep_promise
from tickets.promising import move as move_promise
from tickets.promising import promise, promises_of
from tickets.reacting import react
from tickets.reading import Reading, mark_read, read_by_team
from tickets.receiving import receive
from tickets.refusals import NotAllowed
from tickets.renaming import rename
from tickets.replying import AnsweredMeanwhile, reply
from tickets.rewriting import rewrite, rewrite_note, take_back, take_back_note
from tickets.saved_reply import SavedReply, drop_reply, files_for, filled, save_reply, saved_replies, saved_reply_of
from tickets.sending_later import cancel, release_due, send_due
from tickets.snoozing import snooze, wake, wake_due
from tickets.spam import clear_spam, mark_spam
from tickets.splitting import split, unsplit
from tickets.tag import Tag, Tagging
from tickets.tagging import set_tags, tag, tag_name, untag
from tickets.telling import tell
from tickets.threads import place_of, root_of
from tickets.ticket import Ticket
from tickets.trashing import restore, trash
from tickets.view import View, drop_view, make_view, view_of, views_of

__all__ = [
    "AnsweredMeanwhile",
    "IN_ORDER",
    "Attachment",
    "BrokenPoint",
    "ChannelSwitch",
    "Draft",
    "Follower",
    "Link",
    "Macro",
    "Message",
    "NotAllowed",
    "Promise",
    "Reading",
    "SavedReply",
    "Tag",
    "Tagging",
    "Ticket",
    "TicketField",
    "View",
    "apply_macro",
    "as_chosen",
    "assign",
    "call_for_person",
    "cancel",
    "change_many",
    "claim",
    "classify",
    "clear_spam",
    "close",
    "close_solved",
    "copied",
    "copy_in",
    "copy_to",
    "discard_draft",
    "draft_of",
    "drop_macro",
    "drop_promise",
    "drop_reply",
    "drop_view",
    "fields",
    "files_for",
    "filled",
    "follow",
    "follow_up",
    "forgetting",
    "give_to_speaker",
    "hand_to_team",
    "leave_out",
    "keep_promise",
    "link",
    "log_call",
    "macro_of",
    "macros_of",
    "make_child",
    "make_view",
    "mark_delivery",
    "mark_read",
    "mark_spam",
    "merge",
    "move_promise",
    "note",
    "open_ticket",
    "part",
    "perform",
    "place_of",
    "prioritize",
    "promise",
    "promises_of",
    "react",
    "read_by_team",
    "receive",
    "release",
    "release_due",
    "rename",
    "reopen",
    "reply",
    "restore",
    "rewrite",
    "rewrite_note",
    "root_of",
    "save_draft",
    "save_macro",
    "save_reply",
    "saved_replies",
    "saved_reply_of",
    "send_again",
    "send_due",
    "set_fields",
    "set_status",
    "set_tags",
    "snooze",
    "solve",
    "split",
    "surveys",
    "tag",
    "tag_name",
    "take_back",
    "take_back_note",
    "tell",
    "tell_call",
    "trash",
    "unassign",
    "unfollow",
    "unlink",
    "unmerge",
    "unsplit",
    "untag",
    "view_of",
    "views_of",
    "wake",
    "wake_due",
]
