"""Write docs/settings.md from the table of settings; a test fails when it is behind."""

from pathlib import Path

from helpdesk.config import SETTINGS

TARGET = Path(__file__).parent.parent / "docs" / "settings.md"


def settings_page() -> str:
    """The page as it should be."""
    lines = [
        "# Settings",
        "",
        "All of them are variables of the environment, read at the start. This page is made from the table in",
        "`helpdesk/config.py` by `python -m scripts.document`.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        secret = " A secret: never logged, never shown." if setting.secret else ""
        lines.append(f"| `{setting.name}` | {default} | {setting.meaning}{secret} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(settings_page())
