"""Sending: an answer of 微信客服 is one text, one menu or one file a call, each under a name made from our key."""

import hashlib
from functools import partial

from channels.adapters.wecom.options import accounts
from channels.channel import File, Outbound, Sent
from channels.splitting import in_bytes, split
from channels.tencent.asking import Api, Refusal
from channels.tencent.stepwise import go_through
from channels.tencent.words import said

MAX_TEXT, MAX_HEAD, MAX_BUTTON = 2048, 1024, 128  # bytes of UTF-8
MOST_BUTTONS = 10
MEGABYTE = 2**20
SMALLEST = 5  # bytes
KINDS = {"image/jpeg": ("image", 10), "image/png": ("image", 10), "audio/amr": ("voice", 2), "video/mp4": ("video", 10)}
LARGEST = 20
NOT_OURS = 95018  # the state of the conversation does not let the API write
BY_PROGRAM = 1  # 由智能助手接待: the state in which it does
CHOOSE = ("Please choose:", "请选择：")
NO_ACCOUNT = ("It is not known through which account of 微信客服 the customer wrote.", "无法确定客户来自哪个客服账号。")


def send(outbound: Outbound, settings: dict, wecom: Api) -> Sent:
    """Send it part by part."""
    account = outbound.envelope.get("open_kfid") or _only_account(settings, wecom)
    name = hashlib.sha256(outbound.key.encode()).hexdigest()[:28]
    whom = {"touser": outbound.address, "open_kfid": account}
    parts = [*_words(outbound, settings), *(partial(_file, wecom, file) for file in outbound.files)]
    go_through(
        outbound,
        [partial(_say, wecom, {**whom, "msgid": f"{name}_{number:02d}"}, part) for number, part in enumerate(parts)],
        settings,
    )
    return Sent(external_id=name, envelope={"open_kfid": account})


def _only_account(settings: dict, wecom: Api) -> str:
    """Where the customer wrote elsewhere: the account, if there is but one."""
    known = accounts(settings) or [
        str(one.get("open_kfid"))
        for one in wecom.tell("/cgi-bin/kf/account/list", {"offset": 0, "limit": 100}).get("account_list") or []
    ]
    if len(known) != 1:
        raise Refusal(NO_ACCOUNT, settings)
    return known[0]


def _words(outbound: Outbound, settings: dict) -> list:
    texts, buttons = split(outbound.text, MAX_TEXT, in_bytes), _buttons(outbound)
    head = said(settings, CHOOSE)
    if buttons and texts and in_bytes(texts[-1]) <= MAX_HEAD:
        head = texts.pop()
    parts = [partial(_text, text) for text in texts]
    if buttons:
        parts.append(lambda: {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": buttons}})
    return parts


def _buttons(outbound: Outbound) -> list[dict]:
    titles = [title for part in outbound.parts if part.get("type") == "buttons" for title in part.get("buttons", [])]
    return [
        {"type": "click", "click": {"id": str(number), "content": split(str(title), MAX_BUTTON, in_bytes)[0]}}
        for number, title in enumerate(titles[:MOST_BUTTONS], 1)
        if str(title).strip()
    ]


def _text(text: str) -> dict:
    return {"msgtype": "text", "text": {"content": text}}


def _file(wecom: Api, file: File) -> dict:
    """Upload it as what it is, else as a file; what is too large for that goes as an address that ends."""
    size = len(file.data or b"")
    how, most = KINDS.get(file.content_type.split(";")[0].strip().lower(), ("file", LARGEST))
    if size > most * MEGABYTE:
        how = "file"
    if not SMALLEST <= size <= LARGEST * MEGABYTE:
        return _text(f"📎 {file.filename}\n{file.url or ''}")
    return {"msgtype": how, how: {"media_id": wecom.upload("/cgi-bin/media/upload", how, file)}}


def _say(wecom: Api, whom: dict, part) -> None:
    message = {**whom, **part()}
    try:
        wecom.tell("/cgi-bin/kf/send_msg", message)
    except Refusal as why:
        if why.number != NOT_OURS:
            raise
        _take_over(wecom, whom, why)
        wecom.tell("/cgi-bin/kf/send_msg", message)


def _take_over(wecom: Api, whom: dict, why: Refusal) -> None:
    """Have the conversation handed to the API; raises `why` when WeCom does not let us."""
    try:
        wecom.tell(
            "/cgi-bin/kf/service_state/trans",
            {"open_kfid": whom["open_kfid"], "external_userid": whom["touser"], "service_state": BY_PROGRAM},
        )
    except Refusal:
        raise why from None
