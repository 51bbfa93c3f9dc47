"""Of which country telephone numbers without one are: of the one in which most of them can be numbers."""

import phonenumbers

from helpdesk.importing.cleaning import plain

REGIONS = ("CN", "HK", "TW", "SG", "US", "GB", "DE", "FR", "JP", "KR", "AU", "CA", "IN", "MY", "TH", "VN")


def region_of(cells: list) -> str:
    """The likeliest of REGIONS; "" where no number is without its country, or none fits."""
    national = [said for cell in cells if (said := plain(cell or "")) and not said.strip("'").startswith(("+", "00"))]
    fits = {region: sum(_is_of(said, region) for said in national) for region in REGIONS}
    best = max(REGIONS, key=lambda region: fits[region])
    return best if fits[best] else ""


def _is_of(said: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(said.removesuffix(".0"), region))
    except phonenumbers.NumberParseException:
        return False
