"""What an uploaded file is, by its content: one of the kinds that offices keep evidence in, whole, and without secrets.

What somebody says that it is counts for nothing but to be compared. Nothing is unpacked to a disk, and no path in it is
followed. Images lose what a camera wrote into them: where and when they were taken, and with what.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from biaochi_chassis.foundation.refusal import shown
from PIL import Image, ImageOps

from biaochi_gateway.files.refusals import FileNotAsDeclared, FileRefused, FileTypeRefused

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX, OFD = f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet", "application/ofd"
ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    OFD: (".ofd",),
}
"""The endings that the names of each type may have."""
PACKED: Mapping[str, str] = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "OFD.xml": OFD}
"""By the member of an archive that says what it is."""
MACROS = "vbaProject.bin"

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PIXELS = 30_000_000
TAIL = 2048


@dataclass(frozen=True)
class Content:
    """What is kept of an upload: its type and its bytes."""

    media: str
    file: BinaryIO


def examined(file: BinaryIO, declared: str, name: str) -> Content:
    """What the file is.

    Raises FileTypeRefused for what is none of these kinds, FileNotAsDeclared for another one than its type or its name
    say, FileRefused for what is broken, has macros, or is so much larger unpacked that it harms whoever opens it.
    """
    file.seek(0)
    start = file.read(8)
    if start.startswith(b"%PDF-"):
        media = _pdf(file)
    elif start.startswith(b"\xff\xd8\xff"):
        media = JPEG
    elif start == b"\x89PNG\r\n\x1a\n":
        media = PNG
    elif start.startswith(b"PK\x03\x04"):
        media = _archive(file)
    else:
        raise _unknown()
    _compared(media, declared, name)
    return Content(media, _image(file, media) if media in (JPEG, PNG) else file)


def _compared(media: str, declared: str, name: str) -> None:
    said = declared.partition(";")[0].strip().lower()
    if said != media:
        raise FileNotAsDeclared(f"内容是 {media}，写明的类型却是“{shown(said)}”：请按实际的类型上传。", field="type")
    if not name.lower().endswith(ENDINGS[media]):
        raise FileNotAsDeclared(
            f"内容是 {media}，文件名“{shown(name)}”却不以 {' 或 '.join(ENDINGS[media])} 结尾：请改正文件名。",
            field="name",
        )


def _pdf(file: BinaryIO) -> str:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    if b"%%EOF" not in file.read():
        raise FileRefused("这个 PDF 没有结尾，不完整：请重新生成或重新上传。")
    return PDF


def _archive(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise FileRefused("这个文件解开后过大或成员过多，打开它会占满机器：请拆小或另存后再上传。")
            if any(PurePosixPath(one.filename).name == MACROS for one in members):
                raise FileRefused("这个文件带有宏：请另存为不带宏的格式后再上传。")
            if any(one.flag_bits & 1 for one in members):
                raise FileRefused("这个文件设了密码，无法核对：请去掉密码后再上传。")
            broken = archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise FileRefused("这个文件残缺，读不出内容：请重新生成或重新上传。") from error
    if broken:
        raise FileRefused("这个文件残缺，其中的内容与校验和不符：请重新生成或重新上传。")
    for member, media in PACKED.items():
        if any(one.filename == member for one in members):
            return media
    raise _unknown()


def _image(file: BinaryIO, media: str) -> BinaryIO:
    """The image; drawn anew without its particulars where it has any."""
    file.seek(0)
    kind = "JPEG" if media == JPEG else "PNG"
    try:
        with Image.open(file, formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise FileRefused(f"图片有 {image.width}×{image.height} 点，过大：请缩小后再上传。")
            image.load()
            if not _has_particulars(image):
                return file
            clean = ImageOps.exif_transpose(image)
            profile = clean.info.get("icc_profile")
            clean.info = {}
            drawn = BytesIO()
            clean.save(drawn, kind, quality=95, icc_profile=profile)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise FileRefused("这张图片残缺，读不出来：请重新导出或重新上传。") from error
    return drawn


def _has_particulars(image: Image.Image) -> bool:
    """Whether there is more in it than the picture and how it is to be shown."""
    return bool(set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile"} - SHOWING)


SHOWING = {"gamma", "srgb", "chromaticity", "transparency", "background", "aspect", "interlace", "progressive"} | {
    "progression",
    "adobe",
    "adobe_transform",
}
"""What an image says of how it is to be shown."""


def _unknown() -> FileTypeRefused:
    return FileTypeRefused("这种文件不收：可以上传 PDF、OFD、JPEG、PNG、DOCX、XLSX，类型以内容为准。")
