"""Ask the Bot API, and what its errors mean. The token stands in every address: no error may quote one."""

from channels.calling import Answer, call
from channels.channel import File, Later, Refused, Stopped
from channels.readable import said

_GONE = ("bot was blocked", "user is deactivated", "bot can't initiate", "bot was kicked")


def ask(settings: dict, method: str, fields: dict | None = None, files: dict[str, File] | None = None):
    """The result of this method. Raises Later, Refused, Stopped or Unsure."""
    url = f"{settings['base_url'].rstrip('/')}/bot{settings['bot_token']}/{method}"
    if files:
        parts = {name: (file.filename, file.data, file.content_type) for name, file in files.items()}
        answer = call("POST", url, data=fields, files=parts, pause=_pause, timeout=50.0)
    else:
        answer = call("POST", url, json=fields or {}, pause=_pause)
    if answer.status == 200 and answer.json.get("ok") is True:
        return answer.json.get("result")
    raise _meaning(answer, settings)


def _pause(answer: Answer) -> float | None:
    parameters = answer.json.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return seconds if isinstance(seconds, (int, float)) else None


def _meaning(answer: Answer, settings: dict) -> Exception:
    theirs = str(answer.json.get("description") or f"status {answer.status}")[:300]
    if answer.status in (401, 404):  # about the whole bot, not this one message: all wait until an admin has acted
        return Later(
            said(
                settings,
                (
                    "Telegram no longer accepts the bot token: an admin has to put in the new one",
                    "Telegram 不再接受该 Token，请管理员填入新的 Token。",
                ),
            )
        )
    if answer.status == 403 and any(word in theirs for word in _GONE):
        return Stopped(
            said(
                settings,
                (f"the customer has blocked the bot or is gone ({theirs})", f"客户已屏蔽机器人或已注销（{theirs}）"),
            )
        )
    if answer.status == 403 or "chat not found" in theirs:
        return Refused(
            said(
                settings,
                (
                    f"a bot may only write to who has written to it ({theirs})",
                    f"机器人只能回复主动联系过它的人（{theirs}）",
                ),
            )
        )
    return Refused(said(settings, (f"Telegram refuses: {theirs}", f"Telegram 拒绝：{theirs}")))
