"""The smallest XLSX there is, so that the tests need no program that writes one."""

import io
import zipfile
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""  # noqa: E501
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%s" Target="%s"/></Relationships>'  # noqa: E501
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: list[list]) -> bytes:
    """These cells as a spreadsheet."""
    return book("".join(f'<row r="{n}">{"".join(map(_cell, row))}</row>' for n, row in enumerate(rows, 1)))


def wide_open() -> bytes:
    """A spreadsheet of two cells, the second in the last column of the last row."""
    cell = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    return book(cell.format(1, "A") + cell.format(1_048_576, "XFD"))


def book(lines: str) -> bytes:
    """These rows as a spreadsheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELS % (f"{_REL}/officeDocument", "xl/workbook.xml"))
        file.writestr("xl/_rels/workbook.xml.rels", _RELS % (f"{_REL}/worksheet", "worksheets/sheet1.xml"))
        sheets = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
        file.writestr("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{sheets}</workbook>')
        file.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        )
    return packed.getvalue()


def _cell(value) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
