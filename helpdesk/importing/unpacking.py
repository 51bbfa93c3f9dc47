"""Unpacking: how much of a file there may be once it is unpacked. A few megabytes become a thousand times as much."""

import io
import zipfile

from helpdesk.importing.tables import Unreadable

MOST_BYTES = 256 * 2**20


def refuse_bombs(data: bytes) -> None:
    """Raise Unreadable where a packed file says itself that it holds too much; XLSX and ODS are such files, too."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise Unreadable("bomb")
    except zipfile.BadZipFile:
        return  # whoever reads it says what it is
