"""What WeCom's stand-in says to an answer of ours: as strict as WeCom about who may write, when and how much."""

import re

from channels.simulator import tencent
from channels.simulator.standin import Line, Reply, Shown

WINDOW = 48 * 3600
MOST_ANSWERS = 5
BY_PROGRAM, BY_COLLEAGUE, ENDED = 1, 3, 4
_NAME = re.compile(r"[0-9a-zA-Z_-]{1,32}")


def send(given: dict, line: Line) -> Reply:
    """kf/send_msg. A msgid that comes again is another message: WeCom promises nothing else."""
    to, how, name = str(given.get("touser", "")), str(given.get("msgtype", "")), given.get("msgid")
    if wrong := _unreachable(to, given.get("open_kfid"), line):
        return wrong
    if name is not None and not _NAME.fullmatch(str(name)):
        return tencent.error(40035, "invalid msgid")
    shown, wrong = _shown(how, given.get(how) or {}, line)
    if wrong:
        return wrong
    line.put(f"answers {to}", (line.get(f"answers {to}") or 0) + 1)
    fresh = name if name and line.get(f"sent {name}") is None else None
    line.put(f"sent {name}", True)
    number = line.show(to, shown, message_id=fresh)
    return Reply({"errcode": 0, "errmsg": "ok", "msgid": name or number})


def state(given: dict, line: Line) -> Reply:
    """kf/service_state/get."""
    return Reply(
        {
            "errcode": 0,
            "errmsg": "ok",
            "servicer_userid": "",
            "service_state": _state(str(given.get("external_userid", "")), line),
        }
    )


def hand_over(given: dict, line: Line) -> Reply:
    """kf/service_state/trans: what has ended stays ended until the customer writes."""
    who = str(given.get("external_userid", ""))
    if _state(who, line) == ENDED:
        return tencent.error(95016, "not allow this status transform")
    line.put(f"state {who}", int(given.get("service_state") or 0))
    return Reply({"errcode": 0, "errmsg": "ok", "msg_code": ""})


def _state(who: str, line: Line) -> int:
    return line.get(f"state {who}") or 0


def _unreachable(to: str, open_kfid, line: Line) -> Reply | None:
    last = line.get(f"at {to}")
    if open_kfid != line.settings["open_kfid"]:
        return tencent.error(95000, "invalid open_kfid")
    if last is None:
        return tencent.error(40096, "invalid external userid")
    if tencent.now() - last > WINDOW:
        return tencent.error(95002, "send msg time limit")
    if _state(to, line) not in (0, BY_PROGRAM):
        return tencent.error(95018, "send msg session status invalid")
    if line.get(f"answers {to}") >= MOST_ANSWERS:
        return tencent.error(95001, "send msg count limit")
    return None


def _shown(how: str, content: dict, line: Line) -> tuple[Shown, Reply | None]:
    if how == "text":
        wrong = not 0 < len(str(content.get("content", "")).encode()) <= 2048
        return Shown(text=content.get("content", "")), tencent.error(40058, "text content size") if wrong else None
    if how == "msgmenu":
        return _menu(content)
    if how not in ("image", "voice", "video", "file"):
        return Shown(), tencent.error(40008, "invalid message type")
    file = line.load(str(content.get("media_id", "")))
    return (Shown(files=[file]), None) if file else (Shown(), tencent.error(40007, "invalid media_id"))


def _menu(content: dict) -> tuple[Shown, Reply | None]:
    entries, head = content.get("list") or [], content.get("head_content", "")
    if len(entries) > 10:
        return Shown(), tencent.error(95008, "menu item count limit")
    if len(head.encode()) > 1024 or any(entry.get("type") != "click" for entry in entries):
        return Shown(), tencent.error(95009, "invalid menu item")
    buttons = [{"title": entry["click"]["content"], "payload": entry["click"]["id"]} for entry in entries]
    return Shown(text=head, parts=[{"type": "buttons", "buttons": buttons}]), None
