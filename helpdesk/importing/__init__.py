"""Importing: what a company has elsewhere, in tables or in another helpdesk, taken in, tried before, and taken back.

begin a file · choose what its columns are · start the trial, the taking in or the way back · stop · work (the job).
"""

from helpdesk.importing.beginning import EXPORT, begin, choose, start, stop
from helpdesk.importing.forgetting import forget_old
from helpdesk.importing.import_run import AT_WORK, ImportRun
from helpdesk.importing.refused import refused_rows
from helpdesk.importing.subjects import all_subjects
from helpdesk.importing.taking import cleaned
from helpdesk.importing.undoing import KEPT
from helpdesk.importing.working import carry_on, step, work

__all__ = [
    "AT_WORK",
    "EXPORT",
    "KEPT",
    "ImportRun",
    "all_subjects",
    "begin",
    "carry_on",
    "choose",
    "cleaned",
    "forget_old",
    "refused_rows",
    "start",
    "step",
    "stop",
    "work",
]
