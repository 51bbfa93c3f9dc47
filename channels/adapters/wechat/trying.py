"""The Test button: what is wrong with these settings."""

from channels.adapters.wechat import api, options
from channels.tencent import trying


def check(settings: dict) -> list[tuple[str, str]]:
    """What can be seen, else what WeChat says when it is asked for a token: a wrong AppSecret, an IP not listed."""
    return options.wrong(settings) or trying.troubles(api.api(settings))
