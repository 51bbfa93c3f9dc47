"""Time zones as people look for them: the city first, then how far it is from UTC now, in groups."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from helpdesk import clock

REGIONS = {
    "Africa": "非洲",
    "America": "美洲",
    "Antarctica": "南极洲",
    "Asia": "亚洲",
    "Atlantic": "大西洋",
    "Australia": "澳大利亚",
    "Europe": "欧洲",
    "Indian": "印度洋",
    "Pacific": "太平洋",
}
CITIES = {
    "Amsterdam": "阿姆斯特丹",
    "Auckland": "奥克兰",
    "Bangkok": "曼谷",
    "Berlin": "柏林",
    "Brussels": "布鲁塞尔",
    "Cairo": "开罗",
    "Chicago": "芝加哥",
    "Denver": "丹佛",
    "Dubai": "迪拜",
    "Ho_Chi_Minh": "胡志明市",
    "Hong_Kong": "香港",
    "Honolulu": "檀香山",
    "Istanbul": "伊斯坦布尔",
    "Jakarta": "雅加达",
    "Johannesburg": "约翰内斯堡",
    "Kolkata": "加尔各答",
    "Kuala_Lumpur": "吉隆坡",
    "Lisbon": "里斯本",
    "London": "伦敦",
    "Los_Angeles": "洛杉矶",
    "Macau": "澳门",
    "Madrid": "马德里",
    "Manila": "马尼拉",
    "Melbourne": "墨尔本",
    "Mexico_City": "墨西哥城",
    "Moscow": "莫斯科",
    "New_York": "纽约",
    "Paris": "巴黎",
    "Rome": "罗马",
    "Sao_Paulo": "圣保罗",
    "Seoul": "首尔",
    "Shanghai": "上海",
    "Singapore": "新加坡",
    "Stockholm": "斯德哥尔摩",
    "Sydney": "悉尼",
    "Taipei": "台北",
    "Tokyo": "东京",
    "Toronto": "多伦多",
    "Urumqi": "乌鲁木齐",
    "Vancouver": "温哥华",
    "Vienna": "维也纳",
    "Warsaw": "华沙",
    "Zurich": "苏黎世",
}
_CHINESE = Locale("zh").time_zones  # what is not named above, by the zones' older names here and there


@dataclass(frozen=True)
class Zone:
    """One choice: "Shanghai (UTC+08:00)". `name` is what computers call it."""

    name: str
    label: str


def grouped(language: str, mine: str, as_of: datetime | None = None) -> list[tuple[str, list[Zone]]]:
    """All zones by region, the reader's own before them; cities in the order of their names."""
    chinese, now = language == "zh", as_of or clock.now()
    groups = [
        ("通用" if chinese else "Everywhere", [Zone("UTC", "UTC（UTC+00:00）" if chinese else "UTC (UTC+00:00)")])
    ]
    if mine in available_timezones():  # a form that is shown again holds whatever was sent
        groups.insert(0, ("当前时区" if chinese else "Your zone", [_zone(mine, chinese, now)]))
    for region, name in REGIONS.items():
        zones = [_zone(one, chinese, now) for one in _places() if one.startswith(f"{region}/")]
        groups.append((name if chinese else region, sorted(zones, key=lambda zone: zone.label)))
    return groups


@cache
def _places() -> list[str]:
    return sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)


def city_of(name: str, language: str) -> str:
    """What people call the zone: "Shanghai" of Asia/Shanghai."""
    city = name.rpartition("/")[2]
    if language == "zh":
        return CITIES.get(city) or _CHINESE.get(name, {}).get("city") or city.replace("_", " ")
    return city.replace("_", " ")


def _zone(name: str, chinese: bool, now: datetime) -> Zone:
    city, offset = city_of(name, "zh" if chinese else "en"), now.astimezone(ZoneInfo(name)).isoformat()[-6:]
    return Zone(name, f"{city}（UTC{offset}）" if chinese else f"{city} (UTC{offset})")
