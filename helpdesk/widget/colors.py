"""The company's colour, made readable: whatever an admin picks, words on it and in it keep a contrast of 4.5."""

import re

DEFAULT = "#2457d6"
READABLE = 4.5
VISIBLE = 1.4  # a bubble against the ground it lies on
INKS = ("#ffffff", "#14161b")
GROUNDS = {"light": ("#ffffff", "#eae8e4"), "dark": ("#1b1c1f", "#2a2c31")}  # ground-0 and -2 of static/design
SLIGHTLY = 0.2  # how far a colour may be darkened so that white words can stay white


def palette(color: str) -> dict[str, str]:
    """For light and dark: the surface, the ink on it, and the accent (the colour as words on the ground)."""
    base = color if re.fullmatch(r"#[0-9a-fA-F]{6}", color or "") else DEFAULT
    colors = {}
    for theme, (ground, bubble) in GROUNDS.items():
        surface, ink = inked(_apart(base, ground, theme))
        colors[f"surface-{theme}"] = surface
        colors[f"ink-{theme}"] = ink
        colors[f"accent-{theme}"] = _toward(base, _far_end(theme), lambda c, b=bubble: contrast(c, b) >= READABLE)
    return colors


def inked(color: str) -> tuple[str, str]:
    """The colour and the ink to write on it: white, if a slight darkening allows it, else near-black."""
    white, black = INKS
    for step in range(11):
        darker = mix(color, "#000000", SLIGHTLY * step / 10)
        if contrast(darker, white) >= READABLE:
            return darker, white
    return color, black


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(color: str, other: str, share: float) -> str:
    """The colour with a share of another one."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _apart(color: str, ground: str, theme: str) -> str:
    return _toward(color, _far_end(theme), lambda c: contrast(c, ground) >= VISIBLE)


def _far_end(theme: str) -> str:
    return "#000000" if theme == "light" else "#ffffff"


def _toward(color: str, end: str, good_enough) -> str:
    mixed = (mix(color, end, step / 25) for step in range(26))
    return next(c for c in mixed if good_enough(c))


def _luminance(color: str) -> float:
    red, green, blue = (_linear(c / 255) for c in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
