"""Rehearsal: a base asked its own phrasings, those and some entries taken out of it first."""

from dataclasses import dataclass

from knowledge_base.entry import Entry

_FOLDS = 5
_MOST_QUESTIONS = 300  # a fold: what more tell is little
_QUICK_FOLDS = 2  # of bases whose reading takes long
_LARGE = 1500  # ways of asking


@dataclass(frozen=True)
class Rehearsed:
    """One question put to the rest of its base."""

    text: str
    gold: int | str
    found: int | str
    chance: float
    answerable: bool

    @property
    def right(self) -> bool:
        """Whether the first entry was the one it came from."""
        return self.answerable and self.found == self.gold


def rehearse(entries: list[Entry], engine, sureness) -> list[Rehearsed]:
    """Every phrasing (or a sample) put once; nothing for a base that has titles only."""
    from helpdesk import meaning

    asked: list[Rehearsed] = []
    if len(entries) < _FOLDS or all(len(entry.ways) == 1 for entry in entries):
        return asked
    folds = _FOLDS if sum(len(entry.ways) for entry in entries) <= _LARGE else _QUICK_FOLDS
    with meaning.remembering():
        for fold in range(folds):
            kept, questions = split(entries, fold)
            answers = engine.read(kept).ask([text for text, _, _ in questions])
            for (text, gold, answerable), ranked in zip(questions, answers, strict=True):
                chance = sureness.chance(ranked.signals)
                asked.append(Rehearsed(text, gold, ranked.ids[0], chance, answerable))
    return asked


def split(entries: list[Entry], fold: int) -> tuple[list[Entry], list[tuple[str, int | str, bool]]]:
    """The base of a fold, and its questions: text, where it came from, and whether that is still there."""
    kept, questions = [], []
    for number, entry in enumerate(entries):
        gone = number % _FOLDS == fold
        out = [way for place, way in enumerate(entry.ways) if (place + number // _FOLDS) % _FOLDS == fold]
        stay = [way for way in entry.ways if way not in out]
        if not gone:
            first, *others = stay or entry.ways
            kept.append(Entry(entry.id, first, tuple(others), entry.answer))
        if gone or stay:
            questions += [(way, entry.id, not gone) for way in out]
    step = len(questions) // _MOST_QUESTIONS + 1
    return kept, questions[fold % step :: step]
