"""Privacy: who sees contact data, how long what is kept, and what was looked at, handed out and erased."""

from flask import redirect, request, url_for
from sqlalchemy import select

from helpdesk import customers
from helpdesk.customers.events import CONTACT_REVEALED, CUSTOMER_EXPORTED
from helpdesk.customers.privacy import policy
from helpdesk.customers.privacy.erasure import Erasure
from helpdesk.customers.privacy.retention_rule import KEPT, RetentionRule
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.hot import get
from helpdesk.naming import ADDRESSES, CHANNELS
from helpdesk.people import Agent
from helpdesk.people.roles import ROLES
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, number, pages, saved, show
from tickets import retention

MOST = 50


@pages.get("/privacy")
@allowed("privacy.manage")
def show_privacy():
    """Everything on one page; who is asked for by address stands in the query as typed."""
    rules = list(db.session.scalars(select(RetentionRule).order_by(RetentionRule.id).limit(200)))
    tried = request.args.get("tried", type=int)
    trial_of = next((rule for rule in rules if rule.id == tried), None)
    return show(
        "privacy",
        "privacy",
        roles=ROLES,
        masked=set(policy.chosen(policy.MASKED_ROLES)),
        rules=rules,
        kept=KEPT,
        trial_of=trial_of,
        channels=CHANNELS,
        addresses=ADDRESSES,
        trial=retention.try_out(trial_of) if trial_of else None,
        looks=_events(CONTACT_REVEALED, CUSTOMER_EXPORTED),
        erasures=list(db.session.scalars(select(Erasure).order_by(Erasure.id.desc()).limit(MOST))),
        names=dict(map(tuple, db.session.execute(select(Agent.id, Agent.name)))),
    )


@pages.post("/privacy/masks")
@allowed("privacy.manage")
def save_masks():
    """Who sees contact data masked."""
    policy.choose(policy.MASKED_ROLES, [role for role in ROLES if role in request.form.getlist("role")])
    return saved("show_privacy", "Saved. It holds at once.", "已保存，立即生效。")


@pages.post("/privacy/find")
@allowed("privacy.manage")
def find_person():
    """To the page of the person with this number or address; POST, so that no address stands in a log."""
    who = request.form.get("who", "").strip()[:254]
    if who.isdecimal() and len(who) < 15 and get(customers.Customer, int(who)) is not None:
        return _on_to(int(who))
    found = sorted({identity.customer_id for identity in customers.find_identities(who)}) if who else []
    if not found:
        return again(show_privacy, say("There is no such customer.", "没有找到该客户。"))
    if len(found) > 1:
        listed = ", ".join(map(str, found))
        return again(show_privacy, say(f"Several claim this: {listed}.", f"多位客户使用此联系方式：{listed}。"))
    return _on_to(found[0])


def _on_to(customer_id: int):
    return redirect(url_for("settings.show_person_privacy", customer_id=customer_id))


@pages.post("/privacy/rules")
@allowed("privacy.manage")
def add_retention_rule():
    """A new rule, switched off until it was tried."""
    form = request.form
    try:
        retention.add_rule(
            what=form.get("what", ""),
            days=number("days", 365, 0, 100_000),
            channel=_channel(form.get("channel", "")),
            tag=form.get("tag", "").strip()[:60],
            by=me(),
        )
    except ValueError:
        why = say("Choose what is kept, and 1 to 36,500 days.", "请选择内容，期限为 1 至 36500 天。")
        return again(show_privacy, why)
    return saved("show_privacy", "Added. Try it, then switch it on.", "已添加。请先试算，再启用。")


def _channel(kind: str) -> str:
    """Raises ValueError: a rule for a channel that there is not would never delete anything."""
    if kind and kind not in CHANNELS:
        raise ValueError(kind)
    return kind


@pages.post("/privacy/rules/<int:rule_id>/<to>")
@allowed("privacy.manage")
def change_retention_rule(rule_id: int, to: str):
    """On, off, or away with it."""
    rule = get(RetentionRule, rule_id)
    if rule is None or to not in ("on", "off", "drop"):
        raise Refusal(404)
    if to == "drop":
        retention.drop_rule(rule)
    else:
        retention.switch(rule, on=to == "on")
    return saved("show_privacy", "Saved.", "已保存。")


def _events(*names: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name.in_(names)).order_by(Event.id.desc()).limit(MOST)))
