"""A batch of commands is done whole or not at all, and each command once under its idempotency key."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import BadRequest, Refused, RequestTooLarge, shown
from biaochi_chassis.store.content import both, hashes, impersonal
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.idempotency import ProcessedCommand, StoredAnswer, content_hash, must_be_same
from biaochi_chassis.store.signatures import FirstSignature, Signing, countersigned

MOST_COMMANDS = 1000
LONGEST_KEY = 128


class Command(Protocol):
    """A command as the caller sent it: a frozen dataclass whose fields are its content.

    One that says `four_eyes` is done when a second person has sent it, under the same key or, where it has a text
    `signed_as`, about the same.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def idempotency_key(self) -> str:
        """Names this command for ever; the same key with the same content is the same command."""


D = TypeVar("D", bound=Command)


class Batch(Generic[D]):
    """The commands still to be done, and what became of them."""

    def __init__(self, fresh: Sequence[tuple[int, D]]) -> None:
        """`fresh`: the commands not yet done under their key, each with its place in the batch."""
        self.fresh = fresh
        self.codes: dict[int, str] = {}
        self.awaiting: dict[int, str] = {}
        self.signed: dict[int, FirstSignature] = {}
        """Who had signed those that took two, by place."""
        self.refusals: list[Refused] = []

    @contextmanager
    def refusing(self, index: int) -> Iterator[None]:
        """Collect a refusal raised inside, so that one look at a batch finds every fault in it."""
        try:
            yield
        except Refused as refused:
            self.refusals.append(refused.at(index))

    def done(self, index: int, code: str) -> None:
        """Say what was written for a command: the code its caller will find it by."""
        self.codes[index] = code


class Written(NamedTuple):
    """What became of one command: its code; whether it had been done before; whether a second signature is awaited."""

    code: str
    already: bool
    awaits_signature: bool = False


@dataclass(frozen=True)
class BatchAnswer:
    """What became of a batch: of each command, in the order they were sent."""

    written: tuple[Written, ...]
    positions: Positions
    refusals: tuple[Refused, ...] = ()


Work = Callable[[UnitOfWork, Batch[D]], None]
Weighing = Callable[[UnitOfWork, Sequence[D]], AbstractSet[str]]
"""Finds the commands that take two for what is known of what they name; returns their idempotency keys."""


Announcing = Callable[[UnitOfWork, Sequence[D]], None]
"""Publishes of commands that they were signed by one person, and that another is to sign them."""


def announce_nothing(_tx: UnitOfWork, _commands: Sequence[Command]) -> None:
    """Let nobody know that a second signature is awaited."""


def weigh_none(_tx: UnitOfWork, _commands: Sequence[Command]) -> AbstractSet[str]:
    """Leave it to the commands themselves to say whether they take two."""
    return frozenset()


async def write_batch(
    database: Database,
    call: Call,
    city: str,
    commands: Sequence[D],
    work: Work[D],
    *,
    at: datetime,
    dry_run: bool = False,
    weigh: Weighing[D] = weigh_none,
    announce: Announcing[D] = announce_nothing,
) -> BatchAnswer:
    """Do `work` on the commands not done before, in one transaction.

    The first refusal is raised and nothing is written. In a dry run nothing is ever written and all refusals are
    answered. A command done before under the same key with the same content answers as it did then; with other content
    it is IDEMPOTENCY_KEY_REUSED. One that asks for four eyes, or of which `weigh` finds that it does, is judged, and
    done when a second person sends it; `announce` publishes that this is awaited. At most 1000 commands, keys of 1 to
    128 visible characters, each once in a batch. `at`: when it is sent.
    """
    _check(commands)

    def whole(tx: UnitOfWork) -> tuple[dict[str, StoredAnswer], Batch[D]]:
        known = tx.recall(city, [command.idempotency_key for command in commands])
        fresh = [(index, command) for index, command in enumerate(commands) if command.idempotency_key not in known]
        signed = {} if dry_run else {one[0]: _signed(tx, city, one, at) for one in _taking_two(tx, fresh, weigh)}
        awaiting = [one for one in fresh if one[0] in signed and signed[one[0]].first is None]
        batch = Batch([one for one in fresh if one not in awaiting])
        batch.signed = {index: signing.first for index, signing in signed.items() if signing.first is not None}
        for index, command in enumerate(commands):
            if remembered := known.get(command.idempotency_key):
                with batch.refusing(index):
                    must_be_same(remembered, hashes(command), index)
        if batch.fresh or not awaiting:
            work(tx, batch)
        if awaiting:
            _sign(tx, city, Batch(awaiting), batch, work)
            announce(tx, [command for index, command in awaiting if signed[index].anew])
        batch.refusals.sort(key=lambda refused: refused.index or 0)
        if batch.refusals and not dry_run:
            raise batch.refusals[0]
        if dry_run:
            tx.abandon()
        else:
            tx.remember([_processed(city, command, batch.codes[index]) for index, command in batch.fresh])
            tx.remember(_first_processed(city, batch))
        return known, batch

    (known, batch), positions = await database.write(call, whole)
    return _answer(commands, batch, known, positions)


