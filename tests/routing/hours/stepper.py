"""Business time by brute force: a table of every minute, of which each asks the clock on the wall.

It shares nothing with what it checks but the rule that an interval begins when the clock first shows its start:
it carries the latest time shown so far through the hour that a clock shows twice.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import numpy as np

DAYS = 12
MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1)

ZONES = """Europe/Berlin Europe/London Europe/Lisbon Europe/Moscow Europe/Istanbul Europe/Kyiv Atlantic/Azores
America/New_York America/Los_Angeles America/St_Johns America/Havana America/Caracas America/Sao_Paulo
America/Santiago America/Mexico_City America/Nuuk Africa/Casablanca Africa/Cairo Asia/Shanghai Asia/Kolkata
Asia/Kathmandu Asia/Tehran Asia/Pyongyang Asia/Beirut Asia/Almaty Asia/Gaza Australia/Lord_Howe Australia/Adelaide
Pacific/Apia Pacific/Chatham""".split()

# As the State Council announced them: days off, and working weekends with the weekday they stand in for.
CHINA_OFF = (
    ("2025-01-01", 1),
    ("2025-01-28", 8),
    ("2025-04-04", 3),
    ("2025-05-01", 5),
    ("2025-05-31", 3),
    ("2025-10-01", 8),
    ("2026-01-01", 3),
    ("2026-02-15", 9),
    ("2026-04-04", 3),
    ("2026-05-01", 5),
    ("2026-06-19", 3),
    ("2026-09-25", 3),
    ("2026-10-01", 7),
)
CHINA_WORKS = {
    "2025-01-26": 0,
    "2025-02-08": 1,
    "2025-04-27": 0,
    "2025-09-28": 1,
    "2025-10-11": 2,
    "2026-01-04": 4,
    "2026-02-14": 4,
    "2026-02-28": 0,
    "2026-05-09": 1,
    "2026-09-20": 1,
    "2026-10-10": 2,
}


@dataclass(frozen=True)
class World:
    """Twelve days in a zone: `high` is the latest minute that the wall has shown by each minute."""

    zone: str
    start: datetime
    high: np.ndarray


@cache
def worlds() -> list[World]:
    """Six for each zone: both edges of a year, an older change of its rules, a leap day, two Chinese holidays."""
    chance = random.Random(6)
    found = []
    for zone in ZONES:
        jumps = _jumps(zone)
        recent = [jump for jump in jumps if jump.year >= 2024][:2]
        older = [jump for jump in jumps if jump.year < 2024]
        middles = [
            *recent,
            *chance.sample(older, min(len(older), 3 - len(recent))),
            datetime(2028, 2, 29),
            datetime(2025, 10, 2),
            datetime(2026, 2, 17),
        ]
        found += [_world(zone, middle.replace(tzinfo=None)) for middle in middles]
    return found


def _jumps(zone: str) -> list[datetime]:
    place, day = ZoneInfo(zone), datetime(2005, 1, 1, tzinfo=UTC)
    offsets = [(day + timedelta(n)).astimezone(place).utcoffset() for n in range(365 * 22)]
    return [day + timedelta(n) for n in range(1, len(offsets)) if offsets[n] != offsets[n - 1]]


def _world(zone: str, middle: datetime) -> World:
    place, at = ZoneInfo(zone), (middle - timedelta(days=6)).replace(hour=0, minute=0, tzinfo=UTC)
    start, shown = at, []
    for _ in range(DAYS * 1440):
        shown.append((at.astimezone(place).replace(tzinfo=None) - EPOCH) // MINUTE)
        at += MINUTE
    return World(zone, start, np.maximum.accumulate(np.array(shown)))


@dataclass
class Plan:
    """Hours in plain words: by weekday and by date, pairs of minutes; a country for holidays."""

    week: list[list[tuple[int, int]]]
    dates: dict[date, list[tuple[int, int]]]
    country: str

    def shifts(self, day: date) -> list[tuple[int, int]]:
        """What starts on this day."""
        if day in self.dates:
            return self.dates[day]
        if self.country == "CN":
            if day in _china_off():
                return []
            stands_for = CHINA_WORKS.get(day.isoformat())
            return stands_for is not None and self.week[stands_for] or self.week[day.weekday()]
        if self.country and day in _elsewhere(self.country, day.year):
            return []
        return self.week[day.weekday()]


def open_minutes(world: World, plan: Plan) -> np.ndarray:
    """For each minute of the world: open or not."""
    found = np.zeros(len(world.high), bool)
    first = world.start.date() - timedelta(days=3)
    for day in (first + timedelta(n) for n in range(DAYS + 6)):
        midnight = (datetime(day.year, day.month, day.day) - EPOCH) // MINUTE
        for start, end in plan.shifts(day):
            found |= (world.high >= midnight + start) & (world.high < midnight + end)
    return found


@cache
def _china_off() -> set[date]:
    return {date.fromisoformat(first) + timedelta(n) for first, count in CHINA_OFF for n in range(count)}


@cache
def _elsewhere(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def random_plan(chance: random.Random, world: World) -> Plan:
    """A week, some other days, perhaps holidays; now and then one that hardly opens."""
    rich = chance.random() > 0.05
    week = [random_day(chance) if rich else [] for _ in range(7)]
    some = chance.sample(range(DAYS), chance.choice((0, 1, 2, 4)))
    dates = {world.start.date() + timedelta(n): random_day(chance) for n in some}
    countries = ["", "US", "DE"] + ["CN", "CN"] * (world.start.year in (2025, 2026))
    return Plan(week, dates, chance.choice(countries))


def random_day(chance: random.Random) -> list[tuple[int, int]]:
    kind = chance.random()
    if kind < 0.15:
        return []
    if kind < 0.25:
        return [(0, 1440)]
    if kind < 0.40:  # about the hour that a clock jumps over or shows twice
        start = chance.choice((0, 30, 60, 90, 105, 120, 135, 150))
        return [(start, start + chance.choice((15, 30, 45, 60, 90, 120)))]
    if kind < 0.55:
        start = chance.randrange(1080, 1440)
        return [(start, 1440 + chance.randrange(1, start + 1))]
    count = chance.choice((1, 1, 2, 3))
    edges = sorted(chance.sample(range(0, 1441), 2 * count))
    return [(edges[2 * n], edges[2 * n + 1]) for n in range(count)]
