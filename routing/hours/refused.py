"""What is wrong with a calendar, where, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `path` is its place (week.mon.0), then the sentence in English and in Chinese."""

    path: str
    en: str
    zh: str


class CalendarRefused(ValueError):
    """A calendar, or a file for one, that means nothing; `problems` holds every reason at once."""

    def __init__(self, *problems: Problem):
        self.problems = problems
        super().__init__(
            "; ".join(f"{problem.path}: {problem.en}" if problem.path else problem.en for problem in problems)
        )
