"""Delivered and read, where what Meta says is not what Meta says it says."""

from channels.channel import Broken
from channels.meta import batches
from channels.meta.messaging import marks


def test_ids_of_messages_that_are_no_list_are_one_broken_item_and_not_a_thousand_receipts():
    def read(given):
        return marks.delivery(given, {}, "carol", None, {})

    for numbers in ("m" * 70_000, {"m": 1}, 7):
        [item] = batches.each([{"mids": numbers, "watermark": 1_763_800_000_000}], read)
        assert isinstance(item, Broken), numbers
