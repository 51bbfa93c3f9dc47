"""Canaries: customers whose every word is marked, and the search for the marks wherever the program writes."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# Every value of a kind holds the mark of its kind: whoever finds none of the marks finds none of the values.
CONTACT = ("zqcanary", "Zqname", "+8613907", "13907700")
WORDS = ("zqwords", "zqfile")
PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Canary:
    """One marked customer."""

    number: int

    @property
    def email(self) -> str:
        return f"zqcanary{self.number:04d}@mark.test"

    @property
    def phone(self) -> str:
        return f"+86139077{self.number:05d}"

    @property
    def name(self) -> str:
        return f"Zqname{self.number:04d}"

    @property
    def text(self) -> str:
        return f"zqwords{self.number:04d} wait for a parcel"


def forms(mark: str) -> set[bytes]:
    """How a mark may lie in a file: UTF-8, UTF-16, base64 at each of its three places, hex, URL-encoded."""
    plain = mark.encode()
    found = {plain, mark.encode("utf-16-le"), mark.encode("utf-16-be"), quote(mark, safe="").encode()}
    found |= {plain.hex().encode(), plain.hex().upper().encode()}
    for before in range(3):
        # Only the letters that the mark alone decides.
        whole = base64.b64encode(b"\0" * before + plain)
        found.add(whole[-(-before * 8 // 6) : len(whole) - 4 if len(whole) > 12 else None])
    return {one for one in found if len(one) > 5}


def hits(places: list[Path], marks: tuple[str, ...]) -> list[str]:
    """Where any of the marks stands in any form: in the bytes of files, or in their names.

    A process of its own reads them. Whoever closes a file gives back all locks that his process has on it, those of
    SQLite too: the next who opens the database would think himself alone and cut the log under the others' feet.
    """
    reader = [sys.executable, "-m", "tests.privacy.canaries", *marks]
    said = json.dumps([str(one) for one in places])
    told = subprocess.run(reader, input=said, capture_output=True, text=True, cwd=PROJECT)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def _hits(places: list[Path], marks: list[str]) -> list[str]:
    wanted = {form: mark for mark in marks for form in forms(mark)}
    found = []
    for path in _files(places):
        data = path.read_bytes() + str(path).encode()
        found += [f"{path.name}: {mark} as {form!r}" for form, mark in wanted.items() if form in data]
    return found


def _files(places: list[Path]):
    for place in places:
        yield from [place] if place.is_file() else sorted(one for one in place.rglob("*") if one.is_file())


if __name__ == "__main__":
    print(json.dumps(_hits([Path(one) for one in json.load(sys.stdin)], sys.argv[1:])))
