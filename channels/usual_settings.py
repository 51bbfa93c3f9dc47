"""Settings that several channels have, said once: where a site may be, what came before, which mail answers."""

import re

from channels.setting import Setting

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
QUOTE = Setting(
    "quote",
    required=False,
    advanced=True,
    default="no",
    choices=("no", "yes"),
    title=("Quote what is answered", "引用所回复的消息"),
    help=("Answers show the customer's last message above them.", "回复上方显示客户的上一条消息。"),
)

SEEN = Setting(
    "mark_read",
    required=False,
    advanced=True,
    default="yes",
    choices=("yes", "no"),
    title=("Show customers that we have read", "向客户显示已读"),
    help=(
        "Their message gets its read mark when somebody of the team opens the ticket.",
        "坐席打开工单后，客户看到消息已读。",
    ),
)


def address(default: str, title: tuple[str, str], help: tuple[str, str], name: str = "base_url") -> Setting:
    """Where the provider's API is; another place only for tests, regions and servers of one's own."""
    return Setting(name, required=False, advanced=True, default=default, title=title, help=help)


def before(name: str, title: tuple[str, str]) -> Setting:
    """The secret that was in use until now, while it is exchanged."""
    return Setting(
        f"{name}_before",
        secret=True,
        required=False,
        advanced=True,
        title=title,
        help=("Still accepted while you change it; empty it afterwards.", "更换期间仍然有效，更换完成后请清空。"),
    )


def sites(help: tuple[str, str]) -> Setting:
    """The web sites on whose pages something of ours may be shown."""
    return Setting("origins", required=False, title=("Allowed sites", "允许的网站"), help=help)


def wrong_sites(settings: dict) -> list[tuple[str, str]]:
    """What is wrong with them."""
    return [
        (
            f"{word} is not the address of a site: https://shop.example, without a path",
            f"{word} 不是网站地址，应形如 https://shop.example，不含路径",
        )
        for word in str(settings.get("origins") or "").replace(",", " ").split()
        if not ORIGIN.fullmatch(word.rstrip("/").lower())
    ]


def mail_inbox(title: tuple[str, str], help: tuple[str, str]) -> Setting:
    """Through which e-mail inbox answers go."""
    return Setting("follow_up_inbox", required=False, title=title, help=help)
