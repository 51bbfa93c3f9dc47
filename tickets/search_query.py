"""What somebody types into the search: words, "phrases", -not, and filters such as status:open or 标签:退货."""

import re
import unicodedata
from dataclasses import dataclass, field

from helpdesk import language

LONGEST, MOST_TERMS = 500, 20
_PART = re.compile(r'(-?)(?:([^\s":：]{1,20})[:：])?(?:"([^"]*)"?|(\S+))')
FILTERS = {
    "status": "status",
    "状态": "status",
    "is": "is",
    "assignee": "assignee",
    "坐席": "assignee",
    "负责人": "assignee",
    "team": "team",
    "group": "team",
    "团队": "team",
    "tag": "tag",
    "tags": "tag",
    "标签": "tag",
    "channel": "channel",
    "渠道": "channel",
    "priority": "priority",
    "优先级": "priority",
    "type": "type",
    "类型": "type",
    "language": "language",
    "语言": "language",
    "customer": "customer",
    "requester": "customer",
    "from": "customer",
    "客户": "customer",
    "before": "before",
    "之前": "before",
    "after": "after",
    "之后": "after",
}
# Found in nearly every English message: beside other words they only cost time and lose what was meant.
_FILLERS = {
    language.stem(word)
    for word in (
        "a an and are as at be but by can did do does for from had has have he how i if in is it its me my of on or "
        "our she so that the their them then there they this to was we were what when where which who will with you "
        "your"
    ).split()
}


@dataclass
class Query:
    """`terms` must all be there, each a word or the words of a phrase in their order; `without` none of them."""

    terms: list[tuple[str, ...]] = field(default_factory=list)
    without: list[tuple[str, ...]] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    number: int | None = None  # of a ticket, when nothing else was typed

    @property
    def words(self) -> set[str]:
        """All words looked for, for marking them."""
        return {word for term in self.terms for word in term}


def parse(typed: str) -> Query:
    """Make sense of it; there is nothing that cannot be typed."""
    query, fillers = Query(), []
    typed = unicodedata.normalize("NFKC", typed)[:LONGEST]
    for minus, name, quoted, plain in _PART.findall(typed):
        value = quoted or plain
        if (name := name.lower()) in FILTERS and not minus:
            query.filters.setdefault(FILTERS[name], []).append(value)
            continue
        found = _terms(f"{name} {value}" if name else value, bool(quoted))
        if minus:
            query.without += found
        elif quoted:
            query.terms += found
        else:
            query.terms += [term for term in found if term[0] not in _FILLERS]
            fillers += [term for term in found if term[0] in _FILLERS]
    query.terms = list(dict.fromkeys(query.terms or fillers))[:MOST_TERMS]
    query.without = list(dict.fromkeys(query.without))[:MOST_TERMS]
    query.number = _number(typed)
    return query


def _terms(text: str, quoted: bool) -> list[tuple[str, ...]]:
    if quoted:
        return [tuple(phrase) for phrase in language.phrases(text)]
    return [(word,) for word in language.query_words(text)]


def _number(typed: str) -> int | None:
    found = re.fullmatch(r"\s*#?(\d{1,15})\s*", typed)
    return int(found[1]) if found else None
