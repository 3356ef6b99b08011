"""The parts of an Office archive, unpacked within bounds: what is broken, locked or hostile ends in one sentence."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from sys import getsizeof
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

MOST_PACKED = 64 * 2**20
MOST_UNPACKED = 160 * 2**20
MOST_DIRECTORY = 2**20
MOST_ELEMENTS = 3_000_000
MOST_HELD = 140 * 2**20
"""Of memory, as it is reckoned for what is kept of a workbook."""
TAG = 300
"""Of memory, what is kept of a tag beside its texts."""
LONGEST_MARKUP = 2**20
CHUNK = 2**16
END_OF_DIRECTORY, END_OF_DIRECTORY_64, LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
LONG_END, LONG_LOCATOR, SHORT_END = 56, 20, 22

# Whatever a file that only calls itself a workbook makes zipfile, zlib, expat and the reading of numbers raise.
DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    expat.ExpatError,
    BadZipFile,
)

Start = Callable[[str, Mapping[str, str]], None]


class UnreadableFile(Exception):
    """A file that is no spreadsheet we read; str() is a sentence for the person who brought it."""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Turn whatever a broken file makes a reader raise into UnreadableFile."""
    try:
        yield
    except DAMAGED as fault:
        what = "读不出来，可能是网络盘断开或没有权限" if _is_of_the_system(fault) else "打不开，可能已损坏或设有密码"
        raise UnreadableFile(f"{file.name} {what}：请在表格软件中打开后另存为 .xlsx。") from fault


def _is_of_the_system(fault: BaseException) -> bool:
    return isinstance(fault, OSError) and fault.errno is not None


class Archive:
    """An open archive. More than MOST_UNPACKED bytes or MOST_ELEMENTS elements of all its parts are refused.

    So is one tag of more than LONGEST_MARKUP bytes, over which expat would begin anew with every chunk, what is kept
    beyond MOST_HELD, and a part that two others name as theirs.
    """

    def __init__(self, file: Path, opened: ZipFile) -> None:
        """`opened`: from `open_archive`, which has looked at its directory."""
        self._file = file
        self._zip = opened
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in opened.namelist()}
        self._parsed = set[str]()
        self._unpacked = self._elements = self._held = 0

    def has(self, part: str) -> bool:
        """Whether there is such a part; case does not matter, as in Office, nor which slash."""
        return part.lower() in self._names

    def parse(self, part: str, handlers: "Handlers") -> None:
        """Run a part through the handlers. Raises UnreadableFile at a bound, else what a broken part raises."""
        name = self._names[part.lower()]
        if name in self._parsed:
            raise ValueError("no two sheets of a workbook are the same part")
        self._parsed.add(name)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        elements = self._elements

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal elements
            elements += 1
            if elements > MOST_ELEMENTS:
                raise self.too_large(f"有 {MOST_ELEMENTS} 个以上的单元格")
            handlers.start(name.rpartition(":")[2], attributes)

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: handlers.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = handlers.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        begun = self._unpacked
        with self._zip.open(name) as stream:
            while chunk := stream.read(CHUNK):
                self._unpacked += len(chunk)
                if self._unpacked > MOST_UNPACKED:
                    raise self.too_large(f"展开后超过 {MOST_UNPACKED >> 20} MB")
                parser.Parse(chunk, False)
                if self._unpacked - begun - parser.CurrentByteIndex > LONGEST_MARKUP:
                    raise self.too_large(f"有一处标记超过 {LONGEST_MARKUP >> 20} MB")
        parser.Parse(b"", True)
        self._elements = elements

    def hold(self, cost: int) -> None:
        """Reckon with so many bytes more that are kept. Raises UnreadableFile beyond MOST_HELD."""
        self._held += cost
        if self._held > MOST_HELD:
            raise self.too_large(f"填的行、格或字太多（读入要占 {MOST_HELD >> 20} MB 以上内存）")

    def hold_tag(self, attributes: Mapping[str, str]) -> None:
        """Reckon with what a tag says, which is kept. Raises UnreadableFile beyond MOST_HELD."""
        self.hold(TAG + sum(map(getsizeof, attributes.values())))

    def too_large(self, what: str) -> UnreadableFile:
        """The refusal of a file that holds more than an office writes."""
        return UnreadableFile(
            f"{self._file.name} {what}，不像办公表格：请把用到的行列复制到新表，或拆成几个文件，另存后再导入。"
        )


class Handlers:
    """What is called for each element, by its name without prefix, and for the text between."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text of the innermost element."""


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Open a workbook's archive. Refuses one whose size or directory no office writes before unpacking anything."""
    with file.open("rb") as stream:
        _check_directory(file, stream)
        with ZipFile(stream) as opened:
            yield Archive(file, opened)


def _check_directory(file: Path, stream: IO[bytes]) -> None:
    size = stream.seek(0, 2)
    if size > MOST_PACKED:
        raise UnreadableFile(f"{file.name} 有 {size >> 20} MB，最多 {MOST_PACKED >> 20} MB：请拆成几个文件。")
    stream.seek(max(0, size - CHUNK - SHORT_END - LONG_LOCATOR - LONG_END))
    tail = stream.read()
    if max(_directories(tail), default=0) > MOST_DIRECTORY:
        raise BadZipFile("the directory is larger than that of any workbook")
    stream.seek(0)


def _directories(tail: bytes) -> Iterator[int]:
    """The sizes of the directory that the end of an archive states, wherever zipfile may look for them."""
    for place in {len(tail) - SHORT_END, tail.rfind(END_OF_DIRECTORY)}:
        if place >= 0 and tail.startswith(END_OF_DIRECTORY, place):
            yield int.from_bytes(tail[place + 12 : place + 16], "little")
            locator = place - LONG_LOCATOR
            long = locator - LONG_END
            if long >= 0 and tail.startswith(LOCATOR_64, locator) and tail.startswith(END_OF_DIRECTORY_64, long):
                yield int.from_bytes(tail[long + 40 : long + 48], "little")


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a part of a workbook declares no document type")
