"""The door for `flask --app wsgi` and for WSGI servers."""

from helpdesk.app import create_app
from helpdesk.config import Refused

try:
    app = create_app()
except Refused as why:
    raise SystemExit(str(why)) from why
