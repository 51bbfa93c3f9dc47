"""Memory: what a process hands back to the machine when it no longer needs it (where the C library can: glibc)."""

import ctypes
import gc
import sys
from functools import cache

_ARENA_MAX = -8  # mallopt's number for it
_ARENAS = 2


def few_arenas() -> None:
    """Let all threads share two heaps. By itself the C library gives every other thread one that never shrinks."""
    if hasattr(_libc(), "mallopt"):
        _libc().mallopt(_ARENA_MAX, _ARENAS)


def hand_back() -> None:
    """Give freed pages back; after work that needed much for a moment."""
    gc.collect()
    if hasattr(_libc(), "malloc_trim"):
        _libc().malloc_trim(0)


@cache
def _libc():
    return ctypes.CDLL(None) if sys.platform == "linux" else None
