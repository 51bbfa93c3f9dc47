"""What browsers are given from others is exactly what was fetched, and only the icons in use."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "helpdesk" / "static" / "vendor"


def test_every_vendored_file_is_in_the_lock_with_its_hash():
    lock = {entry["file"]: entry for entry in json.loads((VENDOR / "vendor.lock.json").read_text())}
    present = {str(f.relative_to(VENDOR)) for f in VENDOR.rglob("*") if f.is_file()}
    assert present - {"vendor.lock.json", "lucide/icons.txt"} == set(lock)
    for file, entry in lock.items():
        assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == entry["sha256"], file
        assert re.fullmatch(r"[\w.@/-]+@\d+\.\d+\.\d+", entry["spec"]), file
        assert entry["integrity"].startswith("sha512-"), file


def test_every_library_brings_its_licence():
    assert all(list(folder.glob("LICENSE*")) for folder in VENDOR.iterdir() if folder.is_dir())


def test_the_sprite_holds_the_icons_listed():
    drawn = re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "lucide" / "icons.svg").read_text())
    assert drawn == (VENDOR / "lucide" / "icons.txt").read_text().split()
