"""Attack 40: a customer's text that makes a pattern look again and again costs no time that anybody notices."""

import time

import pytest

from helpdesk import language
from helpdesk.customers.masking import mask_text
from knowledge_base.impersonal import impersonal

HARD = [
    "a-" * 10_000,
    "-" * 20_000,
    "a." * 10_000,
    "+1 (" * 5_000,
    "1 " * 10_000,
    "市" * 20_000,
    "@a" * 10_000,
    "1" * 20_000,
]


@pytest.mark.parametrize("reads", [impersonal, mask_text, language.detect, language.words, language.query_words])
@pytest.mark.parametrize("text", HARD, ids=lambda text: text[:4])
def test_a_text_that_goes_on_and_on_is_read_in_no_time(reads, text):
    reads("Guten Morgen, meine Damen und Herren")  # what is read from disk the first time
    before = time.process_time()
    reads(text)
    assert time.process_time() - before < 0.8
