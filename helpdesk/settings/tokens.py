"""API tokens: what one's programs sign in with."""

from flask import flash, redirect, request, url_for
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import api_token
from helpdesk.people.api_token import ApiToken
from helpdesk.people.sessions import me, signed_in
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show, wrong


@pages.get("/tokens")
@signed_in
def list_tokens():
    """One's own tokens."""
    mine = select(ApiToken).where(ApiToken.agent_id == me().id, ApiToken.ended_at.is_(None))
    return show("tokens", "tokens", tokens=db.session.scalars(mine.order_by(ApiToken.id.desc()).limit(200)).all())


@pages.post("/tokens")
@signed_in
def make_token():
    """A token, shown once."""
    try:
        token = api_token.create(me(), name=request.form.get("name", ""), by=me())
    except ValueError:
        return wrong("list_tokens", say("A name has at most 200 characters.", "名称最多 200 个字符。"))
    flash(say(f"Copy it now, it is not shown again: {token}", f"请立即复制，之后不再显示：{token}"), "info")
    return redirect(url_for("settings.list_tokens"))


@pages.post("/tokens/<int:number>/end")
@signed_in
def end_token(number: int):
    """Programs with this token are out at once."""
    row = db.session.scalar(select(ApiToken).where(ApiToken.id == number, ApiToken.agent_id == me().id))
    if row is None:
        raise Refusal(404)
    api_token.end(row, by=me())
    return saved("list_tokens", "The token is worth nothing now.", "令牌已失效。")
