"""Media: the bytes behind a media id, asked for with the access token all share."""

from dataclasses import replace
from urllib.parse import urlencode

from channels.access_tokens import token_of
from channels.channel import File, Refused
from channels.fetching import get_public
from channels.reading import Malformed, json_body
from channels.tencent.asking import OVER, Api

PATH = "/cgi-bin/media/get"


def media(api: Api, media_id: str) -> File:
    """The file of this media id. Raises Refused (it is kept for three days only) or Later."""
    token = token_of(api.account)
    file = _asked(api, media_id, token)
    if _said(file).get("errcode") in OVER:
        file = _asked(api, media_id, token_of(api.account, refused=token))
    said = _said(file)
    if "video_url" in said:  # WeChat names a place for videos
        return get_public(str(said["video_url"]), allowed_hosts=[api.settings["base_url"]])
    if said:
        api.checked(said)
        raise Refused("there is no such file any more")
    return file


def named(file: File, name: str, content_type: str) -> File:
    """The file under the name that the message gave it, unless it came as something else under a name of its own."""
    vague = file.content_type in ("application/octet-stream", "text/plain")
    kind = content_type if vague else file.content_type
    own = "." in file.filename and (not name or kind != content_type)
    return replace(file, filename=file.filename if own else name or file.filename, content_type=kind)


def _asked(api: Api, media_id: str, token: str) -> File:
    base = api.settings["base_url"].rstrip("/")
    return get_public(f"{base}{PATH}?{urlencode({'access_token': token, 'media_id': media_id})}", allowed_hosts=[base])


def _said(file: File) -> dict:
    """What is said instead of a file; {} for a file."""
    if file.content_type not in ("application/json", "text/plain") or len(file.data or b"") > 4096:
        return {}
    try:
        value = json_body(file.data or b"")
    except Malformed:
        return {}
    return value if isinstance(value, dict) and ("errcode" in value or "video_url" in value) else {}
