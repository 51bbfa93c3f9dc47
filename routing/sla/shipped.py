"""Shipped: policies to start from. That for complaints comes with every installation (migrations/versions/0017)."""

HOUR = 3600
PRIORITIES = ("low", "normal", "high", "urgent")
NOTICES = [
    {"level": 0, "do": [{"action": "notify", "to": ["assignee"]}]},
    {"level": 1, "do": [{"action": "notify", "to": ["assignee", "supervisors"]}, {"action": "escalate", "level": 1}]},
    {"level": 2, "after": HOUR, "do": [{"action": "raise_priority"}, {"action": "escalate", "level": 2}]},
]


def targets(hours: dict[str, tuple[float, float, float, float]], business: bool = False) -> list[dict]:
    """Targets from hours for low, normal, high and urgent, by metric."""
    return [
        {"metric": metric, "priority": priority, "seconds": int(each * HOUR), "business": business}
        for metric, of_each in hours.items()
        for priority, each in zip(PRIORITIES, of_each, strict=True)
    ]


IMPORTANT = {
    "key": "important",
    "name_en": "Important customers",
    "name_zh": "重要客户",
    "conditions": {
        "any": [
            {"field": "segment", "op": "has", "value": "high_value"},
            {"field": "tags", "op": "has", "value": "vip"},
        ]
    },  # fmt: skip
    "targets": targets({"first_reply": (1, 0.5, 0.5, 0.25), "next_reply": (2, 1, 1, 0.5), "solution": (24, 12, 8, 4)}),
    "levels": NOTICES,
}
STANDARD = {
    "key": "standard",
    "name_en": "Everybody",
    "name_zh": "所有客户",
    "conditions": {"all": []},
    "targets": targets(
        {"first_reply": (8, 4, 2, 1), "next_reply": (12, 6, 4, 2), "solution": (72, 48, 24, 8)}, business=True
    ),
    "levels": NOTICES,
}
