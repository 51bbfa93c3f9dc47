"""A file name that can do no harm: what is shown and offered for download, never where the bytes lie."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
NAMELESS = "file"  # what a file is called that came without a name


def clean_name(name: str) -> str:
    """The display form of a name given by a stranger; clean_name(clean_name(x)) is clean_name(x).

    Normalised first: a zero-width space before ".htaccess" or a right-to-left override must not survive the cleaning.
    """
    name = unicodedata.normalize("NFKC", name or "")
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", name).strip(" ._")
    if _RESERVED.match(name):
        name = f"file-{name}"
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        name = f"{stem[:110].rstrip(' .')}.{ending}" if stem else ending
    return name[:120].strip(" ._") or NAMELESS
