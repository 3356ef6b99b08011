"""Who of a group reads which partition, in a file beside the log's. Advice only: two who both believe in it do no harm.

A member is believed dead when its process is gone (the embedded log is for one machine, so that this can be asked) or
when it has not been seen for LEASE seconds (a paused process). Each live member gets a fair share.
"""

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence

from biaochi_chassis.log.records import writing

LEASE = 10.0
RENEW = 2.0

SCHEMA = """
create table if not exists log_member (
  family text not null, member text not null, process integer not null, seen real not null,
  primary key (family, member));
create table if not exists log_lease (
  family text not null, topic text not null, part integer not null, member text not null,
  primary key (family, topic, part));
"""

Place = tuple[str, int]

# The members of this process: one of an earlier process with the same number is dead.
_here: set[str] = set()


class Leases:
    """One member's part in its group. Plain functions for one thread; nothing is fsynced, nothing needs to be."""

    def __init__(self, connection: sqlite3.Connection, group: str, now: Callable[[], float] = time.time) -> None:
        """Make a member with a name of its own; it is in the group from its first `renew` on."""
        self._connection = connection
        self._group = group
        self._now = now
        self._member = f"{os.getpid()}-{secrets.token_hex(4)}"
        _here.add(self._member)

    def renew(self, places: Sequence[Place]) -> frozenset[Place]:
        """Show that this member lives, share the places out anew, and return those it should read."""
        with writing(self._connection):
            self._be_seen()
            self._bury_the_dead()
            return self._share(places)

    def leave(self) -> None:
        """Give everything back at once."""
        _here.discard(self._member)
        with writing(self._connection):
            self._remove(self._member)

    def _be_seen(self) -> None:
        self._connection.execute(
            "insert into log_member (family, member, process, seen) values (?, ?, ?, ?)"
            " on conflict (family, member) do update set seen = excluded.seen",
            (self._group, self._member, os.getpid(), self._now()),
        )

    def _bury_the_dead(self) -> None:
        members = self._connection.execute(
            "select member, process, seen from log_member where family = ?", (self._group,)
        ).fetchall()
        for member, process, seen in members:
            if seen < self._now() - LEASE or not _alive(member, process):
                self._remove(member)

    def _remove(self, member: str) -> None:
        self._connection.execute("delete from log_member where family = ? and member = ?", (self._group, member))
        self._connection.execute("delete from log_lease where family = ? and member = ?", (self._group, member))

    def _share(self, places: Sequence[Place]) -> frozenset[Place]:
        leases = self._connection.execute(
            "select topic, part, member from log_lease where family = ?", (self._group,)
        ).fetchall()
        holders = {(topic, part): member for topic, part, member in leases}
        mine = sorted(place for place in places if holders.get(place) == self._member)
        free = [place for place in places if place not in holders]
        fair = -(-len(places) // self._members())
        self._give_back(mine[fair:])
        self._take(free[: max(0, fair - len(mine))])
        return frozenset(mine[:fair] + free[: max(0, fair - len(mine))])

    def _members(self) -> int:
        (count,) = self._connection.execute(
            "select count(*) from log_member where family = ?", (self._group,)
        ).fetchone()
        return int(count)

    def _give_back(self, places: Sequence[Place]) -> None:
        self._connection.executemany(
            "delete from log_lease where family = ? and topic = ? and part = ?",
            [(self._group, *place) for place in places],
        )

    def _take(self, places: Sequence[Place]) -> None:
        self._connection.executemany(
            "insert into log_lease (family, topic, part, member) values (?, ?, ?, ?)",
            [(self._group, *place, self._member) for place in places],
        )


def _alive(member: str, process: int) -> bool:
    if process == os.getpid():
        return member in _here
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
