"""What a faulty producer would write: into the log itself, past every outbox."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from random import Random

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.partitions import partition_of
from google.protobuf.message import Message

from tests.faults.judging import inspection
from tests.faults.judging.checker import Violation
from tests.faults.judging.state import State
from tests.faults.platform.deployment import Deployment, Need
from tests.faults.platform.system import System
from tests.small_city import CITY, CYCLE

ORG, ASSESSMENT = "biaochi.org.v1", "biaochi.assessment.v1"
HERE = partition_of(CITY)
ELSEWHERE = f"{ASSESSMENT}.RatingSubmitted"
"""What is said of one city under the key of another."""
UNCOUNTABLE = f"{ASSESSMENT}.TaskIssued"
"""What has a number that no database keeps."""
MOST_AGAIN = 200
PARK_SECONDS = 10.0
A_LOT, WHAT_A_BROKER_TAKES = 5_000_000, 900_000
NEWTOWN = "newtown"
"""A city nobody assesses: what is published of it has its effect and changes nothing here."""
A_FIELD_OF_TOMORROW = b"\xfa\x06\x05later"
"""Field 111 of any message, with five bytes."""

BURIED = (
    ("scoring", ASSESSMENT, "CheckRecorded"),
    ("scoring", ASSESSMENT, "LedgerEntryRecorded"),
    ("scoring", ASSESSMENT, "VetoRecorded"),
    ("scoring", ASSESSMENT, "RatingSubmitted"),
    ("scoring", ASSESSMENT, "TaskIssued"),
    ("scoring", ORG, "OrganizationRenamed"),
    ("assessment", ORG, "OrganizationRenamed"),
)
"""Who buries which type of poison."""

_origins = itertools.count(1)


def duplicates(system: System, dice: Random) -> None:
    """Say the last events of each topic again, each up to three times."""
    for topic in (ORG, ASSESSMENT):
        records = inspection.records(system.deployment.log())[f"{topic}/{HERE}"][-MOST_AGAIN:]
        again = [record for record in records for _ in range(dice.randint(1, 3))]
        messages = [(record.key, dict(record.headers), record.value or b"") for record in again]
        plant(system.deployment, (topic, HERE), messages)
        system.note(f"{len(again)} messages of {topic} again")
    time.sleep(dice.uniform(0.5, 1.0))


def poison(system: System, dice: Random) -> None:
    """Say what nobody can read, and what nobody knows."""
    mark = f"{time.time_ns()}"
    for topic, type_, value in _poisons(WHAT_A_BROKER_TAKES if Need.BROKER in system.deployment.has else A_LOT):
        plant(system.deployment, (topic, HERE), [(CITY, _headers(_poison_id(mark, type_), type_), value)])
    fact = assessment.Fact(number=mark, kind="rating", subject="01", cycle=CYCLE, period=CYCLE, amount="1")
    uncountable = _headers(_poison_id(mark, UNCOUNTABLE), UNCOUNTABLE) | {"ce_sequence": "9" * 20}
    of_elsewhere = _headers(_poison_id(mark, ELSEWHERE), ELSEWHERE) | {"ce_partitionkey": NEWTOWN}
    plant(
        system.deployment,
        (ASSESSMENT, HERE),
        [
            (CITY, of_elsewhere, assessment.RatingSubmitted(fact=fact).SerializeToString()),
            (CITY, uncountable, assessment.TaskIssued(fact=fact).SerializeToString()),
            (CITY, {"content-type": "text/plain"}, b"no envelope"),
        ],
    )
    system.note(f"{mark} marks nine kinds of poison")
    time.sleep(dice.uniform(0.5, 1.0))


def buried_with_reasons(system: System, state: State, _dice: Random) -> Sequence[Violation]:
    """What cannot be read is among the dead; what is not known was passed over."""
    mark, violations = system.faults[-1].split()[0], []
    for reader, topic, type_ in BURIED:
        if _poison_id(mark, f"{topic}.{type_}") not in state.readers[reader].dead:
            violations.append(Violation("F22", f"{reader} did not bury {type_}"))
    if not any(one.startswith(f"{ASSESSMENT}/{HERE}/") for one in state.readers["scoring"].dead):
        violations.append(Violation("F22", "scoring did not bury what has no envelope"))
    return violations


def newer_version(system: System, dice: Random) -> None:
    """Say an event that has a field of tomorrow."""
    number = f"newer-{time.time_ns()}"
    fact = assessment.Fact(number=number, kind="ledger", subject="01", cycle=CYCLE, period=CYCLE, amount="1")
    value = assessment.LedgerEntryRecorded(fact=fact).SerializeToString() + A_FIELD_OF_TOMORROW
    headers = _headers(f"newer/{number}", f"{ASSESSMENT}.LedgerEntryRecorded") | {"ce_partitionkey": NEWTOWN}
    plant(system.deployment, (ASSESSMENT, partition_of(NEWTOWN)), [(NEWTOWN, headers, value)])
    system.note(f"{number} with a field of tomorrow")
    time.sleep(dice.uniform(0.5, 1.0))


def newer_version_taken(system: System, _state: State, _dice: Random) -> Sequence[Violation]:
    """It has had its effect."""
    taken = inspection.column(
        system.deployment, "scoring", "select number from fact where city = :newtown", newtown=NEWTOWN
    )
    number = system.faults[-1].split()[0]
    return [] if taken.count(number) == 1 else [Violation("F23", f"{number} was not taken")]


def reversal_first(system: System, dice: Random) -> None:
    """Say the second event of a subject, which takes the first one back, before the first; it waits, parked."""
    number = f"mixed-up-{time.time_ns()}"
    fact = assessment.Fact(number=number, kind="ledger", subject=number, cycle=CYCLE, period=CYCLE, amount="1")
    _plant_in_newtown(number, 2, system, assessment.FactReversed(number=f"{number}-back", fact=fact))
    end = time.monotonic() + PARK_SECONDS
    while number not in inspection.column(system.deployment, "scoring", "select subject from parked_subject"):
        if time.monotonic() > end:
            system.object("F21", f"{number} was not parked")
            break
        time.sleep(0.1)
    time.sleep(dice.uniform(0.0, 1.0))
    _plant_in_newtown(number, 1, system, assessment.LedgerEntryRecorded(fact=fact))
    system.note(f"{number} published backwards")


def reversed_after_all(system: System, _state: State, _dice: Random) -> Sequence[Violation]:
    """Both have had their effects, in the order of their numbers."""
    number = system.faults[-1].split()[0]
    back = "select reversed_by from fact where city = :newtown and number = :number"
    found = inspection.column(system.deployment, "scoring", back, newtown=NEWTOWN, number=number)
    return [] if found == [f"{number}-back"] else [Violation("F21", f"{number} is reversed by {found}")]


def _plant_in_newtown(subject: str, number: int, system: System, message: Message) -> None:
    headers = _headers(f"{subject}/{number}", message.DESCRIPTOR.full_name)
    headers |= {"ce_subject": subject, "ce_subjectsequence": str(number), "ce_partitionkey": NEWTOWN}
    plant(system.deployment, (ASSESSMENT, partition_of(NEWTOWN)), [(NEWTOWN, headers, message.SerializeToString())])


def waiting(deployment: Deployment, service: str) -> int:
    """Return how many rows lie in a service's outbox."""
    return sum(one.waiting for one in inspection.published(deployment) if one.source == service)


