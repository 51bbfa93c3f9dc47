"""Read a provider's JSON or XML: what is broken, too deep or bent on mischief is refused at once."""

import json
from xml.parsers import expat

DEEPEST = 64


class Malformed(ValueError):
    """This is not even the format it claims to be: answered 400, nothing is kept."""


def json_body(body: bytes):
    """The value in this JSON. Raises Malformed."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if _deep(value):
        raise Malformed(f"nested deeper than {DEEPEST}")
    return value


def xml_body(body: bytes) -> dict:
    """The elements below the root as a dict: text, a dict again, or a list where a name comes twice.

    Raises Malformed for anything with a DOCTYPE or an entity of its own: neither is needed, both are attacks.
    """
    stack: list[dict] = [{}]
    names: list[str] = []
    texts: list[list[str]] = [[]]

    def start(name, _attributes):
        if len(stack) > DEEPEST:
            raise Malformed(f"nested deeper than {DEEPEST}")
        names.append(name), stack.append({}), texts.append([])

    def end(name):
        children, text = stack.pop(), "".join(texts.pop())
        _put(stack[-1], names.pop(), children or text)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: texts[-1].append(data)
    try:
        parser.Parse(body, True)
    except expat.ExpatError:
        raise Malformed("not XML") from None
    root = next(iter(stack[0].values()))
    return root if isinstance(root, dict) else {}


def _refuse(*_):
    raise Malformed("DOCTYPE and entities are refused")


def _put(parent: dict, name: str, value) -> None:
    if name not in parent:
        parent[name] = value
    elif isinstance(parent[name], list):
        parent[name].append(value)
    else:
        parent[name] = [parent[name], value]


def _deep(value) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            child
            for item in level
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return True
