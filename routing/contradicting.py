"""Contradicting: actions of one rule that cannot all be meant, said before it is saved; macros are looked into."""

from collections import Counter
from collections.abc import Iterator

from routing import actions
from routing.actions import CATALOGUE, BadAction
from routing.known_names import FIELD, KnownNames
from routing.sentence import Sentence
from tickets.refusals import SENTENCES
from tickets.tagging import tag_name
from tickets.ticket import DONE


def contradictions(acts) -> list[Sentence]:
    """What does not go together among these; what is not whole yet is left out."""
    whole = [one for one in acts if _is_whole(one)] if isinstance(acts, list) else []
    parts = actions.unfolded(whole, "en")
    return [*_snoozed_for_good(parts), *_said_twice(parts), *_filled_twice(parts), *_on_and_off(parts)]


def _is_whole(act) -> bool:
    try:
        actions.check([act])
    except BadAction:
        return False
    return True


def _snoozed_for_good(parts: list[dict]) -> Iterator[Sentence]:
    """Solved wins, whatever the order; junk is out of sight as it is."""
    does = {one["do"] for one in parts}
    if "snooze" not in does:
        return
    if any(one["do"] == "status" and one["value"] in DONE for one in parts):
        yield Sentence(*SENTENCES["solved_and_snoozed"])
    if "spam" in does:
        yield Sentence(
            "Marked as spam and snoozed at once: leave one of them out.",
            "不能同时标记为垃圾和稍后处理，请去掉其中一项。",
        )


def _said_twice(parts: list[dict]) -> Iterator[Sentence]:
    """Of these only the last would count."""
    for name, number in Counter(one["do"] for one in parts).items():
        if number > 1 and CATALOGUE[name].alone:
            en, zh = CATALOGUE[name].en, CATALOGUE[name].zh
            yield Sentence(f"“{en}” stands there {_times(number)}: only the last would count.", _only_the_last(zh))


def _filled_twice(parts: list[dict]) -> Iterator[Sentence]:
    keys = Counter(one["value"]["key"] for one in parts if one["do"] == "field")
    twice = [key for key, number in keys.items() if number > 1]
    called = KnownNames().of(FIELD, twice) if twice else {}
    for key in twice:
        en, zh = called.get(key, (key, key))
        yield Sentence(f"“{en}” is filled in {_times(keys[key])}: only the last would count.", _only_the_last(zh))


def _on_and_off(parts: list[dict]) -> Iterator[Sentence]:
    said = {"tag": {}, "untag": {}}
    for one in parts:
        if one["do"] in said:
            said[one["do"]] |= {tag_name(name): name for name in one["value"]}
    for key in said["tag"].keys() & said["untag"].keys():
        name = said["tag"][key]
        yield Sentence(f"The tag “{name}” is both added and taken off.", f"标签“{name}”既添加又移除。")


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _only_the_last(zh: str) -> str:
    return f"“{zh}”出现多次，仅最后一项生效。"
