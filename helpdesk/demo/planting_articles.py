"""Plant what the help centre says: shelves, articles in both languages, how they are asked for, a few synonyms."""

from datetime import timedelta

import knowledge_base as kb
from helpdesk import clock
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from knowledge_base.wording import save_word

SHELVES = {
    "orders": ("Ordering and paying", "下单与付款", "Before you buy, and while you do.", "购买前与下单时的问题。"),
    "delivery": ("Delivery", "配送", "Where it is, and when it comes.", "查物流、时效与改地址。"),
    "returns": ("Returns and refunds", "退换与退款", "Sending things back, and your money.", "退货、换货与退款进度。"),
    "products": ("Our things", "商品使用", "How to use and care for them.", "使用方法与保养。"),
    "tea": ("Tea", "茶", "Keeping it, brewing it.", "存放与冲泡。"),
    "account": ("Account and invoices", "账户与发票", "Points, invoices, your data.", "积分、发票与个人资料。"),
}
SYNONYMS = (
    ["refund", "money back", "reimbursement"],
    ["parcel", "package", "shipment"],
    ["invoice", "receipt"],
    ["快递", "物流", "包裹"],
    ["退款", "退钱"],
)
TEXTS = {
    "en": {"title": "Songtide help", "greeting": "How can we help?"},
    "zh": {"title": "松汐帮助中心", "greeting": "请问有什么可以帮您？"},
}
PROMOTED = ("delivery-times", "returns", "refund-time")


def plant_articles(cast: Cast) -> None:
    """All of them published, each by the admin; the shelves in the order above."""
    mia, ann = cast.agents["mia"], cast.agents["ann"]
    kb.set_centre(texts=TEXTS, inbox_key="form", color="#2f6b5e")
    shelves = {}
    for position, key in enumerate(dict.fromkeys(row["category"] for row in world.articles())):
        en, zh, about_en, about_zh = SHELVES.get(key, (key.title(), key, "", ""))
        shelves[key] = kb.save_category(
            names={"en": en, "zh": zh}, descriptions={"en": about_en, "zh": about_zh}, position=position, by=mia
        )
    planted: dict[str, kb.Article] = {}
    for row in world.articles():
        planted[row["pair"]] = _plant(row, planted.get(row["pair"]), shelves[row["category"]], mia)
    for pair, article in planted.items():
        check_by = clock.now() + timedelta(days=20 + 17 * article.id % 160)
        kb.place(article, owner_id=ann.id, check_by=check_by, promoted=pair in PROMOTED, by=mia)
    for words in SYNONYMS:
        save_word("synonym", words, by=mia)


def _plant(row: dict, article: kb.Article | None, shelf, mia) -> kb.Article:
    said = {"title": row["title"], "body": row["body"], "by": mia}
    if article is None:
        article = kb.begin(language=row["language"], category_id=shelf.id, **said)
    else:
        kb.write(article, row["language"], **said)
    for text in row["phrasings"]:
        kb.add_phrasing(article, text, language=row["language"], by=mia)
    kb.publish(kb.text_of(article.id, row["language"]), by=mia)
    return article
