"""The colours can be read: every ink has a contrast of at least 4.5 on every ground it is used on."""

import re
from pathlib import Path

import pytest

DESIGN = Path(__file__).resolve().parents[2] / "helpdesk" / "static" / "design"
GROUNDS = ["ground-0", "ground-1", "ground-2", "ground-float"]
PAIRS = [(ink, ground) for ink in ["text-1", "text-2", "text-3", "accent"] for ground in GROUNDS]
for ink in ["bad", "warn", "good", "info"]:
    PAIRS += [(ink, ground) for ground in ["ground-0", "ground-1", f"{ink}-weak"]]
PAIRS += [(ink, "accent-weak") for ink in ["text-1", "text-2", "text-3", "accent", "bad"]]
PAIRS += [(ink, "note") for ink in ["note-text", "text-1", "text-2", "text-3", "accent", "bad"]]
PAIRS += [("note-text", "note-strong"), ("text-1", "hit"), ("text-2", "hit")]
PAIRS += [("on-accent", "accent-solid"), ("on-accent", "accent-solid-hover"), ("on-accent", "bad-solid")]
PAIRS += [("on-accent", "note-solid")] + [(f"hue-{n}-ink", f"hue-{n}") for n in range(8)]


def colours(*files: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in files:
        found.update(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", (DESIGN / file).read_text()))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheets", [("tokens.css",), ("tokens.css", "dark.css")], ids=["light", "dark"])
def test_every_ink_can_be_read_on_its_ground(sheets):
    token = colours(*sheets)
    weak = {pair: round(contrast(token[pair[0]], token[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_dark_answers_every_colour_of_light():
    assert set(colours("dark.css")) == set(colours("tokens.css"))


def test_no_sheet_names_a_token_that_does_not_exist():
    static = DESIGN.parent
    known = set(re.findall(r"--([\w-]+):", "".join(f.read_text() for f in static.rglob("*.css"))))
    for sheet in [*DESIGN.glob("*.css"), *(static / "console").rglob("*.css")]:
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text()))
        assert used <= known, f"{sheet.name} uses {used - known}"
