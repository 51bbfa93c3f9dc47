"""Health: whether the program is alive, whether it can work, and what is wrong if not."""

from helpdesk.health.checks import Finding, examine
from helpdesk.health.pages import register

__all__ = ["Finding", "examine", "register"]
