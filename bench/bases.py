"""The bases of questions that lie beside the project, and one large one joined from them."""

from chatbot.reading import entries_in, queries_in
from knowledge_base.entry import Entry
from tests.support.shared import shared_data

BASES = ("bitext_k3", "clinc_k1", "clinc_k3", "clinc_k10", "hwu_k1", "hwu_k5", "tpe")


def base(name: str) -> tuple[list[Entry], list[dict]]:
    """Entries and questions."""
    folder = shared_data("faq", "kb")
    return entries_in(folder / f"{name}.kb.jsonl"), queries_in(folder / f"{name}.queries.jsonl")


def family(name: str) -> str:
    """Bases of one origin are no test of one another."""
    return name.split("_")[0]


def large(size: int) -> tuple[list[Entry], list[str]]:
    """As many entries, each with a title and an answer: the questions of all bases, beside Chinese answers."""
    answers = [entry.answer for entry in base("tpe")[0]]
    titles = [query["text"] for name in BASES for query in base(name)[1]]
    titles = list(dict.fromkeys([entry.question for name in BASES for entry in base(name)[0]] + titles))
    entries = [Entry(number, title, (), answers[number % len(answers)]) for number, title in enumerate(titles[:size])]
    return entries, titles[:: max(1, len(titles) // 300)]
