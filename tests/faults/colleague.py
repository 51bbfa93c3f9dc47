"""Somebody at the console: signed in over HTTP, as a browser does it."""

import requests

from tests.faults.program import PASSWORD


class Colleague:
    """`ann = Colleague(desk.url, "ann")`, then ann.post("/console/…", {...})."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name
        self.browser = requests.Session()
        self._token = self.get("/sign-in.json").json()["csrf"]
        signed_in = self.post("/sign-in", {"email": f"{name}@desk.test", "password": PASSWORD})
        assert signed_in.status_code == 200, signed_in.text
        self._token = signed_in.json()["csrf"]

    def get(self, path: str) -> requests.Response:
        """Read."""
        return self.browser.get(self.url + path, timeout=60)

    def post(self, path: str, said: dict) -> requests.Response:
        """Change something."""
        return self.browser.post(self.url + path, json=said, timeout=60, headers=self._headers())

    def put(self, path: str, said: dict) -> requests.Response:
        """Set something."""
        return self.browser.put(self.url + path, json=said, timeout=60, headers=self._headers())

    @property
    def cookies(self) -> str:
        """What the browser would send along with a socket's handshake."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.cookies)

    def _headers(self) -> dict:
        return {"X-CSRF-Token": self._token, "Accept": "application/json", "Origin": self.url}
