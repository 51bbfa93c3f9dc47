"""The help centre as the company has set it: its name, languages, colours, and what writing demands."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, transaction

ONLY = 1  # there is one


class HelpCentre(Row):
    """`texts` holds by language: title, greeting, footer. `logo` is a small picture as a data: address."""

    __tablename__ = "help_centre"
    id: Mapped[int] = id_column()
    enabled: Mapped[bool] = mapped_column(default=True)
    languages: Mapped[list] = mapped_column(default=lambda: ["en", "zh"])
    texts: Mapped[dict] = mapped_column(default=dict)
    color: Mapped[str] = mapped_column(default="#2457d6")
    ground: Mapped[str] = mapped_column(default="")
    logo: Mapped[str] = mapped_column(default="")
    home: Mapped[str] = mapped_column(default="")  # the company's own site
    inbox_key: Mapped[str] = mapped_column(default="")  # requests from the help centre come in here
    review: Mapped[bool] = mapped_column(default=False)  # a second person must approve what is published
    indexed: Mapped[bool] = mapped_column(default=True)  # search engines may list it
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    def text(self, name: str, language: str) -> str:
        """A text in this language, else in any."""
        from knowledge_base.category import said

        return said({key: texts.get(name, "") for key, texts in (self.texts or {}).items()}, language)


def centre() -> HelpCentre:
    """The help centre; as it comes when nobody has set anything."""
    row = db.session.get(HelpCentre, ONLY)
    if row is None:
        row = HelpCentre(id=ONLY, enabled=True, languages=["en", "zh"], texts={}, color="#2457d6", ground="", logo="")
        row.home = row.inbox_key = ""
        row.review, row.indexed, row.updated_at = False, True, clock.now()
    return row


@transaction()
def set_centre(**values) -> HelpCentre:
    """Change what is given."""
    row = centre()
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_at = clock.now()
    db.session.merge(row)
    return row
