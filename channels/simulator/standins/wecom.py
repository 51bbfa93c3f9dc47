"""WeCom's stand-in: qyapi.weixin.qq.com with 微信客服, and the hint that is posted when there is something to pull."""

import re
from datetime import datetime

from channels.channel import File
from channels.simulator import tencent, wecom_answers
from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret
from helpdesk import clock

kind = "wecom"
acts = ("text", "picture", "voice", "video", "file", "location", "button", "delete")
MOST = {"image": 10, "voice": 2, "video": 10, "file": 20}
KINDS = {"image": ("image/jpeg", "image/png"), "voice": ("audio/amr",), "video": ("video/mp4",)}
CURSOR = re.compile(r"page-(\d{1,9})")


def settings(base: str, secret: Secret) -> dict:
    """A company with one account of 微信客服."""
    return {
        "corp_id": f"ww{secret('corp')[:16]}",
        "secret": secret("secret"),
        "token": secret("token")[:32],
        "encoding_aes_key": tencent.key_from(secret("aes")),
        "open_kfid": f"wk{secret('account')[:20]}",
        "base_url": base,
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """What qyapi.weixin.qq.com answers."""
    if (call.method, call.path) == ("GET", "/cgi-bin/gettoken"):
        return _token(call, line)
    say = _METHODS.get((call.method, call.path.removeprefix("/cgi-bin/")))
    if say is None:
        return Reply("not found", 404)
    if wrong := tencent.refused_token(call, line, 40014):
        return wrong
    given = tencent.body_of(call) if "/kf/" in call.path else {}
    return say(call, line, given) if given is not None else tencent.error(40035, "invalid parameter")


def write(act: Act, line: Line) -> list[Posting]:
    """What the customer does can be pulled from now on; WeCom posts only that there is something."""
    meet(act.person, line, clock.now())
    if line.get(f"told {act.id}") is None:
        line.put(f"told {act.id}", True)
        line.append("messages", _message(act, line))
    return [_hint(line)]


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They wrote then, or long ago, and nothing was answered since."""
    line.put(f"person {person.id}", person.name)
    line.put(f"at {person.id}", wrote_at.timestamp() if wrote_at else 0)
    line.put(f"answers {person.id}", 0)


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """WeCom tells only of what could not be delivered."""
    if state != "failed":
        return []
    line.append(
        "messages",
        {
            "msgid": f"fail-{message_id}",
            "send_time": int(tencent.now()),
            "origin": 4,
            "msgtype": "event",
            "event": {
                "event_type": "msg_send_fail",
                "open_kfid": line.settings["open_kfid"],
                "external_userid": to,
                "fail_msgid": message_id,
                "fail_type": 10,
            },
        },
    )
    return [_hint(line)]


def sign(posting: Posting, line: Line) -> Posting:
    """Sealed and signed; what was pulled is neither."""
    return posting if posting.method == "PULL" else tencent.sealed(line, posting, line.settings["corp_id"])


def id_of(name: str, phone: str) -> str:
    """An external_userid."""
    return f"wm{tencent.letters(name)}"


def _token(call: ApiCall, line: Line) -> Reply:
    if call.args.get("corpid") != line.settings["corp_id"]:
        return tencent.error(40013, "invalid corpid")
    if call.args.get("corpsecret") != line.settings["secret"]:
        return tencent.error(40001, "invalid credential")
    if blocked := line.get("blocked_ip"):
        return tencent.error(60020, f"not allow to access from your ip, from ip: {blocked}")
    return Reply({"errcode": 0, "errmsg": "ok", **tencent.give_token(line)})


def _sync(given: dict, line: Line) -> Reply:
    if given.get("open_kfid") != line.settings["open_kfid"]:
        return tencent.error(95000, "invalid open_kfid")
    if given.get("token") and given["token"] != line.get("hint"):
        return tencent.error(95007, "invalid msg token")
    cursor = CURSOR.fullmatch(given.get("cursor") or "page-0")
    if cursor is None:
        return tencent.error(40035, "invalid cursor")
    start, most = int(cursor[1]), min(int(given.get("limit") or 1000), line.get("page") or 1000)
    found = line.items("messages", start, most)
    end = start + len(found)
    return Reply(
        {
            "errcode": 0,
            "errmsg": "ok",
            "next_cursor": f"page-{end}",
            "msg_list": found,
            "has_more": int(bool(line.items("messages", end, 1))),
        }
    )


def _accounts(_given: dict, line: Line) -> Reply:
    return Reply(
        {
            "errcode": 0,
            "errmsg": "ok",
            "account_list": [
                {"open_kfid": line.settings["open_kfid"], "name": "客服", "avatar": "", "manage_privilege": True}
            ],
        }
    )


def _customers(given: dict, line: Line) -> Reply:
    known = {name: line.get(f"person {name}") for name in given.get("external_userid_list") or []}
    return Reply(
        {
            "errcode": 0,
            "errmsg": "ok",
            "customer_list": [
                {"external_userid": who, "nickname": name, "avatar": "", "gender": 0, "unionid": tencent.union_of(who)}
                for who, name in known.items()
                if name
            ],
            "invalid_external_userid": [who for who, name in known.items() if not name],
        }
    )


def _hint(line: Line) -> Posting:
    token = f"ENC{tencent.letters(str(tencent.now()))}"
    line.put("hint", token, 600)
    fields = {
        "ToUserName": line.settings["corp_id"],
        "CreateTime": int(tencent.now()),
        "MsgType": "event",
        "Event": "kf_msg_or_event",
        "Token": token,
        "OpenKfId": line.settings["open_kfid"],
    }
    return sign(Posting(tencent.written(fields).encode(), {"Content-Type": "text/xml"}), line)


def _message(act: Act, line: Line) -> dict:
    about = {"msgid": act.id, "send_time": int(act.at.timestamp()), "open_kfid": line.settings["open_kfid"]}
    if act.what == "delete":
        return {
            **about,
            "origin": 4,
            "msgtype": "event",
            "event": {
                "event_type": "user_recall_msg",
                "open_kfid": line.settings["open_kfid"],
                "external_userid": act.person.id,
                "recall_msgid": act.data.get("message_id", ""),
            },
        }
    how, content = _content(act, line)
    return {**about, "external_userid": act.person.id, "origin": 3, "msgtype": how, how: content}


def _content(act: Act, line: Line) -> tuple[str, dict]:
    if act.what == "location":
        return "location", {
            "latitude": act.data["latitude"],
            "longitude": act.data["longitude"],
            "name": act.data.get("name") or act.text,
            "address": act.data.get("address", ""),
        }
    if act.what == "button":
        return "text", {"content": act.text, "menu_id": str(act.data.get("payload", ""))}
    if act.what in ("picture", "voice", "video", "file"):
        how = "image" if act.what == "picture" else act.what
        return how, {"media_id": line.store(act.file or File("file"))}
    return "text", {"content": act.text}


def _told(say):
    return lambda call, line, given: say(given, line)


_METHODS = {
    ("POST", "kf/sync_msg"): _told(_sync),
    ("POST", "kf/account/list"): _told(_accounts),
    ("POST", "kf/customer/batchget"): _told(_customers),
    ("POST", "kf/send_msg"): _told(wecom_answers.send),
    ("POST", "kf/service_state/get"): _told(wecom_answers.state),
    ("POST", "kf/service_state/trans"): _told(wecom_answers.hand_over),
    ("POST", "media/upload"): lambda call, line, _: tencent.stored(call, line, MOST, KINDS),
    ("GET", "media/get"): lambda call, line, _: tencent.handed_out(call, line, call.args.get("media_id", "")),
}
