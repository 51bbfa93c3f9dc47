"""Entry: one thing the company can answer, as the bot reads it: how it is asked, and what the answer is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """`question` is its title, `phrasings` how customers really ask it; `answer` is plain text."""

    id: int | str
    question: str
    phrasings: tuple[str, ...] = ()
    answer: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """All the ways it is asked, the title first."""
        return (self.question, *self.phrasings)
