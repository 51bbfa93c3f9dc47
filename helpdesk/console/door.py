"""The door of the console's addresses: all of them are for people who are signed in, and answer JSON."""

from flask import Blueprint, g, request
from flask_login import current_user
from werkzeug.routing import IntegerConverter

from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal, answer
from tickets import NotAllowed, finding
from tickets.finding import Sight
from tickets.ticket import Ticket

LARGEST_JSON = 2 * 2**20
console = Blueprint("console", __name__, url_prefix="/console")


class Number(IntegerConverter):
    """A row's number in an address; nothing longer than the database can hold."""

    def __init__(self, url_map):
        super().__init__(url_map, min=1, max=2**63 - 1)


@console.before_request
def only_signed_in() -> None:
    """Raises a Refusal: whoever is not signed in learns nothing, not even which addresses exist."""
    if not current_user.is_authenticated:
        raise Refusal(401)
    if request.is_json:  # only files may be larger
        request.max_content_length = LARGEST_JSON


@console.errorhandler(NotAllowed)
def not_allowed(refusal: NotAllowed):
    """The ticket cannot do this: in its state (409), or with such a value (422)."""
    status = 409 if refusal.code in ("closed", "merged", "trashed", "spam") else 422
    return answer(Refusal(status, refusal.code, refusal.en, refusal.zh, **refusal.details))


def sight() -> Sight:
    """The tickets as the one who asks sees them."""
    if "sight" not in g:
        g.sight = finding.visible_to(me())
    return g.sight


def number_asked(name: str) -> int | None:
    """The number of a row in the query; None where there is none, or one that no database can hold."""
    number = request.args.get(name, type=int)
    return number if number and 0 < number < 2**63 else None


def find_ticket(number: int) -> Ticket:
    """The ticket, through the person who looks. Raises a Refusal when there is none for them."""
    try:
        return sight().get(number)
    except LookupError:
        raise Refusal(404) from None


def find_message(number: int):
    """The message and its ticket, through the person who looks. Raises a Refusal."""
    try:
        return sight().message(number)
    except LookupError:
        raise Refusal(404) from None
