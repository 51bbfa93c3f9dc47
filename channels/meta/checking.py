"""The Test button of Meta's channels: ask the Graph API, and say in plain words what is wrong."""

from channels.channel import Later, Refused
from channels.meta import errors, graph, tokens

Wrong = list[tuple[str, str]]
_TOKEN = (190, 102, 0)


def token(settings: dict, *permissions: tuple[str, ...]) -> Wrong:
    """What is wrong with the token; of each group of permissions it needs one."""
    try:
        found = tokens.known(settings)
    except errors.Denied as why:
        return [_not_taken(why.said)] if why.code in _TOKEN else []  # it may not look at itself: that says nothing
    except (Later, Refused):
        return []
    if not found.get("is_valid", True):
        return [_ended(found)]
    scopes = set(found.get("scopes") or [])
    return [
        (
            f"The access token lacks the permission {group[0]}: give it at Meta and make a new token.",
            f"访问令牌缺少权限 {group[0]}：请在 Meta 授予该权限，并重新生成令牌。",
        )
        for group in permissions
        if scopes and not scopes & set(group)
    ]


def asked(ask, missing: tuple[str, str]) -> tuple[dict, Wrong]:
    """What the Graph API answers, and what is wrong where it does not; `missing` is said of an id it does not know."""
    try:
        return ask(), []
    except errors.Denied as why:
        return {}, [_denied(why, missing)]
    except (Later, Refused) as why:
        return {}, [(f"Meta cannot be asked now: {why}.", f"暂时无法连接 Meta：{why}。")]


def subscribed(settings: dict, owner: str, wanted: str = "") -> Wrong:
    """Whether this app hears of what happens at this page or account: without it no message ever comes."""
    try:
        apps = graph.get(settings, f"{owner}/subscribed_apps").get("data") or []
    except (Later, Refused):
        return []  # what matters is asked elsewhere; this may not be looked at with every token
    fields = {
        field if isinstance(field, str) else field.get("name")
        for app in apps
        for field in app.get("subscribed_fields") or [wanted]
    }
    if apps and (not wanted or wanted in fields):
        return []
    return [
        (
            "Your app does not hear of new messages yet: save, then press Test, which subscribes it; or subscribe it "
            "at Meta (Webhooks).",
            "您的应用尚未订阅消息：请先保存，再点击“测试”，系统会自动订阅；也可在 Meta 的 Webhooks 页面手动订阅。",
        )
    ]


def _denied(why: errors.Denied, missing: tuple[str, str]) -> tuple[str, str]:
    if why.code in _TOKEN:
        return _not_taken(why.said)
    if why.code == 100:
        return missing
    if why.code in (10, 3) or 200 <= why.code < 300:
        return (f"The access token lacks a permission: {why.said}", f"访问令牌缺少权限：{why.said}")
    return (f"Meta refuses: {why}", f"Meta 拒绝了请求：{why}")


def _not_taken(said: str) -> tuple[str, str]:
    return (f"Meta does not accept the access token: {said}", f"Meta 不接受此访问令牌：{said}")


def _ended(found: dict) -> tuple[str, str]:
    at, said = tokens.ended(found), str((found.get("error") or {}).get("message") or "")
    if at is None:
        return _not_taken(said)
    return (
        f"The access token ended on {at:%Y-%m-%d %H:%M} UTC: make a new one, best one that never ends.",
        f"访问令牌已于 {at:%Y-%m-%d %H:%M} UTC 到期：请重新生成，建议使用永不过期的令牌。",
    )
