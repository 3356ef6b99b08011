"""Uploaded evidence: each file once a city, under the hash of its bytes, with a note of what it is beside it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

import obstore
import orjson
from cryptography.hazmat.primitives import hashes
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import ObjectStore

from biaochi_gateway.files.refusals import StoreUnavailable, UnknownFile

FOLDER = "evidence"
NAME = re.compile(r"sha256:([0-9a-f]{64})", re.ASCII)
"""How a record names a file, anywhere in a text of it."""
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Kept:
    """What is known of a file that is kept: its hashes, type and size, what it was called first, by whom and when."""

    city: str
    sha256: str
    sm3: str
    media: str
    size: int
    name: str
    by: str
    at: str

    @property
    def path(self) -> str:
        """Where it lies in the store; no word of it is its uploader's."""
        return place(self.city, self.sha256)


@dataclass(frozen=True)
class Hashes:
    """The size of a file and its hashes."""

    size: int
    sha256: str
    sm3: str


class Evidence:
    """The files of all cities in one store."""

    def __init__(self, store: ObjectStore) -> None:
        self.store = store

    async def keep(self, kept: Kept, file: BinaryIO) -> bool:
        """Keep the file, unless the city has it already; whether it had.

        The note comes last: a file without one is not there, and is written again by whoever sends it next.
        """
        if await self.find(kept.city, kept.sha256):
            return True
        await obstore.put_async(self.store, kept.path, chunks(file))
        try:
            await obstore.put_async(self.store, _note(kept.path), orjson.dumps(asdict(kept)), mode="create")
        except AlreadyExistsError:
            return True
        return False

    async def find(self, city: str, sha256: str) -> Kept | None:
        """What is known of a file of this city; None where it has no such one."""
        try:
            found = await obstore.get_async(self.store, _note(place(city, sha256)))
        except FileNotFoundError:
            return None
        except BaseError as trouble:
            raise StoreUnavailable("存放文件的服务没有应答：请稍后再试。") from trouble
        return Kept(**orjson.loads(bytes(await found.bytes_async())))

    async def check(self, city: str, texts: Iterable[str]) -> None:
        """Raises UnknownFile for the first file that a text names and the city has not."""
        for digest in dict.fromkeys(found for text in texts for found in NAME.findall(text)):
            if await self.find(city, digest) is None:
                raise UnknownFile(
                    f"没有散列值为 {digest[:12]}… 的文件：请先上传佐证，再写明它的编号。", field="evidence"
                )


def hashes_of(file: BinaryIO) -> Hashes:
    """The size and hashes of a file."""
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    for chunk in chunks(file):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
    return Hashes(size, sha256.hexdigest(), sm3.finalize().hex())


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, from the first on."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def place(city: str, sha256: str) -> str:
    """Where a file lies."""
    return f"{FOLDER}/{city}/{sha256[:2]}/{sha256}"


def _note(path: str) -> str:
    return f"{path}.json"
