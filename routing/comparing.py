"""Comparing: what can be asked of each kind of field, as functions that are made ready once and asked often."""

from collections.abc import Callable
from typing import Any

from routing import patterns
from routing.facts.field import FLAG, NUMBER, ROW, TAGS, TEXT, WORD

Test = Callable[[Any], bool]
_SET, _ONE, _LIST = ("set", "unset"), ("is", "is_not"), ("in", "not_in")
_SIZE = ("more_than", "less_than", "at_least", "at_most")
_SAYS, _PATTERN, _TAGS = ("says", "says_not"), ("matches", "matches_not"), ("has", "has_all", "has_not")
OPS: dict[str, tuple[str, ...]] = {
    WORD: _ONE + _LIST + _SET,
    ROW: _ONE + _LIST + _SET,
    NUMBER: _ONE + _SIZE + _SET,
    TEXT: _SAYS + _PATTERN + _ONE + _SET,
    TAGS: _TAGS + _SET,
    FLAG: ("is",),
}
ALL_OPS = tuple(dict.fromkeys(op for ops in OPS.values() for op in ops))
WITHOUT_VALUE, WITH_LIST = _SET, (*_LIST, *_SAYS, *_TAGS)
OP_WORDS = {
    "is": ("is", "是"),
    "is_not": ("is not", "不是"),
    "in": ("is one of", "是其中之一"),
    "not_in": ("is none of", "不是其中任何一个"),
    "set": ("is known", "已填写"),
    "unset": ("is empty", "为空"),
    "more_than": ("is more than", "大于"),
    "less_than": ("is less than", "小于"),
    "at_least": ("is at least", "不少于"),
    "at_most": ("is at most", "不多于"),
    "says": ("says any of", "包含任一词语"),
    "says_not": ("says none of", "不包含任何词语"),
    "matches": ("matches the pattern", "匹配正则表达式"),
    "matches_not": ("does not match the pattern", "不匹配正则表达式"),
    "has": ("has any of", "含任一"),
    "has_all": ("has all of", "含全部"),
    "has_not": ("has none of", "不含任何"),
}
_EMPTY = (None, "", [], ())


def test_of(op: str, value) -> Test:
    """A function that says whether an actual value holds against this one."""
    return _MAKERS[op](value)


def _says(words, wanted: bool) -> Test:
    needles = [found for word in _many(words) if (found := patterns.needle(word))]

    def test(actual) -> bool:
        text = patterns.folded(actual or "")
        for needle in needles:  # asked hundreds of times a ticket: a generator would cost as much as the search
            if needle in text:
                return wanted
        return not wanted

    return test


def _sized(compare: Callable[[Any, Any], bool]):
    def make(value):
        return lambda actual: isinstance(actual, int | float) and compare(actual, value)

    return make


def _is(value) -> Test:
    if isinstance(value, str):
        return lambda actual: actual == value or (isinstance(actual, str) and actual.casefold() == value.casefold())
    return lambda actual: actual == value


def _among(values, wanted: bool) -> Test:
    kept = frozenset(_many(values))
    return lambda actual: (actual in kept) == wanted


def _shares(values, wanted: bool) -> Test:
    kept = frozenset(_many(values))
    return lambda actual: kept.isdisjoint(actual or ()) != wanted


def _not(test: Test) -> Test:
    return lambda actual: not test(actual)


def _many(value) -> list:
    return value if isinstance(value, list) else [value]


_MAKERS: dict[str, Callable[[Any], Test]] = {
    "is": _is,
    "is_not": lambda value: _not(_is(value)),
    "in": lambda value: _among(value, True),
    "not_in": lambda value: _among(value, False),
    "set": lambda value: lambda actual: actual not in _EMPTY,
    "unset": lambda value: lambda actual: actual in _EMPTY,
    "more_than": _sized(lambda actual, value: actual > value),
    "less_than": _sized(lambda actual, value: actual < value),
    "at_least": _sized(lambda actual, value: actual >= value),
    "at_most": _sized(lambda actual, value: actual <= value),
    "says": lambda value: _says(value, True),
    "says_not": lambda value: _says(value, False),
    "matches": lambda value: lambda actual: patterns.found(value, actual or ""),
    "matches_not": lambda value: lambda actual: not patterns.found(value, actual or ""),
    "has": lambda value: _shares(value, True),
    "has_not": lambda value: _shares(value, False),
    "has_all": lambda value: lambda actual: frozenset(_many(value)) <= frozenset(actual or ()),
}
