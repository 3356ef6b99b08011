"""Why a supposed fact is not taken: the codes are those of a real one at intake. The sentence is written where the
rule is."""

from biaochi_chassis.refused import Refused


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


class WrongKind(Refused):
    """The indicator takes another kind of fact."""

    code = "WRONG_KIND"


class WrongCadence(Refused):
    """The indicator is recorded for periods of another length."""

    code = "WRONG_CADENCE"


class AmountOutOfRange(Refused):
    """An amount is outside what may be given."""

    code = "AMOUNT_OUT_OF_RANGE"


class AmountOffStep(Refused):
    """An amount falls between two steps."""

    code = "AMOUNT_OFF_STEP"


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


class SelfRating(Refused):
    """Nobody rates itself."""

    code = "SELF_RATING"


class RatingNotDue(Refused):
    """The rotation asks this rater for other subjects in this period."""

    code = "RATING_NOT_DUE"
