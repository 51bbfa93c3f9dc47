"""Follower: an agent who wants to hear of a ticket."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row


class Follower(Row):
    """This agent follows this ticket."""

    __tablename__ = "follower"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), primary_key=True, index=True)
