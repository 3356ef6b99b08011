"""A file is what its bytes are: what says otherwise, is broken or harms whoever opens it is refused."""

import io
from collections.abc import Callable

import pytest
from biaochi_gateway.files.content import DOCX, JPEG, OFD, PDF, PNG, XLSX, examined
from biaochi_gateway.files.refusals import FileNotAsDeclared, FileRefused, FileTypeRefused
from PIL import Image

from tests.gateway.files import samples

KINDS = {
    PDF: (samples.PDF, "会议纪要.pdf"),
    JPEG: (samples.image("JPEG"), "现场.JPG"),
    PNG: (samples.image("PNG"), "现场.png"),
    DOCX: (samples.DOCX, "总结.docx"),
    XLSX: (samples.XLSX, "名册.xlsx"),
    OFD: (samples.OFD, "公文.ofd"),
}
BROKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a document without its end": (lambda: samples.PDF[:-10], PDF, "a.pdf"),
    "half a picture": (lambda: samples.image("PNG", size=(640, 640))[:80], PNG, "a.png"),
    "half an archive": (lambda: samples.DOCX[:60], DOCX, "a.docx"),
    "a changed archive": (lambda: samples.CHANGED, DOCX, "a.docx"),
    "macros": (lambda: samples.MACROS, DOCX, "a.docx"),
    "a bomb": (samples.bomb, DOCX, "a.docx"),
    "too many members": (samples.many, DOCX, "a.docx"),
    "a picture as large as a wall": (lambda: samples.image("PNG", size=(10_000, 4_001)), PNG, "a.png"),
}
"""Made when they are asked for: some take long."""
NO_EVIDENCE = {
    "nothing": b"",
    "a program": b"MZ\x90\x00" + bytes(100),
    "a page": b"<html><script>alert(1)</script></html>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "any archive": samples.packed({"a.txt": b"x"}),
    "an archive that climbs": samples.packed({"../../etc/passwd": b"x"}),
    "a text": "样例文字".encode(),
}


@pytest.mark.parametrize("media", KINDS)
def test_each_kind_is_known_by_its_content_and_kept_as_it_is(media: str) -> None:
    sent, name = KINDS[media]

    found = examined(io.BytesIO(sent), media, name)

    found.file.seek(0)
    assert (found.media, found.file.read()) == (media, sent)


@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("declared", ["", "text/html", "application/octet-stream", "image/gif"])
def test_what_is_not_what_it_says_is_refused(media: str, declared: str) -> None:
    with pytest.raises(FileNotAsDeclared):
        examined(io.BytesIO(KINDS[media][0]), declared, KINDS[media][1])


@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("name", ["a.exe", "a", "a.pdf.html", "a.jpeg.lnk"])
def test_a_name_with_another_ending_is_refused(media: str, name: str) -> None:
    with pytest.raises(FileNotAsDeclared):
        examined(io.BytesIO(KINDS[media][0]), media, name)


@pytest.mark.parametrize("sent", NO_EVIDENCE.values(), ids=NO_EVIDENCE)
def test_what_is_no_evidence_is_refused_whatever_it_says(sent: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        examined(io.BytesIO(sent), PDF, "a.pdf")


@pytest.mark.parametrize(("made", "media", "name"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_or_harms_is_refused(made: Callable[[], bytes], media: str, name: str) -> None:
    with pytest.raises(FileRefused):
        examined(io.BytesIO(made()), media, name)


@pytest.mark.parametrize(("kind", "media", "name"), [("JPEG", JPEG, "a.jpg"), ("PNG", PNG, "a.png")])
def test_a_picture_loses_what_the_camera_wrote_and_stands_upright(kind: str, media: str, name: str) -> None:
    sent = samples.image(kind, camera=samples.CAMERA)
    assert samples.CAMERA.encode() in sent

    kept = examined(io.BytesIO(sent), media, name).file

    kept.seek(0)
    assert samples.CAMERA.encode() not in kept.read()
    with Image.open(kept) as image:
        assert (image.size, dict(image.getexif())) == ((4, 8), {})
