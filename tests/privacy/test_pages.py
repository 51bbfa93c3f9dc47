"""What an admin does for a person who asks, by pages and by programs; nobody else may."""

import json
import zipfile
from io import BytesIO

import pytest

from helpdesk import customers, people
from helpdesk.customers import policy
from helpdesk.customers.privacy import consenting, erasing
from helpdesk.db import db
from helpdesk.privacy import exporting
from tests.privacy.test_erasing import customer_of
from tickets import Ticket, receive


def test_an_export_holds_all_of_theirs_and_nothing_of_others(marked, carol, mia):
    [canary] = marked(1)
    customer = customer_of(canary)
    consenting.agree(customer, "marketing", granted=True, how="on the phone", by=mia)
    ticket = db.session.query(Ticket).filter_by(customer_id=customer.id).one()
    other = customers.identity.verified("email", "carol@example.com")
    receive(ticket, carol, text="Carol's own words", identity_id=other.id)
    file = BytesIO()
    assert exporting.export(customer, file, by=mia) == 2
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read("person.json"))
        [path] = [name for name in archive.namelist() if name.startswith("files/")]
        assert archive.read(path) == b"bytes"
    assert {one["value"] for one in said["identity"]} == {canary.email, canary.phone}
    assert [one["text"] for one in said["tickets"][0]["messages"]] == [canary.text, f"Reply: {canary.text}"]
    assert said["consent"][0]["purpose"] == "marketing"
    assert "Carol" not in json.dumps(said) and "Note:" not in json.dumps(said) and "Mia" not in json.dumps(said)


def test_notes_are_exported_only_where_they_are_asked_for(marked, mia):
    [canary] = marked(1)
    file = BytesIO()
    exporting.export(customer_of(canary), file, by=mia, notes=True)
    with zipfile.ZipFile(file) as archive:
        assert "Note: zqwords0001" in archive.read("person.json").decode()


def test_the_last_word_of_consent_counts_on_its_channel_or_on_all(carol, mia):
    assert consenting.consented(carol.id, "survey", "email") is None
    consenting.agree(carol, "survey", granted=True, by=mia)
    consenting.agree(carol, "survey", granted=False, channel="email", how="said so", by=mia)
    assert consenting.forbidden(carol.id, "survey", "email")
    assert not consenting.forbidden(carol.id, "survey", "wechat")
    assert [one.granted for one in consenting.history(carol)] == [False, True]
    with pytest.raises(ValueError):
        consenting.agree(carol, "world domination", granted=True)


def test_the_pages_do_all_this_for_an_admin_and_are_not_there_for_others(as_agent, marked, ann, sue, mia):
    [canary] = marked(1)
    number = customer_of(canary).id
    place = f"/settings/privacy/persons/{number}"
    for who in (ann, sue):
        assert as_agent(who).get("/settings/privacy").status_code == 404
        assert as_agent(who).post(f"{place}/erase", data={"number": number}).status_code == 404
    desk = as_agent(mia)
    assert desk.post("/settings/privacy/find", data={"who": canary.phone}).location.endswith(place)
    assert canary.email in desk.get(place).text
    assert desk.post(f"{place}/export").mimetype == "application/zip"
    desk.post(f"{place}/consents", data={"purpose": "survey", "granted": "no", "how": "by mail"})
    assert consenting.forbidden(number, "survey")
    desk.post(f"{place}/hold", data={"why": "a law suit"})
    desk.post(f"{place}/erase", data={"number": number})
    assert erasing.run_asked() == 0
    desk.post(f"{place}/hold")
    desk.post(f"{place}/erase", data={"number": "1234567"})
    assert erasing.run_asked() == 0
    desk.post(f"{place}/erase", data={"number": number})
    assert erasing.run_asked() == 1
    page = desk.get("/settings/privacy")
    assert page.status_code == 200 and "1 tickets, 3 messages, 1 files" in page.text


def test_what_was_typed_stays_where_it_was_refused(as_agent, carol, mia):
    desk, place = as_agent(mia), f"/settings/privacy/persons/{carol.id}"
    sent = {"purpose": "survey", "granted": "no", "how": "told us by mail", "channel": "E-mail"}
    answer = desk.post(f"{place}/consents", data=sent)
    assert answer.status_code == 422 and "told us by mail" in answer.text
    assert not consenting.history(carol)
    assert 'value="no"' in desk.post(f"{place}/hold", data={"why": "no"}).text
    rule = {"what": "recordings", "days": "0", "channel": "voice", "tag": "vip"}
    page = desk.post("/settings/privacy/rules", data=rule)
    assert page.status_code == 422
    for typed in ('value="recordings" selected', 'value="0"', 'value="voice" selected', 'value="vip"'):
        assert typed in page.text


def test_an_admin_chooses_which_roles_see_masks(as_agent, marked, ann, mia):
    [canary] = marked(1)
    address = f"/console/customers/{customer_of(canary).id}.json"
    assert canary.phone not in as_agent(ann).get(address).text
    as_agent(mia).post("/settings/privacy/masks", data={"role": ["admin"]})
    assert policy.chosen(policy.MASKED_ROLES) == ["admin"]
    assert canary.phone in as_agent(ann).get(address).text


def test_programs_merge_export_and_erase_as_far_as_their_agent_may(client, marked, ann, mia):
    first, second = (customer_of(canary).id * 2 for canary in marked(2))
    admin, agent = (program(client, who) for who in (mia, ann))
    assert admin("PUT", f"users/{first}/merge", {"user": {"id": second}}).json["user"]["id"] == second
    assert admin("PUT", f"users/{first}/unmerge").json["user"]["id"] == first
    said = {"consent": {"purpose": "survey", "granted": False}}
    assert admin("POST", f"users/{first}/consents", said).status_code == 201
    assert admin("GET", f"users/{first}/consents").json["consents"][0]["granted"] is False
    assert admin("POST", f"users/{first}/export", {}).mimetype == "application/zip"
    for path in ("export", "erase"):
        assert agent("POST", f"users/{first}/{path}", {}).status_code == 404
    assert admin("POST", f"users/{first}/erase", {}).status_code == 202
    assert erasing.run_asked() == 1
    assert admin("GET", "erasures").json["erasures"][0]["state"] == "done"


def program(client, agent):
    token = people.api_token.create(agent, name="test", by=None)
    headers = {"Authorization": f"Bearer {token}"}
    return lambda method, path, body=None: client.open(
        f"/api/v2/{path}.json", method=method, json=body, headers=headers
    )
