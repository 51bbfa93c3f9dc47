"""Of which country telephone numbers without one are: of the one in which most of them can be numbers.

Where several fit as well, that one in which the file's other numbers are.
"""

from collections import Counter

import phonenumbers

from helpdesk.importing.cleaning import plain

REGIONS = ("CN", "HK", "TW", "SG", "US", "GB", "DE", "FR", "JP", "KR", "AU", "CA", "IN", "MY", "TH", "VN")


def region_of(cells: list) -> str:
    """The likeliest of REGIONS; "" where no number is without its country, or none fits."""
    said = [one for cell in cells if (one := plain(cell or "").strip("'"))]
    national = [one for one in said if not one.startswith(("+", "00"))]
    abroad = Counter(_country("+" + one.lstrip("+0")) for one in said if one.startswith(("+", "00")))
    fits = {region: sum(_is_of(one, region) for one in national) for region in REGIONS}
    best = max(REGIONS, key=lambda region: (fits[region], abroad[region]))
    return best if fits[best] else ""


def _country(said: str) -> str | None:
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(said))
    except phonenumbers.NumberParseException:
        return None


def _is_of(said: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(said.removesuffix(".0"), region))
    except phonenumbers.NumberParseException:
        return False
