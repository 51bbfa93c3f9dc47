"""Who is erased is found in what is sealed, however many are erased at once; answers kept for repeats go with them."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from helpdesk import people
from helpdesk.api.idempotency import IdempotencyKey
from helpdesk.customers.belongings import Leaving
from helpdesk.customers.privacy import erasing
from helpdesk.customers.privacy.named import FEW, Named
from helpdesk.db import db
from tests.support.cast import *  # noqa: F403

PEOPLE = [[f"zq{n:03d}@mark.test", f"+86139{n:05d}", "ab", f"oP{n}xY"][: n % 4 + 1] for n in range(200)]
PARTS = ["hello", "ZQ007@mark.test", "+8613900011", "8613900099", "op7xy", "op71xyz", "ab", "zq19", "@mark.test"]


def leaving(values):
    return Leaving([], [], [], [], values)


@given(text=st.lists(st.sampled_from(PARTS)).map(" ".join), many=st.booleans())
def test_many_are_found_as_each_alone_would_be(text, many):
    everybody = [leaving(values) for values in (PEOPLE if many else PEOPLE[: FEW // 4])]
    forms = [
        {form for value in one.values for form in (value, value.lstrip("+")) if len(form) >= 4} for one in everybody
    ]
    alone = {place for place, some in enumerate(forms) if any(form.lower() in text.lower() for form in some)}
    assert Named(everybody).found_in(text.encode()) == alone


def test_nobody_is_found_in_anything():
    assert Named([]).found_in(b"zq007@mark.test") == set()
    assert Named([leaving([]), leaving(["ab"])]).found_in(b"ab") == set()


def test_answers_kept_for_repeats_go_with_who_is_erased(app, client, mia, carol, orders):
    token = {"Authorization": f"Bearer {people.api_token.create(mia, name='shop', by=None)}"}

    def open_for(who, key):
        said = {"ticket": {"subject": "Canary words", "comment": {"body": "More words"}, **who}}
        return client.post("/api/v2/tickets.json", json=said, headers=token | {"Idempotency-Key": key})

    assert open_for({"requester_id": carol.id * 2}, "hers").status_code == 201
    assert open_for({"requester": {"name": "Dan", "email": "dan@example.com"}}, "his").status_code == 201
    erasing.erase(carol, by=None)
    assert db.session.scalar(select(func.count()).select_from(IdempotencyKey)) == 1
    assert (
        open_for({"requester": {"name": "Dan", "email": "dan@example.com"}}, "his").headers["X-Idempotency-Lookup"]
        == "hit"
    )
