"""Wraps the keys of persons anew, under the key that wraps now, while the service runs."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection, RowMapping, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.foundation.aead import NotAuthentic
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.personal.keys import about, unwrapped, wrapping_name
from biaochi_chassis.store.personal.wrapping import WrappingKeys, headed
from biaochi_chassis.store.tables import person_key

EVERY = 10.0
"""Seconds between two looks for keys that another key wraps, or none."""
AT_ONCE = 500
"""Keys of one transaction."""

_logger = logging.getLogger(__name__)


class Rewrapping:
    """One of the loops of a service that keeps keys of persons."""

    def __init__(self, database: Database, wrapping: WrappingKeys) -> None:
        """Wrap the keys of this database by the first of these."""
        self._database = database
        self._wrapping = wrapping

    async def run(self) -> None:
        """Look for what is wrapped otherwise, for ever; what cannot be unwrapped now is tried again later."""
        while True:
            try:
                if done := await self.rewrap_all():
                    _logger.info("%d keys of persons are wrapped by %s now", done, self._wrapping.current)
            except (Refused, SQLAlchemyError, NotAuthentic) as trouble:
                _logger.warning("keys of persons cannot be wrapped anew: %r", trouble)
            await asyncio.sleep(EVERY)

    async def rewrap_all(self) -> int:
        """Wrap all that is wrapped otherwise; return how many keys that were."""
        done = 0
        while await self._database.read(partial(_others, self._wrapping)):
            done += await self._database.update(partial(rewrap, self._wrapping))
        return done


def rewrap(wrapping: WrappingKeys, connection: Connection) -> int:
    """Wrap some keys anew; return how many."""
    at, rows = person_key.c, _others(wrapping, connection)
    for row in rows:
        secret = unwrapped(row, wrapping)
        wrapped = wrapping.wrap(secret, about(row["city"], row["person"]))
        here = (at.city == row["city"], at.person == row["person"])
        connection.execute(update(person_key).where(*here).values(secret=wrapped))
    return len(rows)


def _others(wrapping: WrappingKeys, connection: Connection) -> Sequence[RowMapping]:
    """Some of the keys that stand bare, or under another key than the first one."""
    beginning = headed(wrapping.current)
    otherwise = (person_key.c.secret != b"", func.substr(person_key.c.secret, 1, len(beginning)) != beginning)
    return connection.execute(select(person_key).where(*otherwise).limit(AT_ONCE)).mappings().all()


def wrapped_by(connection: Connection) -> Counter[str]:
    """How many keys of persons each wrapping key wraps, by its name; under the empty name, how many none does."""
    kept = select(person_key.c.algorithm, person_key.c.secret).where(person_key.c.secret != b"")
    return Counter(wrapping_name(row.algorithm, row.secret) for row in connection.execute(kept))
