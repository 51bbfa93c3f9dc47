"""What WeCom holds for us is pulled once and whole, wherever a crash falls between the question and the commit."""

import pytest
from sqlalchemy import func, select

from channels import Inbox, polling
from channels.adapters.wecom import pulling
from channels.arrival import Arrival
from channels.channel import Later
from channels.receipts import EarlyReceipt
from channels.simulator.standin import Person, Posting
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tests.support.at_once import at_once
from tickets import Message, Ticket

DAN = Person("wmDan", "Dan")


def inbox_of(provider) -> Inbox:
    db.session.rollback()
    return db.session.get(Inbox, provider.inbox.id, populate_existing=True)


def texts() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Message.text).where(Message.kind == "inbound").order_by(Message.id)))


def pull(provider) -> bool:
    return polling.poll_now(provider.inbox.id)


def cursor_of(provider) -> str | None:
    return inbox_of(provider).state.get(f"cursor:{provider.settings['open_kfid']}")


class Crash(BaseException):
    """The process dies here."""


def test_the_handshake_is_sealed_and_answered_unsealed(wecom):
    [answer] = wecom.post(wecom.standin.sign(Posting(b"", {}, "GET", "echostr=1616140317555161061"), wecom.line))
    assert (answer.status_code, answer.text) == (200, "1616140317555161061")


def test_a_hint_is_answered_at_once_and_has_the_inbox_asked(wecom):
    pull(wecom)
    assert polling.due() == []
    [answer] = wecom.write("Where is my parcel?")
    assert (answer.status_code, answer.text) == (200, "success")
    assert texts() == []
    assert polling.due() == [wecom.inbox.id]
    assert pull(wecom) is True
    assert texts() == ["Where is my parcel?"]


def test_the_customer_has_the_name_that_wecom_tells_and_it_is_asked_once(wecom):
    wecom.write("one")
    pull(wecom)
    assert db.session.query(Customer).one().name == "Carol Díaz"
    kinds = set(db.session.scalars(select(Identity.kind)))
    assert kinds == {"wecom", "unionid"}
    before = wecom.counted("calls")
    wecom.write("two")
    pull(wecom)
    assert wecom.counted("calls") - before == 1


def test_many_pages_are_pulled_one_after_the_other_in_order(wecom):
    wecom.line.put("page", 3)
    for n in range(10):
        wecom.act(text=f"{n}", person=DAN if n % 2 else Person("carol", "Carol"))
    assert pull(wecom) is True
    assert texts() == [f"{n}" for n in range(10)]
    assert cursor_of(wecom) == "page-10"
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


@pytest.mark.parametrize("point", ["before the question", "after the answer", "before the commit", "after the commit"])
@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(wecom, monkeypatch, point, page):
    wecom.line.put("page", 2)
    for n in range(6):
        wecom.act(text=f"{n}")
    _crash(monkeypatch, point, page)
    with pytest.raises(Crash):
        pull(wecom)
    monkeypatch.undo()
    db.session.rollback()
    done = 2 * (page - (point != "after the commit"))
    assert texts() == [f"{n}" for n in range(done)]
    assert cursor_of(wecom) == (f"page-{done}" if done else None)
    assert pull(wecom) is True
    assert texts() == [f"{n}" for n in range(6)]


def _crash(monkeypatch, point: str, page: int) -> None:
    from channels import arriving, remembering

    count = iter(range(1, 100))

    def dies(real, before: bool):
        def called(*arguments, **named):
            last = next(count) == page
            if last and before:
                raise Crash
            answer = real(*arguments, **named)
            if last:
                raise Crash
            return answer

        return called

    if point in ("before the question", "after the answer"):
        monkeypatch.setattr(pulling, "_page", dies(pulling._page, point.startswith("before")))
    elif point == "before the commit":
        keep = dies(remembering._merge, False)
        monkeypatch.setattr(remembering, "_merge", keep)
    else:
        monkeypatch.setattr(pulling, "arrive", dies(arriving.arrive, False))


def test_hints_that_come_again_and_pulls_at_once_make_one_message(wecom, app):
    postings = wecom.act(text="Where is my parcel?", id="k1") + wecom.act(text="Where is my parcel?", id="k1")
    assert {answer.status_code for answer in wecom.post(*postings, *postings)} == {200}
    at_once(app, *[lambda: pull(wecom)] * 4)
    assert texts() == ["Where is my parcel?"]


def test_a_page_is_pulled_again_after_its_cursor_was_lost_and_nothing_is_doubled(wecom):
    from channels.remembering import remember

    for n in range(4):
        wecom.act(text=f"{n}")
    pull(wecom)
    remember(wecom.inbox.id, f"cursor:{wecom.settings['open_kfid']}", None)
    pull(wecom)
    assert texts() == ["0", "1", "2", "3"]


def test_when_the_hints_token_has_ended_it_is_pulled_without(wecom):
    wecom.write("Where is my parcel?")
    wecom.line.put("hint", "ENCanother")
    assert pull(wecom) is True
    assert texts() == ["Where is my parcel?"]


def test_what_is_taken_back_is_taken_back(wecom):
    wecom.write("my password is", id="k1")
    wecom.write(what="delete", data={"message_id": "k1"})
    pull(wecom)
    assert db.session.query(Message).one().deleted_at is not None


def test_one_bad_message_of_a_page_is_kept_for_a_look_and_the_others_come(wecom):
    wecom.act(text="one")
    wecom.line.append("messages", {"msgid": "k9", "msgtype": "text", "send_time": "soon"})
    wecom.act(text="two")
    pull(wecom)
    assert texts() == ["one", "two"]
    assert cursor_of(wecom) == "page-3"
    assert db.session.scalar(select(func.count()).select_from(Arrival).where(Arrival.state == "dead")) == 1


def test_an_inbox_that_names_no_account_asks_which_there_are(provider):
    wecom = provider("wecom", key="all-accounts", settings={})
    from helpdesk.db import transaction

    with transaction():
        inbox = db.session.get(Inbox, wecom.inbox.id)
        inbox.settings = {**inbox.settings, "open_kfid": ""}
    wecom.act(text="hello")
    assert pull(wecom) is True
    assert texts() == ["hello"]
    before = wecom.counted("calls")
    assert pull(wecom) is True
    assert wecom.counted("calls") - before == 1


def test_wecom_in_trouble_shows_on_the_inbox_and_loses_nothing(wecom):
    wecom.write("Where is my parcel?")
    wecom.faults(broken=1.0)
    assert pull(wecom) is False
    assert "500" in inbox_of(wecom).last_error
    wecom.faults()
    assert pull(wecom) is True
    assert texts() == ["Where is my parcel?"]


def test_names_that_wecom_does_not_tell_keep_no_message_waiting(wecom, monkeypatch):
    real = pulling.Api.tell

    def tell(self, path, body):
        if path.endswith("batchget"):
            raise Later("busy")
        return real(self, path, body)

    monkeypatch.setattr(pulling.Api, "tell", tell)
    wecom.write("Where is my parcel?")
    assert pull(wecom) is True
    assert texts() == ["Where is my parcel?"]


def test_the_report_of_a_failure_that_overtakes_our_own_note_waits_for_it(wecom):
    wecom.post(*wecom.standin.tell(wecom.line, f"{'a' * 28}_00", "carol", "failed"))
    pull(wecom)
    assert db.session.query(EarlyReceipt).count() == 1
