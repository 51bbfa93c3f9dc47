"""`keys`: another key for what is sealed, without anybody noticing."""

import os
from pathlib import Path

import click
from flask import current_app

from helpdesk import audit, crypto, keyring, resealing
from helpdesk.importing import resealing as imported_files


@click.group()
def keys() -> None:
    """The keys that seal names, addresses and secrets: see docs/running.md, Changing the key."""


@keys.command()
def status() -> None:
    """Say how many values are sealed with which key."""
    counts = resealing.used()
    files = imported_files.used()
    for name in (*crypto.key_names(), "?"):
        says = " (seals)" if name == crypto.present_key() else " (their key is not here)" if name == "?" else ""
        click.echo(f"{name}: {counts[name] + files.get(name, 0)}{says}")


@keys.command()
def new() -> None:
    """Put a fresh key before the others. Restart the program afterwards, then `keys reseal`."""
    if current_app.config["KEYS_GIVEN"]:
        click.echo("Set HELPDESK_KEYS to this, restart every process, then run: keys reseal", err=True)
        click.echo(keyring.with_another(current_app.config["HELPDESK_KEYS"]))
        return
    _keep(keyring.with_another(current_app.config["HELPDESK_KEYS"]))
    audit.note("key_added")
    click.echo("There is a new key. Restart the program, then run: keys reseal")


@keys.command()
def reseal() -> None:
    """Seal everything with the first key, while the program runs. Again it does nothing."""
    done = resealing.reseal() + imported_files.reseal()
    audit.note("resealed", values=done)
    click.echo(f"{done} values were sealed anew with {crypto.present_key()}.")


@keys.command()
@click.argument("name")
def drop(name: str) -> None:
    """Take away a key that nothing is sealed with any more. Backups made before need it: keep it with them."""
    if left := resealing.used().get(name, 0) + imported_files.used().get(name, 0):
        raise click.ClickException(f"{left} values are still sealed with {name}. Run: keys reseal")
    try:
        ring = keyring.without(current_app.config["HELPDESK_KEYS"], name)
    except ValueError as why:
        raise click.ClickException(str(why)) from None
    if current_app.config["KEYS_GIVEN"]:
        click.echo("Set HELPDESK_KEYS to this and restart every process.", err=True)
        click.echo(ring)
        return
    _keep(ring)
    audit.note("key_dropped", key=name)
    click.echo(f"{name} is gone. Restart the program.")


def _keep(ring: str) -> None:
    """In the file, in one go: a machine that stops in the middle has the old ring or the new one."""
    path = Path(current_app.config["HELPDESK_DATA"]) / "keys"
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(ring)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
