"""Every setting in one table, read from the environment; docs/settings.md is made from it."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from helpdesk import keyring


@dataclass(frozen=True)
class Setting:
    """One variable of the environment: its name, default, meaning, and whether it is a secret."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS = [
    Setting("PORT", "8000", "Web port; the program listens on 127.0.0.1 only."),
    Setting("HELPDESK_DATA", "var", "Folder for all that is written: database, index, attachments, keys, Valkey."),
    Setting("DATABASE_URL", "", "postgresql+psycopg://…; empty means SQLite in HELPDESK_DATA.", secret=True),
    Setting("REDIS_URL", "", "Any Redis or Valkey; empty means an embedded Valkey in HELPDESK_DATA.", secret=True),
    Setting("PUBLIC_URL", "", "Every link and signature is made from this; empty means http://127.0.0.1:PORT."),
    Setting("SECRET_KEY", "", "Signs sessions and links; made on first run, demanded in production.", secret=True),
    Setting("HELPDESK_KEYS", "", "Keys that seal data: name:base64,…,index:base64; the first seals.", secret=True),
    Setting("HELPDESK_ENV", "development", "production refuses to start without SECRET_KEY and HELPDESK_KEYS."),
    Setting("HELPDESK_DEMO_PASSWORD", "", "Password of the demo accounts; made and printed if empty.", secret=True),
    Setting("ATTACHMENTS_URL", "", "Where attachments lie (any fsspec address, such as s3://…); empty: HELPDESK_DATA."),
    Setting("ATTACHMENT_LIMIT_MB", "25", "Largest attachment, in MiB."),
    Setting("KEEP_RAW_DAYS", "30", "How long providers' requests and mails are kept as they came, sealed, in days."),
    Setting("ERASURE_LOG", "", "File that remembers blindly who was erased; empty: erasures.jsonl in HELPDESK_DATA."),
    Setting("TRUSTED_PROXIES", "0", "How many proxies in front may set X-Forwarded-For and -Proto."),
    Setting("ALLOWED_HOSTS", "", "Further host names besides PUBLIC_URL's that are answered, comma-separated."),
    Setting("WEBHOOK_HOSTS", "", "Hosts of the own network (host:port, comma-separated) that webhooks may tell."),
    Setting("WEB_MODE", "", "threads or gevent; empty: threads with SQLite, gevent with PostgreSQL."),
    Setting("WEB_PROCESSES", "2", "Web processes, which share the port; as many as the machine has cores."),
    Setting("WEB_THREADS", "320", "Threads of each web process; each open socket takes one."),
    Setting("API_RATE", "60000", "Requests a minute that the programs of one agent may make."),
    Setting("FLOW_HOSTS", "", "Hosts of the own network that a flow of the bot may call: host:port, blank-separated."),
    Setting("METRICS_TOKEN", "", "Whoever sends it may read /metrics; empty: only this machine may.", secret=True),
    Setting("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR; logs are JSON lines on standard error."),
]


class Refused(Exception):
    """The program will not start with these settings; the text says which and why."""


def load(overrides: dict | None = None) -> dict:
    """All settings as a mapping for Flask's config, with what is derived from them.

    Raises Refused in production when a secret is missing.
    """
    given = {s.name: str((overrides or {}).get(s.name, os.environ.get(s.name, "")) or s.default) for s in SETTINGS}
    settings = {**(overrides or {}), **given}
    data = Path(settings["HELPDESK_DATA"]).resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings["HELPDESK_DATA"] = str(data)
    settings["PUBLIC_URL"] = (settings["PUBLIC_URL"] or f"http://127.0.0.1:{settings['PORT']}").rstrip("/")
    settings["SQLALCHEMY_DATABASE_URI"] = settings["DATABASE_URL"] or f"sqlite:///{data}/helpdesk.db"
    settings["ATTACHMENTS_URL"] = settings["ATTACHMENTS_URL"] or f"file://{data}/attachments"
    settings["ERASURE_LOG"] = settings["ERASURE_LOG"] or f"{data}/erasures.jsonl"
    if settings["HELPDESK_ENV"] == "production":
        missing = [name for name in ("SECRET_KEY", "HELPDESK_KEYS") if not settings[name]]
        if missing:
            raise Refused(f"In production these must be set: {', '.join(missing)}. See docs/settings.md.")
    settings["SECRET_KEY"] = settings["SECRET_KEY"] or _kept(data / "secret_key", lambda: secrets.token_hex(32))
    settings["KEYS_GIVEN"] = bool(settings["HELPDESK_KEYS"])
    settings["HELPDESK_KEYS"] = settings["HELPDESK_KEYS"] or _kept(data / "keys", keyring.new)
    settings["MAX_CONTENT_LENGTH"] = (int(settings["ATTACHMENT_LIMIT_MB"]) + 1) * 2**20
    return settings


def keys_again(settings: dict):
    """How to read the keys once more while the program runs; None where the environment holds them."""
    file = Path(settings["HELPDESK_DATA"]) / "keys"
    return file.read_text if not settings["KEYS_GIVEN"] else None


def _kept(path: Path, make) -> str:
    """The secret in this file, made on the first run; two first runs at once agree on one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(make())
    return path.read_text().strip()
