"""Customers: who they are, and by which addresses they are known."""

from sqlalchemy import select

from helpdesk.customers import Customer, Identity
from helpdesk.customers.taking_in import Person, put_back, take_in
from helpdesk.db import db
from helpdesk.importing import tracing
from helpdesk.importing.field import Field, Outcome
from helpdesk.importing.removing import Gone
from helpdesk.importing.subjects.organizations import put_into
from tickets import Ticket

kind = "customers"
label = ("Customers", "客户")
ORDER = 1
FIELDS = [
    Field("name", ("Name", "姓名"), called=("full name", "customer", "客户", "客户姓名", "联系人", "昵称", "名字")),
    Field("email", ("E-mail", "邮箱"), "email", called=("mail", "email address", "电子邮件", "电子邮箱", "邮件")),
    Field("email_2", ("Second e-mail", "第二邮箱"), "email", called=("email 2", "other email", "备用邮箱")),
    Field(
        "phone",
        ("Phone", "电话"),
        "phone",
        called=("mobile", "cell", "telephone", "tel", "phone number", "手机", "手机号", "手机号码", "联系电话"),
    ),
    Field("phone_2", ("Second phone", "第二电话"), "phone", called=("phone 2", "landline", "备用电话", "座机")),
    Field("external_id", ("Your own id", "客户编号"), called=("id", "customer id", "user id", "uid", "客户id", "编号")),
    Field("member_card", ("Member card", "会员卡号"), called=("member", "card number", "会员号", "会员编号", "卡号")),
    Field("unionid", ("WeChat unionid", "微信 unionid")),
    Field("wechat", ("WeChat openid", "微信 openid"), called=("openid",)),
    Field("language", ("Language", "语言"), "language", called=("locale", "lang", "语种")),
    Field("time_zone", ("Time zone", "时区"), "zone", called=("timezone", "tz")),
    Field("organization", ("Organization", "企业"), called=("company", "公司", "单位", "公司名称", "企业名称")),
    Field("tags", ("Tags", "标签"), "words", called=("labels", "标记", "客户标签")),
    Field("notes", ("Notes", "备注"), "text", called=("note", "comment", "remarks", "说明", "备注信息")),
    Field(
        "created_at",
        ("Customer since", "创建时间"),
        "instant",
        called=("created", "signup date", "registered", "注册时间", "注册日期", "创建日期"),
    ),
]
ADDRESSES = {
    "email": "email", "email_2": "email", "phone": "phone", "phone_2": "phone", "external_id": "external_id",
    "member_card": "member_card", "unionid": "unionid", "wechat": "wechat",
}  # fmt: skip
_DESCRIBED = ("name", "language", "time_zone", "tags", "notes")


def take(rows: list[dict], run) -> list[Outcome]:
    """Take these in; whoever stands in the file twice is taken once and filled up."""
    addresses = [_addresses(row) for row in rows]
    refused = [_why_not(row, some) for row, some in zip(rows, addresses, strict=True)]
    people = [
        Person(some, {name: row[name] for name in _DESCRIBED if row.get(name)}, row.get("created_at"))
        for row, some, why in zip(rows, addresses, refused, strict=True)
        if why is None
    ]
    options = run.options
    taken = iter(take_in(people, trusted=options.get("trusted", True), existing=options.get("existing", "fill")))
    traces: list[tuple[str, int]] = []
    outcomes = [why or _outcome(next(taken), row, run, traces) for row, why in zip(rows, refused, strict=True)]
    tracing.made_many(run, traces)
    return outcomes


def keys(row: dict) -> list:
    """What a row is told apart by, for a trial that keeps nothing."""
    return _addresses(row)


def undo(trace, run, gone: Gone) -> str | None:
    """Take one back: who has written or ordered since stays, as does what was changed by hand meanwhile."""
    if trace.kind == "identity":
        if trace.object_id in gone.used:
            return "used_since"
        gone.addresses.append(trace.object_id)
        return None
    customer = db.session.get(Customer, trace.object_id)
    if customer is None:
        return None
    if not trace.made:
        before = {name: was for name, (was, _) in trace.before.items()}
        took = {name: has for name, (_, has) in trace.before.items()}
        return None if len(put_back(customer, before, took)) == len(took) else "changed_since"
    if customer.merged_into_id or _has_anything(customer.id, gone):
        return "used_since"
    gone.customers.append(customer.id)
    return None


def _addresses(row: dict) -> list[tuple[str, str]]:
    return list(dict.fromkeys((which, row[name]) for name, which in ADDRESSES.items() if row.get(name)))


def _why_not(row: dict, addresses: list) -> Outcome | None:
    return None if addresses else Outcome("refused", "no_address" if row.get("name") else "nobody")


def _outcome(taken, row: dict, run, traces: list[tuple[str, int]]) -> Outcome:
    if taken.left:
        return Outcome("same")
    number = taken.customer.id
    joined = bool(row.get("organization")) and put_into(row["organization"], taken.customer, run)
    if taken.made:
        traces.append(("customer", number))
    elif taken.before:
        now = {name: [was, getattr(taken.customer, name)] for name, was in taken.before.items()}
        tracing.changed(run, "customer", number, now)
    traces += [("identity", address) for address in taken.addresses]
    changed = bool(taken.before or taken.addresses or joined)
    return Outcome("made" if taken.made else "changed" if changed else "same")


def _has_anything(customer_id: int, gone: Gone) -> bool:
    """Tickets, or addresses that the import did not bring (its own were taken back before)."""
    tickets = select(Ticket.id).where(Ticket.customer_id == customer_id, Ticket.id.not_in(gone.tickets))
    addresses = select(Identity.id).where(Identity.customer_id == customer_id, Identity.id.not_in(gone.addresses))
    return any(db.session.scalar(one.limit(1)) is not None for one in (tickets, addresses))
