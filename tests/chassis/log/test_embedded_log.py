"""The log in one file: leases of the dead go to the living, and starters do not trip over each other."""

import asyncio
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from biaochi_chassis.foundation import sqlite
from biaochi_chassis.log import leases, records
from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable, Origin
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.leases import LEASE, Leases
from biaochi_chassis.log.partitions import PARTITIONS

from tests.chassis.worlds import OTHER_TOPIC, TOPIC, outgoing

PLACES = [(TOPIC, partition) for partition in range(PARTITIONS)]


@dataclass
class Watch:
    """A clock for leases that is set by hand."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    connection = sqlite.open_file(tmp_path / "log.db")
    connection.executescript(records.SCHEMA + leases.SCHEMA)
    return connection


def test_members_come_to_a_fair_share_without_overlap(connection: sqlite3.Connection) -> None:
    members = [Leases(connection, "readers") for _ in range(3)]
    for _ in range(2):
        shares = [member.renew(PLACES) for member in members]

    assert [len(share) for share in shares] == [4, 4, 4]
    assert frozenset().union(*shares) == set(PLACES)


def test_a_share_is_kept_while_nobody_comes_or_goes(connection: sqlite3.Connection) -> None:
    members = [Leases(connection, "readers") for _ in range(2)]
    for _ in range(2):
        before = [member.renew(PLACES) for member in members]

    assert [member.renew(PLACES) for member in members] == before


def test_a_paused_member_loses_its_share_after_the_lease(connection: sqlite3.Connection) -> None:
    watch = Watch()
    paused, other = Leases(connection, "readers", watch), Leases(connection, "readers", watch)
    paused.renew(PLACES)

    watch.seconds += LEASE - 1
    assert not other.renew(PLACES) & paused.renew(PLACES)
    watch.seconds += LEASE + 1
    other.renew(PLACES)

    assert other.renew(PLACES) == set(PLACES)


def test_the_share_of_a_killed_process_is_free_at_once(connection: sqlite3.Connection) -> None:
    finished = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    _join(connection, process=int(finished.stdout))

    assert Leases(connection, "readers").renew(PLACES) == set(PLACES)


def test_an_earlier_process_with_our_number_is_dead(connection: sqlite3.Connection) -> None:
    _join(connection, process=os.getpid())

    assert Leases(connection, "readers").renew(PLACES) == set(PLACES)


def _join(connection: sqlite3.Connection, process: int) -> None:
    connection.execute("insert into log_member values ('readers', 'earlier', ?, 9e12)", (process,))
    connection.executemany("insert into log_lease values ('readers', ?, ?, 'earlier')", PLACES)


START = """
import asyncio, sys
from pathlib import Path
from biaochi_chassis.log.embedded import EmbeddedLog
async def start():
    async with EmbeddedLog(Path(sys.argv[1])):
        pass
asyncio.run(start())
"""


def test_several_processes_may_start_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, str(tmp_path / "log.db")]
    starters = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]

    outcomes = [(starter.communicate()[1], starter.returncode) for starter in starters]

    assert outcomes == [(b"", 0)] * 4


PUBLISH = """
import asyncio, sys
from pathlib import Path
from biaochi_chassis.log.contract import Origin
from biaochi_chassis.log.embedded import EmbeddedLog
from tests.chassis.worlds import TOPIC, outgoing
async def publish():
    async with EmbeddedLog(Path(sys.argv[1])) as log:
        await log.publish(Origin("producer", TOPIC, 3), [outgoing(1)])
