"""Shipped: the flows that come with the program, to be taken as they are or as a beginning."""

from sqlalchemy import select

from chatbot.flows.flow import Flow
from chatbot.flows.publishing import save_flow, switch
from helpdesk.db import db, transaction

_ORDER = {
    "kind": "ask",
    "id": "order",
    "into": "order_number",
    "field": "order_number",
    "check": "order",
    "label_en": "Order number",
    "label_zh": "订单号",
    "en": "What is your order number?",
    "zh": "请告诉我您的订单号。",
    "again_en": "I cannot find an order number in that. It stands in the confirmation e-mail.",
    "again_zh": "没有识别到订单号，您可以在确认邮件中找到它。",
}
_YES_NO = [{"value": "yes", "en": "Yes", "zh": "是"}, {"value": "no", "en": "No", "zh": "否"}]

SHIPPED: list[dict] = [
    {
        "key": "order-status",
        "name_en": "Where is my order?",
        "name_zh": "查询订单",
        "phrasings": [
            "where is my order", "track my parcel", "order status", "has my order been sent",
            "my package has not arrived",
            "我的订单到哪了", "查快递", "查物流", "订单状态", "怎么还没发货", "我的包裹在哪里",
        ],
        "steps": [
            _ORDER,
            {"id": "find", "kind": "order", "order": "order_number", "failed": "noted"},
            {"id": "told", "kind": "say", "en": "{order_told}", "zh": "{order_told}"},
            {
                "id": "enough", "kind": "ask", "into": "enough", "check": "choice", "choices": _YES_NO,
                "label_en": "Answered", "label_zh": "已解答",
                "en": "Is that what you wanted to know?", "zh": "以上信息是否解答了您的问题？",
            },
            {
                "id": "which", "kind": "branch", "on": "enough",
                "cases": [{"op": "is", "value": "yes", "next": "done"}], "else": "noted",
            },
            {
                "id": "noted", "kind": "hand",
                "en": "Thank you. I have noted order {order_number}.",
                "zh": "谢谢，已记下订单 {order_number}。",
            },
            {
                "id": "done", "kind": "end", "solve": True,
                "en": "Good. Just write again if there is anything else.",
                "zh": "好的。如有其他问题，欢迎随时留言。",
            },
        ],
    },
    {
        "key": "return-request",
        "name_en": "Ask for a return",
        "name_zh": "申请退货",
        "phrasings": [
            "start a return", "request a return label", "I want to send this order back", "register a return",
            "申请退货", "帮我办退货", "我要办理退货", "我要退这个订单",
        ],
        "steps": [
            _ORDER,
            {
                "id": "used", "kind": "ask", "into": "unused", "check": "choice", "choices": _YES_NO,
                "label_en": "Unused", "label_zh": "未使用",
                "en": "Is it unused and in its box?", "zh": "商品是否未使用且包装完好？",
            },
            {
                "id": "why", "kind": "ask", "into": "why", "check": "choice",
                "label_en": "Reason", "label_zh": "原因",
                "choices": [
                    {"value": "changed", "en": "Changed my mind", "zh": "不想要了"},
                    {"value": "faulty", "en": "It does not work", "zh": "商品有故障"},
                    {"value": "wrong", "en": "It is not what I ordered", "zh": "发错了"},
                    {"value": "other", "en": "Something else", "zh": "其他原因"},
                ],
                "en": "Why do you send it back?", "zh": "请问退货的原因是？",
            },
            {
                "id": "noted", "kind": "hand",
                "en": "Thank you. Your return of order {order_number} is noted.",
                "zh": "谢谢，订单 {order_number} 的退货申请已记录。",
            },
        ],
    },
    {
        "key": "call-back",
        "name_en": "Ask for a call",
        "name_zh": "预约回电",
        "phrasings": [
            "call me back", "can somebody call me", "please phone me", "request a call back",
            "请给我回电话", "能给我打个电话吗", "预约回电", "电话联系我",
        ],
        "steps": [
            {
                "id": "phone", "kind": "ask", "into": "phone", "check": "phone",
                "label_en": "Telephone", "label_zh": "电话",
                "en": "At which number may we call you?", "zh": "请问您的电话号码是？",
                "again_en": "This does not look like a telephone number. Please write it with its area code.",
                "again_zh": "这不像电话号码，请写上区号。",
            },
            {
                "id": "day", "kind": "ask", "into": "day", "check": "date", "label_en": "Day", "label_zh": "日期",
                "en": "On which day? For example: tomorrow, or 24 November.",
                "zh": "请问哪一天方便？例如：明天，或 11月24日。",
                "again_en": "Please name a day, such as tomorrow or 2026-11-24.",
                "again_zh": "请写一个日期，例如“明天”或 2026-11-24。",
            },
            {
                "id": "about", "kind": "ask", "into": "about", "check": "text", "label_en": "About", "label_zh": "事由",
                "en": "What is it about, in a sentence?", "zh": "请用一句话说明事由。",
            },
            {
                "id": "noted", "kind": "hand",
                "en": "Thank you. We call you at {phone} on {day}.",
                "zh": "谢谢，我们将于 {day} 拨打 {phone} 与您联系。",
            },
        ],
    },
    {
        "key": "opening-hours",
        "name_en": "When is somebody here?",
        "name_zh": "人工服务时间",
        "phrasings": [
            "what are your opening hours", "when are you open", "are you open on Sunday", "business hours",
            "你们几点上班", "营业时间", "人工服务时间", "周末上班吗",
        ],
        "steps": [
            {
                "id": "now", "kind": "branch", "on": "people_here",
                "cases": [{"op": "is", "value": "yes", "next": "open"}], "else": "closed",
            },
            {
                "id": "open", "kind": "end",
                "en": "Our colleagues are here right now. Monday to Friday from 9:00 to 18:00 somebody always is.",
                "zh": "现在有客服在线。周一至周五 9:00–18:00 均有人工服务。",
            },
            {
                "id": "closed", "kind": "end",
                "en": "Nobody is here at the moment. Our colleagues are here Monday to Friday from 9:00 to 18:00;"
                " what you write now they answer then.",
                "zh": "目前没有客服在线。人工服务时间为周一至周五 9:00–18:00，您的留言届时会得到答复。",
            },
        ],
    },
]  # fmt: skip


def missing() -> list[dict]:
    """Those that are not here, or not any more."""
    known = set(db.session.scalars(select(Flow.key)))
    return [flow for flow in SHIPPED if flow["key"] not in known]


@transaction()
def take(key: str, *, by, on: bool = False) -> Flow:
    """Take one of them in. Raises LookupError where there is none of this key."""
    found = next((flow for flow in missing() if flow["key"] == key), None)
    if found is None:
        raise LookupError(key)
    flow = save_flow(None, by=by, **found)
    if on:
        switch(flow, True, by=by)
    return flow
