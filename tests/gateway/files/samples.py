"""Files as somebody may send them: of each kind that is kept, and of those that are not."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CAMERA = "Sample Camera 07"


def image(kind: str, *, camera: str = "", size: tuple[int, int] = (8, 4)) -> bytes:
    """A picture, with what a camera writes into it if it has one."""
    file, exif = io.BytesIO(), Image.Exif()
    if camera:
        exif[0x0110] = camera  # the model
        exif[0x0112] = 6  # turned by a quarter
    Image.new("L", size).save(file, kind, exif=exif if camera else b"")
    return file.getvalue()


def packed(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


DOCX = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": "<w>样例佐证</w>".encode()})
XLSX = packed({"xl/workbook.xml": b"<workbook/>"})
OFD = packed({"OFD.xml": b"<OFD/>"})
CHANGED = DOCX[:52] + bytes([DOCX[52] ^ 1]) + DOCX[53:]
MACROS = packed({"word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"})


def bomb() -> bytes:
    """A document with more in it than may be unpacked."""
    return packed({"word/document.xml": b"<w/>", "word/media/zeros": bytes(201 * 1024 * 1024)})


def many() -> bytes:
    """A document of more members than any has."""
    return packed({"word/document.xml": b"<w/>", **{f"word/{n}": b"" for n in range(5001)}})
