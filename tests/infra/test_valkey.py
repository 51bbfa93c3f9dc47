"""The Valkey that the program brings along: found, started, reused, private, and gone with its parent."""

import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
from urllib.parse import urlsplit

import psutil
import pytest

from helpdesk import valkey, valkey_server
from tests.support import eventually
from tests.support.shared import ROOT


@pytest.fixture
def ensure():
    """valkey.ensure, whose servers end with the test."""
    urls = []

    def start(*arguments):
        urls.append(valkey.ensure(*arguments))
        return urls[-1]

    yield start
    for url in urls:
        valkey.stop(url)


def test_the_one_that_came_with_pip_is_a_program_that_runs():
    said = subprocess.run([valkey_server.bundled(), "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Valkey server")


def test_a_server_of_the_machine_is_taken_before_the_one_of_pip(tmp_path, monkeypatch):
    ours = tmp_path / "valkey-server"
    ours.symlink_to(valkey_server.bundled())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert valkey_server.binary() == str(ours)
    monkeypatch.setenv("PATH", "")
    assert valkey_server.binary() == valkey_server.bundled()


def test_a_second_program_on_the_same_data_reuses_the_running_one(ensure, tmp_path):
    first = ensure(tmp_path)
    assert ensure(tmp_path) == first
    with valkey.client(first) as server:
        assert server.info("clients")["connected_clients"] == 1


def test_its_socket_is_for_its_owner_only(ensure, tmp_path):
    path = ensure(tmp_path).removeprefix("unix://")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "valkey").stat().st_mode) == 0o700


def test_in_a_folder_with_a_long_name_it_listens_on_this_machine_only_and_asks_for_a_password(ensure, tmp_path):
    url = ensure(tmp_path / ("a" * 100))
    port = int(url.rpartition(":")[2].removesuffix("/0"))
    listening = {c.laddr.ip for c in psutil.net_connections("inet") if c.laddr.port == port and c.status == "LISTEN"}
    assert listening == {"127.0.0.1"}
    assert valkey.answers(url)
    assert not valkey.answers(f"redis://127.0.0.1:{port}/0")
    password = url.partition(":")[2].partition("@")[0].removeprefix("//:")
    assert not any(password in " ".join(p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"]))


def test_started_again_on_a_port_it_keeps_its_address(ensure, tmp_path):
    long = tmp_path / ("a" * 100)
    url = ensure(long)
    valkey.stop(url)
    assert valkey.running(long) is None
    again = ensure(long)
    # Between the two starts any program of this machine may have been given the port.
    assert again == url or taken_by_another(url)
    assert valkey.running(long) == again


def test_what_it_was_given_is_there_after_a_kill(ensure, tmp_path):
    url = ensure(tmp_path)
    with valkey.client(url) as server:
        server.rpush("queue", "one", "two")
        server.waitaof(1, 0, 3000)
        os.kill(server.info("server")["process_id"], signal.SIGKILL)
    eventually(lambda: valkey.lost(url))
    with valkey.client(ensure(tmp_path)) as server:
        assert server.lrange("queue", 0, -1) == [b"one", b"two"]


def test_a_file_it_cannot_read_is_set_aside_and_kept(ensure, tmp_path):
    valkey.stop(ensure(tmp_path))
    [file] = (tmp_path / "valkey" / "appendonlydir").glob("*.base.rdb")
    file.write_bytes(b"REDIS9999" + bytes(50))
    assert valkey.answers(ensure(tmp_path))
    [kept] = (tmp_path / "valkey").glob("appendonlydir-unreadable-*")
    assert (kept / file.name).read_bytes().startswith(b"REDIS9999")


def test_a_redis_that_does_not_answer_is_said_without_its_password(tmp_path):
    with pytest.raises(valkey.Unreachable) as said:
        valkey.ensure(tmp_path, "redis://desk:geheim@127.0.0.1:1/0")
    assert "REDIS_URL redis://desk:***@127.0.0.1:1/0 does not answer" in str(said.value)
    assert "geheim" not in str(said.value)
    assert not (tmp_path / "valkey").exists()


def test_the_limiter_spells_the_address_its_own_way():
    assert valkey.for_limiter("unix:///var/desk/valkey/socket") == "redis+unix:///var/desk/valkey/socket"
    assert valkey.for_limiter("redis://cache:6379/0") == "redis://cache:6379/0"


def test_it_does_not_outlive_a_parent_that_was_killed(tmp_path):
    program = """
        import signal, sys
        from helpdesk import valkey
        print(valkey.ensure(sys.argv[1]), flush=True)
        signal.pause()
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    url = parent.stdout.readline().strip()
    [server] = psutil.Process(parent.pid).children()
    assert valkey.answers(url)
    parent.kill()
    parent.wait()
    eventually(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)


def taken_by_another(url):
    port = urlsplit(url).port
    with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
        return False
    return True
