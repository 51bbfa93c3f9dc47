"""A telephone line at Twilio, and one at a telephone system of the company's own."""

from urllib.parse import urlencode

import pytest

from channels import connect
from channels.twilio import signature
from tests.support.cast import *  # noqa: F403

TOKEN, ACCOUNT, CTI = "auth token of the line", "AC0123456789", "a token of more than twenty characters"
OURS, CAROLS = "+493099999", "+4915112345678"
SETTINGS = {
    "account_sid": ACCOUNT,
    "auth_token": TOKEN,
    "number": OURS,
    "cti_token": CTI,
    "region": "DE",
    "ring": "+493011111,sip:bob@pbx.example",
}


@pytest.fixture
def line(app, orders):
    """The inbox of the line; its team is Orders."""
    return connect(channel="voice", name="Telephone", key="line", settings=dict(SETTINGS), team_id=orders.id)


@pytest.fixture
def twilio(app, client, line):
    """twilio("CA1", step="leg", CallStatus=…): a signed form of Twilio."""

    def post(sid="CA1", *, step=None, args=None, token=TOKEN, **fields):
        query = urlencode({**({"step": step} if step else {}), **(args or {})})
        path = "/hooks/line" + (f"?{query}" if query else "")
        form = {
            "CallSid": sid,
            "AccountSid": ACCOUNT,
            "From": CAROLS,
            "To": OURS,
            "Direction": "inbound",
            "CallStatus": "ringing",
            **fields,
        }
        form = {name: value for name, value in form.items() if value is not None}
        headers = {"X-Twilio-Signature": signature(token, app.config["PUBLIC_URL"] + path, list(form.items()))}
        return client.post(path, data=form, headers=headers)

    return post


@pytest.fixture
def cti(client, line):
    """cti("newCall", "call-1"): the telephone system of the company tells of a call."""

    def post(event, call_id="call-1", *, token=CTI, direction="in", number=CAROLS, headers=None, **said):
        ends = {"from": number, "to": OURS} if direction == "in" else {"from": OURS, "to": number}
        body = {"event": event, "direction": direction, "callId": call_id, **ends, **said}
        return client.post("/cti/line", query_string={"token": token}, json=body, headers=headers)

    return post
