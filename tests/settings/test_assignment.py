"""Assignment, skills and the classifier as an admin sets them up."""

import pytest

import routing
from helpdesk.db import db
from helpdesk.hot import get
from routing import AgentSkill, Plan, Profile, Skill
from routing.capacity import weights
from routing.classifying import progress
from routing.classifying.choices import choices


def test_pages_open_in_both_languages_and_for_admins_only(as_agent, mia, sue, orders, ann):
    admin = as_agent(mia)
    for language in ("en", "zh"):
        admin.put("/console/me/preferences", json={"language": language})
        for page in ("assignment", f"assignment/{orders.id}", "assignment/0", "classifier", f"people/{ann.id}"):
            assert admin.get(f"/settings/{page}").status_code == 200
            assert as_agent(sue).get(f"/settings/{page}").status_code == 404


def test_a_team_gets_a_plan(as_agent, mia, orders, returns):
    admin = as_agent(mia)
    form = {
        "strategy": ["same_agent", "skill", "", "least_busy"],
        "same_agent_days": "14",
        "overflow_team": str(returns.id),
        "overflow_minutes": "5",
        "on_leaving": "waiting",
    }
    assert admin.post(f"/settings/assignment/{orders.id}", data=form).status_code == 302
    plan = db.session.get(Plan, orders.id, populate_existing=True)
    assert plan.strategies == ["same_agent", "skill", "least_busy"]
    assert (plan.options, plan.overflow_team_id, plan.overflow_seconds) == ({"same_agent_days": 14}, returns.id, 300)
    assert "The same agent again" in admin.get("/settings/assignment").text


@pytest.mark.parametrize("wrong", [{"strategy": []}, {"strategy": ["by_horoscope"]}, {"on_leaving": "burn"}])
def test_a_plan_that_cannot_be_is_refused(as_agent, mia, orders, wrong):
    form = {"strategy": ["least_busy"], "on_leaving": "live"} | wrong
    shown = as_agent(mia).post(f"/settings/assignment/{orders.id}", data=form, follow_redirects=True)
    assert "Choose at least one strategy." in shown.text
    assert db.session.get(Plan, orders.id) is None


def test_what_was_typed_of_a_plan_or_a_skill_is_there_again_when_it_is_refused(as_agent, mia, orders, returns):
    admin = as_agent(mia)
    said = {"strategy": "", "same_agent_days": "77", "overflow_team": str(returns.id), "on_leaving": "keep"}
    page = admin.post(f"/settings/assignment/{orders.id}", data=said)
    assert page.status_code == 422 and 'value="77"' in page.text
    assert f'value="{returns.id}" selected' in page.text and 'value="keep" checked' in page.text
    page = admin.post("/settings/assignment/skills", data={"name": "!!!", "level": "3", "tags": "refund, 退款"})
    assert page.status_code == 422 and 'value="refund, 退款"' in page.text and "<option selected>3" in page.text
    assert 'aria-labelledby="new-skill-title" data-again' in page.text


def test_weights_and_skills_are_set(as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/assignment/weights", data={"mail": "1", "chat": "4", "call": "9"})
    assert weights() == {"mail": 1, "chat": 4, "call": 9}
    admin.post("/settings/assignment/skills", data={"name": "退款 Refunds", "tags": "refund，退款", "level": "2"})
    skill = db.session.query(Skill).one()
    assert (skill.key, skill.level, skill.asked_by["tags"]) == ("退款-refunds", 2, ["refund", "退款"])
    admin.post(f"/settings/assignment/skills/{skill.key}/gone")
    assert db.session.query(Skill).count() == 0


def test_a_skill_is_asked_for_by_what_is_ticked_and_by_tags_as_they_are_spelled(as_agent, mia, ann):
    admin = as_agent(mia)
    form = {"name": "C++", "tags": "VIP Customer", "types": ["complaint"], "channels": ["voice", "wechat"]}
    admin.post("/settings/assignment/skills", data=form)
    admin.post("/settings/assignment/skills", data={"name": "C#"})
    first, second = db.session.query(Skill).order_by(Skill.key)
    assert (first.name, second.name) == ("C++", "C#"), "one does not take the place of the other"
    assert first.asked_by == {
        "tags": ["vip_customer"], "types": ["complaint"], "topics": [], "channels": ["voice", "wechat"]
    }  # fmt: skip
    page = admin.get("/settings/assignment").text
    assert 'name="types" value="complaint" checked> Complaint' in page and 'value="wechat" checked> WeChat' in page
    assert "a mail weighs 1, a chat 2, a call 3" in admin.get(f"/settings/people/{ann.id}").text


def test_a_person_gets_languages_limits_and_a_share(as_agent, mia, ann):
    form = {"language_en": "5", "language_zh": "2", "limit_chat": "3", "limit_mail": "", "share": "150"}
    assert as_agent(mia).post(f"/settings/people/{ann.id}/abilities", data=form).status_code == 302
    profile = db.session.get(Profile, ann.id)
    assert (profile.limits, profile.share) == ({"chat": 3}, 150)
    levels = {row.key: row.level for row in db.session.query(AgentSkill)}
    assert levels == {"en": 5, "zh": 2}


def test_the_classifier_acts_only_where_it_is_told_to(as_agent, mia):
    form = {"on_topic": "on", "acts_topic": "on", "precision_topic": "97", "precision_spam": "12"}
    as_agent(mia).post("/settings/classifier", data=form)
    chosen = choices()
    assert (chosen.targets["topic"].acts, chosen.targets["topic"].precision) == (True, 0.97)
    assert (chosen.targets["team"].on, chosen.targets["spam"].precision) == (False, 0.8)
    assert chosen.nightly is False
    assert get(routing.RoutingSetting, "classifier") is not None


def test_the_page_of_the_classifier_follows_a_training(as_agent, mia):
    browser = as_agent(mia)
    assert browser.get("/settings/classifier/progress.json").json == {
        "going": False,
        "done": 0,
        "total": 0,
        "sentence": "",
    }
    browser.post("/settings/classifier/training")
    assert browser.get("/settings/classifier/progress.json").json["going"] is True
    page = browser.get("/settings/classifier").text
    assert 'data-going="yes"' in page and "It begins in a moment." in page
    progress.begun(5)
    progress.learning("team", 1)
    assert browser.get("/settings/classifier/progress.json").json["sentence"] == "It is learning: Team (2 / 5)"
    progress.failed()
    assert "The last training broke off" in browser.get("/settings/classifier").text
