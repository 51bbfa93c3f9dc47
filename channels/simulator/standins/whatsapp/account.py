"""The account at Meta: the number, the app that listens, the approved templates."""

from channels.reading import Malformed, json_body
from channels.simulator.meta import answers
from channels.simulator.meta.posting import handshake
from channels.simulator.standin import ApiCall, Line, Reply

SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging", "public_profile"]
TEMPLATES: list[dict] = [
    {
        "name": "order_shipped",
        "language": "en",
        "status": "APPROVED",
        "category": "UTILITY",
        "id": "594425479261596",
        "parameter_format": "POSITIONAL",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
            {"type": "BODY", "text": "Hello {{1}}, your order leaves today and arrives on {{2}}."},
            {"type": "FOOTER", "text": "Songtide Tea"},
            {
                "type": "BUTTONS",
                "buttons": [{"type": "URL", "text": "Track it", "url": "https://songtide.test/t/{{1}}"}],
            },
        ],
    },
    {
        "name": "order_shipped",
        "language": "zh_CN",
        "status": "APPROVED",
        "category": "UTILITY",
        "id": "594425479261597",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "{{1}}，您好！您的订单今天发出，预计 {{2}} 送达。"}],
    },
    {
        "name": "may_we_write",
        "language": "en",
        "status": "APPROVED",
        "category": "UTILITY",
        "id": "594425479261598",
        "parameter_format": "NAMED",
        "components": [
            {"type": "BODY", "text": "Hello {{first_name}}, we have an answer to your question. May we go on here?"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes, please"}]},
        ],
    },
    {
        "name": "autumn_teas",
        "language": "en",
        "status": "APPROVED",
        "category": "MARKETING",
        "id": "594425479261599",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "The teas of autumn are here."}],
    },
    {
        "name": "not_yet",
        "language": "en",
        "status": "PENDING",
        "category": "UTILITY",
        "id": "594425479261600",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "Soon."}],
    },
]
PER_PAGE = 2  # few, so that paging is needed


def token(call: ApiCall, line: Line) -> Reply:
    """What is known of the token."""
    return answers.debug_token(call, line, SCOPES)


def number(call: ApiCall, line: Line) -> Reply:
    """The number itself."""
    return Reply(
        {
            "id": line.settings["phone_number_id"],
            "display_phone_number": "+1 555-078-3881",
            "verified_name": "Songtide Tea",
            "quality_rating": "GREEN",
        }
    )


def change_number(call: ApiCall, line: Line) -> Reply:
    """Where its messages are posted; Meta asks there at once."""
    try:
        wanted = json_body(call.body)["webhook_configuration"]
        line.put("callback", wanted["override_callback_uri"])
        line.post_later(handshake(line, wanted["verify_token"]))
    except (Malformed, KeyError, TypeError):
        return answers.error(100, "(#100) Invalid parameter")
    return Reply({"success": True})


def numbers(call: ApiCall, line: Line) -> Reply:
    """The numbers of the account."""
    return Reply({"data": [{"id": line.settings["phone_number_id"], "verified_name": "Songtide Tea"}]})


def apps(call: ApiCall, line: Line) -> Reply:
    """Which apps hear of it."""
    app = {"whatsapp_business_api_data": {"id": line.settings.get("app_id"), "name": "Songtide desk"}}
    return Reply({"data": [app] if line.get("subscribed") is not False else []})


def subscribe(call: ApiCall, line: Line) -> Reply:
    """This app hears of it from now on."""
    line.put("subscribed", True)
    return Reply({"success": True})


def templates(call: ApiCall, line: Line) -> Reply:
    """A page of the templates that are asked for."""
    found = [
        t
        for t in TEMPLATES
        if call.args.get("name", t["name"]) == t["name"] and call.args.get("status", t["status"]) == t["status"]
    ]
    start = int(call.args.get("after") or 0)
    paging = {"cursors": {"before": str(start), "after": str(start + PER_PAGE)}}
    if start + PER_PAGE < len(found):
        paging["next"] = f"{line.base}{call.path}?after={start + PER_PAGE}"
    return Reply({"data": found[start : start + PER_PAGE], "paging": paging})
