"""Pages: by cursor (page[size], page[after]) as far down as one likes, or by number (page, per_page) within 10,000."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import request
from sqlalchemy import func, select

from helpdesk.api.cursor import Cursor
from helpdesk.api.door import invalid, url
from helpdesk.db import db

MOST = 100
DEEPEST = 10_000


def page_of(query, path: str, name: str, shape, *, order) -> dict:
    """The page that was asked for: its rows shaped, and how to go on.

    `order` are the columns to go by, the last of them unique; all ascending, or all descending with sort_order=desc.
    """
    descending = request.args.get("sort_order") == "desc" or request.args.get("sort", "").startswith("-")
    if (size := _size()) is not None:
        return _by_cursor(query, path, name, shape, Cursor(*order), size, descending)
    return _by_number(query, path, name, shape, [column.desc() if descending else column for column in order])


def whole(rows: Sequence, name: str, shape) -> dict:
    """A short list that is one page."""
    return {
        name: shape(rows),
        "count": len(rows),
        "next_page": None,
        "previous_page": None,
        "meta": {"has_more": False, "after_cursor": None, "before_cursor": None},
        "links": {"next": None, "prev": None},
    }


def _by_cursor(query, path, name, shape, order: Cursor, size: int, descending: bool) -> dict:
    after, before = request.args.get("page[after]"), request.args.get("page[before]")
    backwards = bool(before) and not after
    if cursor := after or before:
        query = query.where(order.before(cursor) if descending != backwards else order.after(cursor))
    rows = db.session.scalars(query.order_by(*order.by(descending != backwards)).limit(size + 1)).all()
    more, rows = len(rows) > size, rows[:size][::-1] if backwards else rows[:size]
    first, last = (order.write(rows[0]), order.write(rows[-1])) if rows else (None, None)
    follows, precedes = (True, more) if backwards else (more, bool(after))
    meta = {"has_more": follows and bool(rows), "after_cursor": last, "before_cursor": first}
    return {
        name: shape(rows),
        "meta": meta,
        "links": {
            "next": _link(path, **{"page[after]": last}) if follows and rows else None,
            "prev": _link(path, **{"page[before]": first}) if precedes and rows else None,
        },
    }


def _by_number(query, path, name, shape, by) -> dict:
    page, size = positive("page", 1), min(positive("per_page", MOST), MOST)
    if page * size > DEEPEST:
        raise invalid("So far down only a cursor goes: use page[size] and page[after].", "请改用游标分页。", page=page)
    some = query.with_only_columns(1).order_by(None).limit(DEEPEST).subquery()
    count = db.session.scalar(select(func.count()).select_from(some))
    rows = db.session.scalars(query.order_by(*by).limit(size).offset((page - 1) * size)).all()
    return {
        name: shape(rows),
        "count": count,
        "next_page": _link(path, page=page + 1) if page * size < count else None,
        "previous_page": _link(path, page=page - 1) if page > 1 else None,
    }


def _size() -> int | None:
    if not any(name.startswith("page[") for name in request.args):
        return None
    return min(positive("page[size]", MOST), MOST)


def positive(name: str, default: int) -> int:
    """A number from 1 in the address. Raises a Refusal."""
    value = request.args.get(name, str(default))
    if not (value.isascii() and value.isdecimal()) or int(value[:9]) == 0:
        raise invalid(f"{name} must be a number from 1.", f"{name} 的值无效。", field=name)
    return int(value[:9])


def _link(path: str, **changes) -> str:
    kept = {k: v for k, v in request.args.items() if k not in ("page[after]", "page[before]", "page")}
    return f"{url(path)}?{urlencode({**kept, **changes})}"
