"""Which host names are answered, and what is believed of a proxy: a forged Host must not get into any link."""

from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


def only_known(app: Flask) -> None:
    """Answer the names of PUBLIC_URL, ALLOWED_HOSTS and this machine, and everything else with 400."""
    further = (urlsplit(f"//{name.strip()}").hostname for name in app.config["ALLOWED_HOSTS"].split(","))
    public = urlsplit(app.config["PUBLIC_URL"]).hostname
    app.config["TRUSTED_HOSTS"] = [name for name in (public, *further, *THIS_MACHINE) if name]


def our_origin() -> str:
    """The origin that this browser knows us by: PUBLIC_URL, or on this machine the name of it that was typed.

    A frame from 127.0.0.1 would be a stranger's in a page from localhost. Elsewhere the Host says nothing: a proxy may
    ask us by a name of this machine.
    """
    public, asked = current_app.config["PUBLIC_URL"], request.host_url.rstrip("/")
    return asked if _is_here(public) and _is_here(asked) else public


def _is_here(origin: str) -> bool:
    return urlsplit(origin).hostname in {name.strip("[]") for name in THIS_MACHINE}


def behind_proxies(app: Flask):
    """The app as it sees visitors through TRUSTED_PROXIES proxies; with none, their headers are anybody's words."""
    proxies = int(app.config["TRUSTED_PROXIES"])
    # Never their X-Forwarded-Host: links are made from PUBLIC_URL alone.
    return ProxyFix(app, x_for=proxies, x_proto=proxies, x_host=0) if proxies else app
