"""Trying a mailbox: sign in to both servers as it is done at work, and say in plain words what they do not like."""

from contextlib import suppress

from channels.adapters.email import mailbox, options, sending
from channels.channel import Later

NO_FOLDER = ("the mailbox has no folder {name}", "邮箱中没有文件夹 {name}。")
IN = ("Receiving does not work: {why}", "无法收信：{why}")
OUT = ("Sending does not work: {why}", "无法发信：{why}")
NO_SENDING = (
    "There is no SMTP server: mail is taken in, but nobody can answer.",
    "未填写 SMTP 服务器：可以收信，但无法回复。",
)


def check(settings: dict) -> list[tuple[str, str]]:
    """What is wrong with these settings; the servers are asked only when they look right."""
    return options.wrong(settings) or [*_receiving(settings), *_sending(settings)]


def _receiving(settings: dict) -> list[tuple[str, str]]:
    if not settings.get("imap_host"):  # mail is posted to us instead
        return []
    try:
        with mailbox.connected(settings) as box:
            there = [name for name in options.folders(settings) if box.folder.exists(name)]
    except mailbox.Unreachable as why:
        return [_said(IN, why=why)]
    return [_said(NO_FOLDER, name=name) for name in options.folders(settings) if name not in there]


def _sending(settings: dict) -> list[tuple[str, str]]:
    if settings.get("try_out") == "yes" or (settings.get("relay_url") and not settings.get("smtp_host")):
        return []
    if not settings.get("smtp_host"):
        return [NO_SENDING]
    try:
        server = sending.connected(settings)
    except Later as why:
        return [_said(OUT, why=why)]
    with suppress(OSError):
        server.quit()
    return []


def _said(words: tuple[str, str], **known) -> tuple[str, str]:
    return words[0].format(**known), words[1].format(**known)
