"""The console says everything in both languages, and says nothing it has no words for."""

import re
from pathlib import Path

import pytest

CONSOLE = Path(__file__).resolve().parents[2] / "helpdesk" / "static" / "console"
pytestmark = pytest.mark.browser
ICONS = CONSOLE.parent / "vendor" / "lucide" / "icons.txt"


@pytest.fixture
def words(script):
    return {code: script(f"words.{code}.js", "(words) => words.default") for code in ("en", "zh")}


def test_both_languages_have_the_same_words_with_the_same_gaps(words):
    assert set(words["en"]) == set(words["zh"])
    for key, text in words["en"].items():
        assert gaps(text) >= gaps(words["zh"][key]) - {"n"}, key
        assert isinstance(text, list) == isinstance(words["zh"][key], list), key


def test_every_word_asked_for_exists(words):
    asked = {key for file in CONSOLE.rglob("*.js") for key in re.findall(r'\bt\("([\w.]+)"', file.read_text())}
    assert len(asked) > 150
    assert asked <= set(words["en"])


def test_every_family_of_words_is_whole(words):
    for family, members in FAMILIES.items():
        assert {f"{family}.{member}" for member in members.split()} <= set(words["en"])


def test_chinese_is_punctuated_as_chinese(words):
    for key, text in words["zh"].items():
        for one in text if isinstance(text, list) else [text]:
            assert not re.search(r"[\u4e00-\u9fff][,;:?!](?!\w)|[\u4e00-\u9fff]\.$|\.\.\.|您", one), (key, one)


def test_no_word_shouts_or_plays(words):
    for table in words.values():
        assert not [text for text in table.values() if re.search(r"!|！|[Oo]ops|[Ss]orry", str(text))]


def test_every_icon_named_is_in_the_sprite():
    drawn = set(ICONS.read_text().split())
    for file in CONSOLE.rglob("*.js"):
        named = re.findall(r'<\$\{Icon\} name="([\w-]+)"|\bicon(?:=|: )"([\w-]+)"', file.read_text())
        assert {a or b for a, b in named} <= drawn, file.name


def gaps(text) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(text)))


FAMILIES = {
    "status": "new open pending on_hold solved closed",
    "priority": "low normal high urgent",
    "type": "question incident problem task complaint none",
    "channel": "email webchat api form wechat wecom whatsapp telegram line messenger instagram sms voice",
    "delivery": "queued sending sent delivered read failed unsure refused waiting",
    "done": "open pending on_hold solved spam not_spam trashed restored",
    "link": "related child parent",
    "views": "mine team all own",
    "theme": "system light dark",
    "cannot": "merged closed no_way window",
    "event": (
        "ticket_opened ticket_assigned ticket_unassigned team_changed status_changed priority_changed type_changed "
        "subject_changed tags_changed fields_changed snoozed woken follower_added follower_removed merged merged_away "
        "unmerged split linked unlinked spam_marked spam_cleared trashed restored reply_cancelled cc_changed"
    ),
}
