"""Value: where stages and levels begin, what currencies are worth, targets of journeys, the look-up."""

from dataclasses import asdict, fields

from flask import flash, request

from helpdesk.customers.buying.money import money, set_money, unknown_currencies
from helpdesk.customers.choices import chosen
from helpdesk.customers.outside import looking_up
from helpdesk.customers.outside.looking_up import BadLookUp
from helpdesk.customers.valuing import nightly
from helpdesk.customers.valuing.thresholds import Thresholds, draw, thresholds
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.settings.pages import again, number, pages, saved, show
from tickets.journey.targets import BOUNDS, Targets, aim, targets

_KINDS = {
    "email": ("E-mail", "邮箱"),
    "phone": ("Phone", "电话"),
    "user_id": ("Account", "登录账号"),
    "member": ("Member card", "会员卡"),
    "wechat": ("WeChat openid", "微信 openid"),
    "unionid": ("WeChat unionid", "微信 unionid"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
}


@pages.get("/value")
@allowed("value.manage")
def show_value():
    """All of it on one page."""
    kept = money()
    return show(
        "value",
        "value",
        lines=asdict(thresholds()),
        money=kept,
        rates="\n".join(f"{code} {rate:g}" for code, rate in kept["rates"].items()),
        unknown=unknown_currencies(),
        targets=targets(),
        lookup=chosen(looking_up.CHOICE, looking_up.USUAL),
        kinds={kind: say(*_KINDS[kind]) for kind in looking_up.KINDS},
        night=chosen(nightly.CHOICE, nightly.USUAL),
    )


@pages.post("/value")
@allowed("value.manage")
def change_value():
    """Draw the lines elsewhere; everybody is reckoned anew within minutes."""
    given = {one.name: number(one.name, one.default, 0, 10_000) for one in fields(Thresholds)}
    try:
        draw(Thresholds(**given))
        nightly.nightly_at(number("hour", 18, 0, 23))
    except ValueError:
        told = say("Each limit must lie beyond the one before.", "数值相互矛盾，请保证依次递增。")
        return again(show_value, told)
    nightly.reckon_soon()
    return _saved()


@pages.post("/value/money")
@allowed("value.manage")
def change_money():
    """The company's currency, and what others are worth in it."""
    rows = [line.replace("=", " ").split() for line in request.form.get("rates", "").splitlines()[:100] if line.strip()]
    try:
        set_money(request.form.get("currency", ""), {code: float(rate) for code, rate in rows})
    except ValueError:
        told = say("A line is a currency and a number, as USD 7.1.", "每行须为货币代码和数值，例如 USD 7.1。")
        return again(show_value, told)
    nightly.reckon_soon()
    return _saved()


@pages.post("/value/journey")
@allowed("value.manage")
def change_targets():
    """How long is too long, how soon counts as going on."""
    aim(Targets(**{name: number(name, low, low, high) for name, (low, high) in BOUNDS.items()}))
    return saved("show_value", "Saved.", "已保存。")


@pages.post("/value/lookup")
@allowed("value.manage")
def change_lookup():
    """Where the company's own system is asked; a new secret is shown once."""
    fresh = looking_up.new_secret() if "fresh" in request.form or not chosen(looking_up.CHOICE, {}).get("url") else None
    try:
        looking_up.set_up(
            url=request.form.get("url", ""),
            inner="inner" in request.form,
            seconds=float(request.form.get("seconds") or 2),
            minutes=number("minutes", 15, 0, 1440),
            kinds=request.form.getlist("kinds"),
            secret=fresh,
        )
    except ValueError as error:
        where = error.field if isinstance(error, BadLookUp) else "seconds"
        told = {"url": say("The address begins with https://.", "地址须以 https:// 开头。")}
        return again(show_value, told.get(where, say("Wait 0.2 to 10 seconds.", "等待时间须为 0.2 至 10 秒。")))
    if fresh and request.form.get("url"):
        flash(
            say(f"Copy the secret now, it is not shown again: {fresh}", f"请立即复制密钥，之后不再显示：{fresh}"),
            "info",
        )
    return saved("show_value", "Saved.", "已保存。")


def _saved():
    return saved(
        "show_value", "Saved. Everybody is reckoned anew within minutes.", "已保存，几分钟内将重新计算全部客户。"
    )
