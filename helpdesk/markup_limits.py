"""HTML that could cost minutes or gigabytes is cleaned in a process of its own, with a limit on both.

A parser that follows the standard is quadratic on deep nesting, unclosed formatting and endless attributes.
What stays too deep, or takes too long, is shown as text.
"""

import html as entities
import json
import re
import subprocess
import sys

LONGEST = 2_000_000
MANY_TAGS = 3_000
MANY_PRODUCTS = 150_000
LONG = 64_000
DEEPEST = 250
SECONDS = 1
MEMORY = 768 * 1024 * 1024
FORMATTING = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.I)
LONG_TAG = re.compile(r"<[^<>]{3000}")
TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
VOID = {"br", "img", "hr", "wbr", "col"}
INVISIBLE = re.compile(r"<(script|style|title)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
CHILD = """
import json, resource, sys
limits = json.loads(sys.stdin.readline())
resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 1))
import nh3
resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
options = limits["options"]
options["attributes"] = {tag: set(names) for tag, names in options["attributes"].items()}
options = {name: set(value) if isinstance(value, list) else value for name, value in options.items()}
sys.stdout.write(nh3.clean(sys.stdin.read(), **options))
"""


def suspicious(html: str) -> bool:
    """Whether this could be a parser bomb: far more tags, formatting or attributes than letters need."""
    tags = html.count("<")
    if tags > MANY_TAGS or len(html) > LONGEST:
        return True
    if tags > 600 and len(FORMATTING.findall(html)) * tags > MANY_PRODUCTS:
        return True
    return len(html) > LONG and (tags != html.count(">") or LONG_TAG.search(html) is not None)


def tamed(html: str, options: dict) -> str:
    """The same HTML, well-formed and not too deep; or its bare text if that cannot be had in time."""
    html = html[:LONGEST]
    cleaned = _in_a_child(html, options)
    return _as_text(html) if cleaned is None or _depth(cleaned) > DEEPEST else cleaned


def _in_a_child(html: str, options: dict) -> str | None:
    limits = {"seconds": SECONDS, "memory": MEMORY, "options": options}
    given = json.dumps(limits, default=sorted) + "\n" + html.encode("utf-8", "replace").decode()
    command = [sys.executable, "-I", "-c", CHILD]
    try:
        done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", timeout=SECONDS)
    except (subprocess.TimeoutExpired, UnicodeError, OSError):
        return None
    return done.stdout if done.returncode == 0 and len(done.stdout) < 8 * LONGEST else None


def _depth(cleaned: str) -> int:
    depth = deepest = 0
    for closing, name in TAG.findall(cleaned):
        if name not in VOID:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _as_text(html: str) -> str:
    text = re.sub(r"<[^<>]{0,3000}>", " ", INVISIBLE.sub(" ", html))
    return f'<div style="white-space: pre-wrap">{entities.escape(entities.unescape(text)[:200_000])}</div>'
