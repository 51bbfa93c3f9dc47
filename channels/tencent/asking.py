"""Ask the API of WeChat or WeCom: with the token all share, in their JSON, their error numbers as what follows."""

import json
from dataclasses import dataclass

from channels.access_tokens import Account, token_of
from channels.calling import Answer, call
from channels.channel import File, Later, Refused, Stopped, Unsure
from channels.tencent.words import said

OVER = {40001, 40014, 42001}  # the token counts no longer
PAUSES = {45009: 60.0, 45011: 60.0, 45033: 5.0}  # too many calls: seconds
BUSY = {-1, 6000, 50001}
UNKNOWN = ("{provider} refuses it: {number} {message}", "{provider}拒绝了请求：{number} {message}")


class Refusal(Refused):
    """A refusal that can be said in both languages; `number` is the provider's."""

    def __init__(self, words: tuple[str, str], settings: dict, number: int = 0):
        super().__init__(said(settings, words))
        self.words, self.number = words, number


class Gone(Refusal, Stopped):
    """A refusal because the customer wants nothing from us any more."""


@dataclass(frozen=True)
class Api:
    """Where to ask, as whom, and what its error numbers mean: {number: (English, Chinese)}."""

    provider: tuple[str, str]
    settings: dict
    account: Account
    refusals: dict[int, tuple[str, str]]
    gone: frozenset[int] = frozenset()  # of these numbers, those that mean: the customer has left or blocked us

    def tell(self, path: str, body: dict) -> dict:
        """Post this JSON. Raises Later, Refused or Unsure, as of one message."""
        # Never \\uXXXX: the customer would read it so.
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return self._ask("POST", path, {}, data=data, headers={"Content-Type": "application/json; charset=utf-8"})

    def ask(self, path: str, args: dict) -> dict:
        """Read something. Raises Later or Refused."""
        try:
            return self._ask("GET", path, args)
        except Unsure as why:
            raise Later(str(why)) from None

    def upload(self, path: str, kind: str, file: File) -> str:
        """Give it a file; returns its media id. Nothing is sent by that, so an unknown end only means: again."""
        try:
            answer = self._ask(
                "POST", path, {"type": kind}, files={"media": (file.filename or "file", file.data, file.content_type)}
            )
        except Unsure as why:
            raise Later(str(why)) from None
        return str(answer.get("media_id") or answer.get("thumb_media_id") or "")

    def refuse(self, answer: dict) -> Refusal:
        """What to say of this answer."""
        number, message = answer.get("errcode"), str(answer.get("errmsg", ""))[:200]
        words = tuple(
            sentence.format(provider=name, number=number, message=message)
            for sentence, name in zip(self.refusals.get(number, UNKNOWN), self.provider, strict=True)
        )
        return (Gone if number in self.gone else Refusal)(words, self.settings, number)

    def _ask(self, method: str, path: str, args: dict, **request) -> dict:
        token = token_of(self.account)
        answer = self._once(method, path, {**args, "access_token": token}, **request)
        if answer.get("errcode") in OVER:
            token = token_of(self.account, refused=token)
            answer = self._once(method, path, {**args, "access_token": token}, **request)
        return self.checked(answer)

    def _once(self, method: str, path: str, args: dict, **request) -> dict:
        return read(call(method, self.settings["base_url"].rstrip("/") + path, params=args, **request))

    def checked(self, answer: dict) -> dict:
        """The answer if it is a good one; else raises what it means."""
        number = answer.get("errcode") or 0
        if number in OVER or number in BUSY:
            raise Later(f"{number} {answer.get('errmsg', '')}"[:200])
        if number in PAUSES:
            raise Later(f"{number} {answer.get('errmsg', '')}"[:200], PAUSES[number])
        if number:
            raise self.refuse(answer)
        return answer


def read(answer: Answer) -> dict:
    """The JSON of an answer. Raises Refused where no such API answers, Unsure where nobody can read what it says."""
    if answer.status != 200:
        raise Refused(f"the provider answers {answer.status}: is the base address right?")
    if not answer.json:
        raise Unsure("the provider's answer cannot be read")
    return answer.json
