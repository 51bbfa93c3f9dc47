"""`bot evaluate`: how the bot would do on a base and its questions, as JSON lines; needs no database."""

import json
from pathlib import Path

import click

from chatbot.engines import all_engines, usual_engine
from chatbot.reading import Unreadable, entries_in, queries_in

_FILE = click.Path(path_type=Path)


@click.group()
def bot() -> None:
    """Look at how the bot answers."""


@bot.command()
@click.option("--kb", required=True, type=_FILE, help="Entries: {id, question, phrasings, answer} a line.")
@click.option("--queries", required=True, type=_FILE, help="Questions: {text, gold} a line; gold null: none answers.")
@click.option("--engine", type=click.Choice(["lexical", "encoder"]), help="The best that is installed, unless said.")
@click.option("--aim", type=click.FloatRange(0.5, 0.99), default=0.9, show_default=True, help="Precision wanted.")
@click.option("--verbose", is_flag=True, help="A line per question first.")
def evaluate(kb: Path, queries: Path, engine: str | None, aim: float, verbose: bool) -> None:
    """Print accuracy, precision, share answered and times; the last line holds the figures."""
    from chatbot.evaluating import attempt, figures

    chosen = _engine(engine)
    try:
        entries, asked = entries_in(kb), queries_in(queries)
    except Unreadable as why:
        raise click.ClickException(str(why)) from why
    tried, calibration = attempt(entries, asked, chosen, aim)
    for one in tried if verbose else ():
        _print(
            {"text": one.text, "gold": one.gold, "top": one.top, "sureness": round(one.sureness, 4), "band": one.band}
        )
    _print(
        figures(tried)
        | {
            "engine": chosen.kind,
            "aim": aim,
            "threshold": calibration.threshold,
            "entries": len(entries),
            "queries": len(asked),
        }
    )


def _engine(kind: str | None):
    engine = all_engines()[kind] if kind else usual_engine()
    if not engine.available():
        raise click.ClickException(f"The engine {kind} is not installed: see requirements.txt")
    return engine


def _print(line: dict) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))