def _taking_two(tx: UnitOfWork, placed: Sequence[tuple[int, D]], weigh: Weighing[D]) -> list[tuple[int, D]]:
    """Those commands that ask for a second signature.

    A process that stands alone signs for nobody: what it may do it may do by itself.
    """
    if not placed or not tx.call.token:
        return []
    weighty = weigh(tx, [command for _, command in placed])
    return [one for one in placed if getattr(one[1], "four_eyes", False) or one[1].idempotency_key in weighty]


def _signed(tx: UnitOfWork, city: str, placed: tuple[int, D], at: datetime) -> Signing:
    """The caller's signature, given at an instant, under a command that asks for two."""
    index, command = placed
    try:
        return countersigned(tx.connection, tx.call, city, command, at)
    except Refused as refused:
        raise refused.at(index) from None


def _sign(tx: UnitOfWork, city: str, awaiting: Batch[D], batch: Batch[D], work: Work[D]) -> None:
    """Judge what awaits a second signature as if it were done, and leave nothing of it but that it was signed."""
    trial = tx.connection.begin_nested()
    work(UnitOfWork(tx.connection, tx.call, tx.source), awaiting)
    trial.rollback()
    batch.refusals += awaiting.refusals
    batch.awaiting.update(awaiting.codes)
    tx.sign(city, [(one.idempotency_key, content_hash(impersonal(one))) for _, one in awaiting.fresh])


def _processed(city: str, command: Command, code: str) -> ProcessedCommand:
    said, audited = both(command)
    hashed = content_hash(said), content_hash(audited) if audited else ""
    return ProcessedCommand(city, command.idempotency_key, hashed[0], code.encode(), hashed[1])


def _first_processed(city: str, batch: Batch[D]) -> list[ProcessedCommand]:
    """The same commands under the keys of those who signed them first, who may ask again what became of them."""
    keys = {command.idempotency_key for _, command in batch.fresh}
    return [
        ProcessedCommand(city, first.idempotency_key, content_hash(first.said.encode()), batch.codes[index].encode())
        for index, first in batch.signed.items()
        if first.idempotency_key and first.idempotency_key not in keys
    ]


def _check(commands: Sequence[Command]) -> None:
    if len(commands) > MOST_COMMANDS:
        raise RequestTooLarge(f"一批最多 {MOST_COMMANDS} 条，这一批有 {len(commands)} 条：请分批提交。")
    seen: set[str] = set()
    for index, command in enumerate(commands):
        key = command.idempotency_key
        if not 1 <= len(key) <= LONGEST_KEY:
            sentence = f"幂等键长 {len(key)} 个字符，应为 1 到 {LONGEST_KEY} 个：请为每件事取一个不变的编号。"
            raise BadRequest(sentence, index=index, field="idempotency_key")
        if not key.isprintable() or key != key.strip():
            sentence = f"幂等键“{shown(key)}”首尾有空白，或有看不见的字符：请换成看得见的编号。"
            raise BadRequest(sentence, index=index, field="idempotency_key")
        if key in seen:
            sentence = f"幂等键 {key} 在同一批里出现了两次：每件事各用一个编号。"
            raise BadRequest(sentence, index=index, field="idempotency_key")
        seen.add(key)


def _answer(
    commands: Sequence[Command], batch: Batch[D], known: dict[str, StoredAnswer], positions: Positions
) -> BatchAnswer:
    written = []
    for index, command in enumerate(commands):
        if remembered := known.get(command.idempotency_key):
            written.append(Written(remembered.answer.decode(), already=True))
            positions = positions.merge(remembered.positions)
        elif index in batch.awaiting:
            written.append(Written(batch.awaiting[index], already=False, awaits_signature=True))
        else:
            written.append(Written(batch.codes.get(index, ""), already=False))
    return BatchAnswer(tuple(written), positions, tuple(batch.refusals))
