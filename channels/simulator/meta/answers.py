"""How the Graph API answers: its errors, who may ask, and what it knows of a token."""

import hmac
import uuid

from channels.simulator.standin import ApiCall, Line, Reply


def error(
    code: int,
    message: str,
    *,
    subcode: int | None = None,
    details: str = "",
    status: int = 400,
    kind: str = "OAuthException",
) -> Reply:
    """One of its errors."""
    body = {"message": message, "type": kind, "code": code, "fbtrace_id": uuid.uuid4().hex[:11]}
    if subcode is not None:
        body["error_subcode"] = subcode
    if details:
        body["error_data"] = {"messaging_product": "whatsapp", "details": details}
    return Reply({"error": body}, status)


def unknown(name: str) -> Reply:
    """There is nothing with this id."""
    return error(
        100,
        f"Unsupported request. Object with ID '{name}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation",
        subcode=33,
        kind="GraphMethodException",
    )


def refused(call: ApiCall, line: Line) -> Reply | None:
    """What is said to whoever has not our token; None to who has it."""
    given = call.headers.get("authorization", "").removeprefix("Bearer ")
    allowed = [line.settings["access_token"]]
    if call.path == "/debug_token":
        allowed.append(f"{line.settings.get('app_id')}|{line.settings['app_secret']}")
    if any([hmac.compare_digest(given.encode(), one.encode()) for one in allowed]) and not line.get("token ended"):
        return None
    if line.get("token ended") and call.path == "/debug_token" and "|" in given:
        return None
    return error(
        190,
        "Error validating access token: Session has expired on Saturday, 31-Oct-26 09:00:00 PDT.",
        subcode=463,
        status=401,
    )


def debug_token(call: ApiCall, line: Line, scopes: list[str]) -> Reply:
    """What is known of the token that is asked about."""
    if call.args.get("input_token") != line.settings["access_token"]:
        return Reply(
            {
                "data": {
                    "is_valid": False,
                    "scopes": [],
                    "error": {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"},
                }
            }
        )
    ended = bool(line.get("token ended"))
    data = {
        "app_id": line.settings.get("app_id"),
        "type": "SYSTEM_USER",
        "is_valid": not ended,
        "expires_at": 1793462400 if ended else line.get("token ends") or 0,
        "scopes": line.get("scopes") or scopes,
    }
    if ended:
        data["error"] = {"code": 190, "subcode": 463, "message": "Error validating access token: Session has expired"}
    return Reply({"data": data})
