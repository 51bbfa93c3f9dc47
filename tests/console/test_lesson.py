"""The lesson of a complaint names the article and the rule that came of it: those that there are, and no others."""

import tickets
from routing.rule_keeping import save_rule
from tests.knowledge_base.conftest import *  # noqa: F403
from tests.support.cast import *  # noqa: F403


def test_it_names_an_article_that_there_is_and_no_other(ticket, ann, mia, published, indexed, as_agent):
    desk, address = as_agent(ann), f"/console/tickets/{ticket.id}/complaint/lesson"
    assert desk.put(address, json={"cause": "delivery"}).status_code == 422  # it is no complaint
    tickets.classify(ticket, "complaint", by=ann)
    article = published("How we pack cups", "Two layers of paper around each cup.")
    lesson = {"cause": "delivery", "lesson": "Two layers of paper"}
    for field in ("article_id", "rule_id"):
        refused = desk.put(address, json={**lesson, field: 99_999})
        assert (refused.status_code, refused.json["details"]["field"]) == (422, field)
    rule = save_rule(
        by=mia,
        name="Ask how it was packed",
        triggers=[{"on": "opened"}],
        conditions={"all": []},
        actions=[{"do": "tag", "value": ["packing"]}],
    )
    kept = desk.put(address, json={**lesson, "article_id": article.id, "rule_id": rule.id})
    assert kept.status_code == 200, kept.text
    said = desk.get(f"{address}.json").json
    assert (said["cause"], said["lesson"]) == ("delivery", "Two layers of paper")
    assert said["article"] == {"id": article.id, "title": "How we pack cups"}
    assert (said["rule_id"], said["rules"]) == (rule.id, [{"id": rule.id, "name": "Ask how it was packed"}])
    page = as_agent(mia).get("/settings/lessons").text
    assert "How we pack cups" in page and "Ask how it was packed" in page
    indexed()
    found = desk.get(f"/console/tickets/{ticket.id}/articles.json?q=pack+cups").json["articles"]
    assert article.id in [one["id"] for one in found]
