"""`bot evaluate` prints what the contract says, and says what is wrong with what it is given."""

import json

import pytest
from click.testing import CliRunner

from chatbot.command import bot
from tests.chatbot.shops import CHINESE, SHOP, rows_of, written

QUERIES = [
    {"text": "track my parcel", "gold": "parcel"},
    {"text": "send it back", "gold": "return"},
    {"text": "what is the capital of France", "gold": None},
]
FIGURES = {"accuracy_at_1", "hit_at_3", "auroc", "precision", "answered", "rejected", "p50_ms", "p95_ms"}


def run(*arguments):
    return CliRunner().invoke(bot, ["evaluate", *arguments])


def lines_of(tmp_path, *arguments, entries=SHOP, queries=QUERIES) -> list[dict]:
    kb, asked = written(tmp_path / "kb.jsonl", rows_of(entries)), written(tmp_path / "q.jsonl", queries)
    done = run("--kb", kb, "--queries", asked, *arguments)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("kind", ["lexical", "encoder"])
def test_one_line_holds_the_figures(tmp_path, kind):
    (figures,) = lines_of(tmp_path, "--engine", kind)
    assert set(figures) >= FIGURES
    assert figures["engine"] == kind
    assert (figures["accuracy_at_1"], figures["hit_at_3"], figures["auroc"]) == (1, 1, 1)
    assert 0 < figures["p50_ms"] <= figures["p95_ms"]


def test_verbose_adds_a_line_a_query(tmp_path):
    *lines, _ = lines_of(tmp_path, "--engine", "lexical", "--verbose")
    assert [(line["text"], line["gold"]) for line in lines] == [(one["text"], one["gold"]) for one in QUERIES]
    for line in lines:
        assert set(line) == {"text", "gold", "top", "sureness", "band"}
        assert len(line["top"]) == 3
        assert line["band"] in ("answer", "did_you_mean", "hand_over")


def test_both_scripts_get_the_same_answers(tmp_path):
    simplified = [{"text": "查询物流信息", "gold": 2}, {"text": "电子发票下载", "gold": 4}]
    traditional = [{"text": "查詢物流信息", "gold": 2}, {"text": "電子發票下載", "gold": 4}]
    one, other = (
        lines_of(tmp_path, "--verbose", entries=CHINESE, queries=queries) for queries in (simplified, traditional)
    )
    for mine, theirs in zip(one[:-1], other[:-1], strict=True):
        assert (mine["top"], mine["band"], mine["sureness"]) == (theirs["top"], theirs["band"], theirs["sureness"])


def test_what_cannot_be_counted_is_null(tmp_path):
    (figures,) = lines_of(tmp_path, "--engine", "lexical", queries=QUERIES[:1])
    assert figures["auroc"] is None
    assert figures["rejected"] is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1: is no JSON"),
        ("[]", "no JSON object"),
        ('{"id": 1}', "needs an id and a question"),
        ('{"id": 1, "question": "a", "phrasings": "b"}', "list of texts"),
        ("", "holds no entry"),
        ('{"id": 1, "question": "a"}\n{"id": 1, "question": "b"}', "one id"),
    ],
)
def test_a_base_that_cannot_be_read_is_refused_in_words(tmp_path, line, words):
    (tmp_path / "kb.jsonl").write_text(line)
    asked = written(tmp_path / "q.jsonl", QUERIES)
    done = run("--kb", str(tmp_path / "kb.jsonl"), "--queries", asked)
    assert done.exit_code == 1
    assert words in done.output


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = run("--kb", str(tmp_path / "none.jsonl"), "--queries", str(tmp_path / "none.jsonl"))
    assert done.exit_code == 1
    assert "none.jsonl" in done.output


def test_it_is_a_command_of_the_program_and_needs_no_table(app, tmp_path):
    kb, asked = written(tmp_path / "kb.jsonl", rows_of(SHOP)), written(tmp_path / "q.jsonl", QUERIES)
    done = app.test_cli_runner().invoke(args=["bot", "evaluate", "--kb", kb, "--queries", asked])
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) >= FIGURES
