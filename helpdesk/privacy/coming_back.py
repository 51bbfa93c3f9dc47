"""Coming back: what has to be put right after an older state of the data was restored."""

from collections.abc import Sequence
from pathlib import Path

from flask_migrate import upgrade

from channels import holding_back
from helpdesk import audit, restoring
from helpdesk.customers.privacy import erasing, erasure_log, graves
from helpdesk.db import transaction
from tickets import indexing


def bring_back(file: Path, logs: Sequence[Path] = ()) -> dict:
    """Restore this backup and put right what it cannot know of. Raises Damaged."""
    done = restoring.restore(file)
    upgrade()
    held = holding_back.hold_back()
    erased = erase_again(erasure_log.path(), *logs)
    audit.note("restored", of=done["at"], erased=erased)
    return done | {"held": held, "erased": erased, "indexed": indexing.rebuild()}


def erase_again(*logs: Path) -> int:
    """Nobody comes back who was erased after the backup, nor by a late duplicate of what they wrote."""
    people = []
    for _, row_keys, stones in erasure_log.entries(*logs):
        people += row_keys
        with transaction():
            graves.bury(stones)
    return erasing.erase_again(people) if people else 0
