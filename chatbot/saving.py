"""Save how the bot behaves on an inbox."""

from sqlalchemy import select

from chatbot.bot import MAIL, TONES, Bot
from chatbot.engines import all_engines
from chatbot.events import BOT_CHANGED
from chatbot.taking import forget_bots
from helpdesk import clock
from helpdesk.db import db, on_commit, only_one, transaction
from helpdesk.events import record

LOWEST, HIGHEST = 0.5, 0.99
LONGEST_NAME = 60


class BadBot(ValueError):
    """These settings cannot be kept; `field` says which."""

    def __init__(self, field: str):
        self.field = field
        super().__init__(field)


@transaction()
def save_bot(inbox_id: int, *, by, **values) -> Bot:
    """Change what is given: enabled, name_en, name_zh, tone, hours, aim, engine, mail, model. Raises BadBot."""
    _check(values)
    only_one("bot", inbox_id)
    bot = bot_of(inbox_id) or Bot(inbox_id=inbox_id)
    db.session.add(bot)
    for name, value in values.items():
        setattr(bot, name, value)
    bot.updated_at = clock.now()
    db.session.flush()
    record(BOT_CHANGED, by=by, bot=bot.id, changed=sorted(values))  # which, never what: a key may be among them
    on_commit(forget_bots)
    return bot


def bot_of(inbox_id: int) -> Bot | None:
    """The bot of this inbox; None where nobody has set one up."""
    return db.session.scalar(select(Bot).where(Bot.inbox_id == inbox_id))


def bots() -> dict[int, Bot]:
    """All bots by their inbox."""
    return {bot.inbox_id: bot for bot in db.session.scalars(select(Bot).limit(1000))}


def _check(values: dict) -> None:
    rules = {
        "tone": lambda tone: tone in TONES,
        "mail": lambda mail: mail in MAIL,
        "aim": lambda aim: LOWEST <= aim <= HIGHEST,
        "engine": lambda engine: engine is None or engine in all_engines(),
        "name_en": lambda name: len(name) <= LONGEST_NAME,
        "name_zh": lambda name: len(name) <= LONGEST_NAME,
    }
    for name, value in values.items():
        if name in rules and not rules[name](value):
            raise BadBot(name)
