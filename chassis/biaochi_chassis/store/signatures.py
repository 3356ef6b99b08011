"""Four eyes: a command that asks for them is signed by one person, and done when another sends the very same one.

The second signature is the command itself: whoever gives it has the right to give the command, as the guard finds, and
signs for all that it says and not for a number. The two meet under the command's idempotency key or, where it says so
(`signed_as`), under what it is about, and each has a key of their own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select

from biaochi_chassis.event.call import Call
from biaochi_chassis.store.content import Said, content, hashes
from biaochi_chassis.store.idempotency import StoredAnswer, content_hash, must_be_same
from biaochi_chassis.store.tables import first_signature

HOLDS = timedelta(days=7)
"""How long a first signature waits for the second; then it is as if it had not been given."""
_KIND, _KEY = "", "idempotency_key"


@dataclass(frozen=True)
class FirstSignature:
    """A command that waits for its second signature: under which key, what it says, who signed it and when."""

    key: str
    said: str
    signer: str
    at: datetime

    @property
    def until(self) -> datetime:
        """When it is as if it had not been given."""
        return self.at + HOLDS

    @property
    def command(self) -> str:
        """The kind of the command."""
        return str(self._read[_KIND])

    @property
    def idempotency_key(self) -> str:
        """The key that its signer sent it under; empty for one that was signed by doing something else."""
        return str(self._read.get(_KEY, ""))

    @property
    def content_hash(self) -> str:
        """The hash of what it says."""
        return content_hash(self.said.encode())

    @property
    def fields(self) -> Mapping[str, str]:
        """What it says, by the names of its fields, without those that are empty."""
        return {name: _text(value) for name, value in self._read.items() if name not in (_KIND, _KEY)}

    @property
    def _read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.said)
        return found


@dataclass(frozen=True)
class Signing:
    """What became of a signature: who else had signed the command first; whether this is the first one, given now."""

    first: FirstSignature | None
    anew: bool = False


def lapses_at(at: datetime) -> datetime:
    """When a signature that is given at an instant is as if it had not been given."""
    return at + HOLDS


def signed_as(command: Said) -> str:
    """Under which key the two signatures of a command meet."""
    return str(getattr(command, "signed_as", "") or getattr(command, _KEY))


def countersigned(connection: Connection, call: Call, city: str, command: Said, at: datetime) -> Signing:
    """Sign a command as the caller, at an instant. Where somebody else had signed it first, it is to be done now.

    Raises IdempotencyKeyReused when another command was signed under this key.
    """
    here = _here(city, signed_as(command))
    row = connection.execute(select(first_signature).where(*here)).mappings().first()
    if row is None or not _holds(row, at):
        sign_first(connection, call, city, command, at)
        return Signing(None, anew=True)
    must_be_same(StoredAnswer(row["content_hash"], b"", call.positions), hashes(_compared(command)))
    if row["signer"] == call.caller:
        return Signing(None)
    lapse(connection, city, row["idempotency_key"])
    return Signing(_first(row))


def sign_first(connection: Connection, call: Call, city: str, command: Said, at: datetime) -> None:
    """Sign a command as the caller, in place of a first signature that may be there, at an instant.

    What has waited too long by then goes.
    """
    lapse(connection, city, signed_as(command))
    ended = (at - HOLDS).isoformat()
    connection.execute(delete(first_signature).where(first_signature.c.city == city, first_signature.c.at < ended))
    connection.execute(insert(first_signature).values(_row(call, city, command, at)))


def first_of(connection: Connection, city: str, key: str, at: datetime) -> FirstSignature | None:
    """Return the signature that waits at an instant under this key for a second one; None when none does."""
    row = connection.execute(select(first_signature).where(*_here(city, key))).mappings().first()
    return _first(row) if row is not None and _holds(row, at) else None


def awaiting(connection: Connection, city: str, at: datetime) -> list[FirstSignature]:
    """Return what waits at an instant for a second signature in a city, in the order it was signed."""
    of = first_signature.c
    found = select(first_signature).where(of.city == city).order_by(of.at, of.idempotency_key)
    rows = connection.execute(found).mappings()
    return [_first(row) for row in rows if _holds(row, at)]


def lapse(connection: Connection, city: str, key: str) -> None:
    """Let a first signature be as if it had not been given: what was signed is no more."""
    connection.execute(delete(first_signature).where(*_here(city, key)))


def withdraw(connection: Connection, city: str, signer: str) -> None:
    """Take back what somebody has signed and nobody else yet: a right of theirs has ended."""
    of = first_signature.c
    connection.execute(delete(first_signature).where(of.city == city, of.signer == signer))


def _here(city: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return first_signature.c.city == city, first_signature.c.idempotency_key == key


def _compared(command: Said) -> Said:
    """What two commands under one key must have the same of: all but the keys that their senders gave them."""
    return replace(command, idempotency_key="") if getattr(command, "signed_as", "") else command


def _first(row: RowMapping) -> FirstSignature:
    return FirstSignature(row["idempotency_key"], row["said"], row["signer"], datetime.fromisoformat(row["at"]))


def _holds(row: RowMapping, at: datetime) -> bool:
    return at < datetime.fromisoformat(row["at"]) + HOLDS


def _row(call: Call, city: str, command: Said, at: datetime) -> dict[str, object]:
    return {
        "city": city,
        "idempotency_key": signed_as(command),
        "content_hash": content_hash(content(_compared(command))),
        "said": content(command).decode(),
        "signer": call.caller,
        "at": at.isoformat(),
    }


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "，".join(f"{name}={_text(one)}" for name, one in value.items())
    return " ".join(map(_text, value)) if isinstance(value, list) else str(value)
