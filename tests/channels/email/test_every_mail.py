"""Every real mail there is goes through a real IMAP server into tickets: no exception, none lost, none slow."""

import time

from channels import arriving
from channels.arrival import Arrival
from helpdesk.db import db
from tests.channels.email import corpus
from tests.channels.email.conftest import count
from tickets import Message


def test_every_mail_becomes_a_message(mailbox, imap_server, monkeypatch):
    raws = list(dict.fromkeys(filter(None, (path.read_bytes() for path in corpus.all_mails()))))
    taken, items, keep = [], [], arriving._keep

    def timed(*arguments):
        items.extend(arguments[2])
        began = time.process_time()
        kept = keep(*arguments)
        taken.append(time.process_time() - began)
        return kept

    monkeypatch.setattr(arriving, "_keep", timed)
    imap_server.put(mailbox.address, *raws)
    assert mailbox.poll(), mailbox.inbox.last_error
    dead = [row.error for row in db.session.query(Arrival).filter(Arrival.state != "handled")]
    assert dead == []
    assert len(taken) == len(raws)
    assert count(Message) == len({(item.external_id, item.envelope["checksum"]) for item in items})
    assert count(Message) > 0.95 * len(raws)
    assert max(taken) < 2
    assert imap_server.count(mailbox.address, "UNSEEN") == 0
