"""Files that customers send: named in the update, fetched by a job; Telegram hands out up to 20 MB."""

from channels.adapters.telegram.asking import ask
from channels.channel import File, Refused
from channels.fetching import get_public
from channels.readable import too_large

LARGEST = 20 * 2**20


def named(what: dict, filename: str, content_type: str) -> File:
    """A file that is to be fetched."""
    return File(
        filename, content_type, fetch={"file_id": what["file_id"], "filename": filename, "content_type": content_type}
    )


def said(what: dict, filename: str, content_type: str, settings: dict) -> tuple[list[File], str]:
    """The file, or words that it is too large to be had."""
    size = what.get("file_size") or 0
    if size > LARGEST:
        return [], too_large(filename, size, settings)
    return [named(what, filename, content_type)], ""


def fetch(settings: dict, *, file_id: str, filename: str, content_type: str) -> File:
    """The bytes. Raises Later or Refused."""
    found = ask(settings, "getFile", {"file_id": file_id})
    path = found.get("file_path") if isinstance(found, dict) else None
    if not isinstance(path, str):
        raise Refused("Telegram no longer has this file")
    base = settings["base_url"].rstrip("/")
    file = get_public(f"{base}/file/bot{settings['bot_token']}/{path}", allowed_hosts=[base], most_bytes=LARGEST)
    return File(filename, content_type, data=file.data)
