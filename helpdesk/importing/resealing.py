"""Resealing: the files of imports that wait are sealed with the present key too."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from helpdesk import crypto, files
from helpdesk.db import db
from helpdesk.importing.beginning import bound
from helpdesk.importing.import_run import ImportRun


def used() -> dict[str, int]:
    """How many files are sealed with which key, by the key's name."""
    return Counter(crypto.sealed_with(sealed) for _, sealed in _kept())


def reseal() -> int:
    """Seal them anew; returns how many."""
    done = 0
    for run, sealed in _kept():
        if crypto.sealed_with(sealed) != crypto.present_key():
            files.put(run.file_key, crypto.seal(crypto.unseal(sealed, bound_to=bound(run)), bound_to=bound(run)))
            done += 1
    return done


def _kept() -> Iterator[tuple[ImportRun, bytes]]:
    for run in db.session.scalars(select(ImportRun).where(ImportRun.file_key.is_not(None))):
        try:
            yield run, files.get(run.file_key)
        except FileNotFoundError:
            continue
