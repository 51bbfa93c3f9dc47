"""Pulling: what came to each account since its cursor, a page at a time, each page committed with its cursor.

A crash between the answer and the commit costs a second question; messages that were stored are known by their msgid.
"""

import json

import structlog
from sqlalchemy import select

from channels.adapters.wecom import options
from channels.adapters.wecom.api import api
from channels.arriving import arrive
from channels.channel import Later, Refused, Request, Unsure
from channels.inbox import Inbox
from channels.tencent.asking import Api, Refusal
from helpdesk import clock
from helpdesk.customers import Identity
from helpdesk.customers.identity import index_of
from helpdesk.db import db

log = structlog.get_logger()
METHOD = "PULL"
# WeCom gives up to 1000, but a page is one transaction, and nobody shall wait long for that.
PAGE = 100
TOKEN_COUNTS = 540.0  # seconds; WeCom says ten minutes
ASKED_AT_ONCE = 100


def poll(inbox: Inbox) -> None:
    """Take in what has come to every account of this inbox."""
    number, settings = inbox.id, inbox.settings or {}
    wecom = api(settings)
    for open_kfid in _accounts(number, settings, wecom):
        while _take_page(number, open_kfid, wecom):
            pass


def _accounts(inbox_id: int, settings: dict, wecom: Api) -> list[str]:
    named = options.accounts(settings)
    if named:
        return named
    # A new account is known by its first hint; all that there are is asked only once.
    known = [name.partition(":")[2] for name in _state(inbox_id) if name.startswith(("cursor:", "token:"))]
    if not known:
        listed = wecom.tell("/cgi-bin/kf/account/list", {"offset": 0, "limit": 100}).get("account_list") or []
        known = [str(one["open_kfid"]) for one in listed if one.get("open_kfid")]
    return list(dict.fromkeys(known))


def _take_page(inbox_id: int, open_kfid: str, wecom: Api) -> bool:
    """Pull one page and take it in; whether there is more."""
    state = _state(inbox_id)
    page = _page(wecom, open_kfid, state.get(f"cursor:{open_kfid}") or "", _token(state, open_kfid))
    people = _people(wecom, [m for m in page.get("msg_list") or [] if isinstance(m, dict)])
    body = json.dumps({"open_kfid": open_kfid, "page": page, "people": people}, ensure_ascii=False)
    arrive(db.session.get(Inbox, inbox_id), Request(METHOD, "kf/sync_msg", {}, {"open_kfid": open_kfid}, body.encode()))
    further = page.get("next_cursor") not in ("", None, state.get(f"cursor:{open_kfid}"))
    return bool(page.get("has_more")) and further


def _page(wecom: Api, open_kfid: str, cursor: str, token: str) -> dict:
    asked = {"open_kfid": open_kfid, "cursor": cursor, "limit": PAGE, "voice_format": 0}
    try:
        return wecom.tell("/cgi-bin/kf/sync_msg", {**asked, "token": token} if token else asked)
    except Refusal as why:
        if why.number != 95007 or not token:
            raise
    return wecom.tell("/cgi-bin/kf/sync_msg", asked)  # the hint's token has ended: it is allowed without, only seldom


def _people(wecom: Api, messages: list[dict]) -> dict[str, dict]:
    """Who those are that have never written before; nobody, should WeCom not tell."""
    who = {str(message.get("external_userid")) for message in messages if message.get("external_userid")}
    fresh = sorted(who - _known(who))[:ASKED_AT_ONCE]
    if not fresh:
        return {}
    try:
        found = wecom.tell("/cgi-bin/kf/customer/batchget", {"external_userid_list": fresh}).get("customer_list") or []
    except (Later, Refused, Unsure) as why:  # a name is no reason to keep a message waiting
        log.warning("names not told", channel="wecom", error=type(why).__name__)
        return {}
    return {
        str(one.get("external_userid")): {"name": one.get("nickname"), "unionid": one.get("unionid")}
        for one in found
        if isinstance(one, dict)
    }


def _known(who: set[str]) -> set[str]:
    indexes = {index_of("wecom", name): name for name in who}
    rows = db.session.scalars(
        select(Identity.value_index).where(Identity.kind == "wecom", Identity.value_index.in_(indexes))
    ).all()
    db.session.rollback()
    return {indexes[index] for index in rows}


def _state(inbox_id: int) -> dict:
    state = db.session.get(Inbox, inbox_id, populate_existing=True).state or {}
    db.session.rollback()  # no connection is held while WeCom takes its time
    return state


def _token(state: dict, open_kfid: str) -> str:
    token, at = state.get(f"token:{open_kfid}") or ("", 0)
    return token if clock.now().timestamp() - at < TOKEN_COUNTS else ""
