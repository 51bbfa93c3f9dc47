"""The world of the demo as it is written in the files beside this one."""

import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def shop() -> dict:
    """The shop: its names, markets, categories and products."""
    return _whole("shop")


@cache
def people() -> dict:
    """{"teams": […], "agents": […]}"""
    return _whole("people")


@cache
def customers() -> list[dict]:
    """Who writes in, with their channels and orders."""
    return _lines("customers.jsonl")


@cache
def tickets() -> list[dict]:
    """What they wrote and were answered, oldest ticket first; times are offsets, see offsets.py."""
    return [ticket for path in sorted(HERE.glob("tickets-*.jsonl")) for ticket in _lines(path.name)]


@cache
def articles() -> list[dict]:
    """What the help centre says, each in English and Chinese."""
    return _lines("articles.jsonl")


@cache
def settings(name: str) -> list[dict]:
    """One of saved_replies, macros, views, fields."""
    return _whole(name)


def _whole(name: str):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
