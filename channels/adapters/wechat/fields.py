"""What stands in every message and event of WeChat."""

from datetime import UTC, datetime


def at(fields: dict) -> datetime | None:
    """The provider's time."""
    seconds = fields.get("CreateTime", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def proves(fields: dict) -> dict[str, str]:
    """The unionid, where WeChat tells it: the same person at every account of the company."""
    return {"unionid": union} if (union := fields.get("UnionId") or fields.get("unionid")) else {}
