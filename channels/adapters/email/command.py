"""`mail parse FILE…`: what the program reads in a mail, as JSON lines; it changes nothing and needs no database."""

import json
import sys
from pathlib import Path

import click

from channels.adapters.email.mail import Mail
from channels.adapters.email.reading import read


@click.group()
def mail() -> None:
    """Look into mails."""


@mail.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
def parse(files: tuple[str, ...]) -> None:
    """Print what is read in each FILE (- is standard input), one line of JSON a mail."""
    unread = False
    for name in files:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as why:
            click.echo(f"{name}: {why.strerror or why}", err=True)
            unread = True
            continue
        click.echo(json.dumps({"file": name, **described(read(raw))}, ensure_ascii=False))
    if unread:
        raise SystemExit(1)


def described(mail: Mail) -> dict:
    """A mail as plain data."""
    return {
        "from_email": mail.from_email,
        "from_name": mail.from_name,
        "to": [address for _, address in mail.to],
        "cc": [address for _, address in mail.cc],
        "reply_to": [address for _, address in mail.reply_to],
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "text": mail.text,
        "html": mail.html,
        "reply": mail.reply,
        "quoted": mail.quoted,
        "signature": mail.signature,
        "attachments": [
            {
                "filename": one.filename,
                "size": one.size,
                "md5": one.md5,
                "content_type": one.content_type,
                "content_id": one.content_id,
                "inline": one.inline,
            }
            for one in mail.attachments
        ],
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": list(mail.references),
        "is_auto": mail.is_auto,
        "is_bounce": mail.is_bounce,
        "bounced_message_ids": list(mail.bounced_message_ids),
        "bounced_addresses": list(mail.bounced_addresses),
    }
