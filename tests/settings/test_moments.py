"""A page of settings says when something was as a person would say it."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.settings import moments
from helpdesk.settings.moments import in_full, moment


@pytest.fixture
def reader(monkeypatch):
    """reader("zh", "Asia/Shanghai"): who reads the page."""

    def reads(language: str, zone: str = "UTC") -> None:
        monkeypatch.setattr(moments, "say", lambda en, zh: zh if language == "zh" else en)
        monkeypatch.setattr(moments, "me", lambda: type("Reader", (), {"time_zone": zone})())

    return reads


@pytest.mark.parametrize(
    ("passed", "en", "zh"),
    [
        (timedelta(seconds=20), "now", "刚刚"),
        (timedelta(minutes=5), "5 min ago", "5 分钟前"),
        (timedelta(hours=23, minutes=59), "23 h ago", "23 小时前"),
    ],
)
def test_within_a_day_it_says_how_long_ago(reader, passed, en, zh):
    reader("en")
    assert moment(clock.now() - passed) == en
    reader("zh")
    assert moment(clock.now() - passed) == zh


def test_then_it_says_the_date_in_the_readers_zone(reader, monkeypatch):
    now = clock.now().replace(year=2026, month=11, day=22, hour=12, minute=0)
    monkeypatch.setattr(moments.clock, "now", lambda: now)
    late = now.replace(day=14, hour=23)
    reader("en")
    assert moment(late) == "14 Nov"
    reader("zh", "Asia/Shanghai")
    assert moment(late) == "11 月 15 日"
    assert moment(late.replace(year=2024)) == "2024 年 11 月 15 日"
    assert in_full(late) == "2026-11-15 07:00（上海）"


def test_what_is_to_come_has_its_hour_while_it_is_near(reader, monkeypatch):
    now = clock.now().replace(year=2026, month=11, day=22, hour=12, minute=0)
    monkeypatch.setattr(moments.clock, "now", lambda: now)
    reader("en")
    assert moment(now.replace(hour=18)) == "18:00"
    assert moment(now.replace(day=23, hour=9)) == "23 Nov 09:00"
    assert moment(now.replace(day=30)) == "30 Nov"
    reader("zh", "Asia/Shanghai")
    assert moment(now.replace(hour=18)) == "11 月 23 日 02:00"
