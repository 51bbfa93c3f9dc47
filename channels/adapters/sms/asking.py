"""Ask Twilio's API, and what its errors mean."""

from channels.adapters.sms.errors import OPTED_OUT, words_of
from channels.calling import Answer, call
from channels.channel import Later, Refused, Stopped
from channels.readable import said


def ask(settings: dict, method: str, path: str, *, form: list | None = None, args: dict | None = None) -> dict:
    """The answer of this account's resource. Raises Later, Refused, Stopped or Unsure."""
    account = settings["account_sid"]
    url = f"{settings['base_url'].rstrip('/')}/2010-04-01/Accounts/{account}{path}"
    answer = call(method, url, data=form, params=args, auth=credentials(settings))
    if answer.status in (200, 201):
        return answer.json
    raise _meaning(answer, settings)


def credentials(settings: dict) -> tuple[str, str]:
    """User and password: of the API key where there is one."""
    if settings.get("api_key_sid") and settings.get("api_key_secret"):
        return settings["api_key_sid"], settings["api_key_secret"]
    return settings["account_sid"], settings["auth_token"]


def _meaning(answer: Answer, settings: dict) -> Exception:
    code, theirs = answer.json.get("code"), str(answer.json.get("message") or f"status {answer.status}")[:300]
    if answer.status == 401 or code == 20003:
        return Later(
            said(
                settings,
                (
                    "Twilio no longer accepts the token: an admin has to put in the new one",
                    "Twilio 不再接受该 Token，请管理员更换。",
                ),
            )
        )
    words = words_of(code or 0, settings, theirs)
    return Stopped(words) if code == OPTED_OUT else Refused(words)
