"""Learning: each night anew from the desk's own past; what is learned is tried before it replaces what was."""

import secrets
from collections import Counter
from functools import partial

import structlog
from sqlalchemy import select

from helpdesk import clock, files
from helpdesk.db import db, on_commit, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from routing.classifying import progress
from routing.classifying.choices import choices
from routing.classifying.guess import TARGETS
from routing.classifying.past import Example, examples
from routing.classifying.trained import REFUSED, REPLACED, USED, TrainedModel
from tickets.events import CLASSIFIER_TRAINED

log = structlog.get_logger()
FEWEST = 60  # texts
FEWEST_OF_A_LABEL = 5
HELD_OUT = 0.2  # the newest: tried on what came after what it learned from, as it will be
WORSE = 0.03  # than the one in use: more than chance makes of a large hold-out
STRANGE = 0.05  # of today's tickets with a label that the one in use does not know: it was for another desk
KEPT = 10  # rows of past trainings that are shown, for each target


def retrain(targets: tuple[str, ...] = TARGETS) -> list[TrainedModel]:
    """Learn what the admin wants guessed; one row for each that was tried."""
    from helpdesk import meaning  # numpy: only who learns carries it

    wanted, learned = choices(), []
    names = [name for name in targets if wanted.targets[name].on]
    progress.begun(len(names))
    with progress.beating(), meaning.remembering():  # all targets are learned from the same texts
        found = examples(wanted.topic_field)
        for name in names:
            progress.learning(name, len(learned))
            learned.append(_learn(name, wanted.targets[name].precision, found))
    progress.ended()
    return learned


def _learn(target: str, precision: float, found: list[Example]) -> TrainedModel:
    rows = _with_enough([(row.text, row.labels[target]) for row in found if target in row.labels])
    why = _too_little(rows)
    if why:
        return _kept(target, None, {}, len(rows), why)
    from routing.classifying.model_file import to_bytes
    from routing.classifying.trying import train_and_try  # scikit-learn: only who learns carries it

    model, figures = train_and_try(rows, HELD_OUT, precision)
    if _is_worse(figures, in_use(target), rows):
        return _kept(target, None, figures, len(rows), "worse")
    return _kept(target, (to_bytes(model), model.threshold), figures, len(rows), "")


def _is_worse(figures: dict, used: TrainedModel | None, rows: list[tuple[str, str]]) -> bool:
    """Than the one in use, by more than chance makes of what that one was tried on.

    Its figure says nothing of a desk that has got other teams or topics since; there both are tried on today's tickets.
    """
    known = used.figures.get("accuracy") if used is not None else None
    if known is None or figures["accuracy"] >= known - _chance(known, used.figures.get("tried", 1000)):
        return False
    from routing.classifying.trying import right_of, split

    model, today = _read(used), split(rows, HELD_OUT)[1]
    if model is None:
        return False
    strange = sum(label not in model.labels for _, label in today) / len(today)
    return strange <= STRANGE or figures["accuracy"] < right_of(model, today) - WORSE


def _chance(share: float, tried: int) -> float:
    """Twice the spread of such a share among so many; of a hold-out of a dozen chance makes much."""
    likely = (share * tried + 1) / (tried + 2)
    return max(WORSE, 2 * (likely * (1 - likely) / tried) ** 0.5)


def _read(row: TrainedModel):
    from routing.classifying.model_file import from_bytes

    try:
        return from_bytes(files.get(row.figures["file"]))
    except (OSError, ValueError, KeyError):  # it is gone or damaged: whatever is new is better
        return None


def in_use(target: str) -> TrainedModel | None:
    """The model that guesses this now."""
    return db.session.scalar(select(TrainedModel).where(TrainedModel.target == target, TrainedModel.state == USED))


def _with_enough(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    often = Counter(label for _, label in rows)
    return [row for row in rows if often[row[1]] >= FEWEST_OF_A_LABEL]


def _too_little(rows: list[tuple[str, str]]) -> str:
    if len({label for _, label in rows}) < 2:
        return "one_label"
    return "few" if len(rows) < FEWEST else ""


@transaction()
def _kept(target: str, model: tuple | None, figures: dict, texts: int, why: str) -> TrainedModel:
    """`model` is what to write to a file, and its threshold: packing it takes seconds, and nobody waits for it."""
    row = TrainedModel(target=target, trained_at=clock.now(), state=REFUSED, texts=texts, figures=figures, why=why)
    if model is not None:
        row.figures = {**figures, "file": secrets.token_hex(16)}
        data, row.threshold = model
        files.put(row.figures["file"], data)
        _replace(target)
        row.state = USED
    insert(row)
    record(CLASSIFIER_TRAINED, by=None, target=target, model=row.id, used=row.state == USED)
    _forget_old(target)
    log.info("classifier learned", target=target, used=row.state == USED, why=why)
    return row


def _replace(target: str) -> None:
    for row in db.session.scalars(
        select(TrainedModel).where(TrainedModel.target == target, TrainedModel.state == USED).with_for_update()
    ):
        row.state = REPLACED
        _drop_file(row)
    db.session.flush()


def _forget_old(target: str) -> None:
    query = select(TrainedModel).where(TrainedModel.target == target, TrainedModel.state != USED)
    for row in db.session.scalars(query.order_by(TrainedModel.id.desc()).offset(KEPT)):
        _drop_file(row)
        db.session.delete(row)


def _drop_file(row: TrainedModel) -> None:
    """What was learned from people who may have been forgotten since does not stay."""
    if "file" in row.figures:
        on_commit(partial(files.remove, row.figures["file"]))  # not before: it may yet be the one in use
        row.figures = {name: value for name, value in row.figures.items() if name != "file"}
