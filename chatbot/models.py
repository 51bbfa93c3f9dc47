"""Every table of the bot."""

from chatbot.bot import Bot
from chatbot.flows.flow import Flow, FlowVersion
from chatbot.measured import Measured
from chatbot.talk import Talk
from chatbot.turn import Turn

__all__ = ["Bot", "Flow", "FlowVersion", "Measured", "Talk", "Turn"]
