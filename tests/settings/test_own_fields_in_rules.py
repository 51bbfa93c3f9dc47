"""What stands in a field of the company's own is said as its choices are called, wherever rules are told of."""

import json

import pytest
from sqlalchemy import event

from helpdesk.db import db, transaction
from routing import rehearsing, rule_keeping
from routing.known_names import KnownNames
from routing.rule_words import condition_words
from tests.support.cast import *  # noqa: F403
from tickets import TicketField, set_fields

SIZES = [{"value": "s", "en": "Small", "zh": "小号"}, {"value": "xl", "en": "Very large", "zh": "特大号"}]
ASKS = {
    "all": [
        {"field": "field.size", "op": "in", "value": ["s", "gone"]},
        {"field": "field.gift", "op": "is", "value": True},
        {
            "any": [
                {"field": "was.size", "op": "is", "value": "xl"},
                {"field": "field.size", "op": "is_not", "value": "xl"},
            ]
        },
    ]
}
DOES = [
    {"do": "field", "value": {"key": "size", "value": "xl"}},
    {"do": "field", "value": {"key": "gift", "value": False}},
]


@pytest.fixture
def own(app):
    with transaction():
        db.session.add(TicketField(key="size", kind="choice", label_en="Size", label_zh="尺码", choices=SIZES))
        db.session.add(TicketField(key="gift", kind="checkbox", label_en="A gift", label_zh="礼品"))


@pytest.fixture
def page(as_agent, mia):
    return as_agent(mia)


def rule(mia, conditions, name="Sizes", on="opened"):
    kept = rule_keeping.save_rule(by=mia, name=name, triggers=[{"on": on}], conditions=conditions, actions=DOES)
    rule_keeping.switch(kept, True, by=mia)
    return kept


def test_the_list_of_rules_says_labels_in_both_languages(own, mia, page):
    rule(mia, ASKS)
    shown = page.get("/settings/rules").text
    assert "Size is one of Small, “gone”, and A gift: yes" in shown
    assert "(Size before is Very large or Size is not Very large)" in shown
    assert "Fill in a field Size = Very large; Fill in a field A gift = no" in shown
    page.put("/console/me/preferences", json={"language": "zh"})
    shown = page.get("/settings/rules").text
    assert "尺码是其中之一 小号、“gone”，且礼品：是" in shown and "填写字段 尺码 = 特大号；填写字段 礼品 = 否" in shown


def test_many_rules_read_the_fields_at_once(own, mia):
    reads = []
    names = KnownNames([ASKS] * 20)
    event.listen(db.engine, "before_cursor_execute", lambda *args: reads.append(args[2]))
    assert "Small" in condition_words(ASKS, names).en
    assert not reads


def test_the_story_says_them_and_what_was_so(own, mia, ann, opened, as_agent):
    rule(mia, {"all": [{"field": "field.size", "op": "in", "value": ["s", "xl"]}]}, on="changed")
    ticket = opened("A shirt")
    set_fields(ticket, {"size": "s"}, by=ann)
    [told] = as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["rules"][-1]["matched"]
    assert (told["on"][0]["words"], told["on"][0]["actual_words"]) == ("Size is one of Small, Very large", "Small")
    assert [one["words"] for one in told["did"]] == [
        "Fill in a field Size = Very large",
        "Fill in a field A gift = no",
    ]


def test_a_rehearsal_counts_each_field_by_itself_and_says_its_labels(own, mia, opened, page):
    opened("First"), opened("Second")
    form = {"name": "Sizes", "triggers": [{"on": "opened"}], "conditions": {"all": []}}
    form |= {"actions": [*DOES, {"do": "snooze", "value": 60}]}
    kept = {key: value if key == "name" else json.dumps(value) for key, value in form.items()}
    page.post("/settings/rehearsals", data={"days": "7", **kept})
    rehearsing.run(1)
    page.put("/console/me/preferences", json={"language": "zh"})
    shown = page.get("/settings/rehearsals/1").text
    assert '<td class="nowrap">尺码</td><td>无</td><td>特大号</td><td class="number">2</td>' in shown
    assert '<td class="nowrap">稍后处理</td><td>无</td><td>是</td><td class="number">2</td>' in shown
    assert "礼品：无 → 否" in shown and "尺码：无 → 特大号" in shown
    assert "{" not in shown.split("变更去向")[1].split("</table>")[0] and "+00:00" not in shown


def test_the_builder_tells_a_field_from_what_it_held_before(own, page):
    shown = page.get("/settings/rules/new").text
    assert '"label": "Size", "name": "field.size"' in shown and '"label": "Size before", "name": "was.size"' in shown
