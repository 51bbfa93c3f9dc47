"""The account at WeChat: its access token, and the API that is asked with it."""

from channels.access_tokens import Account
from channels.adapters.wechat.refusals import GONE, REFUSALS
from channels.calling import call
from channels.tencent.asking import Api, read

NAME = ("WeChat", "微信")
WITHIN = 10.0  # seconds


def account(settings: dict) -> Account:
    """Whose token it is, and how it is fetched."""
    key = "|".join(("wechat", settings["base_url"], settings["app_id"], settings["app_secret"]))
    return Account(key, lambda refused: _fetch(settings, refused))


def api(settings: dict) -> Api:
    """Ask WeChat as this account."""
    return Api(NAME, settings, account(settings), REFUSALS, GONE)


def _fetch(settings: dict, refused: str | None) -> tuple[str, float]:
    token, seconds = _stable(settings, force=False)
    # It keeps giving the same one while it believes in it; being forced costs one of twenty a day.
    return _stable(settings, force=True) if token == refused else (token, seconds)


def _stable(settings: dict, *, force: bool) -> tuple[str, float]:
    """WeChat's stable token: another program of the same account that fetches one of its own does not end ours."""
    body = {
        "grant_type": "client_credential",
        "appid": settings["app_id"],
        "secret": settings["app_secret"],
        "force_refresh": force,
    }
    answer = read(call("POST", settings["base_url"].rstrip("/") + "/cgi-bin/stable_token", json=body, timeout=WITHIN))
    if answer.get("errcode") == 40001:  # here it speaks of the secret, not of a token
        answer["errcode"] = 40125
    answer = Api(NAME, settings, None, REFUSALS).checked(answer)
    return str(answer["access_token"]), float(answer.get("expires_in") or 7200)
