"""Mailing: the link by which a customer signs in, through the first mailbox that is connected.

It is no message of a ticket, and nothing of it is kept: whoever waits in vain asks for another.
"""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import structlog
from sqlalchemy import select

from channels import Inbox
from channels.adapters.email.sending import hand_over
from channels.channel import Later, Refused, Unsure
from helpdesk import lanes
from helpdesk.db import db, let_go

log = structlog.get_logger()
SUBJECT = {"en": "Your link to sign in", "zh": "您的登录链接"}
TEXT = {
    "en": "Open this link to see your requests and what we answered. It works once, for half an hour:\n\n{link}\n\n"
    "If you did not ask for it, you need do nothing.",
    "zh": "打开下面的链接即可查看您的请求与我们的回复。链接半小时内有效，仅可使用一次：\n\n{link}\n\n"
    "如果这不是您本人的操作，无需理会。",
}


def mail_inbox() -> Inbox | None:
    """The mailbox that writes."""
    wanted = select(Inbox).where(Inbox.channel == "email", Inbox.enabled.is_(True)).order_by(Inbox.id).limit(1)
    return db.session.scalar(wanted)


def post_link(address: str, link: str, locale: str) -> None:
    """Send it, beside this request: how long that takes must not tell anything either."""
    inbox = mail_inbox()
    if inbox is not None:
        settings = dict(inbox.settings or {})
        let_go()
        lanes.run(f"help:link:{link[-24:]}", _post, settings, address, link, locale)


def _post(settings: dict, address: str, link: str, locale: str) -> None:
    language = locale if locale in TEXT else "en"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings["address"], address, SUBJECT[language]
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=settings["address"].rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(TEXT[language].format(link=link))
    try:
        hand_over([address], mail.as_bytes(), settings)
    except (Later, Refused, Unsure) as why:
        log.warning("link not sent", error=type(why).__name__)
