"""SMS and MMS by Twilio: texts come to the webhook as forms, answers go by its API, receipts come back."""

from channels.adapters.sms import connecting, files, reading, sending
from channels.adapters.sms.options import SETTINGS, STEPS
from channels.channel import Capabilities, Request
from channels.twilio import is_signed

kind = "sms"
label = {"en": "SMS", "zh": "短信"}
settings = SETTINGS
steps = STEPS
capabilities = Capabilities(receipts=("sent", "delivered"), reaches=("phone",), largest_file=5 * 2**20)
send = sending.send
fetch = files.fetch
connect = connecting.connect
check = connecting.check


def verify(request: Request, settings: dict) -> bool:
    """Whether Twilio signed this with the account's auth token."""
    tokens = (settings.get("auth_token") or "", settings.get("auth_token_before") or "")
    return request.method == "POST" and is_signed(request, *tokens)


def parse(request: Request, settings: dict) -> list:
    """A text of a customer, or what became of one of ours."""
    return reading.items_of(request, settings)


def answer(request: Request, settings: dict) -> tuple[int, str, str]:
    """Nothing is said at once: the answer comes from a person, later."""
    return 200, "text/xml", '<?xml version="1.0" encoding="UTF-8"?><Response/>'
