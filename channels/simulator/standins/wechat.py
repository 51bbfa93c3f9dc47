"""WeChat's stand-in: api.weixin.qq.com with its tokens, media and 客服消息, and the XML that WeChat posts."""

from datetime import datetime

from channels.channel import File
from channels.simulator import tencent
from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret, Shown
from helpdesk import clock

kind = "wechat"
acts = ("text", "picture", "voice", "video", "location", "button", "stop", "start")
ACCOUNT = "gh_standin"
WINDOW = 48 * 3600
MOST_ANSWERS = 20
MOST = {"image": 10, "voice": 2, "video": 10, "thumb": 0.0625}
KINDS = {
    "image": ("image/jpeg", "image/png", "image/gif", "image/bmp"),
    "thumb": ("image/jpeg",),
    "voice": ("audio/amr", "audio/mpeg", "audio/mp3"),
    "video": ("video/mp4",),
}


def settings(base: str, secret: Secret) -> dict:
    """A verified account in safe mode."""
    return {
        "app_id": f"wx{secret('app')[:16]}",
        "app_secret": secret("app_secret"),
        "token": secret("token"),
        "mode": "safe",
        "encoding_aes_key": tencent.key_from(secret("aes")),
        "base_url": base,
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """What api.weixin.qq.com answers."""
    if call.path in ("/cgi-bin/stable_token", "/cgi-bin/token"):
        return _token(call, line)
    if call.method == "GET" and call.path.startswith("/picture/"):
        return tencent.handed_out(call, line, call.path.removeprefix("/picture/"))
    say = _METHODS.get((call.method, call.path))
    if say is None:
        return Reply("not found", 404)
    return tencent.refused_token(call, line, 40001) or say(call, line)


def write(act: Act, line: Line) -> list[Posting]:
    """What WeChat posts when the customer does this."""
    meet(act.person, line, clock.now())
    if act.what in ("stop", "start"):
        line.put(f"left {act.person.id}", act.what == "stop")
    fields = {
        "ToUserName": ACCOUNT,
        "FromUserName": act.person.id,
        "CreateTime": int(act.at.timestamp()),
        **_content(act, line),
    }
    if fields["MsgType"] != "event":
        fields["MsgId"] = tencent.number_of(act.id)
    return [sign(Posting(tencent.written(fields).encode(), {"Content-Type": "text/xml"}), line)]


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They follow the account, wrote then, or long ago, and nothing was answered since."""
    line.put(f"at {person.id}", wrote_at.timestamp() if wrote_at else 0)
    line.put(f"answers {person.id}", 0)


def sign(posting: Posting, line: Line) -> Posting:
    """Sealed, or in plain mode signed beside its body, as every handshake is."""
    if posting.method == "GET" or line.settings.get("mode") == "plain":
        return tencent.plain(line, posting)
    return tencent.sealed(line, posting, line.settings["app_id"], encrypt_type="aes", openid="-")


def id_of(name: str, phone: str) -> str:
    """An openid."""
    return f"o{tencent.letters(name)}"


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """WeChat tells nothing of 客服消息."""
    return []


def _token(call: ApiCall, line: Line) -> Reply:
    given = tencent.body_of(call) or {} if call.method == "POST" else call.args
    if given.get("appid") != line.settings["app_id"]:
        return tencent.error(40013, "invalid appid")
    if given.get("secret") != line.settings["app_secret"]:
        return tencent.error(40125, "invalid appsecret")
    if blocked := line.get("blocked_ip"):
        return tencent.error(40164, f"invalid ip {blocked} ipv6 ::ffff:{blocked}, not in whitelist")
    return Reply(tencent.give_token(line, force=given.get("force_refresh") is True))


def _send(call: ApiCall, line: Line) -> Reply:
    given = tencent.body_of(call)
    if given is None:
        return tencent.error(47001, "data format error")
    to, how = str(given.get("touser", "")), str(given.get("msgtype", ""))
    if wrong := _unreachable(to, line):
        return wrong
    shown, wrong = _shown(how, given.get(how) or {}, line)
    if wrong:
        return wrong
    line.put(f"answers {to}", (line.get(f"answers {to}") or 0) + 1)
    line.show(to, shown)
    return Reply({"errcode": 0, "errmsg": "ok"})


def _unreachable(to: str, line: Line) -> Reply | None:
    last = line.get(f"at {to}")
    if last is None:
        return tencent.error(40003, "invalid openid")
    if line.get(f"left {to}"):
        return tencent.error(43004, "require subscribe")
    if tencent.now() - last > WINDOW:
        return tencent.error(45015, "response out of time limit or subscription is canceled")
    if line.get(f"answers {to}") >= MOST_ANSWERS:
        return tencent.error(45047, "out of response count limit")
    return None


def _follower(who: str, line: Line) -> Reply:
    if line.get(f"at {who}") is None:
        return tencent.error(40003, "invalid openid")
    if line.get(f"left {who}"):
        return Reply({"subscribe": 0, "openid": who})
    return Reply(
        {
            "subscribe": 1,
            "openid": who,
            "nickname": "",
            "language": "zh_CN",
            "remark": "",
            "unionid": tencent.union_of(who),
        }
    )


def _shown(how: str, content: dict, line: Line) -> tuple[Shown, Reply | None]:
    text = content.get("content" if how == "text" else "head_content", "")
    if how == "text" and not text:
        return Shown(), tencent.error(44004, "empty content")
    if len(text.encode()) > 2048:
        return Shown(), tencent.error(45002, "content size out of limit")
    if how == "text":
        return Shown(text=text), None
    if how == "msgmenu":
        buttons = [{"title": entry["content"], "payload": entry["id"]} for entry in content.get("list", [])]
        return Shown(text=text, parts=[{"type": "buttons", "buttons": buttons}]), None
    if how not in ("image", "voice", "video"):
        return Shown(), tencent.error(40008, "invalid message type")
    file = tencent.loaded(line, content)
    if file is None or (how == "video" and not line.load(str(content.get("thumb_media_id", "")))):
        return Shown(), tencent.error(40007, "invalid media_id")
    return Shown(files=[file]), None


def _content(act: Act, line: Line) -> dict:
    if act.what in ("stop", "start"):
        return {"MsgType": "event", "Event": "unsubscribe" if act.what == "stop" else "subscribe", "EventKey": ""}
    if act.what == "location":
        return {
            "MsgType": "location",
            "Location_X": str(act.data["latitude"]),
            "Scale": 16,
            "Location_Y": str(act.data["longitude"]),
            "Label": act.data.get("name") or act.text,
        }
    if act.what == "button":
        return {"MsgType": "text", "Content": act.text, "bizmsgmenuid": str(act.data.get("payload", ""))}
    if act.what in ("picture", "voice", "video"):
        return _media(act, act.file or File("file"), line)
    return {"MsgType": "text", "Content": act.text}


def _media(act: Act, file: File, line: Line) -> dict:
    number = line.store(file)
    if act.what == "picture":
        return {"MsgType": "image", "PicUrl": f"{line.base}/picture/{number}", "MediaId": number}
    if act.what == "voice":
        return {"MsgType": "voice", "MediaId": number, "Format": "amr", "Recognition": act.text}
    return {"MsgType": "video", "MediaId": number, "ThumbMediaId": number}


_METHODS = {
    ("POST", "/cgi-bin/message/custom/send"): _send,
    ("GET", "/cgi-bin/user/info"): lambda call, line: _follower(call.args.get("openid", ""), line),
    ("POST", "/cgi-bin/media/upload"): lambda call, line: tencent.stored(call, line, MOST, KINDS),
    ("GET", "/cgi-bin/media/get"): lambda call, line: tencent.handed_out(call, line, call.args.get("media_id", "")),
}
