"""A real IMAP server of the test's own: Dovecot with one throwaway mailbox for each user, any password right."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.support.eventually import eventually
from tests.support.ports import free_port

PASSWORD = "secret"
CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = {login}
default_internal_user = {user}
default_internal_group = {group}
mail_location = maildir:{home}/mail/%u
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_max_userip_connections = 100
imap_idle_notify_interval = 10 secs
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """Listens on a port of 127.0.0.1, in the open; `put` lays a mail into a mailbox as another server would."""

    host = "127.0.0.1"
    password = PASSWORD

    def __init__(self) -> None:
        program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
        if program is None:
            pytest.fail("needs an IMAP server: install dovecot-imapd (make test does it where it may)")
        self.port = free_port()
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        self.home.chmod(0o755)
        me = _somebody()
        for folder in ("run", "state", "mail"):
            (self.home / folder).mkdir(mode=0o755)
            shutil.chown(self.home / folder, *me)
        self.configuration = self.home / "dovecot.conf"
        self.configuration.write_text(
            CONFIGURATION.format(
                home=self.home, port=self.port, user=me[0], group=me[1], login=me[0], password=PASSWORD
            )
        )
        self.command = [program, "-F", "-c", str(self.configuration)]
        self._process: subprocess.Popen | None = None
        self.start()

    def start(self) -> None:
        """Listen, if it does not already."""
        if self._process is not None:
            return
        self._process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        eventually(self._answers)

    def stop(self) -> None:
        """Break every connection, and listen no more."""
        if self._process is not None:
            # Its children would serve on without it.
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)
            self._process = None

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def client(self, user: str, folder: str = "INBOX") -> imaplib.IMAP4:
        """A connection of another mail program."""
        box = imaplib.IMAP4(self.host, self.port, timeout=30)
        box.login(user, PASSWORD)
        box.create(folder)
        box.select(folder)
        return box

    def put(self, user: str, *mails: bytes, folder: str = "INBOX", flags: str = "") -> None:
        """Lay these mails into the folder."""
        with self.client(user, folder) as box:
            for mail in mails:
                typ, answer = box.append(folder, flags, None, mail)
                assert typ == "OK", answer

    def count(self, user: str, what: str = "ALL", folder: str = "INBOX") -> int:
        """How many mails of the folder are ALL, SEEN, UNSEEN, …"""
        with self.client(user, folder) as box:
            return len(box.search(None, what)[1][0].split())

    def number_anew(self, user: str) -> None:
        """Give every mail of this mailbox another number, as after a restore: UIDVALIDITY changes."""
        for pattern in ("dovecot-uidlist*", "dovecot-uidvalidity*", "dovecot.index*"):
            for file in (self.home / "mail" / user).rglob(pattern):
                file.unlink()

    def settings(self, user: str, **more: str) -> dict:
        """The settings of an inbox that reads this mailbox."""
        return {
            "address": user,
            "imap_host": self.host,
            "imap_port": str(self.port),
            "imap_security": "none",
            "imap_user": user,
            "imap_password": PASSWORD,
            **more,
        }

    def _answers(self) -> bool:
        try:
            with imaplib.IMAP4(self.host, self.port, timeout=1) as box:
                return box.login("probe@shop.test", PASSWORD)[0] == "OK"
        except (OSError, imaplib.IMAP4.error):
            return False


def _somebody() -> tuple[str, str]:
    """Dovecot reads no mail as root: there it becomes the user it was installed for, elsewhere it stays who we are."""
    name = getpass.getuser() if os.getuid() else "dovecot"
    user = pwd.getpwnam(name)
    return name, grp.getgrgid(user.pw_gid).gr_name
