"""Why a supposed fact is not taken: the codes are those of a real one at intake. The sentence is written where the
rule is."""

from biaochi_chassis.foundation.refusal import Refused

FIELDS = {
    "WRONG_KIND": "indicator",
    "WRONG_CADENCE": "period",
    "WRONG_SHARE": "indicator",
    "NO_RATER": "rater",
    "SELF_RATING": "rater",
    "UNKNOWN_LEVEL": "level",
    "UNKNOWN_CHOICE": "choice",
    "UNKNOWN_PANEL": "panel",
    "NOT_SHARED": "owners",
    "NOT_RAISED": "raised",
    "NOT_SIGNED": "signed",
    "NO_CASE": "case",
    "NO_REASON": "reason",
}
"""Which field a refusal of the SDK is about, where it is not the amount."""


class UnknownSubject(Refused):
    """No period judged by this model has the organization in its cohort."""

    code = "UNKNOWN_SUBJECT"


class UnknownIndicator(Refused):
    """The model has no such indicator."""

    code = "UNKNOWN_INDICATOR"


class UnknownFact(Refused):
    """The cycle has no fact of this number."""

    code = "UNKNOWN_FACT"


class UnknownTask(Refused):
    """No task of this number stands for the subject."""

    code = "UNKNOWN_TASK"


class NotTaken(Refused):
    """The indicator does not take the fact as it is given; the code says in which respect."""

    code = "BAD_REQUEST"

    def __init__(self, code: str, sentence: str) -> None:
        """Take the code and the sentence of whoever refused it, and name the field they are about."""
        super().__init__(sentence, field=FIELDS.get(code, "amount"))
        # Here the code is the SDK's, not the class's.
        self.__dict__.update(code=code)


class AlreadyExists(Refused):
    """A fact stands in the place of this one; it must be reversed as well."""

    code = "ALREADY_EXISTS"


class AlreadyCompleted(Refused):
    """The task has been completed."""

    code = "ALREADY_COMPLETED"


class AlreadyRated(Refused):
    """The rater has rated this subject in this period."""

    code = "ALREADY_RATED"


class AlreadyReversed(Refused):
    """The fact has been reversed, or is to be reversed twice."""

    code = "ALREADY_REVERSED"


class StillInUse(Refused):
    """Another standing fact rests on this one."""

    code = "STILL_IN_USE"


class RatingNotDue(Refused):
    """The rotation asks this rater for other subjects in this period."""

    code = "RATING_NOT_DUE"
