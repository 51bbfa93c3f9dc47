"""`doctor`: what is wrong, in sentences."""

import click
from flask import current_app

from helpdesk.health import examine


@click.command()
def doctor() -> None:
    """Say what is wrong and what to do about it; exits 1 if anything is."""
    wrong = 0
    for finding in examine(current_app._get_current_object()):
        wrong += not finding.ok
        click.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.name}: {finding.says}")
    if wrong:
        raise SystemExit(1)
