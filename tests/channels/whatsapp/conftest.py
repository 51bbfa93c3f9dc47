"""WhatsApp's stand-in, an inbox that is connected to it, and carol who has its id and number."""

import pytest

from channels.simulator.standin import Person
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403

CAROL = Person("US.1349", "Carol Díaz", "+14155550100")


@pytest.fixture
def whatsapp(provider):
    return provider("whatsapp")
