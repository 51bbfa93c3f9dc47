"""Try a connection: what the provider says when a token is asked for with these settings, in both languages."""

from channels.channel import Later, Refused, Unsure
from channels.tencent.asking import Api, Refusal

SILENT = (
    "{provider} does not answer ({why}). Can this server reach {address}?",
    "无法连接{provider}（{why}），请检查本服务器能否访问 {address}。",
)


def troubles(api: Api, *more) -> list[tuple[str, str]]:
    """What is wrong with the token, else with what `more` ask with it (they raise); nothing when all is well.

    The token is not the one that is kept: what is tried out need not be saved yet.
    """
    try:
        token, _ = api.account.fetch(None)
        for ask in more:
            ask(token)
    except Refusal as why:
        return [why.words]
    except (Later, Unsure, Refused) as why:
        english, chinese = (
            words.format(provider=name, why=why, address=api.settings["base_url"])
            for words, name in zip(SILENT, api.provider, strict=True)
        )
        return [(english, chinese)]
    return []
