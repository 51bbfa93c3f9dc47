"""Ask the Graph API: the address, the token, and what its failures mean."""

import json

from channels import calling
from channels.channel import File, Later, Unsure
from channels.meta import errors
from channels.meta.options import GRAPH


def get(settings: dict, path: str, **params) -> dict:
    """What stands at this path. Raises Later or Refused; to read twice does no harm, so never Unsure."""
    try:
        return _ask("GET", settings, path, params=params)
    except Unsure as why:
        raise Later(str(why)) from None


def post(settings: dict, path: str, body: dict) -> dict:
    """Do this. Raises Later, Refused, or Unsure where it may have been done."""
    return _ask("POST", settings, path, json=body)


def upload(settings: dict, path: str, field: str, file: File, form: dict, **params) -> dict:
    """Hand over a file; nobody sees it yet, so that trying again does no harm."""
    named = {field: (file.filename, file.data or b"", file.content_type)}
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
    try:
        return _ask("POST", settings, path, data=fields, files=named, params=params, timeout=40.0)
    except Unsure as why:
        raise Later(str(why)) from None


def base(settings: dict) -> str:
    """The address of the API, without a slash at the end."""
    return (settings.get("base_url") or GRAPH).rstrip("/")


def bearer(settings: dict) -> dict[str, str]:
    """The header that says who we are: a token never stands in an address, where logs would keep it."""
    return {"Authorization": f"Bearer {settings.get('access_token') or ''}"}


def _ask(method: str, settings: dict, path: str, **request) -> dict:
    answer = calling.call(method, f"{base(settings)}/{path}", headers=bearer(settings), **request)
    if answer.status >= 400 or "error" in answer.json:
        raise errors.of(answer, settings)
    return answer.json
