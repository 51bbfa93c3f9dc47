"""What the first screen shows."""

from flask import Blueprint, current_app, jsonify

import chatbot
import knowledge_base as kb
from channels import Inbox, webchat
from channels.adapters import webchat as adapter
from channels.webchat import options_of
from helpdesk.reader import language
from helpdesk.widget import throttles
from helpdesk.widget.here import here, usual_reply_seconds
from helpdesk.widget.shapes import conversation_line, shared_line, visitor_shape
from helpdesk.widget.who import of_inbox, visitor_of
from tickets.uploading import MOST_FILES, REFUSED_ENDINGS

ARTICLES = 4


def register(blueprint: Blueprint) -> None:
    """Its address."""
    blueprint.get("/widget/<key>/start.json")(start)


@of_inbox
def start(inbox: Inbox):
    """Everything for the first screen; who has no token yet sees it too, without conversations."""
    throttles.look()
    visitor = visitor_of(inbox, needed=False)
    conversations = webchat.conversations_of(visitor) if visitor else []
    return jsonify(
        inbox=_inbox(inbox),
        here=here(inbox),
        usual_reply_seconds=usual_reply_seconds(inbox),
        visitor=visitor_shape(visitor),
        conversations=[conversation_line(line) for line in conversations],
        shared=_shared(visitor),
        articles=_articles(),
    )


def _shared(visitor: webchat.Visitor | None) -> list[dict]:
    lines = webchat.shared_conversations(visitor) if visitor else []
    names = webchat.names_of([line.ticket for line in lines])
    return [shared_line(line, names.get(line.ticket.customer_id, "")) for line in lines]


def _articles() -> list[dict]:
    """The few articles that are read most, in the language of the chat; none while the help centre is shut."""
    if not kb.centre().enabled:
        return []
    # As anybody sees them: the help centre opens in a tab of its own, where nobody is signed in.
    found = kb.most_read(kb.ANYBODY, language(), limit=ARTICLES)
    return [{"title": title, "url": f"/help/{locale}/articles/{slug}"} for _, locale, slug, title in found]


def _inbox(inbox: Inbox) -> dict:
    options = options_of(inbox)
    return {
        "name": inbox.name,
        "greeting": options.greeting,
        "pre_chat": options.pre_chat,
        "bot": chatbot.shown_at(inbox.id, language()),
        "mails": webchat.mail_inbox_of(inbox) is not None,
        "text_limit": adapter.capabilities.max_text,
        "file_limits": {
            "count": MOST_FILES,
            "bytes": int(current_app.config["ATTACHMENT_LIMIT_MB"]) * 2**20,
            "refused": REFUSED_ENDINGS,
        },
    }
