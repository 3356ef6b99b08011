"""A trail in a database: written with the command or not at all, announced to others, and found out when it is cut."""

from functools import partial

import pytest
from biaochi_chassis.audit.chain import Verdict, WitnessedHead, verify
from biaochi_chassis.audit.digest import SHA256, SM3
from biaochi_chassis.audit.entry import ACCEPTED, AuditEntry
from biaochi_chassis.audit.heads import KEY
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.consumer.witnessing import witnessing
from biaochi_chassis.runtime.auditing import AuditTrail
from biaochi_chassis.store.audit import append, kept_heads, trail
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from biaochi_chassis.store.idempotency import ProcessedCommand
from biaochi_chassis.store.tables import audit
from sqlalchemy import delete

from tests.callers import caller
from tests.chassis.worlds import CITY, TOPIC, World, write_down

ENTRY = AuditEntry("2020-12-31T04:00:00+00:00", "Say", ACCEPTED, "p-1", city=CITY)


async def done(database: Database, key: str, *, fail: bool = False) -> None:
    def work(tx: UnitOfWork) -> None:
        tx.remember([ProcessedCommand(CITY, key, "5e" * 32, key.encode())])
        if fail:
            tx.connection.exec_driver_sql("select nothing")

    await database.write(caller().to("Say", "gateway"), work)


def verdict(connection: Connection, announced: list[WitnessedHead]) -> Verdict:
    return verify(trail(connection), announced)


async def exchanged(world: World) -> None:
    """The producer says where its trail is, and the receiver hears it."""
    await AuditTrail(world.producer, TOPIC, {}).exchange()
    await world.relay.copy()
    await Consumer(world.receiver, world.log, "receiver", witnessing({TOPIC: write_down})).catch_up()


async def judged(world: World) -> Verdict:
    """The verdict on the producer's trail, by the heads that the receiver has of it."""
    heads = await world.receiver.read(lambda connection: kept_heads(connection, world.producer.source))
    announced = [WitnessedHead(head, "receiver") for head in heads]
    return await world.producer.read(lambda connection: verdict(connection, announced))


async def test_an_end_that_is_cut_off_is_found_out_by_what_others_know(world: World) -> None:
    for key in ("a", "b", "c"):
        await done(world.producer, key)
    await exchanged(world)
    whole = await judged(world)
    await world.producer.update(lambda connection: connection.execute(delete(audit).where(audit.c.number > 1)))
    cut = await judged(world)

    assert (whole.rows, whole.heads, whole.fault) == (3, 1, None)
    assert cut.fault
    assert (cut.fault.number, "receiver" in cut.fault.sentence) == (2, True)


async def test_heads_are_kept_once_and_all_else_is_handed_on(world: World) -> None:
    await done(world.producer, "a")
    await exchanged(world)
    await world.publish("word", city=KEY)
    await exchanged(world)

    heads = await world.receiver.read(lambda connection: kept_heads(connection, world.producer.source))

    assert [(head.service, head.number) for head in heads] == [(world.producer.source, 1)]
    assert await world.received(KEY) == ["word"]


async def test_what_is_taken_back_leaves_no_entry_and_the_next_one_no_gap(world: World) -> None:
    await done(world.producer, "a")
    with pytest.raises(Exception, match="nothing"):
        await done(world.producer, "b", fail=True)
    await done(world.producer, "c")

    found = await world.producer.read(lambda connection: verdict(connection, []))

    assert (found.rows, found.fault) == (2, None)


async def test_a_trail_may_go_on_by_another_hash(world: World) -> None:
    for digest in (SHA256, SM3, SHA256):
        await world.producer.update(partial(append, entries=[ENTRY, ENTRY], digest=digest))

    found = await world.producer.read(lambda connection: verdict(connection, []))

    assert (found.rows, found.fault) == (6, None)
