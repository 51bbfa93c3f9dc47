"""Rows become customers, orders, organizations, tickets and articles; and go back to what was."""

import pytest
from sqlalchemy import func, select

from helpdesk import customers, importing
from helpdesk.customers import Customer, Identity, Order, Organization
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.importing import taking
from helpdesk.importing.import_run import ImportBlock, ImportRefusal, ImportTrace
from tests.importing.conftest import as_csv, counts, now
from tests.importing.sheets import sheet
from tickets import Message, Ticket, open_ticket, receive

pytestmark = pytest.mark.both_databases

MESSY = [
    {"客户姓名": "王小明", "手机号": "138 0013 8000", "邮箱": "", "公司": "松汐", "标签": "VIP，老客户"},
    {"客户姓名": "Carol", "手机号": "", "邮箱": "Carol@Example.com ", "公司": "", "标签": ""},
    {"客户姓名": "Carol again", "手机号": "+49 30 123456", "邮箱": "carol@example.com", "公司": "", "标签": "new"},
    {"客户姓名": "Dave", "手机号": "1.38E+10", "邮箱": "", "公司": "", "标签": ""},
    {"客户姓名": "Nobody", "手机号": "", "邮箱": "-", "公司": "", "标签": ""},
]


def total(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def person(kind, value) -> Customer:
    return db.session.get(Customer, customers.verified(kind, value).customer_id)


def test_a_messy_file_is_taken_in_and_every_refusal_has_its_reason(bring):
    run = bring(MESSY)
    assert (run.state, counts(run)) == ("done", (2, 1, 0, 2))
    wang, carol = person("phone", "+8613800138000"), person("email", "carol@example.com")
    assert (wang.name, wang.tags) == ("王小明", ["VIP", "老客户"])
    assert (carol.name, carol.tags) == ("Carol", ["new"])
    assert person("phone", "+4930123456").id == carol.id
    refusals = db.session.execute(select(ImportRefusal.row, ImportRefusal.code).order_by(ImportRefusal.row)).all()
    assert [tuple(one) for one in refusals] == [(5, "phone_rounded"), (6, "no_address")]
    assert db.session.scalar(select(Organization.name)) == "松汐"


def test_a_refused_row_is_named_as_it_stands_in_the_file(bring):
    rows = [[], [], ["Name", "E-mail"], ["Carol", "carol@example.com"], [], ["Dave", "nothing"]]
    run = bring(sheet(rows), filename="people.xlsx")
    assert (run.total, counts(run)) == (2, (1, 0, 0, 1))
    assert db.session.scalars(select(ImportRefusal.row)).all() == [6]


def test_the_same_file_again_changes_nothing(bring):
    bring(MESSY)
    before = total(Customer), total(Identity)
    again = bring(MESSY)
    assert (total(Customer), total(Identity)) == before
    assert counts(again) == (0, 0, 3, 2)


def test_a_cell_that_cannot_be_read_may_be_left_out_instead_of_its_row(bring):
    row = {"name": "Dave", "email": "dave@example.com", "phone": "1.38E+10"}
    assert counts(bring([row])) == (0, 0, 0, 1)
    assert counts(bring([row], leave_out=True)) == (1, 0, 0, 0)


def test_the_country_of_numbers_is_guessed_from_them(app, mia):
    for phones, region in ((["138 0013 8000", "13900139000.0"], "CN"), (["+4930123456"], ""), (["07400 123456"], "GB")):
        data = as_csv([{"name": "Carol", "phone": phone} for phone in phones])
        run = importing.begin(filename="a.csv", data=data, subject="customers", by=mia)
        importing.work(run.id)
        assert now(run).options["region"] == region


def test_a_trial_says_what_would_be_and_writes_nothing(bring, carol):
    before = total(Customer), total(Identity), total(Organization), total(Event)
    run = bring(MESSY, until="checking")
    assert (run.state, run.checked) == ("checked", {"made": 1, "changed": 1, "same": 1, "refused": 2})
    assert (total(Customer), total(Identity), total(Organization), total(Event)) == before
    assert total(ImportTrace) == 0


def test_who_is_known_is_filled_up_overwritten_or_left(bring, carol):
    row = [{"name": "Caroline", "email": "carol@example.com", "notes": "likes oolong"}]
    assert counts(bring(row, existing="leave")) == (0, 0, 1, 0)
    bring(row)
    assert (now_of(carol).name, now_of(carol).notes) == ("Carol", "likes oolong")
    bring(row, existing="overwrite")
    assert now_of(carol).name == "Caroline"


def now_of(customer) -> Customer:
    db.session.expire_all()
    return db.session.get(Customer, customer.id)


def test_a_claim_in_a_file_reaches_nobodys_tickets(bring, carol):
    bring([{"name": "Mallory", "email": "carol@example.com"}], trusted=False)
    claims = db.session.scalars(select(Identity).where(Identity.verified_at.is_(None))).all()
    assert [one.customer_id == carol.id for one in claims] == [False]


def test_an_import_is_taken_back_and_what_was_used_since_stays(bring, carol):
    before = total(Customer), total(Identity)
    rows = [
        {"name": "Caroline", "email": "carol@example.com"},
        {"name": "Dave", "email": "dave@example.com"},
        {"name": "Erin", "email": "erin@example.com"},
    ]
    run = bring(rows, existing="overwrite")
    erin = person("email", "erin@example.com")
    identity = customers.verified("email", "erin@example.com")
    with transaction():
        receive(open_ticket(erin, by=erin, identity=identity), erin, text="Hello?")
    importing.start(now(run), "undoing")
    importing.work(run.id)
    assert now(run).state == "undone"
    assert now_of(carol).name == "Carol"
    assert customers.verified("email", "dave@example.com") is None
    assert person("email", "erin@example.com").id == erin.id
    assert (total(Customer), total(Identity)) == (before[0] + 1, before[1] + 1)
    assert total(ImportTrace) == 0


def test_an_address_that_a_message_went_to_stays_when_the_import_is_taken_back(bring, carol, mia):
    run = bring([{"email": "carol@example.com", "phone": "13900001111"}, {"email": "dave@example.com"}])
    phone = customers.verified("phone", "+8613900001111")
    with transaction():
        ticket = open_ticket(carol, by=carol, identity=customers.verified("email", "carol@example.com"))
        receive(ticket, carol, text="By telephone, too.", identity_id=phone.id)
    importing.start(now(run), "undoing")
    importing.work(run.id)
    assert now(run).state == "undone"
    assert customers.verified("phone", "+8613900001111").customer_id == carol.id
    assert customers.verified("email", "dave@example.com") is None


def test_killed_in_the_middle_it_goes_on_and_takes_no_row_twice(bring, monkeypatch):
    rows = [{"name": f"Customer {n}", "email": f"c{n}@example.com"} for n in range(950)]
    run = bring(rows, until="mapping")
    importing.start(now(run), "running")
    for _ in range(2):
        importing.step(run.id)
    note, dying = taking._note, iter([True])

    def dies(*arguments, **named):
        note(*arguments, **named)
        if next(dying, False):
            raise KeyboardInterrupt

    monkeypatch.setattr(taking, "_note", dies)
    with pytest.raises(KeyboardInterrupt):
        importing.step(run.id)
    db.session.rollback()
    assert (now(run).position, total(Customer)) == (400, 400)
    importing.work(run.id)
    assert (now(run).state, counts(now(run)), total(Customer)) == ("done", (950, 0, 0, 0), 950)


def test_it_can_be_stopped_and_go_on(bring):
    run = bring([{"name": f"C{n}", "email": f"c{n}@example.com"} for n in range(500)], until="mapping")
    importing.start(now(run), "running")
    importing.step(run.id)
    importing.stop(now(run))
    importing.work(run.id)
    assert (now(run).state, now(run).position) == ("stopped", 200)
    importing.start(now(run), "running")
    importing.work(run.id)
    assert (now(run).state, now(run).made) == ("done", 500)


def test_one_row_that_cannot_be_written_costs_no_other(bring, monkeypatch):
    from helpdesk.importing.subjects import customers as subject

    take = subject.take

    def stumbling(rows, run):
        if any(row.get("name") == "Bad" for row in rows):
            raise ValueError("stumbled")
        return take(rows, run)

    monkeypatch.setattr(subject, "take", stumbling)
    run = bring([{"name": name, "email": f"{name}@example.com"} for name in ("Good", "Bad", "Better")])
    assert counts(run) == (2, 0, 0, 1)


def test_orders_find_their_customers_and_change_when_told_again(bring, carol):
    row = {
        "订单号": "A-1",
        "下单时间": "2026-11-01",
        "实付金额": "¥1,299.00",
        "邮箱": "carol@example.com",
        "商品": "紫砂壶",
    }
    assert counts(bring([row], "orders")) == (1, 0, 0, 0)
    order = db.session.scalar(select(Order))
    assert (order.customer_id, order.total, order.currency, order.items[0]["name"]) == (
        carol.id,
        129900,
        "CNY",
        "紫砂壶",
    )
    assert counts(bring([row], "orders")) == (0, 0, 1, 0)
    run = bring([{**row, "退款金额": "299"}], "orders")
    assert (counts(run), db.session.scalar(select(Order.refunded))) == ((0, 1, 0, 0), 29900)


def test_tickets_come_as_they_were_and_nobody_is_told(bring):
    rows = [
        {"工单号": "7", "主题": "壶裂了", "内容": "收到时壶嘴有裂纹", "状态": "已解决", "客户邮箱": "li@example.com",
         "创建时间": "2025-05-01 10:00", "标签": "售后"},
        {"工单号": "8", "主题": "?", "内容": "x", "状态": "strange", "客户邮箱": "li@example.com", "创建时间": "",
         "标签": ""},
    ]  # fmt: skip
    run = bring(rows, "tickets")
    assert counts(run) == (1, 0, 0, 1)
    ticket = db.session.scalar(select(Ticket))
    assert ticket.language == "zh"
    assert (ticket.status, ticket.tag_names, ticket.created_at.year, ticket.message_count) == (
        "solved",
        ["售后"],
        2025,
        1,
    )
    names = set(db.session.scalars(select(Event.name).where(Event.ticket_id == ticket.id)))
    assert names == {"imported"}
    assert counts(bring(rows[:1], "tickets")) == (0, 0, 1, 0)
    importing.start(now(run), "undoing")
    importing.work(run.id)
    assert (total(Ticket), total(Message), total(Customer)) == (0, 0, 0)


def test_articles_come_as_drafts_with_their_phrasings(bring):
    from knowledge_base import Article, Phrasing

    rows = [{"标题": "如何退货", "答案": "七天内可退。", "相似问法": "怎么退货\n可以退吗", "分类": "售后"}]
    run = bring(rows, "articles", language="zh")
    assert counts(run) == (1, 0, 0, 0)
    assert (total(Article), total(Phrasing)) == (1, 2)


def test_the_refused_rows_can_be_mended_and_brought_again(bring):
    run = bring(MESSY)
    lines = "".join(importing.refused_rows(run, lambda en, zh: en)).splitlines()
    assert lines[0].lstrip("\ufeff") == "Row,Reason,客户姓名,手机号,邮箱,公司,标签"
    assert lines[1].startswith("5,Phone: the spreadsheet has cut off digits")
    assert len(lines) == 3


def test_a_formula_in_a_cell_is_no_formula_in_the_refused_rows(bring):
    run = bring([{"name": '=HYPERLINK("http://evil.test")', "email": "none"}])
    assert "'=HYPERLINK" in "".join(importing.refused_rows(run, lambda en, zh: en))


def test_what_stands_in_the_file_lies_sealed_and_goes_when_somebody_is_erased(bring, mia):
    from helpdesk.customers.privacy import erasing

    run = bring([{"name": "Zanzibar Quux", "email": "zanzibar@example.com"}])
    for row in db.session.execute(select(ImportBlock.__table__)).mappings():
        assert b"anzibar" not in bytes(row["rows_sealed"])
    erasing.erase(person("email", "zanzibar@example.com"), by=mia)
    erasing.run_asked()
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).select_from(ImportBlock).where(ImportBlock.run_id == run.id)) == 0
    assert now(run).samples is None
