"""Plant one inbox of every channel that has an adapter."""

from channels import Inbox, all_adapters
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.hot import insert

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
# Where a ticket is filed whose channel has no adapter in this version: what another program brings, or a chat.
STANDS_IN = {"voice": "api", "sms": "api", "form": "api", "email": "api"}


def plant_inboxes(cast: Cast) -> None:
    """Make the inboxes, each leading to the team that its messages are for."""
    teams = {channel: team["id"] for team in world.people()["teams"] for channel in team["inboxes"]}
    for channel in all_adapters():
        if channel in NAMES:
            team = cast.teams[teams[channel]]
            cast.inboxes[channel] = insert(Inbox(name=NAMES[channel], channel=channel, team_id=team.id))


def inbox_of(cast: Cast, channel: str) -> Inbox:
    """The inbox of this channel, or the one that stands in for it."""
    for name in (channel, STANDS_IN.get(channel, "webchat"), "api"):
        if name in cast.inboxes:
            return cast.inboxes[name]
    raise LookupError(f"no inbox can stand in for {channel}")
