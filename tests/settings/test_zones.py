"""Time zones as people look for them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from helpdesk.settings.zones import CITIES, grouped

WINTER = datetime(2026, 1, 15, tzinfo=UTC)


def labels(language: str, mine: str = "Europe/London", as_of=WINTER) -> dict[str, dict[str, str]]:
    return {group: {zone.name: zone.label for zone in zones} for group, zones in grouped(language, mine, as_of)}


def test_ones_own_comes_first_and_the_others_by_region_and_city():
    groups = grouped("en", "Asia/Shanghai", WINTER)
    assert [group for group, _ in groups][:3] == ["Your zone", "Everywhere", "Africa"]
    assert [(zone.name, zone.label) for zone in groups[0][1]] == [("Asia/Shanghai", "Shanghai (UTC+08:00)")]
    for _, zones in groups:
        assert [zone.label for zone in zones] == sorted(zone.label for zone in zones)


def test_the_offset_is_that_of_today():
    assert labels("en")["Europe"]["Europe/London"] == "London (UTC+00:00)"
    summer = datetime(2026, 7, 15, tzinfo=UTC)
    assert labels("en", as_of=summer)["Europe"]["Europe/London"] == "London (UTC+01:00)"
    assert labels("en")["Asia"]["Asia/Kolkata"] == "Kolkata (UTC+05:30)"


def test_well_known_cities_have_their_chinese_names():
    chinese = labels("zh")
    assert chinese["亚洲"]["Asia/Shanghai"] == "上海（UTC+08:00）"
    assert chinese["当前时区"] == {"Europe/London": "伦敦（UTC+00:00）"}
    assert chinese["非洲"]["Africa/Abidjan"] == "阿比让（UTC+00:00）"
    known = {zone.rpartition("/")[2] for zones in labels("en").values() for zone in zones}
    assert set(CITIES) <= known


def test_a_zone_of_an_old_name_is_still_ones_own(app, ann, as_agent):
    assert ZoneInfo("PRC")
    assert labels("en", "PRC")["Your zone"] == {"PRC": "PRC (UTC+08:00)"}
    page = as_agent(ann).get("/settings/me").text
    assert "Your zone" in page and "Shanghai (UTC+08:00)" in page
