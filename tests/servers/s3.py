"""A real S3 server: Versity's gateway over a folder, built once from its Go module into .servers/."""

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.missing import ServerMissing, first_line
from tests.servers.processes import Server, as_user, free_port

VERSION = "1.8.0"
MODULE = f"github.com/versity/versitygw/cmd/versitygw@v{VERSION}"
PROGRAM = Path(__file__).parents[2] / ".servers" / f"versitygw-{VERSION}" / "versitygw"
KEY, SECRET, BUCKET = "files", "secret-of-the-tests", "biaochi-files"


@dataclass(frozen=True)
class S3:
    """One that listens, with a bucket in it."""

    port: int
    folder: Path

    def settings(self, secret: Path) -> dict[str, str]:
        """What a part needs to keep its files there; the secret is written into this file."""
        secret.write_text(SECRET)
        return {
            "BIAOCHI_FILES": f"s3://{BUCKET}/city",
            "BIAOCHI_FILES_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "BIAOCHI_FILES_KEY": KEY,
            "BIAOCHI_FILES_SECRET_FILE": str(secret),
        }

    def kept(self) -> list[Path]:
        """Every file of the bucket."""
        return [one for one in (self.folder / BUCKET / "city").rglob("*") if one.is_file()]


def program() -> Path:
    """The server: a minute and a half on two cores the first time. Raises ServerMissing where it cannot be built."""
    if not PROGRAM.exists():
        half = PROGRAM.parent.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        command = [shutil.which("go") or "go", "install", MODULE]
        environment = {**os.environ, "GOBIN": str(half)}
        try:
            subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as trouble:
            said = first_line(getattr(trouble, "stderr", None) or str(trouble))
            raise ServerMissing(f"No S3 server is tested: {MODULE} cannot be built ({said}). Install Go.") from trouble
        shutil.rmtree(PROGRAM.parent, ignore_errors=True)
        half.rename(PROGRAM.parent)
    return PROGRAM


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """A server over this folder, to the end of the block."""
    (folder / "data" / BUCKET).mkdir(parents=True)
    (folder / "sidecar").mkdir()
    port = free_port()
    command = [str(program()), "--port", f"127.0.0.1:{port}", "--access", KEY, "--secret", SECRET, "--quiet"]
    command += ["posix", "--sidecar", str(folder / "sidecar"), str(folder / "data")]
    server = Server.start(as_user(command, None), folder / "s3.log")
    try:
        server.wait_for(lambda: _answers(port))
        yield S3(port, folder / "data")
    finally:
        server.stop()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
    except urllib.error.HTTPError:
        return True  # it refuses whoever says nothing of themselves, and so is there
    except OSError:
        return False
    return True
