"""Cells as people type them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpdesk.importing.cleaning import READERS, read
from helpdesk.importing.field import Field, Refused

CHINA = {"region": "CN", "time_zone": "Asia/Shanghai"}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("138 0013 8000", "+8613800138000"),
        ("13800138000.0", "+8613800138000"),
        (13800138000.0, "+8613800138000"),
        ("'+49 (30) 123456", "+4930123456"),
        ("0049-30-123456", "+4930123456"),
        ("１３８００１３８０００", "+8613800138000"),
    ],
)
def test_a_telephone_number_is_read_however_it_was_typed(cell, number):
    assert READERS["phone"](cell, CHINA) == number


@pytest.mark.parametrize(("cell", "why"), [("1.38E+10", "phone_rounded"), ("12", "no_phone"), ("call me", "no_phone")])
def test_a_number_that_is_none_is_refused_and_never_guessed(cell, why):
    with pytest.raises(Refused, match=why):
        READERS["phone"](cell, CHINA)


@pytest.mark.parametrize(
    "cell",
    [
        "Carol@Example.com",
        " carol@example.com;",
        "Carol <carol@example.com>",
        "mailto:carol@example.com",
        "carol＠example.com",
    ],
)
def test_an_address_is_read_however_it_was_pasted(cell):
    assert READERS["email"](cell, {}) == "carol@example.com"


@pytest.mark.parametrize("cell", ["carol", "carol@", "@example.com", "carol@localhost", "a@b..com", "a b@c.com"])
def test_an_address_that_is_none_is_refused(cell):
    with pytest.raises(Refused, match="no_email"):
        READERS["email"](cell, {})


@pytest.mark.parametrize(
    ("cell", "day_first", "moment"),
    [
        ("2026-03-05", False, datetime(2026, 3, 4, 16, tzinfo=UTC)),
        ("2026年3月5日 09:30", False, datetime(2026, 3, 5, 1, 30, tzinfo=UTC)),
        ("2026/3/5 9:30", False, datetime(2026, 3, 5, 1, 30, tzinfo=UTC)),
        ("05.03.2026", True, datetime(2026, 3, 4, 16, tzinfo=UTC)),
        ("03/05/2026", False, datetime(2026, 3, 4, 16, tzinfo=UTC)),
        ("2026-03-05T09:30:00Z", False, datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
        (46086, False, datetime(2026, 3, 4, 16, tzinfo=UTC)),
        (1772703000, False, datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_the_zone_of_the_import(cell, day_first, moment):
    assert READERS["instant"](cell, {**CHINA, "day_first": day_first}) == moment


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("¥1,234.50", "1234.50"),
        ("1.234,50 €", "1234.50"),
        ("12,5", "12.5"),
        ("1,234", "1234"),
        (99, "99"),
        ("-3", "-3"),
    ],
)
def test_an_amount_is_read_with_whatever_separators(cell, amount):
    assert READERS["amount"](cell, {}) == amount


def test_what_says_nothing_is_nothing_and_where_it_is_needed_a_reason():
    for cell in ("", " ", "-", "N/A", "无", None, "\u200b"):
        assert read(Field("name", ("", "")), cell, {}) is None
    with pytest.raises(Refused) as refused:
        read(Field("name", ("", ""), needed=True), "n/a", {})
    assert (refused.value.code, refused.value.field) == ("missing", "name")


@given(some.one_of(some.text(), some.floats(), some.integers(), some.booleans()), some.sampled_from(sorted(READERS)))
def test_whatever_stands_in_a_cell_it_is_read_or_refused(cell, kind):
    try:
        READERS[kind](cell, CHINA)
    except Refused as refused:
        assert refused.code
