"""Verifies an audit trail: row by row, and against the heads that other services have."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from biaochi_chassis.audit.digest import DIGESTS
from biaochi_chassis.audit.entry import Chained, link


@dataclass(frozen=True)
class Head:
    """Where a service's trail had come to when it said so: the number and the hash of its last row."""

    service: str
    number: int
    algorithm: str
    hash: str
    signed_by: str = ""
    signature: str = ""

    @property
    def said(self) -> bytes:
        """What its signature is over."""
        return f"{self.service} {self.number} {self.algorithm} {self.hash}".encode()


@dataclass(frozen=True)
class WitnessedHead:
    """A head as another service keeps it."""

    head: Head
    witness: str


@dataclass(frozen=True)
class Fault:
    """The first row that is not as it was written, or not there, and how that shows."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """How many rows were looked at, against how many heads, and the first fault, if there is one."""

    rows: int
    heads: int
    fault: Fault | None = None


def verify(
    rows: Iterable[Chained], heads: Sequence[WitnessedHead], genuine: Callable[[Head], bool] = lambda _: True
) -> Verdict:
    """Look at a trail from its first row on, in order of number, up to the first fault.

    `genuine`: whether a head that says who signed it was; from the first signed one on every head must be.
    """
    if forged := _forged(heads, genuine):
        return Verdict(0, 0, forged)
    waiting = sorted(heads, key=lambda one: one.head.number)
    checked, previous = 0, ""
    for row in rows:
        fault = _fault_of(row, checked + 1, previous)
        while fault is None and waiting and waiting[0].head.number == row.number:
            fault = _contradicted(row, waiting.pop(0))
        if fault:
            return Verdict(checked, len(heads) - len(waiting), fault)
        checked, previous = row.number, row.hash
    if waiting:
        last = waiting[-1]
        sentence = f"it is missing: {last.witness} has the head of row {last.head.number}, so the end was cut off"
        return Verdict(checked, len(heads) - len(waiting), Fault(checked + 1, sentence))
    return Verdict(checked, len(heads))


def _forged(heads: Sequence[WitnessedHead], genuine: Callable[[Head], bool]) -> Fault | None:
    """The first head that the service did not sign, though it signs."""
    signs = False
    for one in sorted(heads, key=lambda one: one.head.number):
        signs = signs or bool(one.head.signature)
        if signs and not (one.head.signature and genuine(one.head)):
            sentence = f"its head that {one.witness} has is forged: {one.head.service} did not sign it"
            return Fault(one.head.number, sentence)
    return None


def _fault_of(row: Chained, number: int, previous: str) -> Fault | None:
    if row.number != number:
        return Fault(number, f"it is missing: the next one that is there is row {row.number}")
    digest = DIGESTS.get(row.algorithm)
    if digest is None:
        return Fault(number, f"it names a hash that nobody knows: {row.algorithm!r}")
    if row.previous != previous:
        return Fault(number, "it does not follow the row before it: one of the two was put here or changed")
    if row.hash != link(row.entry, row.number, row.previous, digest):
        return Fault(number, "it was changed: what it says has another hash")
    return None


def _contradicted(row: Chained, announced: WitnessedHead) -> Fault | None:
    if (row.hash, row.algorithm) == (announced.head.hash, announced.head.algorithm):
        return None
    return Fault(row.number, f"it is not the row whose head {announced.witness} has: the trail was written anew")
