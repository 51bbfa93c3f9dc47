"""The Test button: what is wrong with these settings."""

from channels.adapters.wecom import options
from channels.adapters.wecom.api import api
from channels.calling import call
from channels.tencent import trying
from channels.tencent.asking import Api, Refusal, read

NONE = (
    "The Secret may use no account of 微信客服 yet: assign one to the API.",
    "该 Secret 尚无可用的客服账号，请先在微信客服中分配。",
)
UNKNOWN = ("The Secret may not use these accounts: {names}", "该 Secret 无权使用以下客服账号：{names}")


def check(settings: dict) -> list[tuple[str, str]]:
    """What can be seen, else what WeCom says when it is asked for a token and for the accounts."""
    wecom = api(settings)
    return options.wrong(settings) or trying.troubles(wecom, lambda token: _look_at_accounts(wecom, settings, token))


def _look_at_accounts(wecom: Api, settings: dict, token: str) -> None:
    answer = wecom.checked(
        read(
            call(
                "POST",
                settings["base_url"].rstrip("/") + "/cgi-bin/kf/account/list",
                params={"access_token": token},
                json={"offset": 0, "limit": 100},
            )
        )
    )
    there = {one.get("open_kfid") for one in answer.get("account_list") or []}
    if not there:
        raise Refusal(NONE, settings)
    if missing := [name for name in options.accounts(settings) if name not in there]:
        raise Refusal(tuple(words.format(names=", ".join(missing)) for words in UNKNOWN), settings)
