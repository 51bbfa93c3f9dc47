"""The pages of imports, as an admin uses them; nobody else may."""

import io
import zipfile

import pytest
from sqlalchemy import func, select

from helpdesk import importing
from helpdesk.db import db
from helpdesk.importing import ImportRun, unpacking
from helpdesk.importing.regions import region_of
from tests.importing.conftest import as_csv, now
from tests.importing.sheets import sheet
from tests.support.cast import PASSWORD


@pytest.fixture
def signed_in(app, client):
    """signed_in(mia): her browser."""

    def browser(agent):
        token = _token(client.get("/sign-in").text)
        client.post("/sign-in", data={"email": agent.email, "password": PASSWORD, "csrf_token": token})
        return client

    return browser


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def post(browser, data: bytes, filename: str = "customers.csv"):
    token = _token(browser.get("/settings/me").text)
    sent = {"subject": "customers", "file": (io.BytesIO(data), filename)}
    headers = {"X-CSRF-Token": token, "Accept": "application/json"}
    return browser.post("/settings/imports", data=sent, content_type="multipart/form-data", headers=headers)


def upload(browser, data: bytes) -> str:
    """Where the page of the import is."""
    answer = post(browser, data)
    assert answer.status_code == 201, answer.text
    return answer.get_json()["address"]


def test_a_file_is_read_its_columns_chosen_tried_taken_in_and_taken_back(signed_in, mia):
    browser = signed_in(mia)
    address = upload(browser, as_csv([{"Name": "Carol", "Mail": "carol@example.com", "Code": "7"}]))
    number = int(address.rsplit("/", 1)[1])
    importing.work(number)
    page = browser.get(address).text
    assert "carol@example.com" in page
    chosen = {"csrf_token": _token(page), "field:name": "Name", "field:email": "Mail", "trusted": "1"}
    for then, state in (("checking", "checked"), ("running", "done")):
        browser.post(address, data={**chosen, "then": then})
        importing.work(number)
        assert browser.get(f"{address}.json").get_json()["state"] == state
    assert browser.get(f"{address}.json").get_json()["made"] == 1
    browser.post(f"{address}/undoing", data={"csrf_token": _token(browser.get(address).text)})
    importing.work(number)
    assert "Taken back" in browser.get(address).text


def test_a_file_that_cannot_be_read_says_why(signed_in, mia):
    browser = signed_in(mia)
    address = upload(browser, b"\n\n")
    importing.work(int(address.rsplit("/", 1)[1]))
    assert "The file has no rows." in browser.get(address).text


def test_a_file_that_unpacks_to_too_much_is_refused_at_the_door(signed_in, mia, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 100)
    answer = post(signed_in(mia), sheet([["Name", "Mail"], ["Carol", "carol@example.com"]]), "customers.xlsx")
    assert answer.status_code == 422
    assert "unpacks to more than" in answer.get_json()["description"]
    assert db.session.scalar(select(func.count()).select_from(ImportRun)) == 0


def test_only_who_may_import_gets_there(signed_in, sue, bring):
    run = bring([{"name": "Carol", "email": "carol@example.com"}])
    browser = signed_in(sue)
    for address in ("/settings/imports", f"/settings/imports/{run.id}", f"/settings/imports/{run.id}/refused.csv"):
        assert browser.get(address).status_code == 404
    assert isinstance(now(run), ImportRun)


def test_a_zip_of_markdown_is_told_where_it_comes_in(signed_in, mia):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("en/times.md", "# Delivery times")
    browser = signed_in(mia)
    answer = post(browser, packed.getvalue(), "articles.zip")
    number = int(answer.get_json()["address"].rsplit("/", 1)[1])
    importing.work(number)
    assert "under Knowledge, Import and export" in browser.get(f"/settings/imports/{number}").text


def test_after_the_way_back_only_what_was_kept_is_listed(signed_in, mia, bring):
    run = bring([{"name": "Carol", "email": "carol@example.com"}, {"name": "Dave", "email": "no address"}])
    browser, page = signed_in(mia), f"/settings/imports/{run.id}"
    assert "not an e-mail address" in browser.get(page).text
    importing.start(now(run), "undoing")
    importing.work(run.id)
    shown = browser.get(page).text
    assert "Taken back" in shown and "not an e-mail address" not in shown and "What was kept" not in shown


def test_a_number_without_its_country_is_of_the_country_of_the_others():
    assert region_of(["+49 170 1234567", "0170 7654321"]) == "DE"
    assert region_of(["+44 7700 900123", "0049 30 901820", "13812345678", "13912345678"]) == "CN"
    assert region_of(["+49 170 1234567"]) == region_of(["not a number", None, ""]) == ""
