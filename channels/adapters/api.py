"""API: another program writes for the customer; answers are read there, so sending is being kept."""

from channels.channel import Capabilities, Outbound, Request, Sent

kind = "api"
label = {"en": "API", "zh": "API"}
settings = []
capabilities = Capabilities(by_reference=True, idempotent=True, html=True)  # each post names its ticket, or opens one


def verify(request: Request, settings: dict) -> bool:
    """Nobody posts here: programs use /api/v2 with a token."""
    return False


def parse(request: Request, settings: dict) -> list:
    """Nothing comes this way."""
    return []


def send(outbound: Outbound, settings: dict) -> Sent:
    """The answer is where the program will read it."""
    return Sent(state="sent")
