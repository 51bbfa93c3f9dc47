"""Marked customers: their contact data lies nowhere in the clear; of those erased nothing lies anywhere."""

from pathlib import Path

import pytest

from helpdesk.backing_up import back_up
from helpdesk.customers.privacy import erasing
from helpdesk.privacy import coming_back
from helpdesk.sealed_archive import Damaged
from tests.privacy.canaries import CONTACT, WORDS, hits
from tests.privacy.test_erasing import customer_of


@pytest.mark.both_databases
@pytest.mark.timeout(300)
def test_no_contact_data_lies_in_the_clear_and_of_the_erased_nothing_does(
    marked, deliver, places, mia, tmp_path, capfd
):
    play_canaries(20, marked, deliver, places, mia, tmp_path, capfd)


@pytest.mark.long
@pytest.mark.both_databases
@pytest.mark.timeout(3600)
def test_of_a_thousand_marked_customers_nothing_is_left(marked, deliver, places, mia, tmp_path, capfd):
    play_canaries(1000, marked, deliver, places, mia, tmp_path, capfd)


def play_canaries(number, marked, deliver, places, mia, tmp_path, capfd) -> None:
    canaries = marked(number)
    backup = back_up(tmp_path / "backups")["file"]
    assert hits(places(), ("zqwords",)), "the search finds what is there: words are not sealed"
    assert not hits(places(), CONTACT)
    for canary in canaries:
        erasing.ask(customer_of(canary), by=mia)
    assert erasing.run_asked() == number
    assert not hits(places(), CONTACT + WORDS)
    for canary in canaries:
        deliver(canary)
    assert not hits(places(), CONTACT + WORDS)
    done = coming_back.bring_back(backup)
    assert done["erased"] == number
    for canary in canaries:
        deliver(canary)
    assert not hits(places(), CONTACT + WORDS)
    said = "".join(capfd.readouterr())
    assert not [mark for mark in CONTACT + WORDS if mark in said]


def test_a_backup_that_was_changed_or_cut_short_is_refused_before_anything_is_replaced(marked, tmp_path):
    [canary] = marked(1)
    backup = tmp_path / "backups" / "some.backup"
    done = back_up(tmp_path / "backups")["file"]
    data = Path(done).read_bytes()
    for spoiled in (data[:-10], data[: len(data) // 2], data[:200] + b"x" + data[201:], b"PK" + data):
        backup.write_bytes(spoiled)
        with pytest.raises(Damaged):
            coming_back.bring_back(backup)
    assert customer_of(canary) is not None
