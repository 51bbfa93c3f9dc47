"""The program with the two channels of tests/faults, and nothing else of theirs: they read the time from a file."""

import channels.adapters
from tests.support.shared import ROOT

channels.adapters.__path__.append(str(ROOT / "tests" / "faults" / "adapters"))

from helpdesk.app import create_app  # noqa: E402

app = create_app()
