"""Files of rows, whatever program wrote them."""

import io
import json
import zipfile

import pytest

from helpdesk.importing import unpacking
from helpdesk.importing.guessing import guess
from helpdesk.importing.opening import open_file
from helpdesk.importing.subjects import all_subjects
from helpdesk.importing.tables import Unreadable
from tests.importing.sheets import sheet, wide_open

ROWS = [{"姓名": "王小明", "手机": "13800138000"}, {"姓名": "Carol", "手机": "+4930123456"}]


def told(filename, data, wished="table"):
    opened = open_file(filename, data, wished)
    return opened.columns, [row for _, row in opened.rows if row]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_in_every_encoding_and_with_every_separator(encoding, separator):
    lines = [separator.join(ROWS[0]), *(separator.join(row.values()) for row in ROWS)]
    assert told("kunden.csv", "\r\n".join(lines).encode(encoding)) == (list(ROWS[0]), ROWS)


def test_a_spreadsheet_is_read_with_empty_lines_above_and_between():
    rows = [[], ["姓名", "手机"], ["王小明", "13800138000"], [], ["Carol", "+4930123456"]]
    assert told("客户.xlsx", sheet(rows)) == (list(ROWS[0]), ROWS)


def test_json_is_read_as_a_list_as_lines_and_under_a_name():
    lines = "\n".join(json.dumps(row) for row in ROWS)
    for said in (json.dumps(ROWS), lines, json.dumps({"page": 1, "customers": ROWS})):
        assert told("a.json", said.encode()) == (list(ROWS[0]), ROWS)
    assert told("a.json", b'[{"name": "Carol", "address": {"city": "Berlin"}, "tags": ["a", "b"]}]')[1] == [
        {"name": "Carol", "address.city": "Berlin", "tags": "a, b"}
    ]


def test_two_columns_of_one_name_lose_nothing():
    assert told("a.csv", b"phone,phone\n1,2\n")[1] == [{"phone": "1", "phone (2)": "2"}]


@pytest.mark.parametrize(
    ("filename", "data", "why"),
    [
        ("a.csv", b"", "empty"),
        ("a.exe", b"MZ", "no_kind"),
        ("a.xlsx", b"PK\x03\x04 no zip", "no_sheet"),
        ("a.json", b"{", "no_json"),
        ("a.json", b"[1, 2]", "no_json"),
        ("a.json", b"[" * 100_000, "bomb"),
        ("a.csv", ",".join(map(str, range(300))).encode(), "many_columns"),
        ("a.zip", b"PK", "no_kind"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(filename, data, why):
    with pytest.raises(Unreadable) as refused:
        told(filename, data)
    assert refused.value.code == why


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 2**20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(6):
            file.writestr(f"{number}.json", b"0" * 2**18)
    for filename in ("a.zip", "a.xlsx"):
        with pytest.raises(Unreadable, match="bomb"):
            told(filename, packed.getvalue())


def test_a_sheet_that_makes_room_for_billions_of_cells_kills_nobody_but_its_reader():
    with pytest.raises(Unreadable, match="bomb"):
        told("a.xlsx", wide_open())


def test_columns_are_guessed_by_their_headers_in_both_languages_and_by_what_they_hold():
    fields = all_subjects()["customers"].FIELDS
    assert guess(["客户姓名", "手机号码", "E-Mail Address", "会员卡号"], [], fields) == {
        "name": "客户姓名",
        "phone": "手机号码",
        "email": "E-Mail Address",
        "member_card": "会员卡号",
    }
    rows = [{"A": "Carol", "B": "carol@example.com"}, {"A": "Dave", "B": "dave@example.com"}]
    assert guess(["A", "B"], rows, fields) == {"email": "B"}
