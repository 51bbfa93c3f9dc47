"""The classifier by cross-validation: how often right, how much it would send by itself, and what it costs.

BENCH_SETS=tpe_bureau_train,sms_train and BENCH_FOLDS=5 choose.
"""

import json
import os
import time
from collections.abc import Iterator

from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from routing.classifying.evaluating import attempt
from routing.classifying.evaluating import figures as measured
from tests.support.shared import shared_data

SETS = {
    "it_16k": {"accuracy": 0.865, "automatic_at_95": 0.75},
    "tpe_bureau_train": {"accuracy": 0.88},
    "sms_train": {"spam_f1": 0.96},
}
FOLDS = int(os.environ.get("BENCH_FOLDS", "5"))


def figures() -> Iterator[dict]:
    """Each set, cut by chance into folds that hold the labels in equal shares; each text by itself, as tickets come."""
    for name in os.environ.get("BENCH_SETS", ",".join(SETS)).split(","):
        lines = shared_data("faq", "tickets", f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        labels, tried, began = [row["label"] for row in rows], [], time.process_time()
        for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(labels, labels):
            tried += attempt([rows[place] for place in learn], [rows[place] for place in test])
        found = {"figure": f"classifier: {name}, {FOLDS} folds", "wanted": SETS.get(name, {}), **measured(tried)}
        if set(labels) == {"spam", "ham"}:
            said = [one.verdict.label == "spam" for one in tried]
            found["spam_f1"] = round(float(f1_score([one.label == "spam" for one in tried], said)), 4)
        yield {**found, "cpu_s_a_fold": round((time.process_time() - began) / FOLDS, 1)}
