"""What a transaction publishes together is kept as one row, and found again event by event."""

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store import outbox
from biaochi_chassis.store.outbox import Stored
from biaochi_chassis.store.tables import outbox as table
from sqlalchemy import Connection, func, insert, select

from tests.chassis.worlds import CITY, TOPIC, World, publish

PLACE = (TOPIC, partition_of(CITY))


async def rows(world: World) -> list[tuple[int, int]]:
    """The sequence of each row, and how many events it is."""
    chosen = select(table.c.sequence, table.c.events).order_by(table.c.sequence)
    return await world.producer.read(lambda connection: [tuple(row) for row in connection.execute(chosen)])


async def behind(world: World, sequence: int, at_most: int) -> list[str]:
    """The words behind a sequence, each with its own."""
    found = await world.producer.read(lambda connection: outbox.behind(connection, PLACE, sequence, at_most))
    return [f"{one.sequence} {one.value.decode()}" for row in found for one in row.events() if one.sequence > sequence]


async def test_a_transaction_is_one_row(world: World) -> None:
    await publish(world.producer, ["a"])
    await publish(world.producer, ["b", "c", "d"])
    await publish(world.producer, ["e"])

    assert await rows(world) == [(1, 1), (4, 3), (5, 1)]
    assert await behind(world, 0, 100) == ["1 a", "2 b", "3 c", "4 d", "5 e"]
    assert await behind(world, 2, 100) == ["3 c", "4 d", "5 e"]
    assert await behind(world, 4, 100) == ["5 e"]
    assert await behind(world, 5, 100) == []


async def test_whole_rows_are_read_until_there_is_enough(world: World) -> None:
    await publish(world.producer, ["a", "b"])
    await publish(world.producer, ["c", "d"])
    await publish(world.producer, ["e"])

    assert await behind(world, 0, 1) == ["1 a", "2 b"]
    assert await behind(world, 1, 3) == ["2 b", "3 c", "4 d"]


async def test_one_event_is_found_wherever_it_stands(world: World) -> None:
    await publish(world.producer, ["a", "b", "c"])
    await publish(world.producer, ["d"])

    def values(connection: Connection) -> list[str | None]:
        found = [outbox.find(connection, PLACE, sequence) for sequence in range(6)]
        return [one.value.decode() if one else None for one in found]

    assert await world.producer.read(values) == [None, "a", "b", "c", "d", None]


async def test_what_is_large_together_is_several_rows(world: World) -> None:
    large = ["x" * 600_000, "y" * 600_000, "z"]

    await publish(world.producer, large)

    assert await rows(world) == [(1, 1), (3, 2)]
    assert await behind(world, 0, 100) == [f"{number} {word}" for number, word in enumerate(large, 1)]


async def test_what_is_said_alike_takes_little_room(world: World) -> None:
    words = [f"市直单位{number:03} 的一件事，与别的事说得几乎一样" for number in range(1000)]
    await publish(world.producer, words)

    size = await world.producer.read(lambda connection: connection.scalar(select(func.sum(func.length(table.c.value)))))

    assert size is not None
    assert size < sum(len(word.encode()) for word in words)


async def test_one_event_of_a_row_is_changed_and_the_others_stay(world: World) -> None:
    await publish(world.producer, ["a", "b", "c"])
    await publish(world.producer, ["b"])

    def sealed(_part: int, event: Stored) -> bytes | None:
        return b"sealed" if event.value == b"b" else None

    assert await world.producer.update(lambda connection: outbox.change(connection, TOPIC, sealed)) == 2

    assert await behind(world, 0, 100) == ["1 a", "2 sealed", "3 c", "4 sealed"]
    assert await world.producer.update(lambda connection: outbox.change(connection, TOPIC, sealed)) == 0


async def test_rows_of_an_earlier_build_are_one_event_each(world: World) -> None:
    topic, part = PLACE
    earlier = [
        {
            "topic": topic,
            "part": part,
            "sequence": number,
            "event_id": f"producer/{topic}/{part}/{number}",
            "city": CITY,
            "headers": "{}",
            "value": word.encode(),
        }
        for number, word in enumerate("ab", 1)
    ]
    await world.producer.update(lambda connection: connection.execute(insert(table), earlier))

    assert await behind(world, 0, 100) == ["1 a", "2 b"]
