"""The company at WeCom: its access token, and the API that is asked with it."""

from channels.access_tokens import Account
from channels.adapters.wecom.refusals import GONE, REFUSALS
from channels.calling import call
from channels.tencent.asking import Api, read

NAME = ("WeCom", "企业微信")
WITHIN = 10.0  # seconds
WRONG_SECRET = -40001  # the number that elsewhere means an old token


def account(settings: dict) -> Account:
    """Whose token it is, and how it is fetched."""
    key = "|".join(("wecom", settings["base_url"], settings["corp_id"], settings["secret"]))
    return Account(key, lambda refused: _fetch(settings))


def api(settings: dict) -> Api:
    """Ask WeCom as this company."""
    return Api(NAME, settings, account(settings), REFUSALS, GONE)


def _fetch(settings: dict) -> tuple[str, float]:
    """WeCom gives the same token until it ends, so asking again harms nobody."""
    answer = read(
        call(
            "GET",
            settings["base_url"].rstrip("/") + "/cgi-bin/gettoken",
            timeout=WITHIN,
            params={"corpid": settings["corp_id"], "corpsecret": settings["secret"]},
        )
    )
    if answer.get("errcode") == 40001:
        answer["errcode"] = WRONG_SECRET
    answer = Api(NAME, settings, None, REFUSALS).checked(answer)
    return str(answer["access_token"]), float(answer.get("expires_in") or 7200)
