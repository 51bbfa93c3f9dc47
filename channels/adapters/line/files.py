"""Files that customers send: kept at LINE for a while, fetched by a job."""

from channels.adapters.line.asking import ask
from channels.channel import File, Later, Refused
from channels.fetching import get_public

LARGEST = 200 * 2**20
_MADE_READY = ("video", "audio")


def named(message: dict, filename: str, content_type: str) -> File:
    """A file that is to be fetched, from LINE or from where another program keeps it."""
    provider = message.get("contentProvider") or {}
    how = {"filename": filename, "content_type": content_type}
    if provider.get("type") == "external":
        return File(filename, content_type, fetch={"url": provider["originalContentUrl"], **how})
    return File(filename, content_type, fetch={"message_id": message["id"], "kind": message["type"], **how})


def fetch(
    settings: dict, *, filename: str, content_type: str, message_id: str = "", kind: str = "", url: str = ""
) -> File:
    """The bytes. Raises Later while LINE still prepares a film, or Refused."""
    if url:
        return get_public(url, most_bytes=LARGEST)
    base, path = settings["data_url"].rstrip("/"), f"/v2/bot/message/{message_id}/content"
    if kind in _MADE_READY:
        _ready({**settings, "base_url": base}, f"{path}/transcoding")
    file = get_public(
        base + path,
        headers={"Authorization": f"Bearer {settings['channel_access_token']}"},
        allowed_hosts=[base],
        most_bytes=LARGEST,
    )
    return File(filename, file.content_type or content_type, data=file.data)


def _ready(settings: dict, path: str) -> None:
    status = ask(settings, "GET", path).json.get("status")
    if status == "processing":
        raise Later("LINE still prepares this recording", 5.0)
    if status == "failed":
        raise Refused("LINE could not prepare this recording")
