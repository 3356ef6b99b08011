"""A refusal: a stable code for programs and a sentence for the person who asked. One class per rule."""

from collections.abc import Mapping
from typing import ClassVar, Self

LONGEST_SHOWN = 60


class Refused(Exception):
    """Something was asked that a rule forbids; nothing was written.

    A subclass is one rule: its `code` is UPPER_SNAKE and never changes. The sentence says what was wrong with its
    value, which rule, and what to do. `retryable` is true only when the very same request may succeed a little later.
    """

    code: ClassVar[str]
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        sentence: str,
        *,
        index: int | None = None,
        field: str | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Take the sentence; `index` is the place in the batch from 0, `field` the one field that is wrong."""
        super().__init__(sentence)
        self.sentence = sentence
        self.index = index
        self.field = field
        self.details = dict(details or {})

    def at(self, index: int) -> Self:
        """Say at which place of a batch it happened; returns itself, to be raised."""
        self.index = index
        return self


class BadRequest(Refused):
    """The request cannot be understood at all."""

    code = "BAD_REQUEST"


class NotYetKnown(Refused):
    """This service has not read as far in the log as the caller has written; a little later it will have."""

    code = "NOT_YET_KNOWN"
    retryable = True


class ServiceUnavailable(Refused):
    """The service, or the database it stands on, does not answer now; the same call may be sent again."""

    code = "SERVICE_UNAVAILABLE"
    retryable = True


class StorageFull(Refused):
    """The disk under a service's database has no room left; once it has, the same call may be sent again."""

    code = "STORAGE_FULL"
    retryable = True


class Unauthenticated(Refused):
    """Nobody can be made out behind the request: its token is missing, wrong or over."""

    code = "UNAUTHENTICATED"


class Forbidden(Refused):
    """Whoever asks may not; whether what was asked for exists is not said."""

    code = "FORBIDDEN"


class RequestTooLarge(Refused):
    """A request or an event is larger than may cross the wire."""

    code = "REQUEST_TOO_LARGE"


class IdempotencyKeyReused(Refused):
    """One idempotency key was used for two different commands."""

    code = "IDEMPOTENCY_KEY_REUSED"


class PersonIsErased(Refused):
    """A person who is erased is a code and no more: nothing is written about them any more."""

    code = "PERSON_ERASED"

    def __init__(self, person: str, field: str | None = None) -> None:
        """`person` is the code, `field` the one that names it."""
        sentence = f"人员「{shown(person)}」已抹除，不再登记、更改或写下其人其事：确有其人再来，请另用新编码登记。"
        super().__init__(sentence, field=field)


def shown(text: object) -> str:
    """A value as a sentence quotes it: on one line, at most 60 characters of it, marks nobody sees as □."""
    whole = str(text)
    if not whole.isprintable():
        whole = "".join(mark if mark.isprintable() else "□" for mark in whole)
    return whole if len(whole) <= LONGEST_SHOWN else f"{whole[:LONGEST_SHOWN]}…（共 {len(whole)} 字）"
