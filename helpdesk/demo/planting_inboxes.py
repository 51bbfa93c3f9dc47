"""Plant one inbox of every channel that has an adapter; where there is a stand-in, connected to it."""

import re
import secrets

from sqlalchemy import func, select

from channels import Inbox, all_adapters
from channels.connecting import connect
from channels.simulator.demo_lines import base_of, door, secret_of
from channels.simulator.register import SIMULATED, all_standins
from channels.simulator.serving import PREFIX
from helpdesk.db import db, transaction
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.people import Team
from tickets import Message

NAMES = {
    "email": "help@songtide.test",
    "webchat": "Songtide shop",
    "api": "Partners",
    "form": "Contact form",
    "wechat": "松汐 公众号",
    "wecom": "松汐 企业客服",
    "whatsapp": "Songtide WhatsApp",
    "telegram": "Songtide Telegram",
    "line": "松汐 LINE",
    "messenger": "Songtide Messenger",
    "instagram": "@songtide",
    "sms": "Songtide SMS",
    "voice": "Songtide telephone",
}
IS_DEMO = "demo"  # the mark of an inbox that was made here
CHAT = {
    "color": "#2b584b",
    "ask_name": "optional",
    "ask_email": "optional",
    "greeting_en": "Good day. What may we pour you?",
    "greeting_zh": "您好，想喝点什么，或有什么我们能帮忙的？",
}
MAILBOX = {"address": NAMES["email"], "sender_name": "Songtide"}
# Where a ticket is filed whose channel has no adapter in this version: what another program brings, or a chat.
STANDS_IN = {"voice": "api", "sms": "api", "form": "api", "email": "api"}


def plant_inboxes(cast: Cast) -> None:
    """Make the inboxes, each leading to the team that its messages are for."""
    teams = {channel: team["id"] for team in world.people()["teams"] for channel in team["inboxes"]}
    for channel in all_adapters():
        if channel in NAMES:
            cast.inboxes[channel] = _plant_inbox(channel, cast.teams[teams[channel]])


def inbox_of(cast: Cast, channel: str) -> Inbox:
    """The inbox of this channel, or the one that stands in for it."""
    for name in (channel, STANDS_IN.get(channel, "webchat"), "api"):
        if name in cast.inboxes:
            return cast.inboxes[name]
    raise LookupError(f"no inbox can stand in for {channel}")


@transaction()
def point_to_this_port() -> None:
    """Let simulated inboxes call the port that the program listens on today."""
    ours = re.compile(r"http://127\.0\.0\.1:\d+(?=" + PREFIX + "/)")
    for inbox in db.session.scalars(select(Inbox).where(Inbox.channel.in_(all_standins())).limit(500)):
        before = inbox.settings or {}
        after = {name: ours.sub(door(), value) if isinstance(value, str) else value for name, value in before.items()}
        if (inbox.options or {}).get(SIMULATED) and after != before:
            inbox.settings = after


def plant_traffic(cast: Cast) -> None:
    """Say of each inbox when something last came in and went out, as its messages have it."""
    for inbox in cast.inboxes.values():
        last = dict(
            map(
                tuple,
                db.session.execute(
                    select(Message.kind, func.max(Message.at))
                    .where(Message.inbox_id == inbox.id)
                    .group_by(Message.kind)
                ),
            )
        )
        inbox.last_in_at, inbox.last_out_at = last.get("inbound"), last.get("reply")


def _plant_inbox(channel: str, team: Team) -> Inbox:
    known = {"webchat": {**CHAT, "identity_secret": secrets.token_hex(32)}, "email": MAILBOX}.get(channel, {})
    # A channel that demands what only its provider could give is made with a word that no provider takes.
    demanded = {one.name: "demo" for one in all_adapters()[channel].settings if one.required and not one.default}
    standin = all_standins().get(channel)
    played = standin.settings(base_of(channel, channel), secret_of(channel)) if standin else {}
    return connect(
        channel=channel,
        name=NAMES[channel],
        settings=demanded | played | known,
        options={IS_DEMO: True} | ({SIMULATED: True} if standin else {}),
        key=channel,
        team_id=team.id,
    )
