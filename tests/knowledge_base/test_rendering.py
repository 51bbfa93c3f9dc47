"""Markdown as readers get it, and nothing in it that could hurt them."""

import json
import re

import pytest

from knowledge_base.as_text import as_text
from knowledge_base.rendering import plain_of, rendered
from tests.support import shared_data

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    '![x](/help/files/abcdefgh/"onerror="alert(1))',
    "![x](//evil.example/p.png)",
    "![x](https://evil.example/p.png)",
    "[x](//evil.example)",
    "[x](/help/../settings)",
    "[x](\\\\evil.example)",
    "::: note <svg onload=alert(1)>\nx\n:::",
    "> [!NOTE]\n> <iframe src=//evil.example>",
    "# <a name=x onclick=alert(1)>",
    '| <b onclick="x"> |\n|---|\n| <style>*{}</style> |',
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    '[x](https://a.example/"onmouseover="alert(1))',
]
RUNS = re.compile(r"<(?:script|iframe|style|object|embed|form|input|svg|meta|base|link)\b|<[^>]*\son\w+\s*=", re.I)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_is_written_runs_or_loads_from_elsewhere(attack):
    html = rendered(attack)
    assert not RUNS.search(html)
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript|//|\\)', html, re.I)
    assert not re.search(r'<(?:img|video)[^>]*src="(?!/help/files/)', html)


def test_no_html_of_the_attack_lists_gets_through():
    texts = [case["input"] for case in json.loads((shared_data() / "xss_html_zammad.json").read_text())["cases"]]
    assert len(texts) > 5
    for text in texts:
        assert not RUNS.search(rendered(text)), text


def test_call_outs_tables_and_films_are_shown(app):
    html = rendered("::: warning Hot\nMind it.\n:::\n\n> [!TIP]\n> Use a spoon.\n\n|a|b|\n|-|-:|\n|1|2|\n")
    assert '<div class="callout warning">' in html and "Hot" in html
    assert '<div class="callout tip">' in html and "[!TIP]" not in html
    assert '<td class="right">2</td>' in html
    assert '<p class="video">' in rendered("https://www.bilibili.com/video/BV1xx")
    assert "<video" in rendered("![How](/help/files/abcdefghijk/how.mp4)")


def test_the_plain_text_has_the_words_and_nothing_else():
    assert plain_of("# Hi\n\n**You** have [30 days](https://a.example).") == "Hi\n\nYou have 30 days."


def test_a_page_that_is_nothing_but_brackets_takes_no_minute():
    for text in ("[" * 20_000, "![" * 10_000, "> " * 5000, "*" * 20_000, "`" * 20_000, "(" * 50_000, "- " * 4000):
        rendered(text)


def test_in_a_message_steps_keep_their_numbers_and_links_their_addresses():
    body = (
        "## Repair\n\nSee [the film](https://a.example/f?x=1&y=2) or <https://b.example>.\n\n1. Unplug it\n2. Wait\n\n"
        "- one\n- [two](/help/en/articles/two)\n\n| Part | Price |\n|---|---|\n| Lid | 12 € |\n\n"
        "![cup](/help/files/x/cup.png)"
    )
    assert as_text(rendered(body), "https://desk.example") == (
        "Repair\n\nSee the film (https://a.example/f?x=1&y=2) or https://b.example.\n\n1. Unplug it\n2. Wait\n\n"
        "- one\n- two (https://desk.example/help/en/articles/two)\n\nPart  Price\nLid  12 €"
    )
