"""Restoring a backup: database and files are put in place of those that are there, while the program stands still."""

import json
import os
import re
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import inspect

from helpdesk import files
from helpdesk.backing_up import libpq_address, run_tool
from helpdesk.db import db
from helpdesk.sealed_archive import Damaged, Reader

_FILE = re.compile(r"files/([0-9a-zA-Z_-]{8,100})")


def restore(path: Path) -> dict:
    """Put this backup in place; {"at", "files"}. It is read to its end before anything is changed. Raises Damaged."""
    folder = tempfile.mkdtemp(dir=current_app.config["HELPDESK_DATA"], prefix="restore-")
    try:
        manifest, keys = _unpack(path, Path(folder))
        if manifest.get("database") != db.engine.dialect.name:
            raise Damaged(f"it is of a {manifest.get('database')} database, this is {db.engine.dialect.name}")
        _put_database(Path(folder, "database"))
        for key in keys:
            files.put(key, Path(folder, key).read_bytes())
        for key in set(files.every()) - set(keys):  # of messages that are no more
            files.remove(key)
        return {"at": manifest.get("at"), "files": len(keys)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(path: Path, folder: Path) -> tuple[dict, list[str]]:
    manifest, keys = {}, []
    with open(path, "rb") as file:
        sealed: Any = Reader(file)  # of what a file can do tarfile's stream needs read() alone
        try:
            with tarfile.open(fileobj=sealed, mode="r|") as archive:
                for entry in archive:
                    # No name out of an archive becomes a path: only these are known, and links are none of them.
                    known = _FILE.fullmatch(entry.name)
                    content = archive.extractfile(entry) if entry.isfile() else None
                    if content is not None and entry.name == "manifest.json":
                        manifest = json.loads(content.read(2**16))
                    elif content is not None and (known or entry.name == "database"):
                        _copy(content, folder / (known.group(1) if known else "database"))
                        keys += [known.group(1)] if known else []
        except tarfile.TarError as why:
            raise Damaged(str(why)) from None
        while sealed.read(2**20):  # to the last piece: one that is missing shows only there
            pass
    return manifest, keys


def _copy(source, target: Path) -> None:
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        shutil.copyfileobj(source, out)


def _put_database(draft: Path) -> None:
    if db.engine.dialect.name == "sqlite":
        place = Path(db.engine.url.database)
        db.session.remove()
        db.engine.dispose()
        for leftover in ("-wal", "-shm"):
            Path(f"{place}{leftover}").unlink(missing_ok=True)
        shutil.move(draft, place)
        return
    db.session.remove()
    script = draft.with_suffix(".sql")
    script.write_text(_drop_what_is_there())
    restored = draft.with_suffix(".restored.sql")
    run_tool("pg_restore", "--no-owner", f"--file={restored}", str(draft))
    # One transaction: it is all there, or all as it was. With tables of a newer version too, which no backup names.
    once = ("--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet")
    run_tool("psql", *once, "--dbname", libpq_address(), f"--file={script}", f"--file={restored}")
    db.engine.dispose()


def _drop_what_is_there() -> str:
    with db.engine.connect() as connection:
        tables = ", ".join(f'"{name}"' for name in inspect(connection).get_table_names())
    return f"DROP TABLE IF EXISTS {tables} CASCADE;\n" if tables else ""
