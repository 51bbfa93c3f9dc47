"""Inline styles from strangers: what sets type and spacing stays, what reaches out or covers up goes."""

import re

_STYLES = """
    background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width
    border-collapse border-color border-left border-left-color border-left-style border-left-width
    border-radius border-right border-right-color border-right-style border-right-width border-spacing
    border-style border-top border-top-color border-top-style border-top-width border-width color
    direction display font font-family font-size font-style font-variant font-weight height
    letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top
    max-height max-width min-height min-width padding padding-bottom padding-left padding-right
    padding-top table-layout text-align text-decoration text-indent text-transform vertical-align
    white-space width word-break word-spacing word-wrap overflow-wrap
"""
STYLES = frozenset(_STYLES.split())
PLAIN_VALUE = re.compile(r"[\w\s#%.,()'\"!+-]{1,200}")
FUNCTION = re.compile(r"([\w-]*)\(")
HARMLESS_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "calc"}
DISPLAYS = {"none", "block", "inline", "inline-block", "table", "table-row", "table-cell", "list-item"}
LONGEST = 4_000


def kept(style: str) -> str | None:
    """The harmless declarations of a style attribute, or None if none is left."""
    declarations = (part.partition(":") for part in style[:LONGEST].split(";"))
    good = (f"{name.strip().lower()}:{value.strip()}" for name, _, value in declarations if _harmless(name, value))
    return ";".join(good) or None


def _harmless(name: str, value: str) -> bool:
    name, value = name.strip().lower(), value.strip()
    if name not in STYLES or not PLAIN_VALUE.fullmatch(value):
        return False
    if name == "display":
        return value.lower() in DISPLAYS
    # url() and expression() speak to the world, a negative margin covers what stands beside it.
    functions = {word.lower() for word in FUNCTION.findall(value)}
    return functions <= HARMLESS_FUNCTIONS and not (name.startswith("margin") and "-" in value)
