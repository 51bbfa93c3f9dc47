"""`replay`: try the dead letters again."""

import click


@click.command()
@click.option("--id", "number", type=int, help="Only this one.")
def replay(number: int | None) -> None:
    """Try the dead letters again; says how many were taken in. Exits 1 if one is still not understood."""
    from channels import dead_letters

    numbers = [number] if number is not None else _all(dead_letters)
    done = sum(dead_letters.replay(one) for one in numbers)
    click.echo(f"{done} of {len(numbers)} dead letters were taken in.")
    if done < len(numbers):
        raise SystemExit(1)


def _all(dead_letters) -> list[int]:
    numbers: list[int] = []
    while rows := dead_letters.all_dead(after=numbers[-1] if numbers else 0):
        numbers += [row.id for row in rows]
    return numbers
