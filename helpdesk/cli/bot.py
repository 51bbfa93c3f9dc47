"""`bot`: how the bot would answer, without a database."""

from chatbot.command import bot

__all__ = ["bot"]
