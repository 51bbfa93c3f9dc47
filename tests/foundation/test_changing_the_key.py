"""Another key for what is sealed: old and new open side by side, everything is sealed anew, the old one goes."""

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from helpdesk import crypto, files, keyring, resealing
from helpdesk.customers import Customer, identify, identity
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.importing import resealing as imported_files
from helpdesk.importing.beginning import begin, bound
from helpdesk.importing.import_run import ImportRun

pytestmark = pytest.mark.both_databases


@pytest.fixture
def restart(app):
    """restart(ring): what a process does that starts with these keys."""
    yield lambda ring: crypto.start(ring, app.config["SECRET_KEY"])
    crypto.start(app.config["HELPDESK_KEYS"], app.config["SECRET_KEY"])


@pytest.fixture
def many(app):
    with transaction():
        for number in range(resealing.BATCH * 2 + 3):
            insert(Customer(name=f"Customer {number}", notes="tea" if number % 2 else None))


def test_everything_is_sealed_anew_and_the_old_key_goes(app, restart, many):
    old = app.config["HELPDESK_KEYS"]
    ring = keyring.with_another(old)
    restart(ring)
    customer, _ = identify("email", "carol@example.com", verified=True, how="test", name="Carol")
    before = resealing.used()
    assert before["k1"] > 400 and before["k2"] == 2
    assert resealing.reseal() == before["k1"]
    assert resealing.reseal() == 0
    assert resealing.used() == {"k2": before["k1"] + 2, "k1": 0, "?": 0}
    restart(keyring.without(ring, "k1"))
    db.session.expire_all()
    assert {c.name for c in db.session.scalars(select(Customer))} == {
        "Carol",
        *(f"Customer {n}" for n in range(resealing.BATCH * 2 + 3)),
    }
    assert identity.verified("email", "carol@example.com").customer_id == customer.id  # the index knows no other key


def test_what_somebody_changes_meanwhile_is_kept(app, restart):
    with transaction():
        carol = insert(Customer(name="Carol"))
    restart(keyring.with_another(app.config["HELPDESK_KEYS"]))
    (table,) = [table for table, column in resealing.places() if column == "name_sealed"]
    rows = resealing._some(table, "name_sealed", table.c.id, None)
    with transaction():
        db.session.get(Customer, carol.id).name = "Carola"
    assert resealing._change(table, table.c.name_sealed, table.c.id, rows) == 0
    db.session.expire_all()
    assert db.session.get(Customer, carol.id).name == "Carola"


def test_a_file_that_waits_to_be_imported_is_sealed_anew(app, restart):
    run = begin(filename="a.csv", data=b"name\nCarol\n", subject="customers", by=None)
    ring = keyring.with_another(app.config["HELPDESK_KEYS"])
    restart(ring)
    assert imported_files.reseal() == 1
    restart(keyring.without(ring, "k1"))
    run = db.session.get(ImportRun, run.id)
    assert crypto.unseal(files.get(run.file_key), bound_to=bound(run)) == b"name\nCarol\n"


def test_a_process_that_began_before_finds_the_new_key_in_the_file(app, restart):
    old = app.config["HELPDESK_KEYS"]
    ring = keyring.with_another(old)
    restart(ring)
    sealed = crypto.seal(b"tea", bound_to="x")
    crypto.start(old, app.config["SECRET_KEY"], lambda: ring)
    assert crypto.unseal(sealed, bound_to="x") == b"tea"
    restart(old)
    with pytest.raises(InvalidTag):
        crypto.unseal(sealed, bound_to="x")


def test_a_key_that_is_needed_is_not_dropped(app, restart, many):
    restart(keyring.with_another(app.config["HELPDESK_KEYS"]))
    run = app.test_cli_runner().invoke(args=["keys", "drop", "k1"])
    assert run.exit_code == 1 and "still sealed with k1" in run.output
    assert "k1: 6" in app.test_cli_runner().invoke(args=["keys", "status"]).output
    for name in ("k2", "index", "k9"):
        with pytest.raises(ValueError, match="only open"):
            keyring.without(keyring.with_another(app.config["HELPDESK_KEYS"]), name)
