"""Fields: what a segment can ask about a customer, each with its words, its comparisons and its column in SQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from helpdesk.customers.customer import Customer
from helpdesk.customers.identity import Identity
from helpdesk.customers.worth import CustomerValue
from helpdesk.naming import CHANNELS, LANGUAGES

WORD, NUMBER, MONEY, DAYS, ROW, FLAG, TAGS, HAVING = "word", "number", "money", "days", "row", "flag", "tags", "having"
_NONE, _ONE, _LIST = ("set", "unset"), ("is", "is_not"), ("in", "not_in")
_SIZE = ("at_least", "at_most", "more_than", "less_than")
OPS = {
    WORD: _ONE + _LIST + _NONE,
    ROW: _ONE + _LIST + _NONE,
    NUMBER: ("is", "is_not", *_SIZE, *_NONE),
    MONEY: (*_SIZE, *_NONE),
    DAYS: (*_SIZE, *_NONE),
    FLAG: ("is",),
    TAGS: ("has", "has_all", "has_not", *_NONE),
    HAVING: ("has", "has_all", "has_not"),
}


@dataclass(frozen=True)
class SegmentField:
    """`column` is where it stands; of HAVING, a select of customers that have one of these values.

    DAYS are counted back from now to an instant. `values` are the words there are, each in both languages.
    """

    name: str
    kind: str
    en: str
    zh: str
    column: Any = None
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: str = ""
    unit: tuple[str, str] = ("", "")
    having: Callable[[list], Any] | None = None

    @property
    def ops(self) -> tuple[str, ...]:
        return OPS[self.kind]


STAGES = {
    "prospect": ("Prospect", "潜在客户"),
    "new": ("New", "新客户"),
    "active": ("Active", "活跃"),
    "loyal": ("Loyal", "忠诚"),
    "at_risk": ("At risk", "流失风险"),
    "asleep": ("Asleep", "沉睡"),
    "lost": ("Lost", "已流失"),
}
LEVELS = {"high": ("High", "高"), "middle": ("Middle", "中"), "low": ("Low", "低"), "none": ("None yet", "暂无")}
ADDRESSES = {
    "email": ("an e-mail address", "邮箱"),
    "phone": ("a phone number", "手机号"),
    "wechat": ("WeChat", "微信"),
    "wecom": ("WeCom", "企业微信"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "telegram": ("Telegram", "Telegram"),
    "line": ("LINE", "LINE"),
    "messenger": ("Messenger", "Messenger"),
    "instagram": ("Instagram", "Instagram"),
    "user_id": ("a signed-in account", "登录账号"),
    "member": ("a member card", "会员卡"),
}
_DAYS, _PERCENT = ("days", "天"), ("%", "%")
V, C = CustomerValue, Customer


def _with_address(kinds: list):
    return select(Identity.id).where(Identity.customer_id == V.customer_id, Identity.kind.in_(kinds))


# Group: key, its name in both languages, its fields.
GROUPS = (
    (
        "value",
        ("Value", "价值"),
        (
            SegmentField("value", WORD, "Value", "价值等级", V.value, LEVELS),
            SegmentField("stage", WORD, "Stage", "生命周期阶段", V.stage, STAGES),
            SegmentField("rfm", NUMBER, "Value score (3–15)", "价值总分（3–15）", V.rfm),
            SegmentField("recency", NUMBER, "Recency score (1–5)", "最近购买得分（1–5）", V.recency),
            SegmentField("frequency", NUMBER, "Frequency score (1–5)", "购买频次得分（1–5）", V.frequency),
            SegmentField("monetary", NUMBER, "Money score (1–5)", "消费金额得分（1–5）", V.monetary),
            SegmentField("lifetime_value", MONEY, "Lifetime value", "生命周期价值", V.lifetime_value),
        ),
    ),
    (
        "orders",
        ("Orders", "订单"),
        (
            SegmentField("orders", NUMBER, "Orders", "订单数", V.orders),
            SegmentField("orders_365d", NUMBER, "Orders in a year", "近一年订单数", V.orders_365d),
            SegmentField("spend", MONEY, "Spent in all", "累计消费", V.spend),
            SegmentField("spend_365d", MONEY, "Spent in a year", "近一年消费", V.spend_365d),
            SegmentField("last_order_days", DAYS, "Last order", "距上次下单", V.last_order_at, unit=_DAYS),
            SegmentField("first_order_days", DAYS, "First order", "距首次下单", V.first_order_at, unit=_DAYS),
        ),
    ),
    (
        "contact",
        ("Contact", "联系"),
        (
            SegmentField("tickets", NUMBER, "Tickets in all", "累计工单数", V.tickets),
            SegmentField("tickets_30d", NUMBER, "Tickets in 30 days", "近 30 天工单数", V.tickets_30d),
            SegmentField("tickets_90d", NUMBER, "Tickets in 90 days", "近 90 天工单数", V.tickets_90d),
            SegmentField("open_tickets", NUMBER, "Tickets still open", "未完成工单数", V.open_tickets),
            SegmentField("complaints", NUMBER, "Complaints in all", "累计投诉数", V.complaints),
            SegmentField("complaints_30d", NUMBER, "Complaints in 30 days", "近 30 天投诉数", V.complaints_30d),
            SegmentField("last_contact_days", DAYS, "Last wrote", "距上次联系", V.last_contact_at, unit=_DAYS),
            SegmentField("last_channel", WORD, "Last channel", "最近渠道", V.last_channel, CHANNELS),
            SegmentField("channels", NUMBER, "Channels used", "使用过的渠道数", V.channels),
            SegmentField("broken_90d", NUMBER, "Broken points in 90 days", "近 90 天服务断点数", V.broken_90d),
            SegmentField("open_promises", NUMBER, "Promises still open", "未兑现承诺数", V.open_promises),
        ),
    ),
    (
        "satisfaction",
        ("Satisfaction", "满意度"),
        (
            SegmentField("last_score", NUMBER, "Last score", "最近评分", V.last_score, unit=_PERCENT),
            SegmentField("last_score_days", DAYS, "Last scored", "距上次评分", V.last_score_at, unit=_DAYS),
            SegmentField("low_scores_90d", NUMBER, "Low scores in 90 days", "近 90 天低分数", V.low_scores_90d),
        ),
    ),
    (
        "profile",
        ("Profile", "资料"),
        (
            SegmentField("language", WORD, "Language", "语言", C.language, LANGUAGES),
            SegmentField("time_zone", WORD, "Time zone", "时区", C.time_zone),
            SegmentField("tags", TAGS, "Tags", "标签", C.tags),
            SegmentField("customer_days", DAYS, "Customer known for", "成为客户已有", C.created_at, unit=_DAYS),
            SegmentField("blocked", FLAG, "Blocked", "已拉黑", C.blocked_at),
            SegmentField("has", HAVING, "Can be reached by", "可联系方式", values=ADDRESSES, having=_with_address),
            SegmentField("organization_id", ROW, "Organization", "所属企业", V.organization_id, rows="organization"),
            SegmentField("vip_agent_id", ROW, "Looked after by", "专属坐席", V.vip_agent_id, rows="agent"),
        ),
    ),
)
CATALOGUE: dict[str, SegmentField] = {one.name: one for _, _, some in GROUPS for one in some}
OUTSIDE = "fact."  # what another system told: fact.points
