from tests.support.cast import *  # noqa: F403
