"""Learns in a process of its own: scikit-learn takes 80 MB, and the bot needs what it learned, not how.

Run as a program it reads tasks from standard input and writes what was learned to standard output, as arrays. It ends
by itself when nothing more comes. It is started by its path: as a part of the package it would load all of the desk.
"""

import atexit
import io
import struct
import subprocess
import sys
import threading

import numpy as np

PATIENCE = 20.0  # seconds that it waits for the next task: a base is measured by learning parts of it one by one
_SIZE = struct.Struct("<Q")
_one_at_a_time = threading.Lock()
_running: list[subprocess.Popen] = []


def learned(task: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What there is to learn from this; by this process itself where no other can be started."""
    with _one_at_a_time:
        for _ in range(2):  # the one that waited may just have gone
            try:
                return _asked(task)
            except (OSError, EOFError):
                _end()
    return learn(task)


def learn(task: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """A linear SVM over words and letters, a logistic regression over vectors; takes up to seconds."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    def matrix(part):
        values, rows, starts = (task[f"{part}.{name}"] for name in ("values", "rows", "starts"))
        shape = (int(task[f"{part}.size"]), len(starts) - 1)
        return sparse.csc_matrix((values.astype(np.float64), rows, starts), shape=shape)

    features = sparse.hstack([matrix("words"), matrix("letters")]).tocsr()
    by_words = LinearSVC(C=1.0, random_state=0).fit(features, task["owners"])
    found = {"borders": np.ascontiguousarray(by_words.coef_.T, np.float32), "edges": by_words.intercept_}
    if "meanings" in task:
        by_meaning = LogisticRegression(C=20.0, max_iter=200).fit(task["meanings"], task["owners"])
        found |= {"centres": by_meaning.coef_.astype(np.float32), "usual": by_meaning.intercept_}
    return found


def _asked(task: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    if not _running:
        _running.append(_started())
    process = _running[0]
    assert process.stdin and process.stdout
    _send(process.stdin, task)
    return _received(process.stdout)


def _started() -> subprocess.Popen:
    pipe = subprocess.PIPE
    command = [sys.executable, "-P", __file__]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    threading.Thread(target=process.wait, daemon=True).start()  # or it would stay in the list of processes
    return process


@atexit.register
def _end() -> None:
    while _running:
        process = _running.pop()
        process.kill()
        process.communicate()


def _send(stream, arrays: dict[str, np.ndarray]) -> None:
    file = io.BytesIO()
    np.savez(file, **arrays)
    stream.write(_SIZE.pack(file.tell()))
    stream.write(file.getbuffer())
    stream.flush()


def _received(stream) -> dict[str, np.ndarray]:
    (size,) = _SIZE.unpack(_exactly(stream, _SIZE.size))
    with np.load(io.BytesIO(_exactly(stream, size)), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _exactly(stream, size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def _serve() -> None:
    import select

    while select.select([sys.stdin], [], [], PATIENCE)[0]:
        try:
            task = _received(sys.stdin.buffer)
        except EOFError:  # whoever asked has ended
            return
        _send(sys.stdout.buffer, learn(task))


if __name__ == "__main__":
    _serve()
