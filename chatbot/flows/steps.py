"""Steps: what a flow may consist of, and what is wrong with one. Pure.

A step is {"id", "kind", …}; `next` names the step that follows, without it the one below. Texts are {"en", "zh"} in the
step itself, with gaps {name} for what was filled in.

- say: a sentence. - ask: a question; `into` names what the answer is kept as, `check` what it must be (checks.KINDS),
  `mask` or `choices` narrow it, `field` is the ticket's field it goes into, too.
- branch: `on` a name, `cases` [{"op", "value", "next"}], `else`. - call: `method`, `url` with gaps, `body` names to
  send, `take` {name: place in the answer}, `seconds`, `failed` the step to go to when it does not work.
- order: the shop's word on the order whose number is kept as `order`, as {order_told}; `failed` where it has none.
- hand: a person goes on. - end: it is done; `solve` closes the matter.
"""

import re
from urllib.parse import urlsplit

from chatbot.flows.checks import KINDS as CHECKS

KINDS = ("say", "ask", "branch", "order", "call", "hand", "end")
OUTSIDE = ("order", "call")  # what others are asked for; where they do not say, it goes on with `failed`
OPS = ("is", "is_not", "contains", "filled", "empty", "above", "below")
MOST, LONGEST = 60, 2000
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
GAP = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
FACTS = ("people_here", "today", "order_hint")  # what can be branched on without having been asked


def wrong_with(steps) -> list[tuple[str, str, str]]:
    """What is wrong: (step, English, Chinese); nothing, where it can be published."""
    if not isinstance(steps, list) or not steps:
        return [("", "A flow needs a step.", "流程至少需要一个步骤。")]
    if len(steps) > MOST:
        return [("", f"A flow has {MOST} steps at most.", f"流程最多 {MOST} 个步骤。")]
    if not all(isinstance(step, dict) and isinstance(step.get("id"), str) and step["id"] for step in steps):
        return [("", "Every step needs a name.", "每个步骤都需要名称。")]
    ids = [step["id"] for step in steps]
    found = [
        (twice, "Two steps have this name.", "有两个步骤同名。")
        for twice in sorted({i for i in ids if ids.count(i) > 1})
    ]
    for step in steps:
        found += [(step["id"], *words) for words in _wrong(step, set(ids))]
    return found[:50]


def _wrong(step: dict, ids: set[str]):
    if step.get("kind") not in KINDS:
        yield "There is no such kind of step.", "没有这种步骤。"
        return
    for name in ("next", "else", "failed"):
        if step.get(name) and step[name] not in ids:
            yield f"It goes on with a step that is not there: {step[name]}.", f"后续步骤不存在：{step[name]}。"
    if step["kind"] in ("say", "ask") and not (str(step.get("en") or "").strip() and str(step.get("zh") or "").strip()):
        yield "It needs a text in both languages.", "需要填写中英文内容。"
    if any(len(str(step.get(language) or "")) > LONGEST for language in ("en", "zh")):
        yield f"A text has {LONGEST} characters at most.", f"内容最多 {LONGEST} 个字。"
    yield from {"ask": _wrong_ask, "branch": _wrong_branch, "call": _wrong_call, "order": _wrong_order}.get(
        step["kind"], lambda *_: ()
    )(step, ids)


def _wrong_ask(step: dict, _ids):
    if not NAME.fullmatch(str(step.get("into") or "")):
        yield "Name what the answer is kept as: small letters.", "请用小写字母填写答案的保存名称。"
    if step.get("check", "text") not in CHECKS:
        yield "There is no such check.", "没有这种校验。"
    choices = step.get("choices")
    if step.get("check") == "choice" and not (
        isinstance(choices, list) and 1 <= len(choices) <= 20 and all(_is_choice(one) for one in choices)
    ):
        yield "A choice needs 1 to 20 answers in both languages.", "选择题需要 1 至 20 个中英文选项。"


def _is_choice(one) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(key), str) and one[key] for key in ("value", "en", "zh"))


def _wrong_branch(step: dict, ids):
    cases = step.get("cases")
    if not isinstance(cases, list) or not cases or not NAME.fullmatch(str(step.get("on") or "")):
        yield "A branch needs a name to look at and a case.", "分支需要判断对象和至少一个条件。"
        return
    for case in cases:
        if not isinstance(case, dict) or case.get("op") not in OPS or case.get("next") not in ids:
            yield "A case needs a comparison and a step that is there.", "条件需要比较方式和存在的后续步骤。"


def _wrong_order(step: dict, _ids):
    if not NAME.fullmatch(str(step.get("order") or "order_number")):
        yield "Name what the order number is kept as: small letters.", "请用小写字母填写订单号的保存名称。"


def _wrong_call(step: dict, _ids):
    parts = urlsplit(str(step.get("url") or ""))
    if parts.scheme not in ("https", "http") or not parts.hostname:
        yield "It needs an address that begins with https://.", "请填写以 https:// 开头的地址。"
    # What a customer writes must never decide whom we ask.
    if GAP.search(parts.scheme + parts.netloc) or "{" in parts.netloc:
        yield "A gap may not stand in the host of the address.", "地址的主机部分不能含变量。"
    if step.get("method", "GET") not in ("GET", "POST"):
        yield "It is either GET or POST.", "只能使用 GET 或 POST。"
    take = step.get("take") or {}
    if not isinstance(take, dict) or not all(NAME.fullmatch(str(name)) for name in take):
        yield "What is taken from the answer needs names in small letters.", "提取的内容需用小写字母命名。"
