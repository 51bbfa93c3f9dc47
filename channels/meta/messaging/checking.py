"""Is this page or account connected? What is wrong, in plain words; and subscribing the app to it."""

from channels.meta import checking, graph

FIELDS = (
    "messages,messaging_postbacks,message_deliveries,message_reads,message_reactions,message_edits,"
    "messaging_optins,messaging_referrals,messaging_policy_enforcement"
)
NO_PAGE = (
    "The token is of no page: make a page token (Messenger › API Setup › Generate).",
    "该令牌不属于任何主页：请生成主页令牌（Messenger › API 设置 › 生成）。",
)


def page(settings: dict) -> checking.Wrong:
    """What is wrong with a Messenger page."""
    if wrong := checking.token(settings, ("pages_messaging",)):
        return wrong
    me, wrong = checking.asked(lambda: graph.get(settings, "me", fields="id,name"), NO_PAGE)
    if wrong:
        return wrong
    if str(me.get("id")) != settings["page_id"]:
        return [
            (
                f"The token is of another page: {me.get('name')} ({me.get('id')}).",
                f"该令牌属于另一个主页：{me.get('name')}（{me.get('id')}）。",
            )
        ]
    return checking.subscribed(settings, "me", "messages")


def account(settings: dict) -> checking.Wrong:
    """What is wrong with an Instagram account."""
    if wrong := checking.token(settings, ("instagram_manage_messages", "instagram_business_manage_messages")):
        return wrong
    me, wrong = checking.asked(lambda: graph.get(settings, "me", fields="id,name,instagram_business_account"), NO_PAGE)
    if wrong:
        return wrong
    found = str((me.get("instagram_business_account") or {}).get("id") or "")
    if not found:
        return [
            (
                f"The page {me.get('name')} has no Instagram professional account: link it in the page's settings.",
                f"主页 {me.get('name')} 未关联 Instagram 专业帐户：请在主页设置中关联。",
            )
        ]
    if found != settings["account_id"]:
        return [
            (
                f"The page of this token has another Instagram account: {found}.",
                f"该令牌所属主页关联的是另一个 Instagram 帐户：{found}。",
            )
        ]
    return checking.subscribed(settings, "me")


def subscribe(settings: dict, webhook: str) -> None:
    """Have what happens at the page told to our app; where the app posts to is set once, by hand."""
    graph.post(settings, "me/subscribed_apps", {"subscribed_fields": FIELDS})
