"""A CSV of articles: title, body, and if there are id, language, category, section, visibility, phrasings, slug."""

import csv
import io

from knowledge_base.moving.item import Item, Unreadable
from knowledge_base.moving.markdown import VISIBILITIES

MOST = 100_000
_NAMES = {"question": "title", "标题": "title", "问题": "title", "answer": "body", "content": "body", "正文": "body"}
_NAMES |= {
    "答案": "body",
    "内容": "body",
    "locale": "language",
    "语言": "language",
    "分类": "category",
    "小节": "section",
}


def items_in(data: bytes, languages: list[str]) -> tuple[list[Item], list[str]]:
    """One a line. Raises Unreadable where there is no title or body."""
    rows = csv.reader(io.StringIO(_text(data)), delimiter=_delimiter(data))
    head = [_NAMES.get(name.strip().lower(), name.strip().lower()) for name in next(rows, [])]
    if "title" not in head or "body" not in head:
        raise Unreadable("the first line must name the columns, title and body among them")
    items, refused = [], []
    try:
        for number, values in enumerate(rows, 2):
            row = dict(zip(head, values, strict=False))
            if not row.get("title", "").strip():
                refused.append(f"line {number}: no title")
            elif number > MOST:
                raise Unreadable(f"more than {MOST} lines")
            else:
                items.append(_item(row, number, languages))
    except csv.Error as why:
        raise Unreadable(f"line {rows.line_num}: {why}") from None
    return items, refused


def _item(row: dict, number: int, languages: list[str]) -> Item:
    visibility = (row.get("visibility") or "public").strip()
    return Item(
        origin=f"csv:{(row.get('id') or row['title']).strip()[:200]}",
        language=(row.get("language") or languages[0]).strip().lower().partition("-")[0],
        title=row["title"].strip(),
        body=(row.get("body") or "").strip() + "\n",
        category=(row.get("category") or "").strip(),
        section=(row.get("section") or "").strip(),
        visibility=visibility if visibility in VISIBILITIES else "internal",
        phrasings=[one.strip() for one in (row.get("phrasings") or "").replace("\n", "|").split("|") if one.strip()],
        slug=(row.get("slug") or "").strip(),
        place=f"line {number}",
    )


def _text(data: bytes) -> str:
    for name in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Unreadable("is neither UTF-8 nor GB18030")


def _delimiter(data: bytes) -> str:
    first = data.partition(b"\n")[0].decode("utf-8", "replace")
    return max((",", ";", "\t"), key=first.count)
