"""Naming: what a bot calls itself, for those who show its words."""

from chatbot.bot import Bot
from chatbot.hours import at_work
from chatbot.taking import bots_on
from helpdesk import clock
from helpdesk.hot import get


def name_of(bot_id: int | None, language: str) -> str:
    """The bot's own name; empty where it has none, or is gone."""
    bot = get(Bot, bot_id) if bot_id else None
    return ((bot.name_zh if language == "zh" else bot.name_en) or bot.name_en or bot.name_zh) if bot is not None else ""


def shown_at(inbox_id: int, language: str) -> dict | None:
    """The bot that takes conversations of this inbox now: {"name"}; None where none does."""
    bot = get(Bot, bots_on()[inbox_id]) if inbox_id in bots_on() else None
    if bot is None or not bot.enabled or not at_work(bot.hours, clock.now()):
        return None
    return {"name": name_of(bot.id, language)}
