"""What stands on the wire panel: everything but what opens doors."""

from types import SimpleNamespace

import pytest

from channels.simulator.wires import MASK, mask

LINE = SimpleNamespace(secrets=["token"], settings={"token": "s3cret-of-the-inbox"})


@pytest.mark.parametrize(
    "text",
    [
        "/cgi-bin/message/custom/send?access_token=1_y7BEMIbNWb8Rsm&lang=zh",
        '{"access_token": "1_y7BEMIbNWb8Rsm", "expires_in": 7200}',
        '{"access_token":"1_y7BEMIbNWb8Rsm"}',
    ],
)
def test_a_token_that_the_provider_hands_out_is_masked_where_it_goes_and_where_it_came_from(text):
    shown = mask(text, LINE)
    assert "1_y7BEM" not in shown
    assert MASK in shown
    assert shown.replace(MASK, "1_y7BEMIbNWb8Rsm") == text


def test_the_secrets_of_the_inbox_are_masked_wherever_they_stand():
    assert mask("a s3cret-of-the-inbox b", LINE) == f"a {MASK} b"