asyncio.run(publish())
"""


async def test_what_another_process_publishes_wakes_this_one(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as log:
        subscription = await log.subscribe(None, [TOPIC])
        waiting = asyncio.create_task(subscription.wait(30))
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", PUBLISH, str(tmp_path / "log.db"))

        await asyncio.wait_for(waiting, 20)

        await other.wait()
        assert len(await log.read(TOPIC, 3, 0, 10)) == 1


async def test_what_this_process_publishes_wakes_it(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as log:
        subscription = await log.subscribe(None, [TOPIC])
        await log.publish(Origin("producer", TOPIC, 3), [outgoing(1)])

        await asyncio.wait_for(subscription.wait(30), 5)


async def test_who_reads_other_topics_is_left_alone(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as mine, EmbeddedLog(tmp_path / "log.db") as theirs:
        others = [await log.subscribe(None, [OTHER_TOPIC]) for log in (mine, theirs)]
        concerned = await theirs.subscribe(None, [OTHER_TOPIC, TOPIC])
        left_alone = [asyncio.create_task(one.wait(30)) for one in others]
        await mine.publish(Origin("producer", TOPIC, 3), [outgoing(1)])

        await asyncio.wait_for(concerned.wait(30), 5)

        assert not any(one.done() for one in left_alone)
        await mine.publish(Origin("producer", OTHER_TOPIC, 3), [outgoing(1)])
        await asyncio.wait_for(asyncio.gather(*left_alone), 5)


async def test_who_has_no_use_for_what_was_appended_is_left_alone_unless_somebody_waits(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as mine, EmbeddedLog(tmp_path / "log.db") as theirs:
        of_use = [await log.subscribe(None, [TOPIC], [f"{TOPIC}.Said"]) for log in (mine, theirs)]
        of_none = [await log.subscribe(None, [TOPIC], [f"{TOPIC}.Other"]) for log in (mine, theirs)]
        left_alone = [asyncio.create_task(one.wait(30)) for one in of_none]
        await mine.publish(Origin("producer", TOPIC, 3), [outgoing(1)])

        await asyncio.wait_for(asyncio.gather(*(one.wait(30) for one in of_use)), 5)

        assert not any(one.done() for one in left_alone)
        of_none[0].wake(everywhere=False)
        await asyncio.wait_for(left_alone[0], 5)
        assert not left_alone[1].done()
        of_none[0].wake(everywhere=True)
        await asyncio.wait_for(left_alone[1], 5)


async def test_what_says_no_type_wakes_whoever_reads_the_topic(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as log:
        subscription = await log.subscribe(None, [TOPIC], [f"{TOPIC}.Other"])
        await log.publish(Origin("producer", TOPIC, 3), [replace(outgoing(1), headers={})])

        await asyncio.wait_for(subscription.wait(30), 5)


async def test_the_pipe_of_a_killed_process_is_removed_and_one_that_is_being_made_is_left(tmp_path: Path) -> None:
    async with EmbeddedLog(tmp_path / "log.db") as log:
        await log.subscribe(None, [TOPIC])
        listeners = tmp_path / "log.listeners" / TOPIC
        (mine,) = listeners.iterdir()
        os.mkfifo(listeners / "killed")
        os.mkfifo(listeners / "begins.new")

        await log.publish(Origin("producer", TOPIC, 3), [outgoing(1)])

        assert {one.name for one in listeners.iterdir()} == {mine.name, "begins.new"}

    assert not mine.exists()


async def test_a_listener_that_does_not_listen_holds_nobody_up(tmp_path: Path) -> None:
    full = tmp_path / "log.listeners" / TOPIC / "full"
    async with EmbeddedLog(tmp_path / "log.db") as log:
        await log.subscribe(None, [TOPIC])
        os.mkfifo(full)
        deaf = os.open(full, os.O_RDWR | os.O_NONBLOCK)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(deaf, b"!" * 4096)

        await log.publish(Origin("producer", TOPIC, 3), [outgoing(1)])

        assert len(await log.read(TOPIC, 3, 0, 10)) == 1
        os.close(deaf)


async def test_a_read_stops_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_BYTES", 100)
    async with EmbeddedLog(tmp_path / "log.db") as log:
        await log.publish(Origin("producer", TOPIC, 3), [outgoing(number, "x" * 60) for number in range(1, 6)])

        assert [record.offset for record in await log.read(TOPIC, 3, 0, 100)] == [0, 1]
        assert [record.offset for record in await log.read(TOPIC, 3, 4, 100)] == [4]


async def test_the_records_of_an_earlier_build_stand_before_what_is_appended_since(tmp_path: Path) -> None:
    origin, earlier = Origin("producer", TOPIC, 3), [outgoing(1), outgoing(2)]
    async with EmbeddedLog(tmp_path / "log.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "log.db")) as file, file:
        for place, one in enumerate(earlier):
            row = (TOPIC, 3, place, one.event_id, one.key, json.dumps(dict(one.headers)), one.value)
            file.execute("insert into log_record values (?, ?, ?, ?, ?, ?, ?)", row)
        file.execute("insert into log_head values (?, 3, 2)", (TOPIC,))
        file.execute("insert into relay_position values ('producer', ?, 3, 2)", (TOPIC,))

    async with EmbeddedLog(tmp_path / "log.db") as log:
        assert await log.newest(origin) == earlier[-1]
        await log.publish(origin, [*earlier, outgoing(3), outgoing(4)])

        found = await log.read(TOPIC, 3, 0, 10)
        assert [(one.offset, one.headers["ce_id"], one.value) for one in found] == [
            (number - 1, outgoing(number).event_id, outgoing(number).value) for number in (1, 2, 3, 4)
        ]
        assert await log.read(TOPIC, 3, 1, 2) == found[1:3]


async def test_what_one_source_published_is_found_among_what_others_did(tmp_path: Path) -> None:
    producer, other = Origin("producer", TOPIC, 3), Origin("other", TOPIC, 3)
    theirs = [
        replace(outgoing(number), event_id=other.event_id(number), headers={"ce_id": other.event_id(number)})
        for number in (1, 2)
    ]
    mine = [outgoing(1), outgoing(2)]
    async with EmbeddedLog(tmp_path / "log.db") as log:
        await log.publish(producer, mine[:1])
        await log.publish(other, theirs)
        await log.publish(producer, mine)

        assert await log.newest(producer) == mine[-1]
        assert await log.newest(other) == theirs[-1]
        with pytest.raises(LogDisagrees):
            await log.publish(producer, [mine[0], outgoing(2, "something else")])


OPEN = """
import sys
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.opening import log_of
print(type(log_of(Settings.read({"BIAOCHI_HOME": sys.argv[1]}))).__name__, "kafka" in sys.modules)
"""


def test_on_files_what_speaks_to_a_broker_is_not_loaded(tmp_path: Path) -> None:
    opened = subprocess.run([sys.executable, "-c", OPEN, str(tmp_path)], capture_output=True, check=True, text=True)

    assert opened.stdout.split() == ["EmbeddedLog", "False"]


async def test_a_broken_file_is_unavailable_and_not_a_trace_of_the_driver(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_bytes(b"this is no database at all, it only looks like a file" * 100)

    with pytest.raises(LogUnavailable, match=r"log\.db"):
        await EmbeddedLog(tmp_path / "log.db").start()
