"""A process that publishes numbers, relays and receives them until it is killed; prints each once it is committed.

Started by the crash test: python -m tests.chassis.runtime.living <folder> [finish]. With `finish` it receives all, then
ends.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from biaochi_chassis.log.embedded import EmbeddedLog

from tests.chassis.worlds import TOPIC, World, database, publish
from tests.servers.databases import in_files
from tests.servers.logs import Backbone, InFile


async def live(folder: Path, *, finish: bool) -> None:
    producer, receiver = database(in_files(folder), "producer"), database(in_files(folder), "receiver")
    async with EmbeddedLog(folder / "log.db") as log:
        await producer.start()
        await receiver.start()
        world = World(Backbone(in_files(folder), InFile(folder), InFile(folder)), log, producer, receiver)
        if finish:
            await world.relay.drain()
            await world.consumer().catch_up()
        else:
            consumer = world.consumer()
            await asyncio.gather(world.relay.run(), consumer.run(), _publish_for_ever(world))
        await producer.close()
        await receiver.close()


async def _publish_for_ever(world: World) -> None:
    # Where an earlier life ended: its last number may be committed without having been printed.
    await world.relay.copy()
    heads = await world.log.end_offsets(TOPIC)
    for number in count(sum(heads.values())):
        await publish(world.producer, [str(number)])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), finish=sys.argv[2:] == ["finish"]))
