"""The store of attachments' bytes, behind fsspec, so that S3 is a setting; names in it are random."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import fsspec
from flask import current_app


def put(key: str, data: bytes) -> None:
    """Keep the bytes under this random key. Raises OSError when the store is full or away."""
    system, root = _store(current_app.config["ATTACHMENTS_URL"])
    path = _path(root, key)
    system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    try:
        with system.open(path, "wb") as file:
            file.write(data)
    except OSError:  # the disk is full: half a file would stay there for ever
        with suppress(OSError):
            system.rm(path)
        raise


def get(key: str) -> bytes:
    """The bytes under this key. Raises FileNotFoundError."""
    system, root = _store(current_app.config["ATTACHMENTS_URL"])
    with system.open(_path(root, key), "rb") as file:
        return file.read()


def remove(key: str) -> None:
    """Forget the bytes; nothing happens when they are gone already."""
    system, root = _store(current_app.config["ATTACHMENTS_URL"])
    if system.exists(_path(root, key)):
        system.rm(_path(root, key))


def every() -> Iterator[str]:
    """The keys of all bytes that are kept."""
    system, root = _store(current_app.config["ATTACHMENTS_URL"])
    if system.exists(root):
        for path in system.find(root):
            yield path.rsplit("/", 1)[-1]


@cache
def _store(url: str):
    return fsspec.core.url_to_fs(url)


def _path(root: str, key: str) -> str:
    return f"{root}/{key[:2]}/{key}"  # folders stay small
