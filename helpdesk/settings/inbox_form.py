"""The form of an inbox, drawn from its adapter's settings: secrets are written and never shown, and can be rotated."""

import re
import secrets

from flask import request

from channels.channel import Setting
from helpdesk import clock
from helpdesk.reader import language, say

# What can be chosen, in words; what is a name of its own (SSL) stays.
_CHOICES = {
    "no": ("No", "否"),
    "yes": ("Yes", "是"),
    "optional": ("Yes, may be left empty", "是，选填"),
    "required": ("Yes, has to be filled in", "是，必填"),
    "en": ("English", "英文"),
    "zh": ("Chinese", "中文"),
    "ssl": ("SSL/TLS", "SSL/TLS"),
    "starttls": ("STARTTLS", "STARTTLS"),
    "none": ("None", "不加密"),
    "safe": ("Safe or Compatible mode", "安全模式或兼容模式"),
    "plain": ("Plain mode", "明文模式"),
    "link": ("As a link", "文字链接"),
    "mms": ("As MMS", "彩信（MMS）"),
}
LONGEST = 4000
_NAMED = re.compile(r"\*([^*\n]{1,80})\*")
_GAP = re.compile(r"\{(\w+)\}(\?[\w=&]+)?")  # what follows an address belongs to what is copied


def problems_of(adapter, before: dict) -> str:
    """What is still missing or wrong in what the form says; nothing when it may be stored."""
    missing = [
        s
        for s in adapter.settings
        if s.required and not (s.default or s.made) and not _said(s) and not (s.secret and before.get(s.name))
    ]
    if missing:
        return say("Still needed: ", "尚缺：") + "、".join(s.label(language()) for s in missing)
    wrong = [s for s in adapter.settings if s.choices and _said(s) not in ("", *s.choices)]
    if wrong:
        return say("Choose from the list: ", "请从列表中选择：") + "、".join(s.label(language()) for s in wrong)
    return ""


def given(adapter, before: dict) -> dict:
    """What the form says, over what was there: an empty secret means the one that is stored.

    A secret that is replaced goes on counting as `<name>_before`, where the adapter knows such a setting: what the
    provider signs with the old one until it has learnt the new one is still believed.
    """
    found, names = dict(before), {setting.name for setting in adapter.settings}
    for setting in adapter.settings:
        value = _said(setting)
        if value or not setting.secret:
            found[setting.name] = value or (setting.made and before.get(setting.name)) or setting.otherwise()
        elif setting.made and not before.get(setting.name):
            found[setting.name] = setting.otherwise()
    for name in (n for n in names if f"{n}_before" in names):
        if before.get(name) and found[name] != before[name]:
            found[f"{name}_before"] = before[name]
        elif request.form.get(f"end.{name}") == "1":
            found[f"{name}_before"] = ""
    return found


def typed_in(adapter) -> dict:
    """What the form has just said, to be shown again; secrets are shown to nobody."""
    return {s.name: _said(s) for s in adapter.settings if (s.made or not s.secret) and _said(s)}


def when_set(before: dict, after: dict, known: dict, adapter) -> dict:
    """When each secret was last written: {name: ISO time}."""
    now = clock.iso(clock.now())
    return known | {s.name: now for s in adapter.settings if s.secret and after.get(s.name) != before.get(s.name)}


def fields_of(adapter, values: dict, set_at: dict) -> dict:
    """{"plain": [...], "advanced": [...]}: what is drawn, each field with its words and what may be shown of it."""
    names = {setting.name for setting in adapter.settings}
    fields: dict[str, list] = {"plain": [], "advanced": []}
    for setting in adapter.settings:
        if not (setting.name.endswith("_before") and setting.name.removesuffix("_before") in names):
            fields["advanced" if setting.advanced else "plain"].append(_field(setting, values, set_at))
    return fields


def steps_of(adapter, values: dict, webhook: str) -> list[list[dict]]:
    """The steps on the provider's side, each a list of words and of values to copy."""
    shown = {s.name: values.get(s.name) or s.default for s in adapter.settings if not s.secret or s.made}
    shown["webhook"] = webhook
    return [
        _pieces(step[language() == "zh"] if not isinstance(step, str) else step, shown)
        for step in getattr(adapter, "steps", [])
    ]


def with_made(adapter, values: dict) -> dict:
    """For a new inbox: the words that are made here are made now, so that the steps can show them."""
    return values | {s.name: secrets.token_urlsafe(24) for s in adapter.settings if s.made and not values.get(s.name)}


def _field(setting: Setting, values: dict, set_at: dict) -> dict:
    stored, hidden = values.get(setting.name), setting.secret and not setting.made
    return {
        "name": setting.name,
        "label": setting.label(language()),
        "hint": setting.hint(language()),
        "required": setting.required and not setting.default and not setting.made,
        "choices": [(choice, say(*_CHOICES.get(choice, (choice, choice)))) for choice in setting.choices],
        "secret": hidden,
        "copied": setting.made,
        "is_set": bool(stored) and hidden,
        "set_at": set_at.get(setting.name),
        "value": "" if hidden else stored if stored is not None else setting.default,
        "before": bool(values.get(f"{setting.name}_before")) and hidden,
    }


def _pieces(step: str, shown: dict) -> list[dict]:
    pieces, at = [], 0
    for gap in _GAP.finditer(step):
        if gap[1] in shown:
            pieces += [*_words(step[at : gap.start()]), {"value": f"{shown[gap[1]] or '…'}{gap[2] or ''}"}]
            at = gap.end()
    return [*pieces, *_words(step[at:])]


def _words(text: str) -> list[dict]:
    """The text with its *names of fields* apart."""
    return [{"strong" if at % 2 else "text": piece} for at, piece in enumerate(_NAMED.split(text)) if piece]


def _said(setting: Setting) -> str:
    return request.form.get(f"setting.{setting.name}", "").strip()[:LONGEST]
