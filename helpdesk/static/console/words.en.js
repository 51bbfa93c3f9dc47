// The console's words in English. A pair is [one, many], chosen by {n}.

import articles from "./words_articles.en.js";
import asking from "./words_asking.en.js";
import bot from "./words_bot.en.js";
import calls from "./words_calls.en.js";
import routing from "./words_routing.en.js";
import channels from "./words_channels.en.js";
import people from "./words_people.en.js";
import customers from "./words_customers.en.js";
import time from "./words_time.en.js";

export default {
  ...time,
  ...channels,
  ...people,
  ...articles,
  ...asking,
  ...bot,
  ...calls,
  ...routing,
  ...customers,
  // General
  console: "Console", skip: "Skip to the thread", rail: "Main", home: "Inbox", close: "Close", cancel: "Cancel", back: "Back", more: "More",
  undo: "Undo", retry: "Retry", try_again: "Try again", try_now: "Try now", open: "Open", open_number: "Open #{id}", none: "None", nobody: "Nobody",
  you: "You", me: "Me", comma: ", ", copy: "Copy", remove: "Remove {name}", language: "Language", email: "E-mail", password: "Password",
  sign_in: "Sign in", sign_out: "Sign out",

  // Where one can go
  inbox: "Inbox", search: "Search", views: "Views", new_ticket: "New ticket", "new_ticket.short": "New",
  settings: "Settings", simulator: "Simulator", knowledge: "Knowledge", commands: "Command bar", panel: "Customer and ticket", thread: "Thread",
  "views.mine": "Mine", "views.team": "My teams", "views.all": "Everyone", "views.own": "My views", "views.count": ["{n} ticket", "{n} tickets"],
  "resize.list": "Width of the list", "resize.panel": "Width of the panel",

  // Me
  online: "Online", away: "Away", offline: "Offline", "me.menu": "{name}, {state}: menu", "me.how": "How I work", "me.compact": "Compact rows",
  "me.keys": "Single-letter keys", "me.desktop": "Desktop notifications", "me.sound": "Quiet sound",
  theme: "Appearance", "theme.system": "As the system", "theme.light": "Light", "theme.dark": "Dark",

  // The list
  "list.new": ["{n} new", "{n} new"], "list.more": "Loading more", "row.unread": "Unread", "row.select": "Select the ticket of {name}",
  "row.team": "Last from the team", "row.note": "Last was a note", "row.bot": "Last from the bot", "row.snoozed": "Snoozed",
  "row.assignee": "With {name}", "row.overdue": "{time} over", "row.waits": "The customer has waited {time}", "row.waiting": "Waiting",
  "looking.looks": "{name} is looking", "looking.types": "{name} is writing",
  "empty.mine": "Nothing waits for you", "empty.mine.more": "Tickets given to you appear here the moment they arrive.",
  "empty.view": "No tickets here", "empty.view.more": "Tickets that meet this view’s conditions appear here by themselves.", "empty.go": "Go to {view}",
  "ticket.no_subject": "No subject", "ticket.number": "Ticket #{id}", "tickets.n": ["{n} ticket", "{n} tickets"], "customer.unnamed": "No name", "customer.visitor": "Visitor {id}",

  // Search
  "search.placeholder": "Search tickets and messages", "search.start": "Search everything", "search.filters": "Filters", "search.mine": "Mine",
  "search.hint": "Words, a name, an e-mail address or a ticket number. English and Chinese alike. Narrow it with channel:wechat, tag:refund, team:Orders, after:2026-10.",
  "search.none": "Nothing found for “{query}”", "search.none.more": "Try fewer words, or take out a filter.",

  // Several at once
  "bulk.title": "Selected tickets", "bulk.chosen": ["{n} selected", "{n} selected"], "bulk.all": "Select all shown", "bulk.none": "Select none",
  "bulk.refused": ["{n} ticket was left as it is: {reason}", "{n} tickets were left as they are: {reason}"],

  // The thread
  "thread.none": "Choose a ticket", "thread.none.more": "Press J to open the first, or Ctrl K to go anywhere.", "thread.messages": "Messages",
  "thread.earlier": "Show earlier messages", "thread.new": "New message", "head.status": "Status: {status}", "head.nobody": "Nobody has it",
  "head.waits_in": "Waits in {team}", "subject.edit": "Change the subject",
  "message.auto": "Automatic", "message.unverified": "Not verified", "message.unverified.more": "The sender’s address could not be proved. Ask before you share anything personal.",
  "message.deleted": "This message was deleted", "message.edited": "Edited", "message.fold": "Hide quoted text", "message.unfold": "Show quoted text",
  "message.as_sent": "Original formatting", "message.as_text": "Plain text", "message.all": "Show all", "message.less": "Show less",
  "message.to": "To", "message.cc_label": "Cc", "message.cc": ["Cc {names}", "Cc {names} and more"],
  "note.only_team": "Only the team sees this", "pictures.blocked": ["{n} picture from elsewhere is not loaded", "{n} pictures from elsewhere are not loaded"], "pictures.show": "Show pictures",
  "file.unnamed": "File", "file.pasted": "Pasted picture.png", "file.going": "{name} is on its way up",
  "author.customer": "Customer", "author.agent": "Team", "author.bot": "Bot", "author.system": "The desk", "author.rule": "A rule",
  "notice.snoozed": "Snoozed until {time}", "notice.merged": "This ticket was merged into", "notice.spam": "Marked as spam. Nobody is told about it.",
  "notice.trashed": "In the trash. It can be restored for 30 days.", "notice.duplicate": "This may be the same matter as",
  "aria.said": "{name}: {text}", "aria.message_at": "Message, {time}", "aria.reply_at": "Reply, {time}", "aria.note_at": "Note by {name}, {time}",

  // How far a reply got
  "delivery.queued": "Waiting to go out", "delivery.sending": "Sending", "delivery.sent": "Sent", "delivery.delivered": "Delivered", "delivery.read": "Read",
  "delivery.failed": "Not delivered: {reason}", "delivery.no_reason": "no reason was given", "delivery.refused": "Not sent: {reason}",
  "delivery.unsure": "It is not known whether this arrived.", "delivery.unsure.why": "The connection broke while it was handed over, and this channel cannot be asked afterwards. Look into its mailbox or app, or ask the customer.", "delivery.again": "Send again",
  "delivery.waiting": "Waits for the connection", "delivery.held_back": "Not sent yet. {reason}", "delivery.edit": "Edit", "delivery.in_seconds": ["Goes out in {n} s", "Goes out in {n} s"],
  "delivery.at": "Goes out {time}", "delivery.cancel": "Do not send", "undo.too_late": "It had already gone out.",

  // The composer
  composer: "Composer", "composer.kind": "What you write", "tab.reply": "Reply", "tab.note": "Note", "tab.reply.more": "The customer reads this", "tab.note.more": "Only the team reads this",
  "composer.has_draft": "Has a draft", "composer.drop": "Drop files here", "composer.to": "To", "composer.way": "How it is sent", "composer.cc_hint": "name@example.com, …",
  "reply.label": "Reply to {name}", "note.label": "Note for the team", "reply.placeholder": "Write a reply. Type / for a saved reply", "note.placeholder": "Write a note for the team. Type @ to call somebody",
  "note.add": "Add note", write_note: "Write a note", attach: "Attach files", mention: "Mention a colleague", "mention.none": "Nobody by that name",
  saved_replies: "Saved replies", "saved_replies.none": "No saved reply like that", "saved_replies.insert": "Insert a saved reply",
  send: "Send", "send.over": "Send · {channel}", "send.more": "More ways to send", "send.solved": "Send and solve", "send.pending": "Send and wait for the customer",
  "send.on_hold": "Send and put on hold", "send.later": "Send later", "send.empty": "Write something first.", "send.still_uploading": "A file is still on its way up.",
  "send.failed_file": "A file did not go up. Try it again or take it out.",
  "way.left": "{time} left", "cannot.merged": "This ticket was merged into #{id}. Answer there.",
  "cannot.closed": "This ticket is closed. A follow-up keeps its history.", "cannot.no_way": "There is no channel over which this customer can be answered.",
  follow_up: "Follow-up ticket",
  other_writes: "{names} is writing a reply to this ticket", "meanwhile.title": "{name} answered while you were writing", "meanwhile.kept": "Your reply is kept and was not sent.",
  "meanwhile.edit": "Keep editing", "meanwhile.note": "Make it a note", "meanwhile.anyway": "Send anyway",

  // What is done to a ticket
  reply: "Reply", note: "Note", next: "Next ticket", previous: "Previous ticket", select: "Select ticket", solve: "Solve", solve_next: "Solve and next", reopen: "Reopen",
  snooze: "Snooze", wake: "Wake now", assign: "Assign", assign_me: "Assign to me", set_team: "Hand to a team", set_status: "Set status", set_priority: "Set priority",
  set_tags: "Tags", macro: "Macro", "macro.none": "There are no macros yet. They are written under Settings, Macros.", "macro.done": "{name}: done",
  merge: "Merge", unmerge: "Undo merge", split: "Split", link: "Link", unlink: "Unlink", copy_link: "Copy link", follow: "Follow", unfollow: "Stop following",
  spam: "Mark as spam", not_spam: "Not spam", trash: "Move to trash", restore: "Restore", "panel.toggle": "Customer panel",
  "done.new": "{tickets}: new", "done.open": "{tickets} opened", "done.pending": "{tickets}: waiting for the customer", "done.on_hold": "{tickets} put on hold", "done.solved": "{tickets} solved", "done.closed": "{tickets} closed",
  "done.assigned": "{tickets} given to {name}", "done.unassigned": "{tickets} given to nobody", "done.team": "{tickets} handed to {name}", "done.snoozed": "Snoozed until {time}",
  "done.spam": "{tickets} marked as spam", "done.not_spam": "{tickets}: not spam", "done.trashed": "{tickets} moved to the trash", "done.restored": "{tickets} restored",
  "done.merged": "#{id} merged into #{into}", "done.unmerged": "Merge undone", "done.copied": "Copied",

  // Choosers
  "pick.assignee": "Assign to", "pick.team": "Hand to", "pick.status": "Status", "pick.priority": "Priority", "pick.type": "Type", "pick.tags": "Tags", "pick.snooze": "Snooze until",
  "pick.macro": "Run a macro", "pick.new_tag": "New tag “{tag}”", "picker.nothing": "Nothing like that", "picker.chosen": "Chosen",
  "send.afterwards": "Once sent, the ticket becomes",
  "later.hour": "In an hour", "later.three_hours": "In three hours", "later.evening": "This evening", "later.tomorrow": "Tomorrow morning", "later.monday": "Monday morning", "later.month": "In a month",
  "later.custom": "Another time", "later.when": "When", "later.set": "Set", "later.no_time": "Choose a day and an hour.", "later.past": "That time is over. Choose a later one.",

  // Properties
  "section.customer": "Customer", "section.ticket": "Ticket", "section.fields": "Details", "section.links": "Linked tickets", "section.earlier": "Earlier tickets", "earlier.none": "This is the first ticket.",
  "property.subject": "Subject", "property.status": "Status", "property.assignee_id": "Assignee", "property.team_id": "Team", "property.priority": "Priority", "property.type": "Type",
  "property.tags": "Tags", "property.followers": "Followers", "property.snoozed_until": "Snoozed", "property.created_at": "Opened", "tag.add": "Add",
  "status.new": "New", "status.open": "Open", "status.pending": "Pending", "status.on_hold": "On hold", "status.solved": "Solved", "status.closed": "Closed",
  "status.open.more": "Waits for us", "status.pending.more": "Waits for the customer", "status.on_hold.more": "Waits for somebody else", "status.solved.more": "Done; a reply opens it again",
  "priority.low": "Low", "priority.normal": "Normal", "priority.high": "High", "priority.urgent": "Urgent",
  "type.question": "Question", "type.incident": "Incident", "type.problem": "Problem", "type.task": "Task", "type.complaint": "Complaint", "type.none": "No type",
  "channel.email": "E-mail", "channel.webchat": "Chat", "channel.api": "API", "channel.form": "Form", "channel.wechat": "WeChat", "channel.wecom": "WeCom", "channel.whatsapp": "WhatsApp",
  "channel.telegram": "Telegram", "channel.line": "LINE", "channel.messenger": "Messenger", "channel.instagram": "Instagram", "channel.sms": "SMS", "channel.voice": "Phone",
  "clock.first_reply": "First reply", "clock.next_reply": "Next reply", "clock.solution": "Solution", "clock.follow_up": "Follow-up", "clock.call_back": "Call back", "clock.left": "{time} left",
  "customer.local": "Local time {time}", "customer.since": "Since {date}", "identity.verified": "Verified", "identity.verified.more": "Proved to belong to this customer",
  "identity.unverified": "Not verified", "identity.unverified.more": "Not proved to be theirs", "identity.email": "E-mail", "identity.phone": "Phone", "identity.user_id": "Account", "identity.webchat": "Chat",
  "identity.wechat": "WeChat", "identity.visitor": "Chat visitor", "identity.external_id": "External id", "identity.member": "Member card", "identity.api": "API",
  "link.related": "related", "link.child": "part", "link.parent": "whole", "link.merged": "merged", "link.follow_up": "follow-up", "link.split": "split off",
  "link.as.related": "Related", "link.as.child": "A part of this", "link.as.parent": "This is a part of it", "link.kind": "How they belong together", "link.title": "Link #{id} with",
  "merge.title": "Merge #{id} into another ticket", "merge.more": "The messages of #{id} and whatever is still to come move to the ticket you choose. It can be undone.", "merge.into": "Merge into #{id}",
  "split.title": "Split #{id}", "split.more": "The messages you choose move to a ticket of their own, linked with this one.", "split.choose": "Messages", "split.subject": "Subject of the new ticket", "split.do": ["Split {n} message", "Split {n} messages"],
  "ticket_search.label": "Ticket", "ticket_search.hint": "Number or words", "ticket_search.none": "No ticket found",
  "new.name": "Name", "new.inbox": "From", "new.team_auto": "By the inbox", "new.message": "Message", "new.as.reply": "Write to the customer", "new.as.note": "Only for the team", "new.create": "Create ticket", "new.send": "Send",
  "new.known": "Known customers", "new.no_email": "Give an e-mail address such as carol@example.com.", "new.no_subject": "Say in a few words what it is about.", "new.no_text": "Write the message.",

  // What happened
  "events.more": ["{n} earlier change", "{n} earlier changes"],
  "event.ticket_opened": "{who} opened the ticket", "event.took": "{who} took the ticket", "event.ticket_assigned": "{who} gave it to {to}", "event.ticket_unassigned": "{who} took it from {from}", "event.let_go": "{who} gave it back",
  "event.team_changed": "{who} handed it to {to}", "event.status_changed": "{who} changed the status: {from} → {to}", "event.priority_changed": "{who} set the priority to {to}", "event.type_changed": "{who} set the type to {to}",
  "event.customer_recognised": "The customer answered from the address this ticket was opened for",
  "event.subject_changed": "{who} changed the subject", "event.tags_changed": "{who} {what}", "event.tags_added": "added {tags}", "event.tags_removed": "took off {tags}",
  "event.fields_changed": "{who} changed {field}", "event.snoozed": "{who} snoozed it until {time}", "event.woken": "It is awake again", "event.follower_added": "{to} follows it", "event.follower_removed": "{to} follows it no longer",
  "event.merged": "{who} merged #{id} into it", "event.merged_away": "{who} merged it into #{id}", "event.cc_changed": "{who} changed the copies", "event.unmerged": "{who} undid a merge", "event.split": "{who} split off #{id}", "event.linked": "{who} linked #{id}", "event.unlinked": "{who} took off the link to #{id}",
  "event.spam_marked": "{who} marked it as spam", "event.spam_cleared": "{who}: not spam", "event.trashed": "{who} moved it to the trash", "event.restored": "{who} restored it",
  "event.reply_cancelled": "{who} took a reply back before it went out", "event.message_deleted": "{who} deleted a message", "event.other": "{who}: {name}",

  // Told when looking elsewhere
  "notices.customer": "Customer", "notices.assigned": "Assigned to you", "notices.assigned.one": "Assigned to you: {subject}", "notices.assigned.many": ["{n} ticket was assigned to you", "{n} tickets were assigned to you"],
  "notices.mention": "You were mentioned", "notices.mention.one": "You were mentioned: {subject}", "notices.mention.many": ["You were mentioned in {n} ticket", "You were mentioned in {n} tickets"], "notices.show": "Show",
  "notices.queue": "Customers are waiting", "notices.blocked": "The browser does not allow notifications from this address. Allow them in its settings.",

  // Connection, errors
  "renewed": "The program was renewed. What you write is kept.", "renewed.reload": "Load this page again",
  "offline.since": "No connection since {time}.", "offline.safe": "What you write is kept here.", "offline.waiting": ["{n} message waits to be sent.", "{n} messages wait to be sent."],
  "failed.title": "This could not be loaded", "failed.offline": "No connection", "error.offline": "The desk cannot be reached. What you wrote is kept.", "error.signed_out": "Your session is over. Sign in again.",
  "error.403": "Your role does not allow this.", "error.404": "It is no longer there, or not for you to see.", "error.413": "The file is too large.", "error.429": "That was a little too often. Wait a moment.", "error.server": "Something failed on the server. Nothing was changed. Try again.",
  "again.title": "Sign in again", "again.safe": "Your session is over. What you wrote is still here.", "again.page": "Sign-in page", "again.wrong": "That did not work. Check the password.",

  // Times
  "time.now": "now", "ago.min": "{n} min", "ago.h": "{n} h", "time.s": "{n} s", "time.min": "{n} min", "time.h": "{n} h", "time.d": "{n} d", "time.today": "Today", "time.yesterday": "Yesterday",

  // Command bar and keys
  "commands.placeholder": "Type a command, a view, a name or a ticket number", "commands.none": "No such command", "commands.ticket": "This ticket", "commands.go": "Go and make", "commands.me": "Me",
  "commands.assign": "Assign to {name}", "commands.be": "Be {state}", "commands.open": "Open ticket #{id}", "commands.search": "Search for “{text}”",
  "keys.title": "Keys", "keys.go": "Move", "keys.write": "Write", "keys.ticket": "Ticket", "keys.off": "Single-letter keys are switched off in your menu.", "keys.fields": "Single-letter keys are off while you type in a field.",
};
