"""Macros: several changes of a ticket under one name, with a text to begin with; everybody's, and one's own."""

from flask import request

import tickets
from helpdesk import people
from helpdesk.console import names
from helpdesk.db import db
from helpdesk.people.sessions import me, signed_in
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show
from routing.facts import words
from tickets import Macro
from tickets.placeholders import NAMES
from tickets.refusals import NotAllowed

GIVEN = ("open", "pending", "on_hold", "solved")  # new and closed are given by nobody
CHOSEN = {
    "status": {status: words.STATUSES[status] for status in GIVEN},
    "priority": words.PRIORITIES,
    "type": words.TYPES,
}
WRITTEN = ("en", "zh")  # the languages of the form; texts in others stay as they are


@pages.get("/macros")
@signed_in
def list_macros():
    """Everybody's and one's own."""
    return show("macros", "macros", rows=tickets.macros_of(me()), said=_said)


@pages.get("/macros/new")
@signed_in
def new_macro():
    """An empty form."""
    return _form(None)


@pages.get("/macros/<int:number>")
@signed_in
def show_macro(number: int):
    """One of them, to be written anew by whoever may, to be read by the others."""
    return _form(_find(number))


@pages.post("/macros")
@signed_in
def add_macro():
    """Keep a new one."""
    return _keep(None, "Kept. M in a ticket offers it.", "已保存。在工单中按 M 即可使用。")


@pages.post("/macros/<int:number>")
@signed_in
def change_macro(number: int):
    """Write it anew."""
    return _keep(_changeable(number), "Saved.", "已保存。")


@pages.post("/macros/<int:number>/dropped")
@signed_in
def drop_macro(number: int):
    """Forget it; what it did stays done."""
    tickets.drop_macro(_changeable(number))
    return saved("list_macros", "The macro is gone.", "宏已删除。")


def _keep(row: Macro | None, en: str, zh: str):
    form = request.form
    others = {code: text for code, text in (row.replies or {}).items() if code not in WRITTEN} if row else {}
    written = {code: form.get(f"reply_{code}", "").replace("\r\n", "\n")[:100_000] for code in WRITTEN}
    try:
        kept = tickets.save_macro(
            row,
            title_en=(form.get("title_en", "").strip() or form.get("title_zh", "").strip())[:200],
            title_zh=form.get("title_zh", "").strip()[:200],
            description=form.get("description", "").strip()[:500],
            changes=_changes(row),
            replies=others | written,
            note=form.get("note", "").replace("\r\n", "\n")[:20_000],
            by=me(),
            shared=_shares() and form.get("whose") == "all",
        )
    except NotAllowed as why:
        db.session.expire_all()
        wrong = ", ".join(f"{{{{{one}}}}}" for one in why.details.get("placeholders", ()))
        return again(_form, f"{say(why.en, why.zh)} {wrong}".strip(), row=_find(row.id) if row else None)
    return saved("show_macro", en, zh, number=kept.id)


def _changes(row: Macro | None) -> dict:
    """What the form says; what a program has put in and the form does not know stays."""
    form = request.form
    known = {*CHOSEN, "team_id", "assignee_id", "tags_add", "tags_remove", "follow"}
    changes = {name: value for name, value in (row.changes if row else {}).items() if name not in known}
    changes |= {name: form[name] for name, values in CHOSEN.items() if form.get(name) in values}
    team, whom = form.get("team", ""), form.get("assignee", "")
    if team.isdecimal() and int(team) in {one.id for one in names.teams()}:
        changes["team_id"] = int(team)
    if whom in ("me", "nobody"):
        changes["assignee_id"] = "me" if whom == "me" else None
    elif whom.isdecimal() and int(whom) in names.agent_names():
        changes["assignee_id"] = int(whom)
    for name in ("tags_add", "tags_remove"):
        if tags := [tag.strip()[:60] for tag in form.get(name, "").replace("，", ",").split(",") if tag.strip()][:20]:
            changes[name] = tags
    return changes | ({"follow": True} if "follow" in form else {})


def _form(row: Macro | None):
    return show(
        "macro",
        "macros",
        row=row,
        changes=row.changes if row else {},
        may=row is None or _may_change(row),
        shares=_shares(),
        chosen={name: (values, _label(name)) for name, values in CHOSEN.items()},
        teams=names.teams(),
        agents=[one for one in names.agents() if one.disabled_at is None],
        placeholders=sorted(NAMES),
    )


def _label(name: str) -> str:
    said = {"status": ("Status", "状态"), "priority": ("Priority", "优先级"), "type": ("Type", "类型")}
    return say(*said[name])


def _said(row: Macro) -> str:
    """What it does, in a line."""
    changes, teams, agents = row.changes or {}, {one.id: one.name for one in names.teams()}, names.agent_names()
    found = [
        f"{_label(name)} {say(*values[changes[name]])}"
        for name, values in CHOSEN.items()
        if changes.get(name) in values
    ]
    if "team_id" in changes:
        found.append(say(f"team {teams.get(changes['team_id'], '–')}", f"团队 {teams.get(changes['team_id'], '–')}"))
    if "assignee_id" in changes:
        whom = changes["assignee_id"]
        name = say("whoever runs it", "执行者") if whom == "me" else agents.get(whom) or say("nobody", "不指定")
        found.append(say(f"to {name}", f"分配给{name}"))
    found += [f"+{tag}" for tag in changes.get("tags_add", ())] + [f"−{tag}" for tag in changes.get("tags_remove", ())]
    found += [say("a text", "回复内容")] * bool(row.replies) + [say("a note", "备注")] * bool(row.note)
    return " · ".join(found) or "–"


def _shares() -> bool:
    return people.may(me(), "replies.share")


def _may_change(row: Macro) -> bool:
    return row.owner_id == me().id or (row.owner_id is None and _shares())


def _find(number: int) -> Macro:
    try:
        return tickets.macro_of(me(), number)
    except LookupError:
        raise Refusal(404) from None


def _changeable(number: int) -> Macro:
    row = _find(number)
    if not _may_change(row):
        raise Refusal(404)
    return row
