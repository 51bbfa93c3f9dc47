"""Dress: a survey's message as it leaves, with its link: it is the customer's vote, so no agent's screen shows it."""

from html import escape

from channels.surveys.wording import choices_of, ends_of, known, word
from helpdesk.hot import get
from tickets import Message
from tickets.surveys import SCALES, Response, Survey, address_of

_BUTTON = (
    "display:inline-block;min-width:24px;padding:10px 12px;margin:0 6px 8px 0;border:1px solid #b9c0cc;"
    "border-radius:8px;color:#1b2533;text-decoration:none;font-size:16px;text-align:center"
)


def dressed(message: Message) -> tuple[str, str | None]:
    """Text and HTML of this message as they are sent."""
    about = (message.envelope or {}).get("survey")
    response = get(Response, about["response"]) if about else None
    if response is None:
        return message.text, message.html
    address, survey = address_of(response), get(Survey, response.survey_id)
    question = next((q for q in survey.questions if q["key"] == about["question"]), None)
    if question is None:
        said = word("more", response.language, address=address) if about.get("more") else ""
        return "\n\n".join(filter(None, [message.text, said])), None
    text = f"{message.text}\n\n{word('link', response.language, address=address)}"
    return text, _html(message, response, question, address)


def _html(message: Message, response: Response, question: dict, address: str) -> str:
    asked = question["title"][known(response.language)]
    lead, _, _ = message.text.partition(asked)
    chooses = f"{address}?q={question['key']}&a="
    choices = "".join(
        f'<a href="{escape(f"{chooses}{value}")}" style="{_BUTTON}">{escape(title)}</a>'
        for value, title in choices_of(question, response.language)
    )
    ends = " – ".join(ends_of(question["kind"], response.language)) if question["kind"] in SCALES else ""
    lines = [
        f"<p>{escape(lead.strip())}</p>" if lead.strip() else "",
        f'<p style="font-size:18px"><strong>{escape(asked)}</strong></p>',
        f"<p>{choices}</p>" if choices else f'<p><a href="{escape(address)}">{escape(address)}</a></p>',
        f'<p style="color:#5b6675;font-size:13px">{escape(ends)}</p>' if question["kind"] in ("nps", "ces") else "",
    ]
    return "\n".join(filter(None, lines))
