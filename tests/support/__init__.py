"""What the tests stand on: real servers, and waiting without sleeping."""

from tests.support.eventually import eventually
from tests.support.shared import shared_data

__all__ = ["eventually", "shared_data"]
