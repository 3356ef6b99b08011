"""Programs of clients that say what they see in lines of JSON."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any


async def said(folder: Path, *command: str) -> AsyncIterator[dict[str, Any]]:
    """What a program that is started there says, line by line, until it ends well."""
    piped = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=piped, stderr=piped)
    assert running.stdout
    assert running.stderr
    async for line in running.stdout:
        yield json.loads(line)
    assert await running.wait() == 0, (await running.stderr.read()).decode()
