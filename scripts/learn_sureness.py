"""Learn how sure the bot may be, from the bases in ../shared/data/faq, and write the coefficients it ships with.

`python -m scripts.learn_sureness` writes; `make bench ARGS=faq` says what each family gets from the others.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.bases import BASES, base, family
from chatbot.engines import all_engines
from chatbot.ranking.sureness import features

_TARGET = Path(__file__).parent.parent / "chatbot" / "ranking" / "coefficients"
_SHRINKAGE = 0.3
_LEFT_ALONE = ("learned", "probable", "bordered")  # opinions of heads: not every base has them


def main() -> None:
    """All engines that can work here."""
    for kind, engine in all_engines().items():
        stored = learned({name: asked(engine, *base(name)) for name in BASES})
        (_TARGET / f"{kind}.json").write_text(json.dumps(stored, indent=1) + "\n")


def learned(asked: dict) -> dict:
    """What is stored for an engine."""
    usual, floor = _left_out(asked)
    return _learn(asked) | {"usual": usual, "floor": floor}


def asked(engine, entries, queries) -> tuple[list[dict], np.ndarray, np.ndarray, np.ndarray]:
    """Features; whether the first was right; whether one of three was; whether there was an answer."""
    ranked = engine.read(entries).ask([query["text"] for query in queries])
    golds = [query["gold"] for query in queries]
    return (
        [features(one.signals) for one in ranked],
        np.array([gold is not None and one.ids[0] == gold for one, gold in zip(ranked, golds, strict=True)]),
        np.array([gold is not None and gold in one.ids[:3] for one, gold in zip(ranked, golds, strict=True)]),
        np.array([gold is not None for gold in golds]),
    )


def _weights_of(names) -> dict[str, float]:
    """Families count alike, and within them their bases."""
    families = [family(name) for name in names]
    return {name: 1 / families.count(family(name)) for name in names}


def _learn(asked: dict) -> dict:
    names = sorted({name for rows, *_ in asked.values() for row in rows for name in row})
    names = [name for name in names if name.removesuffix("_ahead") not in _LEFT_ALONE]
    values = np.array([[row.get(name, 0.0) for name in names] for rows, *_ in asked.values() for row in rows])
    right = np.concatenate([right for _, right, *_ in asked.values()])
    weights = np.concatenate(
        [
            np.full(len(one[1]), w / len(one[1]))
            for one, w in zip(asked.values(), _weights_of(asked).values(), strict=True)
        ]
    )
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=_SHRINKAGE, max_iter=2000)
    model.fit((values - middle) / spread, right, sample_weight=weights / weights.mean())
    slopes = model.coef_[0] / spread
    return {
        "weights": {name: round(float(slope), 5) for name, slope in zip(names, slopes, strict=True)},
        "intercept": round(float(model.intercept_[0] - slopes @ middle), 5),
    }


def _left_out(asked: dict) -> tuple[list[float], float]:
    """By hundredths of chance the precision from there on, and from where one of three is right half of the time."""
    chances = {}
    for name, (rows, *_) in asked.items():
        model = _learn({other: one for other, one in asked.items() if family(other) != family(name)})
        totals = [model["intercept"] + sum(w * row.get(n, 0.0) for n, w in model["weights"].items()) for row in rows]
        chances[name] = 1 / (1 + np.exp(-np.array(totals)))
    weights = np.concatenate(
        [np.full(len(chances[name]), w / len(chances[name])) for name, w in _weights_of(asked).items()]
    )
    chance = np.concatenate(list(chances.values()))
    right, near = (np.concatenate([one[place] for one in asked.values()]) for place in (1, 2))
    share = [_mean(right, weights, chance >= step / 100) for step in range(100)]
    floor = next(
        step / 100
        for step in range(100)
        if _mean(near, weights, (chance >= step / 100) & (chance < step / 100 + 0.1)) >= 0.5
    )
    return [round(float(value), 4) for value in np.maximum.accumulate(share)], floor


def _mean(values, weights, where) -> float:
    return float(np.average(values[where], weights=weights[where])) if where.any() else 0.0


if __name__ == "__main__":
    main()
