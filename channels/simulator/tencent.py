"""What the stand-ins for WeChat and WeCom share: access tokens, media, and postings signed and sealed."""

import base64
import hashlib
import json
import secrets
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from channels.channel import File
from channels.simulator.standin import ApiCall, Line, Posting, Reply
from channels.tencent import sealing
from helpdesk import clock

LIVES = 7200.0
EARLY = 300.0
MEGABYTE = 2**20


def key_from(secret: str) -> str:
    """An EncodingAESKey, always the same of the same secret."""
    return base64.b64encode(hashlib.sha256(secret.encode()).digest()).decode()[:43].replace("+", "a").replace("/", "b")


def error(number: int, message: str) -> Reply:
    """What both answer when something is wrong: 200, and a number."""
    return Reply({"errcode": number, "errmsg": f"{message} rid: {secrets.token_hex(4)}"})


def give_token(line: Line, *, force: bool = False) -> dict:
    """The token that counts, until it nears its end; a new one ends the one before."""
    kept = line.get("access_token")
    if kept is None or force or kept["until"] - now() < EARLY:
        kept = {"value": f"{line.append('tokens', 1) + 1}_{secrets.token_urlsafe(48)}", "until": now() + LIVES}
        line.put("access_token", kept)
    return {"access_token": kept["value"], "expires_in": int(kept["until"] - now())}


def refused_token(call: ApiCall, line: Line, number: int) -> Reply | None:
    """What is wrong with the token of this call, or None; `number` is said of one that nobody knows."""
    given, kept = call.args.get("access_token"), line.get("access_token")
    if not given:
        return error(41001, "access_token missing")
    if kept is None or given != kept["value"]:
        return error(number, "invalid credential, access_token is invalid or not latest")
    return error(42001, "access_token expired") if kept["until"] <= now() else None


def body_of(call: ApiCall) -> dict | None:
    """The JSON object of this call; None when it is none."""
    try:
        value = json.loads(call.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def stored(call: ApiCall, line: Line, most: dict[str, float], kinds: dict[str, tuple[str, ...]]) -> Reply:
    """Take a file: `most` megabytes and what content types each kind may have."""
    kind, file = call.args.get("type", ""), call.files.get("media")
    if kind not in most:
        return error(40004, "invalid media type")
    if file is None or not file.data:
        return error(41005, "media data missing")
    if kinds.get(kind) and file.content_type not in kinds[kind]:
        return error(40005, "invalid file type")
    if len(file.data) > most[kind] * MEGABYTE:
        return error({"image": 40009, "voice": 40010, "video": 40011}.get(kind, 40006), "invalid file size")
    name = "thumb_media_id" if kind == "thumb" else "media_id"
    return Reply({"errcode": 0, "errmsg": "ok", "type": kind, name: line.store(file), "created_at": int(now())})


def handed_out(call: ApiCall, line: Line, file_id: str) -> Reply:
    """A file by its media id."""
    file = line.load(file_id)
    if file is None:
        return error(40007, "invalid media_id")
    name = file.filename.replace('"', "_").encode().decode("latin-1")  # UTF-8 in the header, as Tencent has it
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Reply(file.data, headers=named, content_type=file.content_type)


def loaded(line: Line, content: dict) -> File | None:
    """The file that an answer of ours names."""
    return line.load(str(content.get("media_id", "")))


def plain(line: Line, posting: Posting) -> Posting:
    """This posting signed as in plain mode: beside its body."""
    at, nonce = _moment()
    query = f"signature={sealing.signature(line.settings['token'], at, nonce)}&timestamp={at}&nonce={nonce}"
    return replace(posting, query="&".join(filter(None, (query, posting.query))))


def sealed(line: Line, posting: Posting, receive_id: str, **more: str) -> Posting:
    """This posting with its body, or the echo of a handshake, sealed and signed; `more` stands beside the signature."""
    at, nonce = _moment()
    echo = dict(parse_qsl(posting.query)).get("echostr", "").encode()
    envelope = sealing.sealed(
        echo if posting.method == "GET" else posting.body, line.settings["encoding_aes_key"], receive_id
    )
    proof = {
        "msg_signature": sealing.signature(line.settings["token"], at, nonce, envelope),
        "timestamp": at,
        "nonce": nonce,
    }
    if posting.method == "GET":
        return replace(posting, query=urlencode({**proof, "echostr": envelope}))
    body = written({"ToUserName": receive_id, "Encrypt": envelope}).encode()
    return replace(posting, body=body, query=urlencode({**proof, **more}))


def written(fields: dict[str, str | int]) -> str:
    """The XML of these fields: numbers bare, words as CDATA."""
    lines = [
        f"<{name}>{value}</{name}>" if isinstance(value, int) else f"<{name}>{_cdata(value)}</{name}>"
        for name, value in fields.items()
    ]
    return f"<xml>{''.join(lines)}</xml>"


def number_of(name: str) -> int:
    """A number as a provider counts messages; the same for the same name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1


def letters(name: str) -> str:
    """Twenty-seven letters and digits, the same for the same name: part of how a customer is called."""
    return key_from(name)[:27]


def union_of(who: str) -> str:
    """The unionid of a customer, whether they are called by their openid (o…) or their external_userid (wm…)."""
    return f"u{who[2:] if who.startswith('wm') else who.removeprefix('o')}"


def now() -> float:
    """The seconds since 1970."""
    return clock.now().timestamp()


def _moment() -> tuple[str, str]:
    return str(int(now())), str(secrets.randbelow(10**10))


def _cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
