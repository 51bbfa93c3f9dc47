"""The door for `flask --app wsgi` and for WSGI servers."""

from helpdesk.app import create_app

app = create_app()
