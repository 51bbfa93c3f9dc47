"""The model that tells languages apart, from shared tables: by itself it holds 78 MB in every process that asks."""

import sys
from importlib.metadata import version as version_of

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from helpdesk.tables import let_go, tables

LANGUAGES = ["en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "ru", "pl", "tr", "vi"]
_LAYOUT = 1  # of what made() gives


def version() -> str:
    """Of the wheel, and of the way it is laid out."""
    return f"{version_of('py3langid')}.{_LAYOUT}"


def made() -> dict[str, np.ndarray]:
    """Everything the model looks at, as arrays; of our languages alone."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(LANGUAGES)
    return {
        "likely": np.ascontiguousarray(model.nb_ptc),
        "usual": np.asarray(model.nb_pc),
        "languages": np.array(model.nb_classes),
        "moves": np.array(model.tk_nextmove),
        "rows": np.array(model._rowbase, np.uint32),
        "told": np.array(model.tk_output, np.int32),
    }


class Model:
    """Tells which of our languages a text is in."""

    def __init__(self, shared: dict[str, np.ndarray] | None):
        found = shared or made()
        moves, told, self._moves = memoryview(found["moves"]), memoryview(found["told"]), found["moves"]
        languages = found["languages"].tolist()
        self._model = LanguageIdentifier(found["likely"], found["usual"], languages, moves, told, tk_row=())
        self._model._rowbase = memoryview(found["rows"])

    def classify(self, text: str) -> str:
        """The ISO 639-1 code of its language."""
        language = self._model.classify(text)[0]
        let_go(self._moves)
        return language


def loaded() -> Model:
    """The model, from the tables of this machine where it has them."""
    return Model(tables(sys.modules[__name__]))
