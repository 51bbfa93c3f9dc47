"""Plant a few rules that a shop would have: three at work, two that wait to be tried."""

from helpdesk.demo.cast import Cast
from routing.rule_keeping import save_rule, switch

_OPENED = [{"on": "opened"}]


def plant_rules(cast: Cast) -> None:
    """Make them, by the admin."""
    mia = cast.agents["mia"]
    for rule in _rules({name: team.id for name, team in cast.teams.items()}):
        on = rule.pop("on")
        made = save_rule(by=mia, **rule)
        if on:
            switch(made, True, by=mia)


def _says(*words: str) -> dict:
    return {"field": "any_text", "op": "says", "value": list(words)}


def _rules(teams: dict[str, int]) -> list[dict]:
    return [
        {
            "name": "Complaints first · 投诉优先",
            "description": "Whoever complains is answered before others.",
            "triggers": [*_OPENED, {"on": "message"}],
            "conditions": {
                "all": [
                    _says("complain*", "unacceptable", "lawyer", "投诉", "差评", "消费者协会"),
                    {"field": "type", "op": "is_not", "value": "complaint"},
                ]
            },
            "actions": [{"do": "type", "value": "complaint"}, {"do": "priority", "value": "high"}],
            "on": True,
        },
        {
            "name": "Refunds and returns · 退款退货",
            "description": "To the people who have the parcels in their hands.",
            "triggers": _OPENED,
            "conditions": {"all": [_says("refund*", "send it back", "return label", "money back", "退款", "退货")]},
            "actions": [{"do": "team", "value": teams["aftersales"]}, {"do": "tag", "value": ["refund"]}],
            "on": True,
        },
        {
            "name": "A low score comes back · 低分回访",
            "description": "Somebody reads what went wrong.",
            "triggers": [{"on": "rated"}],
            "conditions": {"all": [{"field": "score", "op": "at_most", "value": 2}]},
            "actions": [
                {"do": "tag", "value": ["low_score"]},
                {"do": "note", "value": "{{customer.name|The customer}} was not happy."},
            ],
            "on": True,
        },
        {
            "name": "High-value customers to VIP · 高价值客户转 VIP",
            "description": "Try it on the last month before you switch it on.",
            "triggers": _OPENED,
            "conditions": {
                "any": [{"field": "segment", "op": "has", "value": ["high_value"]}, _says("wholesale", "批发")]
            },
            "actions": [{"do": "team", "value": teams["vip"]}, {"do": "priority", "value": "high"}],
            "stops": True,
            "on": False,
        },
        {
            "name": "Two hours without an answer · 两小时未回复",
            "description": "By day only.",
            "triggers": [{"on": "unanswered", "minutes": 120}],
            "conditions": {"all": [{"field": "business_hours", "op": "is", "value": True}]},
            "actions": [{"do": "priority", "value": "urgent"}],
            "on": False,
        },
    ]
