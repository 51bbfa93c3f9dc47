"""Spreadsheets: XLSX, XLS and ODS, their first sheet that holds anything."""

import io
import zipfile

from python_calamine import CalamineError, CalamineWorkbook

from helpdesk.importing.tables import Table, Unreadable, headed

MOST_BYTES = 512 * 2**20  # unpacked: a few kilobytes may unpack to a thousand times as much


def read(data: bytes) -> Table:
    """The table in these bytes. Raises Unreadable."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise Unreadable("bomb")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = (book.get_sheet_by_index(number) for number in range(len(book.sheet_names)))
        filled = next((sheet for sheet in sheets if sheet.height > 1), None)
    except (CalamineError, ValueError, OSError) as why:
        raise Unreadable("no_sheet") from why
    if filled is None:
        raise Unreadable("empty")
    return headed(filled.iter_rows())
