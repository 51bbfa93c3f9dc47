"""The mails of ../shared/data/mail, what is expected of each, and how well we read them."""

import difflib
import html
import json
import re
from functools import cache
from pathlib import Path

from channels.adapters.email import trimming
from channels.adapters.email.mail import Mail
from channels.adapters.email.reading import read
from tests.support import shared_data

NOT_MAILS = {".json", ".xml", ".out", ".note", ".html", ".trimmed"}
NOTHING = "no visible content"
CLOSE = 0.9


@cache
def read_all() -> dict[Path, Mail]:
    """Every mail, read."""
    return {path: read(path.read_bytes()) for path in all_mails()}


def folder() -> Path:
    """Where the mails lie."""
    return shared_data("mail")


@cache
def all_mails() -> list[Path]:
    """Every mail there is, and every text of one."""
    found = []
    for path in sorted(folder().rglob("*")):
        parts = set(path.relative_to(folder()).parts[:-1])
        expected = "mime4j" in parts and path.suffix != ".msg" or parts & {"trimmed", "elided"}
        if path.is_file() and path.suffix not in NOT_MAILS and "LICENSE" not in path.name and not expected:
            found.append(path)
    return found


@cache
def zammad() -> dict[str, tuple[Mail, dict]]:
    """Name → (the mail as read, what is expected of it less what is disputed)."""
    expected = json.loads((folder() / "zammad" / "expected.json").read_text())
    disputed = json.loads((folder() / "zammad" / "disputed.json").read_text())["skip"]
    return {
        name: (
            read((folder() / "zammad" / f"{name}.box").read_bytes()),
            {key: value for key, value in wanted.items() if key not in disputed.get(name, [])},
        )
        for name, wanted in expected.items()
    }


@cache
def scores() -> dict[str, tuple[int, int]]:
    """Figure → (right, of) on zammad's mails."""
    right: dict[str, list[bool]] = {"from": [], "subject": [], "body": [], "attachments": []}
    for mail, wanted in zammad().values():
        if "from_email" in wanted:
            right["from"].append(mail.from_email == wanted["from_email"])
        if "subject" in wanted:
            right["subject"].append(mail.subject.split() == wanted["subject"].split())
        if "body" in wanted:
            right["body"].append(closeness(mail, wanted["body"]) >= CLOSE)
        have = {one.md5 for one in mail.attachments}
        right["attachments"] += [one["md5"] in have for one in wanted.get("attachments", []) if not one["alternative"]]
    return {figure: (sum(hits), len(hits)) for figure, hits in right.items()}


def closeness(mail: Mail, wanted: str) -> float:
    """How much of the wanted body is the text we read, blanks aside; 1.0 is all."""
    bare = "" if wanted == NOTHING else _bare(wanted)
    return difflib.SequenceMatcher(None, bare[:5000], _unspaced(mail.text)[:5000], autojunk=False).ratio()


def _bare(text: str) -> str:
    return _unspaced(html.unescape(re.sub(r"</?[a-z][^>]*>", "", text, flags=re.I)))


def _unspaced(text: str) -> str:
    return re.sub(r"[\s\xa0]+", "", text)


@cache
def replies() -> dict[str, tuple[str, str]]:
    """Name → (what we keep, what is wanted) of the reply texts."""
    texts = folder() / "email_reply_trimmer"
    return {
        path.name: (trimming.trim(_text(path))[0], _text(texts / "trimmed" / path.name).strip())
        for path in sorted((texts / "emails").glob("*.txt"))
    }


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


@cache
def labelled() -> dict[str, tuple[Mail, dict]]:
    """Path → (the mail as read, whether it is a bounce and whether it must not be answered)."""
    labels = json.loads((folder() / "auto_bounce_labels.json").read_text())
    return {name: (read((folder() / name).read_bytes()), label) for name, label in labels.items()}


@cache
def bounces() -> dict[str, int]:
    """How many mails were rightly and wrongly taken for bounces and for automatic ones, and how many missed."""
    found = dict.fromkeys(("bounces", "false bounces", "missed bounces", "automatic", "missed automatic"), 0)
    for mail, label in labelled().values():
        found["bounces"] += mail.is_bounce and label["bounce"]
        found["false bounces"] += mail.is_bounce and not label["bounce"]
        found["missed bounces"] += label["bounce"] and not mail.is_bounce
        found["automatic"] += mail.is_auto and label["no_autoreply"]
        found["missed automatic"] += label["no_autoreply"] and not mail.is_auto
    return found


def header_cases() -> list[tuple[bytes, bool]]:
    """(mail, whether it may be answered automatically) of the given header cases."""
    cases = json.loads(shared_data("auto_reply_headers.json").read_text())["cases"]
    return [(_with(case["headers"]), case["may_send_auto_reply"]) for case in cases]


def _with(headers: dict) -> bytes:
    fields = {"From": "carol@example.com", "To": "OUR-OWN-MAILBOX", "Subject": "Help", "Message-ID": "<1@example.com>"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in {**fields, **headers}.items())
    named = lines.replace("OUR-OWN-MAILBOX", "support@shop.test").replace("OUR-FQDN", "desk.shop.test")
    return named.encode() + b"\r\nPlease help.\r\n"
