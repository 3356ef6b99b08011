"""A key for each person, under which what names or describes them is sealed: once it is dropped, they are erased.

Each service has keys of its own, in its own database, and no key leaves it: neither with an event nor in an answer.
Where the connection's database has wrapping keys, a secret stands under one of them, which is longer than it is bare.

What is written about an organization has a key, too, under the organization's code: whatever a text is about, person or
organization, is called a person here.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, bindparam, insert, inspect, select, update

from biaochi_chassis.foundation.aead import AES_256_GCM, CIPHERS, Aead, NotAuthentic, nonces
from biaochi_chassis.foundation.refusal import PersonIsErased
from biaochi_chassis.identity.disclosure import ERASED, MARK, is_sealed
from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.personal.wrapping import WrappingKeys, missing, name_of
from biaochi_chassis.store.tables import person_key

WRAPPING = "wrapping keys"
"""Under which name a connection holds the keys that its database's keys of persons are wrapped with."""
_KNOWN = select(person_key).where(person_key.c.city == bindparam("of_city"), among(person_key.c.person, "some"))


@dataclass(frozen=True)
class _Key:
    cipher: Aead
    secret: bytes

    @property
    def dropped(self) -> bool:
        return not self.secret


class PersonKeys:
    """The keys of persons of one city, within one transaction."""

    def __init__(self, connection: Connection, city: str, cipher: Aead = AES_256_GCM) -> None:
        """Read and keep keys on this connection; new ones are of this cipher."""
        self._connection = connection
        self._city = city
        self._cipher = cipher
        self._wrapping: WrappingKeys | None = connection.info.get(WRAPPING)
        self._known: dict[str, _Key | None] = {}
        self._nonces = nonces()

    def load(self, persons: Iterable[str]) -> None:
        """Read the keys of these at once, where they have some."""
        wanted = sorted(set(persons) - self._known.keys())
        if not wanted:
            return
        self._known.update(dict.fromkeys(wanted))
        for row in self._connection.execute(_KNOWN, {"of_city": self._city, "some": wanted}).mappings().all():
            self._known[row["person"]] = _Key(CIPHERS[row["algorithm"]], unwrapped(row, self._wrapping))

    def provide(self, persons: Collection[str]) -> None:
        """Have a key for each of these; whoever is erased gets none."""
        self.load(persons)
        new = {one: _Key(self._cipher, self._cipher.new_key()) for one in persons if self._known[one] is None}
        insert_rows(self._connection, person_key, [self._row(person, key) for person, key in new.items()])
        self._known |= new

    def erased(self, persons: Collection[str]) -> frozenset[str]:
        """Which of these are erased."""
        self.load(persons)
        return frozenset(one for one in persons if (key := self._known[one]) and key.dropped)

    def sealed(self, person: str, text: str) -> str:
        """What is to be stored or published instead of a text about a person. Raises PersonIsErased."""
        if not text:
            return ""
        if (key := self._known.get(person)) is None:
            self.provide([person])
            key = self._known[person]
        if key is None or key.dropped:
            raise PersonIsErased(person)
        ciphertext = key.cipher.seal(key.secret, text.encode(), self._about(person), next(self._nonces))
        return f"{MARK}{b64encode(ciphertext).decode()}"

    def resealed(self, person: str, text: str) -> str:
        """A text that may be sealed already: sealed, or only that there was one where the person is erased."""
        if not text or is_sealed(text):
            return text
        if person not in self._known:
            self.load([person])
        key = self._known[person]
        return MARK if key and key.dropped else self.sealed(person, text)

    def opened(self, person: str, text: str) -> str:
        """The text that was sealed; ERASED where its key is gone; as it stands what an earlier build left unsealed.

        Raises NotAuthentic for one that was changed, or put under another person.
        """
        if person not in self._known:
            self.load([person])
        key = self._known[person]
        if key and key.dropped:
            return ERASED
        if not is_sealed(text):
            return text
        if key is None:
            return ERASED
        return key.cipher.open(key.secret, b64decode(text[len(MARK) :]), self._about(person)).decode()

    def readable(self, person: str, text: str) -> str:
        """The same for a list that must not break on one text: ERASED for what does not open.

        A text of a key that an older backup does not have is such a one.
        """
        try:
            return self.opened(person, text) if text else ""
        except NotAuthentic:
            return ERASED

    def erase(self, person: str) -> None:
        """Drop the key of a person for good: the row stays without it, so that there is never another."""
        self.load([person])
        gone = _Key(self._cipher, b"")
        if self._known[person] is None:
            self._connection.execute(insert(person_key).values(self._row(person, gone)))
        else:
            here = (person_key.c.city == self._city, person_key.c.person == person)
            self._connection.execute(update(person_key).where(*here).values(secret=b""))
        self._known[person] = gone

    def _row(self, person: str, key: _Key) -> dict[str, object]:
        secret = key.secret
        if secret and self._wrapping:
            secret = self._wrapping.wrap(secret, self._about(person))
        return {"city": self._city, "person": person, "algorithm": key.cipher.name, "secret": secret}

    def _about(self, person: str) -> bytes:
        return about(self._city, person)


def about(city: str, person: str) -> bytes:
    """What a text, and a wrapped key, is bound to: under another person it does not open."""
    return f"{city}/{person}".encode()


def unwrapped(row: RowMapping, wrapping: WrappingKeys | None) -> bytes:
    """The secret of a row; empty for whoever is erased. Raises ServiceUnavailable where what wraps it is not there."""
    name = wrapping_name(row["algorithm"], row["secret"])
    if not name:
        return bytes(row["secret"])
    if wrapping is None:
        raise missing(name)
    return wrapping.unwrap(row["secret"], about(row["city"], row["person"]))


def wrapping_name(algorithm: str, secret: bytes) -> str:
    """The name of the key that a secret stands under; empty for one that stands bare, or was dropped."""
    return name_of(secret) if len(secret) > CIPHERS[algorithm].key_length else ""


def erased_persons(connection: Connection) -> list[tuple[str, str]]:
    """Return the city and the code of everybody whose key was dropped, in this order; none before there were keys."""
    if not inspect(connection).has_table(person_key.name):
        return []
    at = person_key.c
    found = select(at.city, at.person).where(at.secret == b"").order_by(at.city, at.person)
    return [(row.city, row.person) for row in connection.execute(found)]
