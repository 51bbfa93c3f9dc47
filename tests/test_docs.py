"""The docs say what is so."""

import re
from pathlib import Path

from scripts.document import TARGET, settings_page

ROOT = Path(__file__).parent.parent


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "STYLE.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_settings_is_made_from_their_table():
    assert TARGET.read_text() == settings_page(), "run: python -m scripts.document"


def test_every_link_between_pages_leads_somewhere():
    broken = []
    for page in pages():
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert not broken


def test_every_command_the_readme_names_exists():
    text = (ROOT / "README.md").read_text()
    makefile = (ROOT / "Makefile").read_text()
    for target in set(re.findall(r"`?make ([a-z-]+)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target}"


def test_the_readme_is_short_and_has_a_picture():
    text = (ROOT / "README.md").read_text()
    assert text.count("\n") < 80
    assert re.search(r"!\[[^\]]+\]\(docs/", text)


def test_every_channel_has_a_page():
    from channels import all_adapters

    missing = [kind for kind in all_adapters() if not (ROOT / "docs" / "channels" / f"{kind}.md").exists()]
    assert not missing
