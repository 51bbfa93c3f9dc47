"""What is typed into the search: words, phrases, -not and filters; and what is marked in what was found."""

import pytest

from helpdesk import language
from helpdesk.snippets import snippet
from tickets.search_query import parse


@pytest.mark.parametrize(
    "typed, terms",
    [
        ("Refunds", [("refund",)]),
        ("camera REFUND", [("camera",), ("refund",)]),
        ("ＲＥＦＵＮＤ", [("refund",)]),
        ("退货流程", [("退货",), ("货流",), ("流程",)]),
        ("退貨", [("退货",)]),
        ("退", [("退",)]),
        ('"order number"', [("order", "number")]),
        ('"iPhone 退货流程"', [("iphon",), ("退货", "货流", "流程")]),
        ('"order-number 12"', [("order", "number", "12")]),
        ("order number order", [("order",), ("number",)]),
        ("where is my parcel", [("parcel",)]),
        ("where is it", [("where",), ("is",), ("it",)]),
        ("ST-10023", [("st",), ("10023",)]),
        ("http://example.com/a", [("http",), ("exampl",), ("com",)]),
        ("*", []),
        ("a*", [("a",)]),
        ('"', []),
        ("", []),
        ("' OR 1=1 --", [("1",)]),
    ],
)
def test_words_and_phrases(typed, terms):
    assert parse(typed).terms == terms


def test_what_must_not_be_there():
    query = parse('refund -camera -"gift card" -退款单')
    assert query.terms == [("refund",)]
    assert query.without == [("camera",), ("gift", "card"), ("退款",), ("款单",)]


def test_filters_in_both_languages():
    query = parse('late status:open 标签：退货 assignee:"Ann Lee" 状态:已解决 foo:bar before:2026-05')
    assert query.filters == {
        "status": ["open", "已解决"],
        "tag": ["退货"],
        "assignee": ["Ann Lee"],
        "before": ["2026-05"],
    }
    assert query.terms == [("late",), ("foo",), ("bar",)]


@pytest.mark.parametrize(
    "typed, number", [("#123", 123), (" 77 ", 77), ("77 cups", None), ("9" * 30, None), ("#", None)]
)
def test_a_number_alone_is_a_tickets(typed, number):
    assert parse(typed).number == number


def test_a_book_is_read_as_far_as_a_page():
    query = parse("word " * 10_000 + "x y z")
    assert query.terms == [("word",)]
    assert len(parse(" ".join(f"w{n}" for n in range(200))).terms) == 20


def marked(text, typed) -> str:
    pieces = snippet(text, parse(typed).words)
    return "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in pieces)


@pytest.mark.parametrize(
    "text, typed, shown",
    [
        ("The refunds came, Refunding is done.", "refund", "The [refunds] came, [Refunding] is done."),
        ("我要退貨，請問流程", "退货", "我要[退貨]，請問流程"),
        ("退货流程", "退货流程", "[退货流程]"),
        ("Ｒｅｆｕｎｄ now", "refund", "[Ｒｅｆｕｎｄ] now"),
        ("nothing here", "refund", "nothing here"),
        ("a <b>refund</b>", "refund", "a <b>[refund]</b>"),
        ("line one\nrefund\r\nline three", "refund", "line one [refund]  line three"),
        ("", "refund", ""),
    ],
)
def test_hits_are_marked_in_the_original(text, typed, shown):
    assert marked(text, typed) == shown


def test_the_piece_with_most_of_the_words_is_shown():
    text = "refund " + "filler " * 200 + "the camera refund came " + "filler " * 200
    shown = marked(text, "camera refund")
    assert "[camera] [refund]" in shown and shown.startswith("…") and shown.endswith("…") and len(shown) < 240


def test_phrases_stand_in_the_index_as_they_are_looked_for():
    for text in ("order number 12", "我的订单号是 ST-10023 谢谢", "iPhone退货流程，退款"):
        indexed = language.words(text)
        for phrase in language.phrases(text):
            assert any(indexed[i : i + len(phrase)] == phrase for i in range(len(indexed)))
