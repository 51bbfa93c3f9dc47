"""File names from strangers, made fit to show and to save under."""

import re
import unicodedata

LONGEST = 180
# Reserved names of Windows, and characters that cheat: controls, zero width, text direction.
RESERVED = re.compile(r"(?i)\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|\Z)")
FORBIDDEN = re.compile(r'[:*?"<>|]')
CHEATS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe(name: str) -> str:
    """A name without path, control characters or tricks of direction; cleaning it twice changes nothing."""
    name = unicodedata.normalize("NFC", name[:5000])
    name = "".join(char for char in name if unicodedata.category(char) not in CHEATS)
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", name).strip())[-1]
    name = re.sub(r"[^\S ]+", " ", FORBIDDEN.sub("_", name)).strip(" .")
    name = RESERVED.sub(lambda match: "_" + match[0], name)
    return _shortened(name) if len(name) > LONGEST else name


def _shortened(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) < 12:
        return stem[: LONGEST - len(suffix) - 1].strip(" .") + dot + suffix
    return name[:LONGEST].strip(" .")
