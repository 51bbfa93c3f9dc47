"""The crowd of a busy day: who does what next, on which channel."""

import json
import threading
import time
import uuid
from collections import deque
from functools import cache
from pathlib import Path
from random import Random

from channels import Inbox
from channels.simulator.hosting import Host
from channels.simulator.standin import Act, Person
from helpdesk import clock
from helpdesk.simulator import samples
from helpdesk.simulator.who import people_of

WEIGHTS = {"email": 3, "webchat": 2, "api": 1, "form": 1, "voice": 1}  # anything else: 4
# A visitor's browser may not write more often from one address than this, a minute; half of what the widget lets in.
MOST_A_MINUTE = {"webchat": 100, "form": 20}
BESIDES = (("picture", 8), ("voice", 3), ("location", 3), ("sticker", 2), ("file", 2))
PLACES = (
    (31.2304, 121.4737, "外滩", "上海市黄浦区中山东一路"),
    (51.5055, -0.0754, "Tower Bridge", "London SE1 2UP"),
    (22.2937, 114.1694, "Star Ferry Pier", "Tsim Sha Tsui, Hong Kong"),
)


class Crowd:
    """Chooses by weight; safe for many threads."""

    def __init__(self, lines: list[tuple[Inbox, Host]], chance: Random):
        self.chance, self._lock = chance, threading.Lock()
        self.lines = [(inbox, playing, people_of(inbox, playing.line)) for inbox, playing in lines if playing]
        self.lines = [line for line in self.lines if line[2]]
        self.lately: dict[str, deque] = {kind: deque() for kind in MOST_A_MINUTE}

    def next(self) -> tuple[Inbox, list[Act], int]:
        """An inbox, what somebody does there, and how often the provider delivers it."""
        with self._lock:
            inbox, playing, people = self._line()
            acts = self._acts(inbox.channel, playing, self.chance.choice(people))
            return inbox, acts, 2 if self.chance.random() < 0.03 else 1

    def _line(self):
        free = [line for line in self.lines if self._may(line[0].channel)]
        chosen = self.chance.choices(free, [WEIGHTS.get(inbox.channel, 4) for inbox, _, _ in free])[0]
        if chosen[0].channel in self.lately:
            self.lately[chosen[0].channel].append(time.monotonic())
        return chosen

    def _may(self, kind: str) -> bool:
        lately = self.lately.get(kind)
        while lately and lately[0] < time.monotonic() - 60:
            lately.popleft()
        return lately is None or len(lately) < MOST_A_MINUTE[kind]

    def _acts(self, kind: str, playing: Host, person: Person) -> list[Act]:
        can = playing.standin.acts
        if "ring" in can:
            return self._call(kind, person, can)
        what = self.chance.choices(("text", *(name for name, _ in BESIDES)), (82, *(share for _, share in BESIDES)))[0]
        if what not in can or what == "text":
            return [_act(kind, "text", person, text=self._words(person))]
        if what == "location":
            latitude, longitude, name, address = self.chance.choice(PLACES)
            return [
                _act(
                    kind,
                    what,
                    person,
                    data={"latitude": latitude, "longitude": longitude, "name": name, "address": address},
                )
            ]
        text = self._words(person) if what == "picture" else ""
        return [_act(kind, what, person, text=text, file=next(samples.some(what)))]

    def _call(self, kind: str, person: Person, can: tuple[str, ...]) -> list[Act]:
        """A call that nobody picks up in time, sometimes with a word on the machine."""
        call = {"call_id": uuid.uuid4().hex}
        ending = "voicemail" if "voicemail" in can and self.chance.random() < 0.5 else "hang_up"
        file = next(samples.some("voicemail")) if ending == "voicemail" else None
        return [_act(kind, "ring", person, data=call), _act(kind, ending, person, data=call, file=file)]

    def _words(self, person: Person) -> str:
        language = "zh" if person.language.startswith("zh") else "en"
        words, between = sentences()[language], "" if language == "zh" else " "
        opening = self.chance.choice(words["openings"])
        return f"{opening}{between}{self.chance.choice(words['details'])}" if self.chance.random() < 0.4 else opening


@cache
def sentences() -> dict:
    """What people write on a busy day, in both languages."""
    return json.loads(Path(__file__).with_name("sentences.json").read_text(encoding="utf-8"))


def _act(kind: str, what: str, person: Person, **more) -> Act:
    return Act(what, person, f"{kind}-{uuid.uuid4().hex[:16]}", clock.now(), **more)
