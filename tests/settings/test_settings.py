"""Settings: people change themselves, admins the rest, and nobody sees what is not theirs."""

import re

import pytest
from sqlalchemy import select

from channels import Inbox
from helpdesk import people
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent, Team
from tests.support.cast import PASSWORD

PAGES = ("me", "tokens", "people", "teams", "inboxes", "dead-letters", "inboxes/new/api")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_for_an_admin_in_both_languages(as_agent, mia, page, language):
    admin = as_agent(mia)
    admin.post("/settings/me", data={"name": "Mia", "language": language, "time_zone": "UTC", "theme": "dark"})
    shown = admin.get(f"/settings/{page}")
    assert shown.status_code == 200
    assert ('lang="zh-CN"' in shown.text) == (language == "zh")
    assert 'style="' not in shown.text and "<script>" not in shown.text


@pytest.mark.parametrize("page", [p for p in PAGES if p not in ("me", "tokens")])
def test_what_only_admins_may_change_is_not_there_for_anybody_else(as_agent, ann, sue, page):
    assert as_agent(ann).get(f"/settings/{page}").status_code == 404
    assert as_agent(sue).get(f"/settings/{page}").status_code == 404


def test_mia_adds_a_person_whose_password_is_shown_once(as_agent, mia, app):
    admin = as_agent(mia)
    shown = admin.post(
        "/settings/people",
        follow_redirects=True,
        data={"name": "Bob", "email": "Bob@demo.test", "role": "agent", "language": "zh"},
    )
    password = re.search(r"shown only now: ([\w-]+)", shown.text).group(1)
    assert people.check_password("bob@demo.test", password, address="127.0.0.1").language == "zh"
    assert password not in admin.get(shown.request.path).text


def test_an_address_cannot_be_given_twice(as_agent, mia, ann):
    shown = as_agent(mia).post(
        "/settings/people", follow_redirects=True, data={"name": "Ann again", "email": ann.email, "role": "agent"}
    )
    assert "Somebody has this address already." in shown.text
    assert 'value="Ann again"' in shown.text and f'value="{ann.email}"' in shown.text and "data-again" in shown.text


def test_teams_role_and_capacity_change_together_or_not_at_all(as_agent, mia, ann, orders, returns):
    admin = as_agent(mia)
    admin.post(
        f"/settings/people/{ann.id}", data={"name": "Ann", "role": "supervisor", "capacity": "7", "team": [returns.id]}
    )
    db.session.expire_all()
    changed = get(Agent, ann.id)
    assert (changed.role, changed.capacity, people.teams_of(ann)) == ("supervisor", 7, [returns.id])
    refused = admin.post(f"/settings/people/{ann.id}", data={"name": "", "role": "agent", "capacity": "9", "team": []})
    assert refused.status_code == 422 and 'value="9"' in refused.text
    assert f'name="team" value="{returns.id}" >' in refused.text
    db.session.expire_all()
    assert (get(Agent, ann.id).role, get(Agent, ann.id).capacity) == ("supervisor", 7)


def test_the_last_admin_stays(as_agent, mia):
    shown = as_agent(mia).post(f"/settings/people/{mia.id}/disabled", follow_redirects=True)
    assert "Somebody must stay admin." in shown.text
    assert get(Agent, mia.id).disabled_at is None


def test_ann_types_her_telephone_wrong_and_nothing_else_is_lost(as_agent, ann):
    said = {"name": "Ann Z.", "phone": "call me", "time_zone": "Asia/Tokyo", "theme": "dark", "language": "zh"}
    page = as_agent(ann).post("/settings/me", data=said)
    assert page.status_code == 422 and 'value="Ann Z."' in page.text and 'value="call me"' in page.text
    assert 'value="Asia/Tokyo" selected' in page.text and 'value="dark" selected' in page.text


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(as_agent, ann):
    here, elsewhere = as_agent(ann), as_agent(ann)
    refused = here.post(
        "/settings/me/password", follow_redirects=True, data={"current": "not it", "new": "another long password"}
    )
    assert "The current password is not right." in refused.text
    here.post("/settings/me/password", data={"current": PASSWORD, "new": "another long password"})
    assert here.get("/settings/me").status_code == 200
    assert elsewhere.get("/settings/me").status_code == 302


def test_a_token_is_shown_once_and_ends_when_it_is_ended(as_agent, ann, bob):
    browser = as_agent(ann)
    shown = browser.post("/settings/tokens", data={"name": "shop"}, follow_redirects=True).text
    token = re.search(r"hd_[\w-]+", shown).group()
    assert people.api_token.find(token).id == ann.id
    number = db.session.scalar(select(people.api_token.ApiToken.id))
    assert as_agent(bob).post(f"/settings/tokens/{number}/end").status_code == 404
    browser.post(f"/settings/tokens/{number}/end")
    db.session.rollback()
    assert people.api_token.find(token) is None


def test_two_teams_cannot_have_one_name(as_agent, mia, orders):
    shown = as_agent(mia).post("/settings/teams", data={"name": "Orders"}, follow_redirects=True)
    assert "Another team has this name." in shown.text and shown.text.count('value="Orders"') == 2
    assert db.session.query(Team).count() == 1


def test_an_inbox_is_connected_and_its_secrets_never_shown(as_agent, mia, orders):
    admin = as_agent(mia)
    admin.post(
        "/settings/inboxes/new/email",
        data={
            "name": "Support",
            "team": orders.id,
            "setting.address": "support@shop.test",
            "setting.imap_host": "imap.shop.test",
            "setting.imap_user": "support",
            "setting.imap_password": "canary-secret",
            "setting.smtp_host": "smtp.shop.test",
        },
    )
    inbox = db.session.scalar(select(Inbox))
    assert inbox.team_id == orders.id
    assert inbox.settings["imap_password"] == "canary-secret"
    page = admin.get(f"/settings/inboxes/{inbox.id}").text
    assert "canary-secret" not in page and "imap.shop.test" in page
    admin.post(
        f"/settings/inboxes/{inbox.id}",
        data={
            "name": "Support",
            "setting.address": "support@shop.test",
            "setting.imap_host": "mail.shop.test",
            "setting.imap_user": "support",
            "setting.imap_password": "",
            "setting.smtp_host": "smtp.shop.test",
        },
    )
    db.session.expire_all()
    changed = get(Inbox, inbox.id)
    assert (changed.settings["imap_host"], changed.settings["imap_password"]) == ("mail.shop.test", "canary-secret")
    assert not changed.enabled


def test_an_inbox_without_what_it_needs_is_not_connected(as_agent, mia):
    key = "k" * 22
    typed = {
        "name": "Support",
        "key": key,
        "setting.imap_host": "imap.shop.test",
        "setting.imap_password": "canary-secret",
    }
    shown = as_agent(mia).post("/settings/inboxes/new/email", data=typed)
    assert "Still needed" in shown.text and 'value="imap.shop.test"' in shown.text and 'value="Support"' in shown.text
    assert f'name="key" value="{key}"' in shown.text and "canary-secret" not in shown.text
    assert db.session.query(Inbox).count() == 0


def test_an_unknown_channel_is_not_there(as_agent, mia):
    assert as_agent(mia).get("/settings/inboxes/new/pigeons").status_code == 404
