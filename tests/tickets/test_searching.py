"""Search: by words in two languages, through the person who looks, newest first, page after page."""

from tickets import (
    finding,
    note,
    receive,
    reply,
)
from tickets.indexing import index_waiting
from tickets.uploading import upload


def test_words_are_found_in_whatever_form_and_case(opened, ann, found):
    ticket = opened("I want to return my cameras")
    opened("Something else")
    for typed in ("camera", "CAMERAS", "returned", "camera return", "ｃａｍｅｒａ"):
        assert found(ann, typed) == [ticket.id], typed
    assert found(ann, "camera lens") == []


def test_chinese_is_found_by_any_part_and_in_either_script(opened, ann, found):
    ticket = opened("我想申請退貨，訂單號 ST-10023")
    for typed in ("退货", "退貨", "申请退货", "订单号", "货", "st-10023", "退货 订单"):
        assert found(ann, typed) == [ticket.id], typed
    assert found(ann, "货退") == []


def test_phrases_stand_together(opened, ann, found):
    together, apart = opened("the order number is 5"), opened("number of the order is 5")
    assert found(ann, "order number") == [apart.id, together.id]
    assert found(ann, '"order number"') == [together.id]
    assert found(ann, 'order -"order number"') == [apart.id]


def test_subject_notes_answers_and_file_names_are_found_too(opened, ann, found):
    ticket = opened("Hello", subject="Broken lampshade")
    file = upload(
        filename="Rechnung-4711.pdf", content_type="application/pdf", data=b"%PDF-1.4", by_kind="agent", by_id=ann.id
    )
    note(ticket, by=ann, text="ask the warehouse", attachment_ids=[file.id])
    reply(ticket, by=ann, text="We send a replacement")
    for typed in ("lampshade", "warehouse", "replacement", "4711", "lampshade replacement"):
        assert found(ann, typed) == [ticket.id], typed


def test_the_newest_comes_first_and_a_ticket_comes_once(opened, ann, carol, found):
    old, new = opened("parcel"), opened("parcel")
    for _ in range(3):
        receive(old, carol, text="parcel!")
    assert found(ann, "parcel") == [old.id, new.id]


def test_pages_go_on_without_gap_or_repetition(opened, ann, carol, found):
    tickets = [opened(f"parcel {n}") for n in range(11)]
    for ticket in tickets[:4]:
        receive(ticket, carol, text="parcel?")
    index_waiting()
    sight, gathered, after = finding.visible_to(ann), [], None
    while True:
        page = sight.search("parcel", after=after, limit=3)
        gathered += [hit.ticket.id for hit in page.hits]
        if not (after := page.next):
            break
    assert gathered == [t.id for t in tickets[:4][::-1]] + [t.id for t in tickets[4:][::-1]]


def test_what_a_person_may_not_see_is_not_found(opened, ann, eve, sue, returns, found):
    ticket = opened("secret canary")
    other = opened("canary of returns", team_id=returns.id)
    assert found(ann, "canary") == [ticket.id]
    assert found(eve, "canary") == [other.id]
    assert found(sue, "canary") == [other.id, ticket.id]
    for typed in (
        "canary team:Orders",
        "canary OR 1",
        f"canary assignee:{ann.id}",
        f"{ticket.id}",
        f"#{ticket.id}",
        '"secret canary"',
        "canary customer:1 is:open",
        "status:new",
    ):
        assert ticket.id not in found(eve, typed), typed


def test_the_ticket_of_a_number_comes_first(opened, ann, eve, found):
    ticket = opened("first")
    other = opened(f"see {ticket.id}")
    assert found(ann, f"{ticket.id}")[0] == ticket.id and other.id in found(ann, f"{ticket.id}")
    assert found(ann, f"#{ticket.id}")[0] == ticket.id
    assert found(eve, f"#{ticket.id}") == []


def test_the_snippet_marks_the_words_in_what_was_said(opened, ann):
    opened("Hello, the lamp I bought is broken.", subject="x")
    index_waiting()
    (hit,) = finding.visible_to(ann).search("lamps").hits
    assert [piece["text"] for piece in hit.snippet if piece["hit"]] == ["lamp"]


def test_words_are_marked_in_the_subject_too(opened, ann):
    opened("我的茶壶坏了，灯也坏了", subject="茶壶 (<b>lamp</b>) broken")
    index_waiting()
    sight = finding.visible_to(ann)
    for typed, marked in (("茶壶", ["茶壶"]), ("茶壶 lamp", ["茶壶", "lamp"]), ("灯", [])):
        (hit,) = sight.search(typed).hits
        assert [piece["text"] for piece in hit.title if piece["hit"]] == marked
        assert "".join(piece["text"] for piece in hit.title) in ("", "茶壶 (<b>lamp</b>) broken")
