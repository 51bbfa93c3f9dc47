"""Model file: a model as arrays and JSON, and back, without anything being unpickled."""

import io
import json

import numpy as np

from routing.classifying import trees
from routing.classifying.model import ANALYSERS, Means, Model, Part, SecondOpinion
from routing.classifying.vocabulary import Vocabulary


def to_bytes(model: Model) -> bytes:
    """As a file of arrays and JSON."""
    arrays = {"bias": model.bias, "sure": model.sure, "threshold": np.array([model.threshold])}
    texts = {"labels": model.labels}
    for number, part in enumerate(model.parts):
        arrays |= {f"rarity{number}": part.rarity.astype(np.float32), f"says{number}": part.says.astype(np.float32)}
        texts[f"terms{number}"] = part.terms.terms
    arrays["texts"] = np.frombuffer(json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8)
    if model.second is not None:
        arrays |= {"rows": model.second.rows.astype(np.int32), "axes": model.second.axes.astype(np.float16)}
        for number, layer in enumerate(model.second.layers):
            arrays |= {f"layer{number}_{place}": array.astype(np.float32) for place, array in enumerate(layer)}
    if model.third is not None:
        arrays |= model.third.arrays()
    if model.means is not None:
        arrays["middle"] = model.means.middle
        if model.means.says is not None:
            arrays["meaning_says"] = model.means.says.astype(np.float32)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def from_bytes(data: bytes) -> Model:
    """Read what to_bytes() wrote. Raises ValueError for anything else; objects in it are refused, never built."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        texts = json.loads(arrays["texts"].tobytes().decode("utf-8", "surrogatepass"))
        parts = tuple(
            Part(
                Vocabulary(texts[f"terms{number}"]),
                arrays[f"rarity{number}"],
                arrays[f"says{number}"],
            )
            for number in range(len(ANALYSERS))
        )
        second = _second_of(arrays) if "axes" in arrays.files else None
        means = Means(arrays["middle"], arrays.get("meaning_says")) if "middle" in arrays.files else None
        sure, threshold = arrays["sure"], float(arrays["threshold"][0])
        third = trees.from_arrays(arrays)
        return Model(texts["labels"], parts, arrays["bias"], sure, threshold, second, means, third)


def _second_of(arrays) -> SecondOpinion:
    voters = sum(name.endswith("_0") and name.startswith("layer") for name in arrays.files)
    layers = [tuple(arrays[f"layer{number}_{place}"] for place in range(4)) for number in range(voters)]
    return SecondOpinion(arrays["rows"], arrays["axes"], layers)
