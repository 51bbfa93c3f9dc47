"""Sealed data opens only where it was sealed, and a blind index says nothing but equality."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from helpdesk import crypto, keyring
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.hot import insert


@pytest.fixture(autouse=True)
def keys(app):
    yield
    crypto.start(app.config["HELPDESK_KEYS"], app.config["SECRET_KEY"])


@given(plain=st.binary(max_size=500), place=st.text(max_size=40))
def test_what_was_sealed_opens_in_its_place_and_nowhere_else(plain, place):
    crypto.start(keyring.new(), "secret")
    envelope = crypto.seal(plain, bound_to=place)
    assert crypto.unseal(envelope, bound_to=place) == plain
    with pytest.raises(InvalidTag):
        crypto.unseal(envelope, bound_to=place + "x")


def test_a_sealed_value_moved_to_another_row_is_refused(app):
    with transaction():
        carol, eve = insert(Customer(name="Carol")), insert(Customer(name="Eve"))
        eve.name_sealed = carol.name_sealed
    with pytest.raises(InvalidTag):
        assert eve.name


def test_a_sealed_value_moved_to_another_column_is_refused(app):
    with transaction():
        carol = insert(Customer(name="Carol", notes="likes tea"))
        carol.notes_sealed = carol.name_sealed
    with pytest.raises(InvalidTag):
        assert carol.notes


def test_after_a_rotation_the_old_key_still_opens_and_the_new_one_seals():
    old = keyring.new()
    crypto.start(old, "secret")
    envelope = crypto.seal(b"13800138000", bound_to="x")
    index = crypto.blind("identity.phone", "13800138000")
    new = keyring.new().split(",")[0].replace("k1:", "k2:")
    crypto.start(f"{new},{old}", "secret")
    assert crypto.unseal(envelope, bound_to="x") == b"13800138000"
    assert crypto.seal(b"", bound_to="x")[2:4] == b"k2"
    assert crypto.blind("identity.phone", "13800138000") == index


def test_equal_values_have_equal_indexes_in_one_column_only():
    crypto.start(keyring.new(), "secret")
    assert crypto.blind("a", "carol@example.com") == crypto.blind("a", "carol@example.com")
    assert crypto.blind("a", "carol@example.com") != crypto.blind("b", "carol@example.com")


@pytest.mark.parametrize("bad", ["", "k1:!!!,index:!!!", "k1:AAAA,index:AAAA", "k1:" + "A" * 43 + "="])
def test_bad_keys_are_refused_in_words_that_show_no_key(bad):
    with pytest.raises(ValueError) as refused:
        keyring.parse(bad)
    assert "HELPDESK_KEYS" in str(refused.value)
    assert "AAAA" not in str(refused.value)


def test_a_signature_is_good_for_its_text_and_purpose_only():
    crypto.start(keyring.new(), "secret")
    signature = crypto.sign("reply", "7")
    assert crypto.signed("reply", "7", signature)
    assert not crypto.signed("reply", "8", signature)
    assert not crypto.signed("survey", "7", signature)
    assert not crypto.signed("reply", "7", "")


def test_nothing_sealed_lies_in_the_database_in_the_clear(app):
    with transaction():
        insert(Customer(name="Canary-Carol-77", notes="Canary-Notes-77"))
    row = db.session.execute(db.text("SELECT * FROM customer")).one()
    assert all(b"Canary" not in (value if isinstance(value, bytes) else str(value).encode()) for value in row)
