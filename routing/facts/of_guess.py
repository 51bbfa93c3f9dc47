"""What the classifier thinks a ticket is about, once it has looked."""

from routing.classifying.guess import predicted
from routing.facts.field import NUMBER, WORD, Field


def _guess(facts):
    return predicted(facts.ticket.id, "topic")


def _topic(facts):
    return facts["_guess"].label if facts["_guess"] is not None else None


def _sureness(facts):
    return round(facts["_guess"].sureness * 100) if facts["_guess"] is not None else None


FIELDS = (
    Field("predicted_topic", WORD, "Likely topic", "预测主题", _topic),
    Field("sureness", NUMBER, "How sure it is", "置信度", _sureness, unit=("%", "%")),
)
READERS = {"_guess": _guess}
