"""Ready: the models in use, held by this process; read anew when another has replaced one."""

import threading
from dataclasses import dataclass

import structlog
from flask import current_app
from sqlalchemy import func, select

from helpdesk import files, memory
from helpdesk.db import db
from helpdesk.stamps import Stamp
from routing.classifying.trained import USED, TrainedModel

log = structlog.get_logger()
_STAMP = Stamp(TrainedModel, func.max(TrainedModel.id), func.count(), where=[TrainedModel.state == USED])
_reading = threading.Lock()


@dataclass(frozen=True)
class Held:
    """One model and the number of its row."""

    model_id: int
    model: object


class _Known:
    stamp: tuple = ()
    models: dict[str, Held] = {}


def models_at_hand() -> dict[str, Held] | None:
    """The models in use, if this process has read them; it costs one small question. If not, they are read beside."""
    stamp = _stamp()
    if stamp == _Known.stamp:
        return _Known.models
    if stamp[1] is not None and not _reading.locked():  # reading takes a moment, and whoever asks holds up the others
        app = current_app._get_current_object()
        threading.Thread(target=_read_beside, args=(app,), name="classifier", daemon=True).start()
    return None


def models_in_use() -> dict[str, Held]:
    """The models in use, read first where they are new: that takes a moment."""
    with _reading:
        stamp = _stamp()
        if stamp != _Known.stamp:
            _Known.models, _Known.stamp = _read(), stamp
            memory.hand_back()  # a file of terms was unpacked for it
    return _Known.models


def _read_beside(app) -> None:
    with app.app_context():
        models_in_use()


def _stamp() -> tuple:
    return _STAMP.here()


def _read() -> dict[str, Held]:
    found = {}
    for row in db.session.scalars(select(TrainedModel).where(TrainedModel.state == USED)):
        from routing.classifying.model_file import from_bytes  # numpy: only who guesses carries it

        try:
            model = from_bytes(files.get(row.figures["file"]))
            model.classify("")  # what it needs is loaded here, and no ticket waits for it
            found[row.target] = Held(row.id, model)
        except (OSError, ValueError, KeyError, ImportError):  # gone, damaged, or its wheel is: tonight there is another
            log.exception("model not read", target=row.target)
    return found
