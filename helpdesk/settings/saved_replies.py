"""Saved replies: what is written often. Everybody keeps their own; who leads writes those that everybody has."""

from flask import current_app, request
from sqlalchemy import select

import tickets
from helpdesk import people
from helpdesk.console import names
from helpdesk.db import db, transaction
from helpdesk.naming import LANGUAGES
from helpdesk.people.sessions import me, signed_in
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show
from tickets import Attachment, SavedReply
from tickets.attachment import as_chosen
from tickets.placeholders import NAMES
from tickets.refusals import NotAllowed
from tickets.uploading import MOST_FILES, NoSuchUpload, NotAccepted, TooLarge, upload

MOST = 200


@pages.get("/saved-replies")
@signed_in
def list_saved_replies():
    """Those this person has, or those of them that say what was typed."""
    asked = request.args.get("q", "").strip()[:100]
    rows = tickets.saved_replies(me(), query=asked, limit=MOST)
    teams = {team.id: team.name for team in names.teams()}
    return show("saved_replies", "saved-replies", rows=rows, asked=asked, teams=teams, languages=LANGUAGES, most=MOST)


@pages.get("/saved-replies/new")
@signed_in
def new_saved_reply():
    """An empty form."""
    return _form(None)


@pages.get("/saved-replies/<int:number>")
@signed_in
def show_saved_reply(number: int):
    """One of them, to be written anew by whoever may, to be read by the others."""
    return _form(_find(number))


@pages.post("/saved-replies")
@signed_in
def add_saved_reply():
    """Keep a new one."""
    return _keep(None, "Kept. Type / in an answer to find it.", "已保存。在回复中输入 / 即可使用。")


@pages.post("/saved-replies/<int:number>")
@signed_in
def change_saved_reply(number: int):
    """Write it anew."""
    return _keep(_changeable(number), "Saved.", "已保存。")


@pages.post("/saved-replies/<int:number>/dropped")
@signed_in
def drop_saved_reply(number: int):
    """Forget it; what was sent with it stays sent."""
    tickets.drop_reply(_changeable(number))
    return saved("list_saved_replies", "The saved reply is gone.", "快捷回复已删除。")


def _keep(row: SavedReply | None, en: str, zh: str):
    form, everybody = request.form, _shares()
    whose = form.get("whose", "mine") if everybody else "mine"
    team = int(whose) if whose.isdecimal() and int(whose) in {one.id for one in names.teams()} else None
    try:
        with transaction():
            kept = tickets.save_reply(
                row,
                title=form.get("title", ""),
                text=form.get("text", "").replace("\r\n", "\n"),
                shortcut=form.get("shortcut", "").strip().lstrip("/"),
                language=form.get("language") if form.get("language") in LANGUAGES else None,
                by=me(),
                shared=whose == "all" or team is not None,
                team_id=team,
                attachment_ids=_chosen(row),
            )
    except (NotAllowed, TooLarge, NotAccepted, NoSuchUpload) as why:
        db.session.expire_all()
        return again(_form, _told(why), row=_find(row.id) if row else None)
    return saved("show_saved_reply", en, zh, number=kept.id)


def _chosen(row: SavedReply | None) -> list[int]:
    """The files that stay, and those that came with the form."""
    stay = [number for number in (row.attachment_ids if row else ()) if str(number) in request.form.getlist("keep")]
    given = [one for one in request.files.getlist("files") if one.filename]
    if len(stay) + len(given) > MOST_FILES:
        raise NoSuchUpload
    about = {"by_kind": "agent", "by_id": me().id}
    return stay + [
        upload(filename=one.filename, content_type=one.mimetype, data=one.read(), **about).id for one in given
    ]


def _form(row: SavedReply | None):
    chosen = list(row.attachment_ids or []) if row else []
    files = as_chosen(db.session.scalars(select(Attachment).where(Attachment.id.in_(chosen))), chosen) if chosen else []
    return show(
        "saved_reply",
        "saved-replies",
        row=row,
        files=files,
        may=row is None or _may_change(row),
        shares=_shares(),
        teams=names.teams(),
        languages=LANGUAGES,
        placeholders=sorted(NAMES),
        most_files=MOST_FILES,
        mb=current_app.config["ATTACHMENT_LIMIT_MB"],
    )


def _told(why: Exception) -> str:
    if isinstance(why, NotAllowed):
        wrong = ", ".join(f"{{{{{one}}}}}" for one in why.details.get("placeholders", ()))
        return f"{say(why.en, why.zh)} {wrong}".strip()
    if isinstance(why, TooLarge):
        limit = current_app.config["ATTACHMENT_LIMIT_MB"]
        return say(f"A file may have {limit} MB at most.", f"文件不能超过 {limit} MB。")
    if isinstance(why, NotAccepted):
        return say("Empty files and programs cannot be sent.", "不能发送空文件或可执行文件。")
    return say(f"{MOST_FILES} files at most.", f"最多 {MOST_FILES} 个文件。")


def _shares() -> bool:
    return people.may(me(), "replies.share")


def _may_change(row: SavedReply) -> bool:
    return row.owner_id == me().id or (row.owner_id is None and _shares())


def _find(number: int) -> SavedReply:
    try:
        return tickets.saved_reply_of(me(), number)
    except LookupError:
        raise Refusal(404) from None


def _changeable(number: int) -> SavedReply:
    row = _find(number)
    if not _may_change(row):
        raise Refusal(404)
    return row
