"""Move: what the bot has decided to do about one message; nothing of it has happened yet."""

from dataclasses import dataclass, field


@dataclass
class Move:
    """`offered` are the buttons: [{"title", "article" | "flow" | "do"}]. `hand` is why a person goes on, if so."""

    band: str
    intent: str
    language: str
    said: list[str] = field(default_factory=list)
    offered: list[dict] = field(default_factory=list)
    article_ids: list[int] = field(default_factory=list)
    sureness: float | None = None
    hand: str | None = None
    missed: bool = False  # it asked for what nothing answers
    verdict: str | None = None  # on the answer before
    solve: bool = False
    flow_version_id: int | None = None
    flow: dict | None = None  # where the flow stands; None: in none
    fields: dict = field(default_factory=dict)
    script: str = ""
    knows_it_is_a_bot: bool = True  # False: say so first
