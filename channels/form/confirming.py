"""Confirm by e-mail that a form has arrived: seldom, and without a word of what was typed into it.

Whoever fills in a form may name anybody's address. What goes there must be of no use to them.
"""

from channels.form.options import options_of
from channels.webchat import mail_inbox_of
from helpdesk.events import SYSTEM
from helpdesk.throttle import Throttle, TooOften
from tickets import reply

DAY, HOUR = 86_400, 3600
_ADDRESS = Throttle("form.confirm", limit=1, seconds=DAY)  # a mailbox, however its address is spelt
_ALL = Throttle("form.confirm_all", limit=60, seconds=HOUR)  # of one form
SUBJECT = {"en": "We have received your request #{number}", "zh": "我们已收到您的请求 #{number}"}
TEXT = {
    "en": "We have received your request and will answer it at this address. Its number is #{number}.\n\n"
    "If you did not write to us, somebody has entered your address by mistake. You need do nothing.",
    "zh": "我们已收到您的请求，将通过此邮箱回复您。请求编号为 #{number}。\n\n如果您没有联系过我们，"
    "可能是他人误填了您的邮箱，您无需进行任何操作。",
}


def confirm(inbox, ticket, filled) -> None:
    """Write the confirmation, if this form sends any and this address has had none today; inside the verb."""
    if not options_of(inbox).confirms or mail_inbox_of(inbox) is None:
        return
    try:
        _ALL.stop(inbox.key)
        _ADDRESS.hit(mailbox_of(filled.email))
    except TooOften:
        return
    _ALL.count(inbox.key)
    reply(
        ticket,
        by=SYSTEM,
        text=TEXT[filled.language].format(number=ticket.id),
        is_auto=True,
        subject=SUBJECT[filled.language].format(number=ticket.id),
    )


def mailbox_of(address: str) -> str:
    """Where mail to this address ends up: victim+1@ and v.ictim@gmail.com are one mailbox."""
    local, _, domain = address.lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"
