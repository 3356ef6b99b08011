"""Has a file looked through by ClamAV's daemon (INSTREAM) before it is kept: it is refused, or the daemon said OK."""

import asyncio
import struct
from collections.abc import Iterable
from contextlib import closing

from biaochi_gateway.files.refusals import FileInfected, ScannerUnavailable

PATIENCE = 60.0
CLEAN, FOUND = b": OK", b" FOUND"


async def scan(address: str, chunks: Iterable[bytes]) -> None:
    """Have these bytes scanned at "host:port". Raises FileInfected; ScannerUnavailable where nobody says anything."""
    host, _, port = address.rpartition(":")
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(host, int(port))
            with closing(writer):
                writer.write(b"zINSTREAM\0")
                for chunk in chunks:
                    writer.write(struct.pack("!I", len(chunk)) + chunk)
                    await writer.drain()
                writer.write(struct.pack("!I", 0))
                await writer.drain()
                verdict = (await reader.read(1024)).rstrip(b"\0\n")
    except (OSError, TimeoutError) as error:
        raise ScannerUnavailable("查毒服务没有应答，文件没有存下：请稍后再传。") from error
    if verdict.endswith(FOUND):
        raise FileInfected("查毒服务在文件中查出了问题，文件没有存下：请清除后再传。")
    if not verdict.endswith(CLEAN):
        raise ScannerUnavailable("查毒服务没有给出结论，文件没有存下：请稍后再传。")
