"""How long a recording in an MP4 box is: LINE wants to be told."""

import struct


def milliseconds(data: bytes) -> int | None:
    """The duration that the movie header (mvhd) states; None where there is none."""
    start = data.find(b"mvhd")
    if start < 0:
        return None
    try:
        if data[start + 4] == 1:
            scale, length = struct.unpack(">IQ", data[start + 24 : start + 36])
        else:
            scale, length = struct.unpack(">II", data[start + 16 : start + 24])
    except (IndexError, struct.error):
        return None
    return round(length * 1000 / scale) if scale else None
