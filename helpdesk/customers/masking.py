"""Masking: contact data as each role sees it: 138****5678, c***@example.com; who may, reveals it with a reason."""

import re

import phonenumbers
from flask import g, has_app_context

from helpdesk.customers.privacy import policy

_PHONES = ("phone", "whatsapp", "sms", "voice")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:=@/]+@[^\s<>\"'(),;:=@/]+\.[^\s<>\"'(),;:=@/]+")
# A number that is no date, no amount and no order: eight digits and more that stand alone, with a plus or 1[3-9] first.
_NUMBER = re.compile(r"(?<![\w.-])(?:\+\d[\d ()-]{6,17}\d|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|00\d[\d ()-]{6,17}\d)(?![\w-])")


def sees_plainly(who) -> bool:
    """Whether this agent sees contact data as it is; the program itself (None) does."""
    return who is None or plainly(who.role)


def plainly(role: str) -> bool:
    """Whether this role sees contact data as it is."""
    return role not in _masked_roles()


def masked(kind: str, value: str | None, who) -> str:
    """The value of an address as this person may see it."""
    return (value or "") if sees_plainly(who) else mask(kind, value or "")


def masked_text(text: str | None, who) -> str:
    """A short text (a subject, a snippet, a name) with the addresses and numbers in it masked, where they must be."""
    return (text or "") if sees_plainly(who) else mask_text(text or "")


def mask(kind: str, value: str) -> str:
    """138****5678, c***@example.com; of any other kind the last four letters."""
    if not value:
        return ""
    if kind == "email" or (kind not in _PHONES and _ADDRESS.fullmatch(value)):
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}***@{domain}"
    if kind in _PHONES or re.fullmatch(r"\+?\d{7,15}", value):
        return _number(value)
    return f"***{value[-4:]}" if len(value) > 8 else "***"


def is_mask(value: str) -> bool:
    """Whether this is what mask() makes of an address, and none itself."""
    return "***" in value


def mask_text(text: str) -> str:
    """The text with every address and telephone number in it masked."""
    if "@" in text:
        text = _ADDRESS.sub(lambda found: mask("email", found.group()), text)
    return _NUMBER.sub(lambda found: _number(found.group()), text)


def _number(value: str) -> str:
    digits = "".join(filter(str.isdigit, value))
    if len(digits) < 7:
        return "***"
    try:
        number = phonenumbers.parse(value if value.startswith("+") else f"+{digits}", None)
        code, national = number.country_code, str(number.national_number)
    except phonenumbers.NumberParseException:
        return f"***{digits[-4:]}"
    if code == 86 and len(national) == 11 or (not value.startswith("+") and re.fullmatch(r"1[3-9]\d{9}", digits)):
        return f"{digits[-11:-8]}****{digits[-4:]}"
    return f"+{code} ****{digits[-4:]}"


def _masked_roles() -> frozenset[str]:
    """Asked once a request: a list of fifty rows shall not ask fifty times."""
    if not has_app_context():
        return frozenset(policy.chosen(policy.MASKED_ROLES))
    if "masked_roles" not in g:
        g.masked_roles = frozenset(policy.chosen(policy.MASKED_ROLES))
    return g.masked_roles
