"""The bot: answers when it is sure, steps aside when it is not.

Reactions: take_or_pass, step_aside, note_change, learn_verdict. It speaks in `answering`, decides in `thinking`,
knows how sure it may be by `bases` and `calibrating`.
"""

from chatbot.answering import answer_waiting, waits_since
from chatbot.bases import note_change, warm
from chatbot.bot import Bot
from chatbot.judging import judge, live, watch
from chatbot.naming import name_of, shown_at
from chatbot.taking import step_aside, take_or_pass

__all__ = [
    "Bot",
    "answer_waiting",
    "judge",
    "live",
    "name_of",
    "note_change",
    "shown_at",
    "step_aside",
    "take_or_pass",
    "waits_since",
    "warm",
    "watch",
]
