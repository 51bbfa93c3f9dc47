"""Dead letters: what came in and nobody could make anything of; tried again or thrown away."""

from sqlalchemy import select

from channels import Inbox, dead_letters
from helpdesk.db import db
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.settings.pages import pages, saved, show, wrong


@pages.get("/dead-letters")
@allowed("inboxes.manage")
def list_dead_letters():
    """The oldest hundred."""
    names = {number: name for number, name in db.session.execute(select(Inbox.id, Inbox.name))}
    return show("dead_letters", "dead-letters", letters=dead_letters.all_dead(), names=names)


@pages.post("/dead-letters/replay")
@allowed("inboxes.manage")
def replay_dead_letters():
    """Try the oldest hundred again."""
    letters = [letter.id for letter in dead_letters.all_dead()]
    done = sum(dead_letters.replay(number) for number in letters)
    return saved(
        "list_dead_letters",
        f"{done} of {len(letters)} were understood now.",
        f"{len(letters)} 条中有 {done} 条已成功识别。",
    )


@pages.post("/dead-letters/<int:number>/replay")
@allowed("inboxes.manage")
def replay_dead_letter(number: int):
    """Try this one again."""
    if dead_letters.replay(number):
        return saved("list_dead_letters", "Understood now.", "已成功识别。")
    return wrong("list_dead_letters", say("Still not understood. It is kept.", "仍无法识别，原文已保留。"))


@pages.post("/dead-letters/<int:number>/discard")
@allowed("inboxes.manage")
def discard_dead_letter(number: int):
    """Throw this one away for good."""
    dead_letters.discard(number)
    return saved("list_dead_letters", "Discarded.", "已丢弃。")
