"""What the tests stand on: real servers, and waiting without sleeping."""

from tests.support.at_once import at_once
from tests.support.eventually import eventually
from tests.support.shared import shared_data

__all__ = ["at_once", "eventually", "shared_data"]
