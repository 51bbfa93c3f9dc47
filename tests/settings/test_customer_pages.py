"""Segments, organizations and value as admins set them up."""

import json
import re

import pytest

from helpdesk.customers import Organization, segment_of
from helpdesk.customers.buying.money import money
from helpdesk.customers.choices import chosen
from helpdesk.customers.outside import looking_up
from helpdesk.customers.outside.telling import tell_facts
from helpdesk.customers.privacy.retention_rule import RetentionRule
from helpdesk.customers.valuing.thresholds import thresholds
from helpdesk.db import db
from helpdesk.events import SYSTEM
from tickets.journey.targets import targets

PAGES = ("segments", "segments/new", "segments/1", "organizations", "value")


def test_pages_open_in_both_languages_and_only_for_whom_they_are(as_agent, mia, ann):
    admin = as_agent(mia)
    for language in ("en", "zh"):
        admin.put("/console/me/preferences", json={"language": language})
        for page in PAGES:
            assert admin.get(f"/settings/{page}").status_code == 200, page
            assert as_agent(ann).get(f"/settings/{page}").status_code == 404, page


def test_a_segment_is_written_counted_and_refused_with_a_word(as_agent, sue, carol):
    leads = as_agent(sue)
    conditions = '{"all": [{"field": "orders", "op": "is", "value": 0}]}'
    leads.post("/settings/segments/new", data={"name_en": "Lookers", "name_zh": "", "conditions": conditions})
    assert (segment_of("lookers").name_zh, segment_of("lookers").counted_at is not None) == ("Lookers", True)
    wrong = leads.post("/settings/segments/new", data={"name_en": "X", "conditions": '{"field": "x"}'})
    assert wrong.status_code == 422 and "Nothing was saved." in wrong.text
    shown = leads.post("/settings/segments/preview.json", json={"conditions": {"all": []}}).json
    assert shown["count"] == 0


def test_an_organization_gets_domains_and_people(as_agent, sue, carol):
    leads = as_agent(sue)
    leads.post("/settings/organizations", data={"name": "Acme"})
    one = db.session.query(Organization).one()
    page = f"/settings/organizations/{one.id}"
    leads.post(page, data={"name": "Acme Ltd", "domains": "acme.example，acme.test", "shared_tickets": "on"})
    leads.post(f"{page}/members", data={"who": "carol@example.com", "sees": "organization"})
    text = leads.get(page).text
    assert "acme.example acme.test" in text and "Carol" in text and "all its tickets" in text
    assert "Nobody has exactly" in leads.post(f"{page}/members", data={"who": "x"}, follow_redirects=True).text
    assert "Anybody can have" in leads.post(page, data={"name": "A", "domains": "qq.com"}, follow_redirects=True).text
    refused = leads.post(page, data={"name": "B", "domains": "not/a/domain", "notes": "They like tea."})
    assert refused.status_code == 422 and "not/a/domain" in refused.text and "They like tea." in refused.text
    assert "They like tea." not in leads.get(page).text
    leads.post(f"{page}/dropped")
    assert db.session.query(Organization).all() == []


def test_lines_money_targets_and_the_look_up_are_set(as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/value", data={"active_days": 90, "at_risk_days": 180, "lost_days": 365, "loyal_orders": 5})
    assert (thresholds().active_days, thresholds().loyal_orders) == (90, 5)
    refused = admin.post("/settings/value", data={"active_days": 900}, follow_redirects=True)
    assert "must lie beyond" in refused.text and 'name="active_days" value="900"' in refused.text
    assert "EUR seven" in admin.post("/settings/value/money", data={"currency": "CNY", "rates": "EUR seven"}).text
    admin.post("/settings/value/money", data={"currency": "usd", "rates": "CNY 0.14\nEUR=1.1"})
    assert money() == {"currency": "USD", "rates": {"CNY": 0.14, "EUR": 1.1}}
    admin.post("/settings/value/journey", data={"wait_minutes": "60", "repeat_days": "3"})
    assert (targets().wait_minutes, targets().repeat_days) == (60, 3)
    told = admin.post("/settings/value/lookup", data={"url": "https://crm.example/x"}, follow_redirects=True)
    assert "whsec_" in told.text and chosen(looking_up.CHOICE, {})["url"] == "https://crm.example/x"


@pytest.mark.parametrize("url", ["ftp://x", "javascript:alert(1)"])
def test_a_look_up_elsewhere_than_on_the_web_is_refused(as_agent, mia, url):
    assert "begins with" in as_agent(mia).post("/settings/value/lookup", data={"url": url}, follow_redirects=True).text


def test_a_figure_of_another_system_can_be_more_than_something(as_agent, sue, carol):
    tell_facts(carol, {"points": 320, "plan": "Gold"}, by=SYSTEM)
    shown = as_agent(sue).get("/settings/segments/new").text
    catalogue = json.loads(re.search(r'class="catalogue">(.+?)</script>', shown)[1])
    fields = {one["name"]: one for group in catalogue["groups"] for one in group["fields"]}
    assert "at_least" in [op["op"] for op in fields["fact.points"]["ops"]]
    assert (fields["fact.points"]["kind"], fields["fact.plan"]["kind"]) == ("number", "text")
    assert catalogue["words"]["none"] == "No condition yet: nobody belongs."


def test_a_rule_of_keeping_names_a_channel_that_there_is(as_agent, mia):
    admin, said = as_agent(mia), {"what": "tickets", "days": "30"}
    admin.post("/settings/privacy/rules", data=said | {"channel": "pigeons"})
    admin.post("/settings/privacy/rules", data=said | {"channel": "voice", "tag": "x"})
    assert [row.channel for row in db.session.query(RetentionRule)] == ["voice"]
    assert "Phone · x" in admin.get("/settings/privacy").text
