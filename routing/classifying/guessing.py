"""Guessing: what a new ticket is about, from its first message; what is sure is set where the admin wants it so."""

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get, write
from helpdesk.people import Team
from routing.classifying.choices import Choices, choices
from routing.classifying.guess import Guess, guesses_of
from routing.classifying.ready import Held, models_at_hand, models_in_use
from routing.classifying.wording import wording
from tickets import Message, NotAllowed, Ticket, hand_to_team, mark_spam, prioritize, set_fields, tag
from tickets.events import TICKET_GUESSED

ACTS_IN_THIS_ORDER = ("spam", "language", "topic", "priority", "team")


def guess_at_once(event) -> None:
    """The first message of a ticket: guess before it is routed, if this process has read the models already."""
    ticket = get(Ticket, event.ticket_id)
    if ticket.message_count <= 1 and ticket.assignee_id is None:
        held = models_at_hand()
        if held:
            _guess(ticket, get(Message, event.message_id), held)


def guess_later(event) -> None:
    """The same for whoever had not read the models; looks first whether it has been done."""
    ticket = get(Ticket, event.ticket_id)
    if ticket is None or ticket.message_count > 1 or event.message_id != ticket.last_message_id:
        return
    held = models_in_use()
    if held and not guesses_of([ticket.id]):
        _guess_of(ticket.id, event.message_id, held)


@transaction()
def _guess_of(ticket_id: int, message_id: int, held: dict[str, Held]) -> None:
    _guess(get(Ticket, ticket_id), get(Message, message_id), held)


def _guess(ticket: Ticket, message: Message, held: dict[str, Held]) -> None:
    from helpdesk import meaning  # numpy: only who guesses carries it

    wanted, text = choices(), wording(ticket.subject, message.reply_text or message.text)
    with meaning.remembering():  # it is encoded once for all of them
        made = {target: _one(ticket, target, held[target], text) for target in held if wanted.targets[target].on}
    for target in ACTS_IN_THIS_ORDER:
        guess = made.get(target)
        if guess is not None:
            guess.acted = guess.sure and wanted.targets[target].acts and _act(ticket, guess, wanted)
            write(guess)
    if made:
        sure = {target: guess.label for target, guess in made.items() if guess.sure}
        record(TICKET_GUESSED, ticket, by=SYSTEM, sure=sure, acted=[t for t, guess in made.items() if guess.acted])


def _one(ticket: Ticket, target: str, held: Held, text: str) -> Guess:
    verdict = held.model.classify(text)
    return Guess(
        ticket_id=ticket.id,
        target=target,
        model_id=held.model_id,
        at=clock.now(),
        label=verdict.label,
        sureness=round(verdict.sureness, 4),
        labels=[[label, round(chance, 4)] for label, chance in verdict.ranked],
        sure=bool(verdict.automatic),
        acted=False,
    )


def _act(ticket: Ticket, guess: Guess, wanted: Choices) -> bool:
    """Set what was guessed; False when it is so already, or cannot be."""
    try:
        return _ACTS[guess.target](ticket, guess.label, wanted)
    except NotAllowed:
        return False


def _set_topic(ticket: Ticket, label: str, wanted: Choices) -> bool:
    if wanted.topic_field:
        if (ticket.fields or {}).get(wanted.topic_field):
            return False
        set_fields(ticket, {wanted.topic_field: label}, by=SYSTEM)
        return True
    if label in (ticket.tag_names or []):
        return False
    tag(ticket, label, by=SYSTEM)
    return True


def _set_team(ticket: Ticket, label: str, wanted: Choices) -> bool:
    team = db.session.get(Team, int(label))
    if team is None or ticket.team_id == team.id or ticket.first_replied_at is not None:
        return False
    # Whoever opened it asks for a person afterwards; a ticket that is looked at later is routed again.
    hand_to_team(ticket, team, by=SYSTEM, calls=ticket.message_count > 1, why="guessed")
    return True


def _set_priority(ticket: Ticket, label: str, wanted: Choices) -> bool:
    if ticket.priority != "normal" or label == "normal":  # what a form or a rule has set stays
        return False
    prioritize(ticket, label, by=SYSTEM)
    return True


def _set_language(ticket: Ticket, label: str, wanted: Choices) -> bool:
    if ticket.language == label:
        return False
    ticket.language = label
    return True


def _set_spam(ticket: Ticket, label: str, wanted: Choices) -> bool:
    if label != "spam" or ticket.first_replied_at is not None:
        return False
    mark_spam(ticket, by=SYSTEM)
    return True


_ACTS = {
    "topic": _set_topic,
    "team": _set_team,
    "priority": _set_priority,
    "language": _set_language,
    "spam": _set_spam,
}


@transaction()
def take_guess(ticket: Ticket, target: str, label: str, *, by) -> None:
    """Set what was guessed because a person says so. Raises LookupError where it was not among the guesses."""
    guess = db.session.get(Guess, (ticket.id, target))
    if guess is None or label not in [one for one, _ in guess.labels]:
        raise LookupError(label)
    _BY_HAND[target](ticket, label, by)


def _topic_by_hand(ticket: Ticket, label: str, by) -> None:
    field = choices().topic_field
    if field:
        set_fields(ticket, {field: label}, by=by)
    else:
        tag(ticket, label, by=by)


def _team_by_hand(ticket: Ticket, label: str, by) -> None:
    team = db.session.get(Team, int(label))
    if team is None:
        raise LookupError(label)
    hand_to_team(ticket, team, by=by)


def _language_by_hand(ticket: Ticket, label: str, by) -> None:
    ticket.language = label


_BY_HAND = {
    "topic": _topic_by_hand,
    "team": _team_by_hand,
    "priority": lambda ticket, label, by: prioritize(ticket, label, by=by),
    "language": _language_by_hand,
    "spam": lambda ticket, label, by: mark_spam(ticket, by=by) if label == "spam" else None,
}
