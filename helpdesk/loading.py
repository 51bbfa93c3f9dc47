"""Loading: what several processes need is loaded by their parent before it forks, so that they share its pages.

Whatever each of them loads by itself it holds for itself. Nothing here may open a connection or start a thread.
"""

import os
from importlib import import_module

from sqlalchemy.orm import configure_mappers

# What is imported late, so that commands begin quickly, and by web, worker and schedule sooner or later.
LATE = (
    "_strptime",
    "email.policy",
    "fsspec.implementations.local",
    "numpy",
    "PIL.ImageDraw",
    "chatbot.ranking.ranker",
    "chatbot.ranking.sureness",
    "knowledge_base.index.asking",
    "routing.classifying.model",
    "whoosh.highlight",
    "whoosh.query",
    "whoosh.searching",
    "helpdesk.language_model",
)


def load_for_all() -> None:
    """Load what web, worker and schedule come to need: adapters, engines, numbers, calendars, mappings."""
    # One thread is what they use. More would be started here, and of all threads a fork has only the one that forks.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from channels import all_adapters
    from chatbot.engines import all_engines
    from helpdesk import language, meaning
    from routing.hours import HolidaySet

    for name in LATE:
        import_module(name)
    if meaning.is_there():
        import_module("helpdesk.meaning_model")
    all_adapters(), all_engines()
    HolidaySet("CN")  # the holidays of one country come with those of all
    language.words("Weather 天气")
    configure_mappers()
