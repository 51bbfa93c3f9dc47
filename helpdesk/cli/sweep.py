"""`sweep`: run all that is due, now or as of another time."""

from datetime import UTC, datetime

import click
from flask import current_app

from helpdesk import clock


@click.command()
@click.option("--as-of", metavar="TIME", help="As if it were this time, such as 2026-12-01T09:00 (UTC unless it says).")
def sweep(as_of: str | None) -> None:
    """Run all that is due: clocks, snoozes, surveys, retries. Exits 1 if a part of it failed."""
    from helpdesk import schedule

    failed = schedule.sweep_once(current_app._get_current_object(), _instant(as_of))
    if failed:
        raise SystemExit(f"These failed, see the log: {', '.join(failed)}")


def _instant(text: str | None) -> datetime:
    if text is None:
        return clock.now()
    try:
        at = datetime.fromisoformat(text)
    except ValueError as why:
        raise click.BadParameter(f"{text!r} is not a time such as 2026-12-01T09:00", param_hint="--as-of") from why
    return at if at.tzinfo else at.replace(tzinfo=UTC)
