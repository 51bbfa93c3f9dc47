"""A visitor's browser without pages: it asks what the widget asks."""

import hashlib
import hmac
import io
import uuid


class Visiting:
    """One visitor of one web chat; the token comes with the first request that needs it."""

    def __init__(self, app, key: str, name: str) -> None:
        self.client = app.test_client()
        self.base = f"/widget/{key}/"
        self.name = name
        self.token = self.post("visitors", language="en").json["token"]

    def get(self, path, **options):
        return self.client.get(self.base + path, headers=self._headers(), **options)

    def post(self, path, **body):
        return self.client.post(self.base + path, json=body, headers=self._headers())

    def put(self, path, **body):
        return self.client.put(self.base + path, json=body, headers=self._headers())

    def start(self) -> dict:
        return self.get("start.json").json

    def say(self, text="Hello", **body):
        """The answer to a message with these words."""
        return self.post("messages", **{"text": text, "client_id": str(uuid.uuid4()), "ticket": None} | body)

    def opens(self, text="Hello", **body) -> int:
        """The number of the conversation that these words are in."""
        answer = self.say(text, **body)
        assert answer.status_code == 201, answer.json
        return answer.json["ticket"]

    def reads(self, ticket: int, **asked) -> dict:
        """A page of the conversation."""
        return self.get(f"conversations/{ticket}.json", query_string=asked).json

    def sees(self, ticket: int, **asked) -> list[str]:
        """The words of a page of the conversation."""
        return [message["text"] for message in self.reads(ticket, **asked)["messages"]]

    def attach(self, name="cup.png", data=b"\x89PNG\r\n\x1a\n" + b"0" * 64, kind="image/png"):
        form = {"file": (io.BytesIO(data), name, kind)}
        return self.client.post(self.base + "attachments", data=form, headers=self._headers())

    def identify(self, user_id: str, secret: str, **claims):
        """What the site's page passes on: its server's signature over the user id."""
        signature = hmac.new(secret.encode(), user_id.encode(), hashlib.sha256).hexdigest()
        answer = self.put("identity", **{"user_id": user_id, "hash": signature} | claims)
        if answer.status_code == 200 and answer.json["token"]:
            self.token = answer.json["token"]
        return answer

    def _headers(self) -> dict:
        return {"Authorization": f"Visitor {self.token}"} if getattr(self, "token", None) else {}
