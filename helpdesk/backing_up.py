"""Backing up while the program runs: the database as of one moment and the files of all messages, sealed in one file.

The keys are not in it, and nothing can be read without them. The search index and Valkey are not in it either: they
are made anew from the rows.
"""

import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app

from helpdesk import clock, files
from helpdesk.db import bare, db
from helpdesk.sealed_archive import Writer


class CannotBackUp(Exception):
    """Why not, in a sentence."""


def back_up(folder: Path) -> dict:
    """Write a backup into this folder; {"file", "bytes", "files"}. Nothing is left when it fails."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"helpdesk-{clock.now():%Y%m%dT%H%M%SZ}.backup"
    draft = target.with_suffix(".part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            count = _write(out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return {"file": str(target), "bytes": target.stat().st_size, "files": count}


def _write(out) -> int:
    sealed: Any = Writer(out)  # of what a file can do tarfile's stream needs write() alone
    with tarfile.open(fileobj=sealed, mode="w|") as archive, _snapshot() as (kind, path):
        _add(
            archive,
            "manifest.json",
            json.dumps({"version": 1, "database": kind, "at": clock.iso(clock.now())}).encode(),
        )
        archive.add(path, arcname="database")
        # After the database: a file that came meanwhile is one too many, never one too few.
        count = 0
        for key in files.every():
            try:
                _add(archive, f"files/{key}", files.get(key))
            except FileNotFoundError:  # deleted meanwhile
                continue
            count += 1
    sealed.close()
    return count


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, BytesIO(data))


@contextmanager
def _snapshot() -> Iterator[tuple[str, Path]]:
    """The database as of now, in a file of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=current_app.config["HELPDESK_DATA"], prefix="backup-") as folder:
        path, kind = Path(folder, "database"), db.engine.dialect.name
        if kind == "sqlite":
            bare(f"VACUUM INTO '{path}'")
        else:
            run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={path}", "--dbname", libpq_address())
        yield kind, path


def libpq_address() -> str:
    """The address of the PostgreSQL as its own tools spell it; the password goes beside, for commands can be listed."""
    return db.engine.url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def run_tool(*command: str) -> None:
    """Run one of PostgreSQL's own tools. Raises CannotBackUp with what it said."""
    password = db.engine.url.password
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except FileNotFoundError:
        raise CannotBackUp(f"{command[0]} is not installed; it comes with PostgreSQL's client tools") from None
    if done.returncode:
        raise CannotBackUp(f"{command[0]}: {done.stderr.strip()[:500]}")
