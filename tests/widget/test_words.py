"""Every sentence in both languages, each written as its language writes."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "helpdesk" / "static" / "widget"


@pytest.fixture(scope="module")
def tables():
    source = (STATIC / "words.js").read_text()
    blocks = re.findall(r"const (english|chinese) = \{\n(.*?)\n\};", source, re.DOTALL)
    return {name: dict(re.findall(r"^  (\w+): (.*),$", block, re.MULTILINE)) for name, block in blocks}


def test_both_languages_say_everything(tables):
    assert tables["english"].keys() == tables["chinese"].keys()


def test_every_word_is_used_and_every_used_word_exists(tables):
    code = "".join(file.read_text() for file in STATIC.glob("*.js") if file.name != "words.js")
    used = set(re.findall(r"\bwords\.(\w+)", code)) | {
        f"{field}{ending}" for field in ("name", "email") for ending in ("", "_missing", "_wrong")
    }
    known = set(tables["english"])
    assert used - known == {"js", "name_wrong"}  # the module itself; a name is never wrong
    assert known - used == set()


def test_chinese_is_written_as_chinese(tables):
    for name, text in tables["chinese"].items():
        said = re.sub(r"\$\{[^}]*\}", "", text)
        words = re.sub(r"^\(.*?\) => ", "", said)
        assert not re.search(r"[\u4e00-\u9fff][,.!?:;]|[,.!?:;][\u4e00-\u9fff]", words), f"{name}: {text}"
        assert "你" not in words, f"{name}: say 您"


def test_english_does_not_shout(tables):
    for name, text in tables["english"].items():
        assert "!" not in re.sub(r"=== |!==|\$\{[^}]*\}", "", text) and "Oops" not in text, name
