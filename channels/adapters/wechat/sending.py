"""Sending: a customer-service message (客服消息) is one text, one picture, one voice message, one video or one menu."""

from functools import partial

from channels.adapters.wechat.thumb import thumb
from channels.channel import File, Outbound, Sent
from channels.splitting import in_bytes, split
from channels.tencent.asking import Api
from channels.tencent.stepwise import go_through

MAX_TEXT = 2048  # bytes of UTF-8
MOST_BUTTONS = 10
MEGABYTE = 2**20
# How a kind of file is sent, and how large it may be.
KINDS = {
    "image/jpeg": ("image", 10),
    "image/png": ("image", 10),
    "image/gif": ("image", 10),
    "image/bmp": ("image", 10),
    "audio/amr": ("voice", 2),
    "audio/mpeg": ("voice", 2),
    "audio/mp3": ("voice", 2),
    "video/mp4": ("video", 10),
}


def send(outbound: Outbound, settings: dict, wechat: Api) -> Sent:
    """Send it part by part. What WeChat does not carry (a PDF, a large video) goes as an address that ends."""
    go_through(
        outbound, [*_words(outbound, wechat), *(partial(_file, wechat, outbound, f) for f in outbound.files)], settings
    )
    return Sent()


def _how(file: File) -> str | None:
    how, most = KINDS.get(file.content_type.split(";")[0].strip().lower(), (None, 0))
    return how if len(file.data or b"") <= most * MEGABYTE else None


def _words(outbound: Outbound, wechat: Api) -> list:
    texts, buttons = split(outbound.text, MAX_TEXT, in_bytes), _buttons(outbound)
    head = texts.pop() if buttons and texts else ""
    steps = [partial(_say, wechat, outbound, {"msgtype": "text", "text": {"content": text}}) for text in texts]
    if buttons:
        steps.append(
            partial(
                _say,
                wechat,
                outbound,
                {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": buttons, "tail_content": ""}},
            )
        )
    return steps


def _buttons(outbound: Outbound) -> list[dict]:
    titles = [title for part in outbound.parts if part.get("type") == "buttons" for title in part.get("buttons", [])]
    return [{"id": str(number), "content": str(title)} for number, title in enumerate(titles[:MOST_BUTTONS], 1)]


def _file(wechat: Api, outbound: Outbound, file: File) -> dict:
    how = _how(file)
    if how is None:
        return _say(wechat, outbound, {"msgtype": "text", "text": {"content": f"📎 {file.filename}\n{file.url or ''}"}})
    content = {"media_id": wechat.upload("/cgi-bin/media/upload", how, file)}
    if how == "video":
        content |= {
            "thumb_media_id": wechat.upload("/cgi-bin/media/upload", "thumb", thumb()),
            "title": file.filename[:64],
            "description": "",
        }
    return _say(wechat, outbound, {"msgtype": how, how: content})


def _say(wechat: Api, outbound: Outbound, message: dict) -> dict:
    return wechat.tell("/cgi-bin/message/custom/send", {"touser": outbound.address, **message})
