"""The bot of each inbox: on or off, name, tone, hours, how sure it must be, and what that comes to."""

from flask import jsonify, request
from sqlalchemy import select

from channels import Inbox
from chatbot import judging, trying
from chatbot.base import curve_of, ranking_engine
from chatbot.bot import Bot
from chatbot.engines import all_engines
from chatbot.flows.flow import Flow
from chatbot.hours import DAYS, BadHours, checked
from chatbot.measured import Measured
from chatbot.saving import BadBot, bots, save_bot
from chatbot.taking import LETTERS
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show
from helpdesk.settings.zones import grouped

WITHOUT = ("voice",)  # a bot does not talk on the telephone
LANGUAGES = ("en", "zh")
_SHOWN = [round(0.70 + step / 100, 2) for step in range(30)]


@pages.get("/bot")
@allowed("bot.manage")
def list_bots():
    """Every inbox with its bot, and how it does."""
    inboxes = [one for one in db.session.scalars(select(Inbox).order_by(Inbox.name).limit(500)) if _may_have(one)]
    known = bots()
    return show("bots", "bot", inboxes=inboxes, bots=known, live={b.id: judging.live(b) for b in known.values()})


@pages.get("/bot/<int:inbox_id>")
@allowed("bot.manage")
def show_bot(inbox_id: int):
    """One bot with its curve and its verdicts."""
    inbox, bot = _inbox(inbox_id), bots().get(inbox_id)
    bot = bot or Bot(
        inbox_id=inbox_id, enabled=False, aim=0.9, tone="warm", mail="draft", hours={}, name_en="", name_zh=""
    )
    return show(
        "bot",
        "bot",
        inbox=inbox,
        bot=bot,
        letters=inbox.channel in LETTERS,
        engines=all_engines(),
        zones=grouped(me().language, request.form.get("zone") or (bot.hours or {}).get("zone") or me().time_zone),
        model={name: value for name, value in (bot.model or {}).items() if name != "key"},
        has_key=bool((bot.model or {}).get("key")),
        live=judging.live(bot) if bot.id else None,
        lately=judging.bands_lately(bot) if bot.id else {},
        curves={language: _curve(bot, language) for language in LANGUAGES},
    )


@pages.post("/bot/<int:inbox_id>")
@allowed("bot.manage")
def change_bot(inbox_id: int):
    """Save it."""
    inbox, form = _inbox(inbox_id), request.form
    try:
        save_bot(
            inbox.id,
            by=me(),
            enabled="enabled" in form,
            name_en=form.get("name_en", "").strip(),
            name_zh=form.get("name_zh", "").strip(),
            tone=form.get("tone", "warm"),
            mail=form.get("mail", "draft"),
            aim=_share("aim"),
            engine=form.get("engine") or None,
            hours=_hours(),
            model=_model(bots().get(inbox_id)),
        )
    except (BadBot, BadHours) as error:
        return again(show_bot, _wrong_words(str(error)), inbox_id=inbox_id)
    return saved("show_bot", "Saved.", "已保存。", inbox_id=inbox_id)


@pages.post("/bot/<int:inbox_id>/past.json")
@allowed("bot.manage")
def try_on_the_past(inbox_id: int):
    """Have the last solved tickets put to it; the answer names where the result will be."""
    inbox, bot = _inbox(inbox_id), bots().get(inbox_id)
    language = request.form.get("language", "en")
    if bot is None or language not in LANGUAGES:
        raise Refusal(422, "invalid", "Save the bot first.", "请先保存机器人设置。")
    limit = max(10, min(request.form.get("limit", 200, type=int) or 200, 500))
    return jsonify(name=trying.begin("past", bot_id=bot.id, language=language, limit=limit), inbox=inbox.id), 202


@pages.get("/bot/tried/<name>.json")
@allowed("bot.manage")
def tried(name: str):
    """What came of it; empty while it is being worked out."""
    try:
        return jsonify(result=trying.result_of(name))
    except LookupError:
        raise Refusal(404) from None


def _curve(bot: Bot, language: str) -> dict:
    """The curve of what anybody may read in this language; `measured` is empty until a worker has asked it."""
    engine = ranking_engine(bot.engine)
    name = f"public:{language}:{engine.kind}"
    curve, mark = curve_of(name, engine)
    at = curve.at(bot.aim)
    row = db.session.scalar(select(Measured).where(Measured.base == name))
    return {
        "measured": row.at if row is not None and mark else None,
        "questions": curve.questions,
        "points": [[t, round(p, 3), round(a, 3)] for t, p, a in curve.points],
        "aims": [(aim, curve.at(aim)) for aim in _SHOWN if aim >= 0.7],
        "at": at,
        "wrong": [one for one in curve.wrong if one["chance"] >= at.threshold][:20] or list(curve.wrong)[:8],
        "titles": _titles(curve.wrong, language),
    }


def _titles(wrong, language: str) -> dict:
    from knowledge_base.article import ArticleText

    numbers = {n for one in wrong for n in (one["gold"], one["found"]) if isinstance(n, int)}
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.title, ArticleText.language).where(
            ArticleText.article_id.in_(numbers), ArticleText.published_id.is_not(None)
        )
    )
    found: dict = {}
    for number, title, spoken in rows:
        if spoken == language or number not in found:
            found[number] = title
    for flow in db.session.scalars(select(Flow).limit(200)):  # as entries.py calls them
        found[f"flow:{flow.id}"] = flow.name_in(language)
    return found


def _hours() -> dict:
    """The form's rows: one span a day; empty days are days off, and without any the bot is always on."""
    if request.form.get("when") != "hours":
        return {}
    days = [[[request.form.get(f"from_{d}", ""), request.form.get(f"to_{d}", "")]] for d in range(DAYS)]
    return checked(request.form.get("zone", "UTC"), days)


def _model(bot: Bot | None) -> dict | None:
    from chatbot.engines import llm

    form = request.form
    if form.get("engine") != llm.kind:
        return bot.model if bot is not None else None
    key = form.get("model_key", "").strip() or ((bot.model or {}).get("key", "") if bot is not None else "")
    model = {"address": form.get("model_address", "").strip(), "model": form.get("model_name", "").strip(), "key": key}
    if bad := llm.wrong_with(model):
        raise BadBot(f"model_{bad}")
    return model


def _wrong_words(field: str) -> str:
    words = {
        "aim": ("The precision wanted is between 50 and 99 %.", "期望准确率须在 50% 至 99% 之间。"),
        "time": ("Write times as 09:00.", "时间请写成 09:00 的形式。"),
        "span": ("A day needs a beginning and an end.", "请填写每天的起止时间。"),
        "zone": ("There is no such time zone.", "没有这个时区。"),
        "model_address": ("The model needs an address such as https://models.example/v1.", "请填写模型地址，例如 https://models.example/v1。"),
        "model_model": ("The model needs a name.", "请填写模型名称。"),
        "name_en": ("A name has 60 characters at most.", "名称最多 60 个字。"),
        "name_zh": ("A name has 60 characters at most.", "名称最多 60 个字。"),
    }  # fmt: skip
    return say(*words.get(field, ("This cannot be kept.", "无法保存。")))


def _share(name: str) -> float:
    try:
        return round(float(request.form.get(name, "")) / 100, 4)
    except ValueError:
        raise BadBot(name) from None


def _inbox(number: int) -> Inbox:
    inbox = get(Inbox, number)
    if inbox is None or not _may_have(inbox):
        raise Refusal(404)
    return inbox


def _may_have(inbox: Inbox) -> bool:
    return inbox.channel not in WITHOUT
