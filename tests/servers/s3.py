"""A real S3 server: SeaweedFS in one process, as the wheel of its program brings it."""

import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.missing import ServerMissing
from tests.servers.processes import Server, as_user, free_port

PROGRAM = Path(sys.executable).with_name("weed")
KEY, SECRET, BUCKET = "files", "secret-of-the-tests", "biaochi-files"

_PARTS = ("master", "volume", "filer", "s3", "admin")
_WITHOUT = ("-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false")
_LOOPBACK = ("-ip=127.0.0.1", "-ip.bind=127.0.0.1")


@dataclass(frozen=True)
class S3:
    """One that listens, with a bucket in it."""

    port: int

    def settings(self, secret: Path) -> dict[str, str]:
        """What a part needs to keep its files there; the secret is written into this file."""
        secret.write_text(SECRET)
        return {
            "BIAOCHI_FILES": f"s3://{BUCKET}/city",
            "BIAOCHI_FILES_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "BIAOCHI_FILES_KEY": KEY,
            "BIAOCHI_FILES_SECRET_FILE": str(secret),
        }


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """A server over this folder, to the end of the block. Raises ServerMissing where there is no program for it."""
    if not PROGRAM.exists():
        raise ServerMissing(f"No S3 server is tested: {PROGRAM} is missing. Set up again: make .venv/.development")
    (folder / "data").mkdir(parents=True)
    ports = {part: free_port() for part in _PARTS}
    of_parts = [f"-{part}.port={port}" for part, port in ports.items()]
    of_parts += [f"-{part}.port.grpc={free_port()}" for part in _PARTS]
    command = [str(PROGRAM), "mini", f"-dir={folder / 'data'}", f"-bucket={BUCKET}", *_LOOPBACK, *of_parts, *_WITHOUT]
    key = [f"AWS_ACCESS_KEY_ID={KEY}", f"AWS_SECRET_ACCESS_KEY={SECRET}"]
    server = Server.start(as_user(["env", *key, f"HOME={folder}", *command], None), folder / "s3.log")
    try:
        server.wait_for(lambda: _answers(ports["s3"]))
        yield S3(ports["s3"])
    finally:
        server.stop()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/{BUCKET}", timeout=1).close()
    except urllib.error.HTTPError as refused:
        # It refuses whoever says nothing of themselves, and so is there.
        return refused.code == 403
    except OSError:
        return False
    return True
