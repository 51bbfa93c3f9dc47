"""Approved templates: the only thing that may be sent when the customer's last message is older than a day."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from channels.adapters.whatsapp import media
from channels.channel import File, Refused
from channels.meta import graph
from channels.meta.words import said

NONE = (
    "there is no approved template {name} in this language ({language})",
    "没有该语言（{language}）的已审核模板 {name}",
)
OTHERWISE = (
    "the template {name} wants {wanted} values, not {given}",
    "模板 {name} 需要 {wanted} 个变量，而不是 {given} 个",
)
PAGES, PER_PAGE = 10, 100
NO_LINK = (
    "the template {name} wants an https address that WhatsApp can fetch, not {given}",
    "模板 {name} 需要 WhatsApp 可访问的 https 地址，而不是 {given}",
)
NO_SUCH_HEAD = (
    "the template {name} wants another kind of file at its head than {given}, or a smaller one",
    "模板 {name} 的标题需要其他类型或更小的文件，而不是 {given}",
)
_LINKS = {"IMAGE": "picture_link", "VIDEO": "film_link", "DOCUMENT": "file_link"}
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FIELDS = "name,language,status,category,parameter_format,components"


def templates(settings: dict) -> list[dict]:
    """What may be sent: name, language, status, category, header, body, footer, and how many `variables` it has.

    `names` says what each variable is called. A picture, film or file in the head is a variable too: its address.
    Templates with anything else there (a place, goods) are left out.
    """
    return [_shown(template) for template in _approved(settings) if _head(template) in ("TEXT", *_LINKS)]


def body(settings: dict, given: dict, files: Sequence[File] = ()) -> dict:
    """The message of this template; its values are in the order in which its variables stand.

    A file that comes along stands in its head instead of an address.
    """
    name, language = given["name"], given.get("language") or "en"
    template = _found(settings, name, language)
    values = [str(value) for value in given.get("values") or []]
    components = list(_filled(template, values, settings, files)) if template else _body_only(values)
    return {
        "type": "template",
        "template": {
            "name": name,
            "language": {"code": language},
            **({"components": components} if components else {}),
        },
    }


def _found(settings: dict, name: str, language: str) -> dict | None:
    """What is known of this template; None where we may not look: then all values belong to its body."""
    if not settings.get("waba_id"):
        return None
    found = [t for t in _approved(settings, name=name) if t["name"] == name and t["language"] == language]
    if not found:
        raise Refused(said(settings, NONE, name=name, language=language))
    return found[0]


def _approved(settings: dict, **narrower) -> Iterator[dict]:
    if not settings.get("waba_id"):  # it is needed for nothing else: without it there are simply none to choose from
        return
    after = None
    for _ in range(PAGES):
        page = graph.get(
            settings,
            f"{settings['waba_id']}/message_templates",
            fields=_FIELDS,
            status="APPROVED",
            limit=PER_PAGE,
            **narrower,
            **({"after": after} if after else {}),
        )
        yield from (t for t in page.get("data") or [] if t.get("status") == "APPROVED")
        after = ((page.get("paging") or {}).get("cursors") or {}).get("after")
        if not (after and (page.get("paging") or {}).get("next")):
            return


def _shown(template: dict) -> dict:
    names = [name for _, name in _slots(template)]
    words = {component["type"].lower(): component.get("text") or "" for component in template["components"]}
    link = _LINKS.get(_head(template))
    return {
        "name": template["name"],
        "language": template["language"],
        "status": template["status"],
        "category": template.get("category"),
        "header": f"{{{{{link}}}}}" if link else words.get("header", ""),
        "body": words.get("body", ""),
        "footer": words.get("footer", ""),
        "variables": len(names),
        "names": names,
    }


def _head(template: dict) -> str:
    """What stands in its head: TEXT, also where it has none, or IMAGE, VIDEO, DOCUMENT, LOCATION …"""
    heads = (one for one in template["components"] if one["type"] == "HEADER")
    return next((one.get("format", "TEXT") for one in heads), "TEXT")


def _slots(template: dict) -> Iterator[tuple[dict, str]]:
    """Every variable with the head that its parameter needs: first the header's, then the body's, then of links."""
    if (head := _head(template)) in _LINKS:
        yield {"type": "header", "format": head.lower()}, _LINKS[head]
    for kind in ("HEADER", "BODY"):
        for component in template["components"]:
            if component["type"] == kind:
                for name in dict.fromkeys(_VARIABLE.findall(component.get("text") or "")):
                    yield {"type": kind.lower()}, name
    for component in template["components"]:
        for number, button in enumerate(component.get("buttons") or []):
            if button.get("type") == "URL" and _VARIABLE.search(button.get("url") or ""):
                yield {"type": "button", "sub_type": "url", "index": str(number)}, button.get("text") or "url"


def _filled(template: dict, values: list[str], settings: dict, files: Sequence[File]) -> Iterator[dict]:
    slots = list(_slots(template))
    if len(slots) != len(values):
        raise Refused(said(settings, OTHERWISE, name=template["name"], wanted=len(slots), given=len(values)))
    components: dict[tuple, dict] = {}
    for (head, name), value in zip(slots, values, strict=True):
        named = template.get("parameter_format") == "NAMED" and head["type"] != "button"
        if kind := head.pop("format", None):
            file = files[0] if files else None
            given = _uploaded(template, kind, file, settings) if file else {"link": _link(template, value, settings)}
            parameter = {"type": kind, kind: given}
        else:
            parameter = {"type": "text", **({"parameter_name": name} if named else {}), "text": value}
        components.setdefault(tuple(head.values()), {**head, "parameters": []})["parameters"].append(parameter)
    yield from components.values()


def _uploaded(template: dict, kind: str, file: File, settings: dict) -> dict:
    if kind != "document" and media.sent_as(file, settings)[0] != kind:
        raise Refused(said(settings, NO_SUCH_HEAD, name=template["name"], given=file.filename))
    return {"id": media.upload(settings, file), **({"filename": file.filename} if kind == "document" else {})}


def _link(template: dict, value: str, settings: dict) -> str:
    address = urlsplit(value.strip())
    if address.scheme != "https" or not address.hostname:
        raise Refused(said(settings, NO_LINK, name=template["name"], given=value[:100]))
    return value.strip()


def _body_only(values: list[str]) -> list[dict]:
    return [{"type": "body", "parameters": [{"type": "text", "text": v} for v in values]}] if values else []
