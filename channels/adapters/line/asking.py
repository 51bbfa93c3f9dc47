"""Ask the Messaging API, and what its errors mean."""

from channels.calling import Answer, call
from channels.channel import Later, Refused
from channels.readable import said

_QUOTA = ("monthly limit", "monthly quota")


def ask(settings: dict, method: str, path: str, body: dict | None = None, *, key: str | None = None) -> Answer:
    """The answer to this call when it was done: 200, or 409 for a key that was accepted before.

    Raises Later, Refused or Unsure.
    """
    headers = {"Authorization": f"Bearer {settings['channel_access_token']}"}
    if key:
        headers["X-Line-Retry-Key"] = key
    answer = call(
        method,
        settings["base_url"].rstrip("/") + path,
        headers=headers,
        json=body,
        pause=lambda refusal: _spent(refusal, settings),
    )
    if answer.status == 200 or (answer.status == 409 and key and "x-line-accepted-request-id" in answer.headers):
        return answer
    raise _meaning(answer, settings)


def words_of(answer: Answer) -> str:
    """What LINE itself says is wrong, with the field that it names."""
    details = answer.json.get("details")
    first = details[0] if isinstance(details, list) and details and isinstance(details[0], dict) else {}
    exact = " ".join(str(first[name]) for name in ("property", "message") if first.get(name))
    return f"{answer.json.get('message') or f'status {answer.status}'} {exact}".strip()[:300]


def _spent(answer: Answer, settings: dict) -> None:
    theirs = words_of(answer)
    if any(word in theirs for word in _QUOTA):  # waiting helps only when the month ends
        raise Refused(
            said(
                settings,
                (
                    f"the messages of this month's LINE plan are used up ({theirs})",
                    f"本月 LINE 套餐消息数已用完（{theirs}）",
                ),
            )
        )


def _meaning(answer: Answer, settings: dict) -> Exception:
    theirs = words_of(answer)
    if answer.status == 401:
        return Later(
            said(
                settings,
                (
                    "LINE no longer accepts the channel access token: an admin has to put in a new one",
                    "LINE 不再接受该 Channel access token，请管理员更换。",
                ),
            )
        )
    if answer.status == 403:
        return Refused(
            said(settings, (f"this LINE account may not do that ({theirs})", f"该 LINE 账号没有此权限（{theirs}）"))
        )
    if "Failed to send messages" in theirs:
        return Refused(
            said(
                settings,
                (f"this person is no friend of the account any more ({theirs})", f"对方已不是该账号的好友（{theirs}）"),
            )
        )
    return Refused(said(settings, (f"LINE refuses: {theirs}", f"LINE 拒绝：{theirs}")))
