"""Small shops that the bot answers for, in English and in Chinese."""

import json

from knowledge_base.entry import Entry

SHOP = [
    Entry(
        "return",
        "How do I return an item?",
        ("I want to send this back", "take my shoes back", "return and refund"),
        "Pack it and print the label. We take it back within 30 days.",
    ),
    Entry(
        "parcel",
        "Where is my parcel?",
        ("track my order", "my package has not arrived", "delivery status"),
        "The tracking link is in your confirmation mail.",
    ),
    Entry(
        "password",
        "I forgot my password",
        ("reset my login", "cannot sign in", "change password"),
        "Choose Forgotten on the sign-in page.",
    ),
    Entry(
        "invoice",
        "I need an invoice",
        ("send me a bill for tax", "where do I download the receipt", "invoice copy"),
        "Invoices are under My orders.",
    ),
    Entry(
        "gift",
        "Can I use a gift card?",
        ("redeem a voucher", "gift code does not work", "pay with voucher"),
        "Type the code at the checkout.",
    ),
    Entry(
        "hours",
        "When are you open?",
        ("opening hours", "are you open on sunday", "closing time of the store"),
        "Monday to Saturday, nine to seven.",
    ),
]

CHINESE = [
    Entry(1, "如何办理退货？", ("我想把东西退回去", "退货流程是什么"), "签收后七天内可申请退货，请在订单页点击退货。"),
    Entry(2, "我的快递到哪里了？", ("查询物流", "包裹还没收到"), "请在订单详情中查看物流信息。"),
    Entry(3, "忘记密码怎么办？", ("无法登录账号", "重置密码"), "请点击登录页的忘记密码。"),
    Entry(4, "怎样开具发票？", ("我要发票", "电子发票在哪里下载"), "发票可在我的订单中申请。"),
    Entry(5, "礼品卡如何使用？", ("兑换优惠码", "礼品卡用不了"), "结算时输入卡号即可。"),
]


def written(path, rows) -> str:
    """JSON lines in a file."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return str(path)


def rows_of(entries) -> list[dict]:
    """As they stand in a file."""
    return [
        {"id": one.id, "question": one.question, "phrasings": list(one.phrasings), "answer": one.answer}
        for one in entries
    ]
