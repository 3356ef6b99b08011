"""Killed at any moment, a service loses nothing it has committed and does nothing twice."""

import asyncio
import random
import sys
from pathlib import Path

import pytest
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of

from tests.chassis.worlds import CITY, TOPIC, database, written
from tests.servers.databases import in_files

KILLS = 8


async def live_and_die(folder: Path, seconds: float) -> list[str]:
    """Let a process live until its first number and `seconds` longer; return the numbers it said it had committed."""
    command = [sys.executable, "-m", "tests.chassis.runtime.living", str(folder)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    first = await asyncio.wait_for(process.stdout.readline(), 30)
    await asyncio.sleep(seconds)
    process.kill()
    rest = await process.stdout.read()
    await process.wait()
    # The last line may have been cut by the kill.
    return [line for line in (first + rest).decode().split("\n")[:-1] if line]


@pytest.mark.crash
async def test_kills_at_any_moment_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    dice = random.Random(6543)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += await live_and_die(tmp_path, dice.random() * 0.4)
    finishing = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chassis.runtime.living", str(tmp_path), "finish"
    )
    assert await asyncio.wait_for(finishing.wait(), 30) == 0

    async with EmbeddedLog(tmp_path / "log.db") as log:
        records = await log.read(TOPIC, partition_of(CITY), 0, 100_000)
    receiver = database(in_files(tmp_path), "receiver")
    received = await written(receiver)
    await receiver.close()
    in_log = [(record.value or b"").decode() for record in records]
    assert in_log == [str(number) for number in range(len(in_log))]
    assert received == in_log
    assert set(acknowledged) <= set(in_log)
    assert len(in_log) - len(acknowledged) <= KILLS
    assert len(in_log) > 10 * KILLS
