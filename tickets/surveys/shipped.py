"""What is shipped: the three usual surveys, each with a second question that asks why."""

from helpdesk.db import transaction
from helpdesk.hot import insert
from tickets.surveys.survey import Survey, survey_of

_THANKS = {"en": "Thank you. We read every answer.", "zh": "感谢您的评价，每一条我们都会认真阅读。"}

SHIPPED = {
    "csat": {
        "name": "Satisfaction (CSAT)",
        "low_at": 2,
        "rest_days": 14,
        "questions": [
            {
                "key": "score",
                "kind": "csat",
                "required": True,
                "title": {"en": "How satisfied are you with our help?", "zh": "您对我们本次的服务满意吗？"},
            },
            {
                "key": "why",
                "kind": "choices",
                "required": False,
                "when": {"question": "score", "op": "at_most", "value": 3},
                "title": {"en": "What could have been better?", "zh": "哪些方面有待改进？"},
                "options": [
                    {"value": "speed", "en": "It took too long", "zh": "处理太慢"},
                    {"value": "solution", "en": "My problem is not solved", "zh": "问题没有解决"},
                    {"value": "repeat", "en": "I had to explain it several times", "zh": "需要反复说明"},
                    {"value": "tone", "en": "The way I was spoken to", "zh": "服务态度"},
                    {"value": "product", "en": "The product itself", "zh": "商品本身"},
                ],
            },
            {
                "key": "comment",
                "kind": "text",
                "required": False,
                "title": {"en": "Is there anything else you want to tell us?", "zh": "您还有什么想告诉我们的吗？"},
            },
        ],
    },
    "nps": {
        "name": "Recommendation (NPS)",
        "low_at": 6,
        "rest_days": 90,
        "questions": [
            {
                "key": "score",
                "kind": "nps",
                "required": True,
                "title": {
                    "en": "How likely are you to recommend us to a friend?",
                    "zh": "您有多大可能向朋友推荐我们？",
                },
            },
            {
                "key": "comment",
                "kind": "text",
                "required": False,
                "title": {"en": "What is the main reason for your answer?", "zh": "您给出这个分数的主要原因是什么？"},
            },
        ],
    },
    "ces": {
        "name": "Effort (CES)",
        "low_at": 3,
        "rest_days": 30,
        "questions": [
            {
                "key": "score",
                "kind": "ces",
                "required": True,
                "title": {"en": "We made it easy to get help. Do you agree?", "zh": "获得帮助的过程很轻松，您同意吗？"},
            },
            {
                "key": "comment",
                "kind": "text",
                "required": False,
                "title": {"en": "What made it hard?", "zh": "哪些环节让您觉得麻烦？"},
                "when": {"question": "score", "op": "at_most", "value": 4},
            },
        ],
    },
}


@transaction()
def ship() -> None:
    """Make the shipped surveys that are not there; those that an admin has changed stay as they are."""
    for key, values in SHIPPED.items():
        if survey_of(key) is None:
            insert(Survey(key=key, kind=key, words={"thanks": _THANKS}, **values))
