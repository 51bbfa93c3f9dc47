"""Occasion: which survey an inbox sends when one of its tickets is solved."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row, db, transaction
from helpdesk.hot import get
from tickets.surveys.survey import Survey


class Occasion(Row):
    """`survey_id` empty: this inbox asks nothing by itself."""

    __tablename__ = "survey_occasion"

    inbox_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))


def survey_when_solved(inbox_id: int | None) -> Survey | None:
    """What is asked when a ticket of this inbox is solved; None for nothing."""
    chosen = get(Occasion, inbox_id) if inbox_id is not None else None
    survey = get(Survey, chosen.survey_id) if chosen is not None and chosen.survey_id else None
    return survey if survey is not None and survey.enabled else None


@transaction()
def ask_when_solved(inbox_id: int, survey: Survey | None) -> None:
    """From now on tickets of this inbox are asked about with this survey, or with none."""
    row = db.session.get(Occasion, inbox_id)
    if row is None:
        row = Occasion(inbox_id=inbox_id)
        db.session.add(row)
    row.survey_id = survey.id if survey else None
