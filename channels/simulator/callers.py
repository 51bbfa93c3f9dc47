"""Callers: what each provider calls its customers. The same name gets the same id at every loading."""

import hashlib
import re

from channels.simulator.register import all_standins


def id_of(kind: str, name: str, phone: str = "") -> str:
    """What the provider of this kind calls the customer of this name."""
    standin = all_standins().get(kind)
    if hasattr(standin, "id_of"):
        return standin.id_of(name, phone)
    return phone if phone and kind in ("sms", "voice") else _SHAPES.get(kind, _hash)(f"{kind} {name}", phone)


def _hash(seed: str, _phone: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()[:24]


def _number(seed: str, _phone: str) -> str:
    return str(10**9 + int(hashlib.sha256(seed.encode()).hexdigest()[:12], 16) % (9 * 10**9))


def _digits(seed: str, phone: str) -> str:
    return re.sub(r"\D", "", phone) or _number(seed, phone)


def _line_id(seed: str, _phone: str) -> str:
    return "U" + hashlib.sha256(seed.encode()).hexdigest()[:32]


def _openid(seed: str, _phone: str) -> str:
    return "o" + hashlib.sha256(seed.encode()).hexdigest()[:27]


def _external_user(seed: str, _phone: str) -> str:
    return "wm" + hashlib.sha256(seed.encode()).hexdigest()[:30]


_SHAPES = {
    "telegram": _number,
    "messenger": _number,
    "instagram": _number,
    "whatsapp": _digits,
    "line": _line_id,
    "wechat": _openid,
    "wecom": _external_user,
}
