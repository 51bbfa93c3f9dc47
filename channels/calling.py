"""Call a provider: one HTTP request, and what its failure means for the message that hangs on it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from channels import trouble
from channels.channel import Later, Unsure
from channels.reading import Malformed, json_body

CONNECT, ANSWER = 5.0, 20.0  # seconds
LONGEST_PAUSE = 3600.0
LARGEST_ANSWER = 2**20


@dataclass(frozen=True)
class Answer:
    """What the provider answered; `json` is {} where it is no JSON object."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case

    @property
    def json(self) -> dict:
        """The body as an object."""
        try:
            value = json_body(self.body)
        except Malformed:
            return {}
        return value if isinstance(value, dict) else {}


def call(
    method: str,
    url: str,
    *,
    timeout: float = ANSWER,
    pause: Callable[[Answer], float | None] = lambda answer: None,
    **request,
) -> Answer:
    """Ask a provider's API; `request` is as requests has it (json, data, files, params, headers, auth).

    Raises Later when nothing was done: no connection, 429 (after its Retry-After, or the seconds that `pause` finds in
    the answer), 5xx. Raises Unsure when the request was handed over and no answer came. Any other status is the
    adapter's to read. Redirects are not followed.
    """
    answer = _asked(method, url, timeout, request)
    if answer.status == 429:
        seconds = pause(answer)
        raise Later(
            trouble.PAUSE,
            pause_of(answer.headers.get("retry-after") if seconds is None else str(int(seconds))),
        )
    if answer.status >= 500:
        raise Later(f"{trouble.IN_TROUBLE} ({answer.status})")
    return answer


def _asked(method: str, url: str, timeout: float, request: dict) -> Answer:
    try:
        with requests.request(
            method, url, timeout=(CONNECT, timeout), allow_redirects=False, stream=True, **request
        ) as response:
            return Answer(
                response.status_code,
                _read(response, time.monotonic() + timeout),
                {name.lower(): value for name, value in response.headers.items()},
            )
    except requests.ConnectTimeout:
        raise Later(trouble.NO_CONNECTION) from None
    except requests.Timeout:
        raise Unsure(trouble.NO_ANSWER) from None
    except requests.ConnectionError as why:
        if _never_left(why):
            raise Later(trouble.NO_CONNECTION) from None
        raise Unsure(trouble.BROKE_BEFORE) from None
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
        raise Unsure(trouble.BROKE_WHILE) from None
    except requests.RequestException as why:
        raise Later(f"{type(why).__name__} while calling the provider") from None


def pause_of(retry_after: str | None, usual: float = 5.0) -> float:
    """The seconds in a Retry-After, which is a number or a date; `usual` where it says nothing."""
    try:
        if (retry_after or "").strip().isdigit():
            return min(float(retry_after), LONGEST_PAUSE)
        until = parsedate_to_datetime(retry_after)
        return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_PAUSE)
    except (TypeError, ValueError):
        return usual


def _read(response, until: float) -> bytes:
    body = bytearray()
    for piece in response.iter_content(65_536):
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > until:
            raise requests.Timeout  # what it did is unknown
    return bytes(body)


def _never_left(why: requests.ConnectionError) -> bool:
    reason = getattr(why.args[0] if why.args else None, "reason", None)
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")
