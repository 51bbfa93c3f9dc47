"""Tickets are sorted by what the desk's own ones taught, and sent by themselves only where that is safe."""

import dataclasses
import json

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.sparse import csr_matrix

from helpdesk import meaning
from routing.classifying import classifier as sorting
from routing.classifying.boosting import Boosted
from routing.classifying.classifier import Classifier, TooLittle, safe_threshold
from routing.classifying.command import classifier
from routing.classifying.model_file import from_bytes, to_bytes
from routing.classifying.vocabulary import Vocabulary

SHIPPING = ["where is my parcel", "the parcel has not arrived", "track my delivery", "delivery is late", "包裹还没到"]
BILLING = ["send me the invoice", "the invoice is wrong", "charged twice on my card", "refund my card", "发票开错了"]


def rows(times: int) -> list[dict]:
    return [
        {"text": f"{text} order {number}", "label": label}
        for number in range(times)
        for label, texts in (("shipping", SHIPPING), ("billing", BILLING))
        for text in texts
    ]


def learned(times: int = 8) -> Classifier:
    return Classifier([row["text"] for row in rows(times)], [row["label"] for row in rows(times)])


def test_a_text_goes_where_its_like_went():
    verdicts = learned().classify(["my parcel is late", "wrong amount on the invoice", "發票開錯了嗎"])
    assert [verdict.label for verdict in verdicts] == ["shipping", "billing", "billing"]


def test_the_label_comes_with_the_others_behind_it():
    assert learned().classify(["invoice"])[0].labels == ["billing", "shipping"]


def test_nothing_goes_by_itself_after_a_handful_of_tickets():
    few = Classifier(["parcel late", "invoice wrong", "parcel lost", "invoice copy"], ["s", "b", "s", "b"])
    assert not any(verdict.automatic for verdict in few.classify(["parcel late", "invoice"]))


def test_a_label_seen_once_does_no_harm():
    texts, labels = [row["text"] for row in rows(4)], [row["label"] for row in rows(4)]
    odd = Classifier([*texts, "my bicycle has a flat tyre"], [*labels, "bicycles"])
    assert odd.classify(["flat tyre"])[0].label == "bicycles"


def test_one_label_alone_is_too_little():
    with pytest.raises(TooLittle):
        Classifier(["a", "b"], ["same", "same"])


def test_the_threshold_leaves_room_for_luck():
    sureness = np.linspace(1, 0, 1000)
    right = np.arange(1000) % 20 != 0  # 95 % everywhere: exactly what is wanted, and so too little to promise it
    assert safe_threshold(sureness, right, 0.95) > 1
    assert safe_threshold(sureness, np.ones(1000, bool), 0.95) == 0


def test_below_the_threshold_are_those_that_were_wrong():
    sureness = np.linspace(1, 0, 1000)
    right = np.arange(1000) < 600
    cut = safe_threshold(sureness, right, 0.95)
    assert right[sureness >= cut].mean() >= 0.95
    assert (sureness >= cut).sum() >= 580


def evaluated(tmp_path, *arguments, train=None, test=None):
    for name, text in (("train", train), ("test", test)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(8))
        (tmp_path / f"{name}.jsonl").write_text(lines if text is None else text)
    return CliRunner().invoke(
        classifier,
        ["evaluate", "--train", str(tmp_path / "train.jsonl"), "--test", str(tmp_path / "test.jsonl"), *arguments],
    )


def test_the_instrument_prints_the_figures(tmp_path):
    done = evaluated(tmp_path)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {"accuracy", "macro_f1", "automatic_at_95", "p50_ms"} <= set(found)
    assert found["accuracy"] == 1


def test_verbose_adds_a_line_a_text(tmp_path):
    *lines, _ = map(json.loads, evaluated(tmp_path, "--verbose").stdout.splitlines())
    assert [line["label"] for line in lines] == [row["label"] for row in rows(8)]
    assert all(set(line) == {"text", "label", "top", "sureness", "automatic"} for line in lines)


@pytest.mark.parametrize(
    ("train", "words"),
    [
        ("", "holds no text"),
        ("{", "line 1"),
        ('{"text": "a"}', "a label"),
        ('{"text": "a", "label": "b"}', "two labels"),
    ],
)
def test_what_cannot_be_learned_from_is_refused_in_words(tmp_path, train, words):
    done = evaluated(tmp_path, train=train)
    assert done.exit_code == 1
    assert words in done.output


