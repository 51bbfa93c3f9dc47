"""Verdict: what the classifier says of one text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The labels, the likeliest first (three at most); the chance that the first is right; may it go by itself?"""

    labels: list[str]
    sureness: float
    automatic: bool
    others: tuple[float, ...] = ()  # the chances of the second and the third

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """The labels, each with its chance."""
        return list(zip(self.labels, (self.sureness, *self.others), strict=False))

    @property
    def label(self) -> str:
        """The likeliest."""
        return self.labels[0]
