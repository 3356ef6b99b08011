"""Every way something about results is refused: one class a rule, with its stable code."""

from biaochi_chassis.foundation.refusal import Refused


class NotSettled(Refused):
    """The results are not computed yet on the facts as they are; a little later they are."""

    code = "RESULTS_PENDING"
    retryable = True


class OtherResults(Refused):
    """The results are not those the caller has looked at."""

    code = "OTHER_RESULTS"


class ResultsNotFinal(Refused):
    """The results may still change."""

    code = "RESULTS_NOT_FINAL"


class UnknownConsequence(Refused):
    """No consequence has this code."""

    code = "UNKNOWN_CONSEQUENCE"


class ConsequenceStepNotPossible(Refused):
    """The consequence does not stand where this step leads from."""

    code = "CONSEQUENCE_STEP_NOT_POSSIBLE"


class NoNoticeRule(Refused):
    """The city declares no notice."""

    code = "NO_NOTICE_RULE"


class NoticeBegun(Refused):
    """Results are put under notice once."""

    code = "NOTICE_BEGUN"


class NotUnderNotice(Refused):
    """There is nothing to object to: the results are not shown yet."""

    code = "NOT_UNDER_NOTICE"


class ObjectionLate(Refused):
    """The days of the notice are over."""

    code = "OBJECTION_LATE"


class NotScored(Refused):
    """Nobody of this code has a result there: it was merged or abolished before the period closed, or never judged."""

    code = "NOT_SCORED"


class UnknownNode(Refused):
    """The model has no such node."""

    code = "UNKNOWN_NODE"


class UnknownObjection(Refused):
    """No objection of the city has this code."""

    code = "UNKNOWN_OBJECTION"


class ObjectionDecided(Refused):
    """An objection is decided once."""

    code = "OBJECTION_DECIDED"


class DecidedFirst(Refused):
    """Who decided first does not decide on the objection."""

    code = "DECIDED_FIRST"


class NotContested(Refused):
    """A correction touches what the objection is not about."""

    code = "NOT_CONTESTED"


class NothingCorrected(Refused):
    """An upheld objection changes something; a refused one changes nothing."""

    code = "NOTHING_CORRECTED"


class LaterCycleClosed(Refused):
    """A later cycle already rests on these results."""

    code = "LATER_CYCLE_CLOSED"


class NoticeRunning(Refused):
    """Results become final only after the last day of the notice."""

    code = "NOTICE_RUNNING"


class ObjectionsOpen(Refused):
    """Results become final only once every objection is decided."""

    code = "OBJECTIONS_OPEN"


class ResultsFinal(Refused):
    """Final results change no more."""

    code = "RESULTS_FINAL"
