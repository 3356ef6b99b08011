"""Four eyes: a command that asks for them is signed by one person, and done when another sends the very same one.

The second signature is the command itself, under the same idempotency key: whoever gives it has the right to give the
command, as the guard finds, and signs for all that it says and not for a number.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.store.content import Said, content, hashes
from biaochi_chassis.store.idempotency import StoredAnswer, content_hash, must_be_same
from biaochi_chassis.store.tables import first_signature

HOLDS = timedelta(days=7)
"""How long a first signature waits for the second; then it is as if it had not been given."""


@dataclass(frozen=True)
class FirstSignature:
    """A command that waits for its second signature: its key, what it says, who signed it and when."""

    key: str
    said: str
    signer: str
    at: datetime


def countersigned(connection: Connection, call: Call, city: str, key: str, command: Said) -> bool:
    """Whether somebody other than the caller has signed this command, so that it is to be done now.

    If not, the caller has signed it now, or had. Raises IdempotencyKeyReused when another command was signed under
    this key.
    """
    here = (first_signature.c.city == city, first_signature.c.idempotency_key == key)
    row = connection.execute(select(first_signature).where(*here)).mappings().first()
    if row is not None and not _holds(row):
        connection.execute(delete(first_signature).where(*here))
        row = None
    if row is None:
        connection.execute(insert(first_signature).values(_row(call, city, key, command)))
        return False
    must_be_same(StoredAnswer(row["content_hash"], b"", call.positions), hashes(command))
    if row["signer"] == call.caller:
        return False
    connection.execute(delete(first_signature).where(*here))
    return True


def awaiting(connection: Connection, city: str) -> list[FirstSignature]:
    """Return what waits for a second signature in a city, in the order it was signed."""
    of = first_signature.c
    found = select(first_signature).where(of.city == city).order_by(of.at, of.idempotency_key)
    rows = connection.execute(found).mappings()
    return [_first(row) for row in rows if _holds(row)]


def withdraw(connection: Connection, city: str, signer: str) -> None:
    """Take back what somebody has signed and nobody else yet: a right of theirs has ended."""
    of = first_signature.c
    connection.execute(delete(first_signature).where(of.city == city, of.signer == signer))


def _first(row: RowMapping) -> FirstSignature:
    return FirstSignature(row["idempotency_key"], row["said"], row["signer"], datetime.fromisoformat(row["at"]))


def _holds(row: RowMapping) -> bool:
    return SystemClock().now() < datetime.fromisoformat(row["at"]) + HOLDS


def _row(call: Call, city: str, key: str, command: Said) -> dict[str, object]:
    said = content(command)
    return {
        "city": city,
        "idempotency_key": key,
        "content_hash": content_hash(said),
        "said": said.decode(),
        "signer": call.caller,
        "at": SystemClock().now().isoformat(),
    }
