"""`classifier evaluate`: how tickets would be sorted, as JSON lines, without a database; and `classifier train`."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from routing.classifying.guess import TARGETS

_FILE = click.Path(path_type=Path)


@click.group()
def classifier() -> None:
    """Look at how texts are sorted."""


@classifier.command()
@click.option("--train", required=True, type=_FILE, help="To learn from: {text, label} a line.")
@click.option("--test", required=True, type=_FILE, help="To try: {text, label} a line.")
@click.option("--verbose", is_flag=True, help="A line per text first.")
def evaluate(train: Path, test: Path, verbose: bool) -> None:
    """Print accuracy and what could be sent automatically at 95 % precision; the last line holds the figures."""
    from routing.classifying.classifier import TooLittle
    from routing.classifying.evaluating import attempt, figures

    try:
        tried = attempt(_rows(train), _rows(test))
    except TooLittle as why:
        raise click.ClickException(f"{train}: {why}") from why
    for one in tried if verbose else ():
        verdict = one.verdict
        _print(
            {
                "text": one.text,
                "label": one.label,
                "top": verdict.labels,
                "sureness": round(verdict.sureness, 4),
                "automatic": verdict.automatic,
            }
        )
    _print(figures(tried))


@classifier.command()
@click.option("--target", "targets", multiple=True, type=click.Choice(TARGETS), help="Only this; again for more.")
@with_appcontext
def train(targets: tuple[str, ...]) -> None:
    """Learn anew from the desk's own solved tickets; what is worse than what is in use is not taken."""
    from routing.classifying.learning import retrain

    for row in retrain(targets or TARGETS):
        shown = {name: value for name, value in row.figures.items() if name not in ("file", "labels")}
        _print({"target": row.target, "used": row.state == "used", "why": row.why, "texts": row.texts, **shown})


def _rows(path: Path) -> list[dict]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as why:
        raise click.ClickException(f"{path}: {getattr(why, 'strerror', None) or 'is not UTF-8'}") from why
    rows = [_row(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise click.ClickException(f"{path}: holds no text")
    return rows


def _row(line: str, where: str) -> dict:
    try:
        row = json.loads(line)
        text, label = row["text"], row["label"]
    except (ValueError, KeyError, TypeError) as why:
        raise click.ClickException(f"{where}: needs to be JSON with a text and a label") from why
    if not isinstance(text, str) or not isinstance(label, str | int):
        raise click.ClickException(f"{where}: needs a text and a label")
    return {"text": text, "label": str(label)}


def _print(line: dict) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))
