"""What a process tells the kernel about itself: its name, and that it must not outlive its parent."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
# Loaded once and before any fork: between fork and exec nothing may take the loader's lock.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int, sig: int = signal.SIGKILL) -> None:
    """Ask to be sent the signal when the parent ends, however it ends (off Linux: within a second)."""
    if _libc is None:
        threading.Thread(target=_watch, args=(parent, sig), daemon=True).start()
        return
    _libc.prctl(PR_SET_PDEATHSIG, sig)
    if os.getppid() != parent:  # it ended between the fork and the line above: no signal will come
        os.kill(os.getpid(), sig)


def call_me(name: str) -> None:
    """Show this name (15 bytes of it) in ps and top."""
    if _libc is not None:
        _libc.prctl(PR_SET_NAME, name.encode()[:15], 0, 0, 0)


def _watch(parent: int, sig: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), sig)
