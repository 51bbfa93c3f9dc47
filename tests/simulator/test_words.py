"""Every word of the simulator's page is there in both languages."""

import json
import re
from pathlib import Path

HERE = Path(__file__).parents[2] / "helpdesk"
STATIC = HERE / "static" / "simulator"


def words(language):
    text = (STATIC / f"words.{language}.js").read_text(encoding="utf-8")
    return dict(re.findall(r'(?:^|[\s{,])"?([\w.]+)"?: "((?:[^"\\]|\\.)*)"', text))


def test_both_languages_have_the_same_words_with_the_same_blanks():
    en, zh = words("en"), words("zh")
    assert en.keys() == zh.keys() and len(en) > 60
    for name in en:
        assert sorted(re.findall(r"\{\w+\}", en[name])) == sorted(re.findall(r"\{\w+\}", zh[name])), name


def test_every_word_that_is_said_exists():
    known = words("en")
    for path in STATIC.glob("*.js"):
        said = re.findall(r'\bt\("([\w.]+)"', path.read_text(encoding="utf-8"))
        assert not [word for word in said if word not in known], path.name


def test_people_write_in_their_own_language_on_a_busy_day():
    sentences = json.loads((HERE / "simulator" / "sentences.json").read_text(encoding="utf-8"))
    assert all(re.search(r"[\u4e00-\u9fff]", one) for part in sentences["zh"].values() for one in part)
    assert not any(re.search(r"[\u4e00-\u9fff]", one) for part in sentences["en"].values() for one in part)
    assert len(set(sentences["en"]["openings"])) == len(sentences["en"]["openings"]) >= 20
