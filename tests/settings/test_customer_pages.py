"""Segments, organizations and value as admins set them up."""

import pytest

from helpdesk.customers import Organization, segment_of
from helpdesk.customers.buying.money import money
from helpdesk.customers.choices import chosen
from helpdesk.customers.outside import looking_up
from helpdesk.customers.valuing.thresholds import thresholds
from helpdesk.db import db
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
    leads.post(f"{page}/dropped")
    assert db.session.query(Organization).all() == []


def test_lines_money_targets_and_the_look_up_are_set(as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/value", data={"active_days": 90, "at_risk_days": 180, "lost_days": 365, "loyal_orders": 5})
    assert (thresholds().active_days, thresholds().loyal_orders) == (90, 5)
    refused = admin.post("/settings/value", data={"active_days": 900}, follow_redirects=True)
    assert "must lie beyond" in refused.text
    admin.post("/settings/value/money", data={"currency": "usd", "rates": "CNY 0.14\nEUR=1.1"})
    assert money() == {"currency": "USD", "rates": {"CNY": 0.14, "EUR": 1.1}}
    admin.post("/settings/value/journey", data={"wait_minutes": "60", "repeat_days": "3"})
    assert (targets().wait_minutes, targets().repeat_days) == (60, 3)
    told = admin.post("/settings/value/lookup", data={"url": "https://crm.example/x"}, follow_redirects=True)
    assert "whsec_" in told.text and chosen(looking_up.CHOICE, {})["url"] == "https://crm.example/x"


@pytest.mark.parametrize("url", ["ftp://x", "javascript:alert(1)"])
def test_a_look_up_elsewhere_than_on_the_web_is_refused(as_agent, mia, url):
    assert "begins with" in as_agent(mia).post("/settings/value/lookup", data={"url": url}, follow_redirects=True).text
