"""Links: the address of a survey, signed, so that nobody can answer for somebody else."""

import re

from flask import current_app

from helpdesk.crypto import sign, signed
from helpdesk.hot import get
from tickets.surveys.response import Response

_TOKEN = re.compile(r"(\d{1,18})-([0-9a-f]{40})", re.ASCII)


def token_of(response: Response) -> str:
    """What stands in the link: its number, and 160 bits of a signature bound to a random key of the row."""
    return f"{response.id}-{sign('survey', _bound(response))[:40]}"


def address_of(response: Response) -> str:
    """The whole link, made from the configured address of this installation and from nothing else."""
    return f"{current_app.config['PUBLIC_URL']}/survey/{token_of(response)}"


def response_of(token: str) -> Response | None:
    """The response that this exact token is for; None for anything else."""
    read = _TOKEN.fullmatch(token)
    response = get(Response, int(read[1])) if read else None
    if response is None or read[1] != str(response.id):
        return None
    return response if same(response, read[2]) else None


def same(response: Response, signature: str) -> bool:
    """Whether it was signed for this one; the comparison takes the same time for every wrong one."""
    whole = sign("survey", _bound(response))
    return signed("survey", _bound(response), signature + whole[40:])


def _bound(response: Response) -> str:
    return f"{response.id}|{response.row_key.hex()}"
