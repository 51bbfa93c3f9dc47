"""Processes forked from one parent are heard by one another's browsers."""

import os

from helpdesk import realtime


def test_a_forked_process_has_a_name_of_its_own(app):
    ours = realtime.socketio.server.manager.host_id
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, realtime.socketio.server.manager.host_id.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read) as pipe:
        theirs = pipe.read()
    assert theirs and theirs != ours
