"""Is this WhatsApp number connected? What is wrong, in plain words; and telling Meta where to post."""

from channels.meta import checking, graph

NO_NUMBER = (
    "There is no phone number with this Phone number ID, or the token may not see it. It is not the number "
    "itself: it stands in WhatsApp › API Setup.",
    "找不到该“电话号码编号”，或令牌无权访问。它不是电话号码本身，可在 WhatsApp › API 设置中找到。",
)
NO_ACCOUNT = (
    "There is no WhatsApp Business Account with this ID, or the token may not see it.",
    "找不到该 WhatsApp 企业帐户编号，或令牌无权访问。",
)
OTHER_ACCOUNT = (
    "This number belongs to another WhatsApp Business Account than the one given.",
    "该号码不属于所填写的 WhatsApp 企业帐户。",
)


def check(settings: dict) -> checking.Wrong:
    """What is wrong with these settings; nothing when all is well."""
    if wrong := checking.token(settings, ("whatsapp_business_messaging",)):
        return wrong
    number = settings["phone_number_id"]
    _, wrong = checking.asked(
        lambda: graph.get(settings, number, fields="id,display_phone_number,verified_name"), NO_NUMBER
    )
    return wrong or (_account(settings, number) if settings.get("waba_id") else [])


def connect(settings: dict, webhook: str) -> None:
    """Have this number's messages posted to us. Only where the account's id is known; else it is done by hand."""
    if settings.get("waba_id"):
        graph.post(settings, f"{settings['waba_id']}/subscribed_apps", {})
        graph.post(
            settings,
            settings["phone_number_id"],
            {
                "webhook_configuration": {
                    "override_callback_uri": webhook,
                    "verify_token": settings.get("verify_token") or "",
                }
            },
        )


def _account(settings: dict, number: str) -> checking.Wrong:
    account = settings["waba_id"]
    found, wrong = checking.asked(
        lambda: graph.get(settings, f"{account}/phone_numbers", fields="id", limit=100), NO_ACCOUNT
    )
    if wrong:
        return wrong
    if number not in {str(one.get("id")) for one in found.get("data") or []}:
        return [OTHER_ACCOUNT]
    return checking.subscribed(settings, account)
