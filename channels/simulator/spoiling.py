"""Spoiling: what somebody would post who does not know the secret."""

import re
from dataclasses import replace

from channels.simulator.standin import Posting

PROOF = re.compile(r"sign|token|authorization", re.I)


def spoilt(posting: Posting) -> Posting:
    """The same request with wrong signatures and tokens, wherever this provider puts them."""
    headers = {
        name: _wrong(value) if PROOF.search(name) or name.lower().startswith("x-") else value
        for name, value in posting.headers.items()
    }
    query = "&".join(_spoilt_pair(pair) for pair in posting.query.split("&")) if posting.query else ""
    return replace(posting, headers=headers, query=query, path=_path(posting.path))


def _spoilt_pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    return f"{name}={_wrong(value)}" if equals and PROOF.search(name) else pair


def _path(path: str) -> str:
    where, _, query = path.partition("?")
    return f"{where}?{'&'.join(_spoilt_pair(pair) for pair in query.split('&'))}" if query else path


def _wrong(value: str) -> str:
    """Of the same length, with its last letters and digits changed."""
    swapped = value[-6:].translate(
        str.maketrans("0123456789abcdefABCDEFghijklmnopqrstuvwxyz", "1032547698badcfeBADCFEhgjilknmporqtsvuxwzy")
    )
    return value[:-6] + swapped
