"""The stand-ins of Messenger and Instagram, each with an inbox that is connected to it."""

import pytest

from channels import all_adapters
from channels.simulator.standin import Person
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403

CAROL = Person("5551234", "Carol Díaz")


@pytest.fixture(params=["messenger", "instagram"])
def place(request, provider):
    """The provider: of each of the two."""
    return provider(request.param)


@pytest.fixture
def adapter(place):
    return all_adapters()[place.kind]
