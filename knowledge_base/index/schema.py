"""The schema of the index. Whoosh pickles it: what it names must stay where it is."""

from collections.abc import Iterator

from whoosh.analysis import Composable, Token
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

POSITION = "position"  # the key of the one document that says how far the changes were read


class Words(Composable):
    """Words that have been cut already, as a list."""

    def __call__(self, value: list[str], positions: bool = False, start_pos: int = 0, **_options) -> Iterator[Token]:
        token = Token(positions, False)
        token.boost, token.stopped = 1.0, False
        for place, word in enumerate(value, start_pos):
            token.text = word
            if positions:
                token.pos = place
            yield token


def schema() -> Schema:
    """`head` is title and phrasings, `body` the rest, both cut and stemmed; `spell` and `start` are whole words."""
    return Schema(
        key=ID(unique=True, stored=True),
        position=STORED,
        article=ID,
        language=ID,
        seen_by=KEYWORD,
        shelf=KEYWORD,
        head=TEXT(analyzer=Words(), phrase=False),
        body=TEXT(analyzer=Words(), phrase=False),
        spell=TEXT(analyzer=Words(), phrase=False),
        start=TEXT(analyzer=Words(), phrase=False),
    )
