"""The cast, and people who write from several addresses."""

from tests.support.cast import *  # noqa: F403
