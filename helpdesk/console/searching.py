"""Searching: what somebody looks for, among the tickets they may see."""

import time

from flask import jsonify, request

from helpdesk.console.door import console, sight
from helpdesk.console.lists import bad_cursor, limit_said
from helpdesk.console.masks import pieces_for, reads_plainly
from helpdesk.console.rows import rows_of
from helpdesk.refusing import Refusal
from tickets.paging import BadCursor
from tickets.search_filters import BadFilter
from tickets.searching import search

LONGEST_QUERY = 500


@console.get("/search.json")
def found():
    """A page of hits, newest first; `q` may hold filters like status:open among its words."""
    began = time.perf_counter()
    filters = {name: request.args.get(name, "")[:100] for name in ("status", "assignee")}
    try:
        hits = search(
            sight(),
            request.args.get("q", "")[:LONGEST_QUERY],
            after=request.args.get("after"),
            limit=limit_said(),
            **filters,
        )
    except BadFilter as error:
        raise Refusal(422, "bad_filter", error.en, error.zh) from None
    except BadCursor:
        raise bad_cursor() from None
    rows = rows_of(sight().beside([hit.ticket for hit in hits.hits]))
    plain = reads_plainly()
    rows = [
        row | {"snippet": pieces_for(hit.snippet, plain), "title": pieces_for(hit.title, plain)}
        for row, hit in zip(rows, hits.hits, strict=True)
    ]
    return jsonify(rows=rows, next=hits.next, took_ms=round((time.perf_counter() - began) * 1000, 1))
