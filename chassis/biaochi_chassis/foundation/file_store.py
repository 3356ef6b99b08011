"""Where files are kept, as the environment says it: a folder, or a bucket of an S3-compatible server."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

FILES, ENDPOINT, REGION = "BIAOCHI_FILES", "BIAOCHI_FILES_ENDPOINT", "BIAOCHI_FILES_REGION"
KEY, SECRET = "BIAOCHI_FILES_KEY", "BIAOCHI_FILES_SECRET_FILE"
S3 = "s3"


@dataclass(frozen=True)
class FileStore:
    """A folder; or a bucket with what is needed to reach it, of which the secret lies in a file."""

    folder: Path | None = None
    bucket: str = ""
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key: str = ""
    secret_file: Path | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str], usual: Path | None) -> Self | None:
        """The store that is set, else the usual folder; None where there is neither."""
        address = environ.get(FILES, "")
        if not address.startswith(f"{S3}://"):
            folder = Path(address).absolute() if address else usual
            return cls(folder=folder) if folder else None
        parts = urlsplit(address)
        return cls(
            bucket=parts.netloc,
            prefix=parts.path.strip("/"),
            endpoint=environ.get(ENDPOINT, "").rstrip("/"),
            region=environ.get(REGION) or "us-east-1",
            key=environ.get(KEY, ""),
            secret_file=Path(environ[SECRET]) if environ.get(SECRET) else None,
        )


def files_fault(environ: Mapping[str, str], *, encrypted: bool) -> str | None:
    """What is wrong with the settings of files as a sentence, None when nothing is.

    `encrypted`: whether the way to the server must be, because nothing else sees to it.
    """
    store = FileStore.read(environ, None)
    if store is None or store.folder:
        return None
    if not store.bucket:
        return f"{FILES} is {environ[FILES][:80]}: it is a folder, or a bucket such as s3://biaochi-files/prefix."
    endpoint = urlsplit(store.endpoint)
    if endpoint.scheme not in ("http", "https") or not endpoint.hostname:
        return (
            f"{ENDPOINT} is {store.endpoint[:80] or 'missing'}: it is the server's address, https://s3.example.gov.cn."
        )
    if encrypted and endpoint.scheme != "https":
        return f"{ENDPOINT} is {store.endpoint[:80]}, so that others could read what passes: write an https address."
    if not store.key or not store.secret_file or not store.secret_file.is_file():
        return f"{KEY} or {SECRET} is missing: give the key's name, and a file that has its secret."
    return None
