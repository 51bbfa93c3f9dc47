"""What is said: a saved reply or a text to the customer, a note for the team, a survey."""

from types import SimpleNamespace

import tickets
from helpdesk.events import SYSTEM
from helpdesk.hot import get
from helpdesk.people import Agent
from routing.actions.action import Action, BadAction, checked_row, checked_text
from tickets import NotAllowed, SavedReply, surveys
from tickets.placeholders import fill, unknown_in

_NOBODY = SimpleNamespace(name="")


def _check_words(value) -> None:
    checked_text(value)
    if wrong := unknown_in(value):
        raise BadAction(f"nothing stands for {', '.join(wrong[:5])}")


def _answer(ticket, text: str, facts) -> None:
    # Machines that answer machines never end: what an automatic mail set off is answered by no rule.
    if facts["is_auto"]:
        raise NotAllowed("automatic")
    tickets.reply(ticket, by=SYSTEM, text=_filled(text, ticket), is_auto=True)


def _filled(text: str, ticket) -> str:
    """In the name of whoever has the ticket; nobody's name where nobody has it."""
    return fill(text, ticket, get(Agent, ticket.assignee_id) if ticket.assignee_id else _NOBODY)


def _reply(ticket, value, by, facts) -> None:
    _answer(ticket, value, facts)


def _saved(ticket, number, by, facts) -> None:
    row = get(SavedReply, number)
    if row is None:
        raise LookupError(f"no saved reply {number}")
    _answer(ticket, row.text, facts)


def _note(ticket, value, by, facts) -> None:
    tickets.note(ticket, by=SYSTEM, text=_filled(value, ticket))


def _check_survey(value) -> None:
    """A survey's key, or None for the usual one."""
    if value is not None and (not isinstance(value, str) or not value):
        raise BadAction(f"{value!r} is no number of a row")


def _survey(ticket, value, by, facts) -> None:
    surveys.ask(ticket, survey_key=value or None, by=by)


ACTIONS = (
    Action("saved_reply", "row", "Send the saved reply", "发送快捷回复", _saved, check=checked_row, rows="saved_reply"),
    Action("reply", "text", "Answer the customer", "回复客户", _reply, check=_check_words),
    Action("note", "text", "Add a note", "添加备注", _note, check=_check_words),
    Action(
        "survey", "row", "Ask how it went", "发送满意度调查", _survey, check=_check_survey, alone=True, rows="survey"
    ),
)