def test_real_tickets_sent_by_themselves_go_to_the_right_place(shared_bureaus):
    train, test = shared_bureaus
    trained = Classifier([row["text"] for row in train], [row["label"] for row in train])
    verdicts = trained.classify([row["text"] for row in test])
    right = np.array([one.label == row["label"] for one, row in zip(verdicts, test, strict=True)])
    alone = np.array([one.automatic for one in verdicts])
    assert right.mean() >= 0.85
    assert alone.mean() >= 0.6
    assert right[alone].mean() >= 0.93


@pytest.fixture
def shared_bureaus():
    from tests.support.shared import shared_data

    lines = shared_data("faq", "tickets", "tpe_bureau_train.jsonl").read_text().split("\n")
    found = [json.loads(line) for line in lines if line.strip()]
    return [row for number, row in enumerate(found) if number % 5], found[::5]


def test_what_is_meant_counts_where_the_words_are_new():
    model = learned().to_model()
    again = from_bytes(to_bytes(model))
    for text, label in (("Has the courier lost our package?", "shipping"), ("您多收了我的钱", "billing")):
        assert model.classify(text).label == again.classify(text).label == label
        assert again.classify(text).sureness == pytest.approx(model.classify(text).sureness, abs=1e-4)


def test_without_the_model_of_sentences_it_goes_by_words(monkeypatch):
    monkeypatch.setattr(meaning, "is_there", lambda: False)
    model = learned().to_model()
    assert model.means is None
    assert from_bytes(to_bytes(model)).classify("my parcel is late").label == "shipping"


@pytest.mark.parametrize("there", [True, False], ids=["with meaning", "by words"])
def test_on_a_large_desk_networks_and_trees_have_a_say_and_are_kept_whole(monkeypatch, there):
    monkeypatch.setattr(sorting, "_LARGE", 50)
    monkeypatch.setattr(meaning, "is_there", lambda: there)
    large = learned()
    model = large.to_model()
    again = from_bytes(to_bytes(model))
    still = [tuple(np.zeros_like(array) for array in layer) for layer in model.second.layers]
    no_networks = dataclasses.replace(model, second=dataclasses.replace(model.second, layers=still))
    no_trees = dataclasses.replace(model, third=dataclasses.replace(model.third, says=0 * model.third.says))
    texts = ["my parcel is late", "wrong amount on the invoice", "發票開錯了嗎", "", "zxqv"]
    for text, verdict in zip(texts, large.classify(texts), strict=True):
        for kept in (model, again):
            assert kept.classify(text).label == verdict.label
            assert kept.classify(text).sureness == pytest.approx(verdict.sureness, abs=2e-3)
    for less in (no_networks, no_trees):
        assert any(less.classify(text).sureness != model.classify(text).sureness for text in texts)


def test_a_model_that_was_kept_before_opinions_were_compared_still_sorts(monkeypatch):
    monkeypatch.setattr(sorting, "_LARGE", 50)
    model = learned().to_model()
    older = dataclasses.replace(model, third=None, sure=model.sure[[0, 1, 2, -1]])
    assert from_bytes(to_bytes(older)).classify("my parcel is late").label == "shipping"


def test_where_the_trees_cannot_be_grown_the_others_decide(monkeypatch):
    monkeypatch.setattr(sorting, "_LARGE", 50)
    monkeypatch.setattr(sorting.boosting, "is_there", lambda: False)
    model = learned().to_model()
    assert model.second is not None and model.third is None
    assert from_bytes(to_bytes(model)).classify("my parcel is late").label == "shipping"


@pytest.mark.parametrize("labels", [2, 5])
def test_the_trees_say_as_arrays_what_they_said_when_they_were_grown(labels):
    chance = np.random.default_rng(0)
    terms = csr_matrix(chance.random((400, 60)) * (chance.random((400, 60)) < 0.2))
    right = (terms[:, :6].toarray() * 3).sum(axis=1).round().astype(int) % labels
    grown, loud = Boosted(terms, right), np.full(60, 0.5)
    kept = grown.trees(loud)
    for row, said in zip(terms, grown.decision_function(terms), strict=True):
        assert kept.decision(row.data / 0.5, row.indices) == pytest.approx(said, abs=1e-9)


def test_a_vocabulary_finds_its_terms_and_no_strangers():
    known = Vocabulary(["parcel", "late", "退款"])
    assert sorted(known.places(["late", "refund", "退款", "late", ""])) == [1, 1, 2]
    assert len(known.places(["refund"])) == len(known.places([])) == len(Vocabulary([]).places(["late"])) == 0
    assert known.terms is None