def plant(
    deployment: Deployment, place: tuple[str, int], messages: Sequence[tuple[str, dict[str, str], bytes]]
) -> None:
    """Write messages (key, headers, value) into a partition as a producer of its own."""
    origin = Origin(f"faulty-{time.time_ns()}-{next(_origins)}", *place)
    outgoing = [
        Outgoing(number, f"{origin.source}/{number}", key, headers, value)
        for number, (key, headers, value) in enumerate(messages, 1)
    ]
    asyncio.run(_publish(deployment, origin, outgoing))


async def _publish(deployment: Deployment, origin: Origin, outgoing: Sequence[Outgoing]) -> None:
    log = deployment.log()
    await log.start()
    try:
        await log.publish(origin, outgoing)
    finally:
        await log.close()


def _poisons(large: int) -> list[tuple[str, str, bytes]]:
    """Topic, type and value: bad bytes, nothing, very much, no date, an unknown type, an unknown major version."""
    undated = org.OrganizationRenamed(after=[org.OrganizationState(code="01", since="yesterday")])
    return [
        (ASSESSMENT, f"{ASSESSMENT}.CheckRecorded", b"\xff\xff\xff"),
        (ASSESSMENT, f"{ASSESSMENT}.LedgerEntryRecorded", b""),
        (ASSESSMENT, f"{ASSESSMENT}.VetoRecorded", b"\xff" * large),
        (ORG, f"{ORG}.OrganizationRenamed", undated.SerializeToString()),
        (ASSESSMENT, f"{ASSESSMENT}.NobodyKnows", b"whatever"),
        (ASSESSMENT, "biaochi.assessment.v9.CheckRecorded", b"whatever"),
    ]


def _poison_id(mark: str, type_: str) -> str:
    return f"poison/{mark}/{type_}"


def _headers(id_: str, type_: str) -> dict[str, str]:
    return {
        "ce_specversion": "1.0",
        "ce_id": id_,
        "ce_source": "/faulty",
        "ce_type": type_,
        "ce_subject": "01",
        "ce_time": "2021-02-01T00:00:00Z",
        "ce_partitionkey": CITY,
        "ce_sequence": "0",
        "ce_caller": "faulty",
        "ce_traceparent": "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
        "content-type": "application/protobuf",
    }
