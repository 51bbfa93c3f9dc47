"""Questions of a survey: which kinds there are, what may be answered to each, and which one comes next.

A question: {"key", "kind", "title": {"en", "zh"}, "required": bool, "options": [{"value", "en", "zh"}] for a choice,
"when": {"question", "op": at_most | at_least | is, "value"} for one that is asked only after a certain answer}.
"""

import re

SCALES = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}
KINDS = (*SCALES, "yes_no", "choice", "choices", "text")
OPS = ("at_most", "at_least", "is")
MOST, MOST_OPTIONS, LONGEST_TITLE, LONGEST_TEXT = 20, 20, 500, 4000
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class BadSurvey(ValueError):
    """This survey cannot be kept; `en` and `zh` say why."""

    def __init__(self, en: str, zh: str):
        super().__init__(en)
        self.en, self.zh = en, zh


class BadAnswer(ValueError):
    """This is no answer to that question; `question` is its key."""

    def __init__(self, question: str):
        super().__init__(question)
        self.question = question


def checked(questions: list) -> list[dict]:
    """The questions as they are kept. Raises BadSurvey."""
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST:
        raise BadSurvey(f"A survey has 1 to {MOST} questions.", f"问卷须有 1 至 {MOST} 个问题。")
    kept: list[dict] = []
    for number, question in enumerate(questions, 1):
        kept.append(_checked(question, kept, number))
    return kept


def scored(questions: list[dict]) -> dict | None:
    """The question that gives the score: the first on a scale."""
    return next((question for question in questions if question["kind"] in SCALES), None)


def asked_of(questions: list[dict], answers: dict) -> list[dict]:
    """The questions that this customer meets, given what they have answered."""
    return [question for question in questions if _applies(question, answers)]


def next_question(questions: list[dict], answers: dict) -> dict | None:
    """The first that applies and is not answered; None when all is said."""
    return next((q for q in asked_of(questions, answers) if q["key"] not in answers), None)


def accepted(questions: list[dict], given: dict, before: dict | None = None) -> dict:
    """The answers as they are kept, `given` over those `before`; an empty one takes an answer back.

    What no longer applies falls away. Raises BadAnswer; a required one that is missing is for the page to say.
    """
    answers, known = dict(before or {}), {question["key"]: question for question in questions}
    for key, value in given.items():
        if key not in known:
            raise BadAnswer(str(key)[:40])
        value = value_of(known[key], value)
        answers.pop(key, None) if value is None else answers.__setitem__(key, value)
    kept: dict = {}
    for question in questions:  # in their order: a branch that has closed closes those behind it
        if question["key"] in answers and _applies(question, kept):
            kept[question["key"]] = answers[question["key"]]
    return kept


def value_of(question: dict, value):
    """The value of this answer; None for no answer. Raises BadAnswer."""
    kind = question["kind"]
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        return None
    if kind in SCALES:
        return _on_scale(question, value)
    if kind == "text":
        if not isinstance(value, str):
            raise BadAnswer(question["key"])
        return value.replace("\x00", "").strip()[:LONGEST_TEXT]
    options = ["yes", "no"] if kind == "yes_no" else [option["value"] for option in question["options"]]
    chosen = value if isinstance(value, list) else [value]
    if any(one not in options for one in chosen) or (kind != "choices" and len(chosen) != 1):
        raise BadAnswer(question["key"])
    return [one for one in options if one in chosen] if kind == "choices" else chosen[0]


def _on_scale(question: dict, value) -> int:
    low, high = SCALES[question["kind"]]
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,2}", str(value), re.ASCII) or not low <= int(value) <= high:
        raise BadAnswer(question["key"])
    return int(value)


def _applies(question: dict, answers: dict) -> bool:
    when = question.get("when")
    if not when:
        return True
    value = answers.get(when["question"])
    if value is None:
        return False
    if when["op"] == "is":
        return when["value"] in value if isinstance(value, list) else str(value) == str(when["value"])
    return value <= when["value"] if when["op"] == "at_most" else value >= when["value"]


def _checked(question, before: list[dict], number: int) -> dict:
    if not isinstance(question, dict) or question.get("kind") not in KINDS:
        raise BadSurvey(f"Question {number}: choose what kind it is.", f"第 {number} 题：请选择题型。")
    key = str(question.get("key") or f"q{number}")
    if not _KEY.fullmatch(key) or key in {one["key"] for one in before}:
        raise BadSurvey(
            f"Question {number}: its key is taken or not a word.", f"第 {number} 题：标识重复或格式不正确。"
        )
    kept = {"key": key, "kind": question["kind"], "title": _title(question.get("title"), number)}
    kept["required"] = bool(question.get("required", question["kind"] in SCALES))
    if kept["kind"] in ("choice", "choices"):
        kept["options"] = _options(question.get("options"), number)
    if question.get("when"):
        kept["when"] = _when(question["when"], before, number)
    return kept


def _title(title, number: int) -> dict:
    words = {language: str((title or {}).get(language) or "").strip() for language in ("en", "zh")}
    if not any(words.values()) or max(map(len, words.values())) > LONGEST_TITLE:
        raise BadSurvey(f"Question {number}: write what is asked.", f"第 {number} 题：请填写问题内容。")
    return {"en": words["en"] or words["zh"], "zh": words["zh"] or words["en"]}


def _options(options, number: int) -> list[dict]:
    kept = []
    for place, option in enumerate(options if isinstance(options, list) else [], 1):
        words = option if isinstance(option, dict) else {"en": option}
        en, zh = (str(words.get(language) or "").strip()[:100] for language in ("en", "zh"))
        if en or zh:
            kept.append({"value": str(words.get("value") or f"o{place}")[:40], "en": en or zh, "zh": zh or en})
    if not 2 <= len(kept) <= MOST_OPTIONS or len({one["value"] for one in kept}) != len(kept):
        raise BadSurvey(
            f"Question {number}: give 2 to {MOST_OPTIONS} different options.",
            f"第 {number} 题：请填写 2 至 {MOST_OPTIONS} 个不同的选项。",
        )
    return kept


def _when(when, before: list[dict], number: int) -> dict:
    asked = next((one for one in before if one["key"] == (when or {}).get("question")), None)
    wrong = BadSurvey(
        f"Question {number}: its condition must name an earlier question and an answer to it.",
        f"第 {number} 题：显示条件须引用前面的问题及其答案。",
    )
    if asked is None or when.get("op") not in OPS or asked["kind"] == "text":
        raise wrong
    if when["op"] != "is" and asked["kind"] not in SCALES:
        raise wrong
    try:
        value = value_of(asked, when.get("value"))
    except BadAnswer:
        raise wrong from None
    if value is None:
        raise wrong
    return {"question": asked["key"], "op": when["op"], "value": value[0] if isinstance(value, list) else value}
