"""Every way the assessment service says no: one class a rule, with its stable code. The sentence is written where the
rule is."""

from biaochi_chassis.foundation.refusal import BadRequest, Refused


class BadCycleCode(BadRequest):
    """A cycle is named by its year and by nothing else."""


class UnknownCity(Refused):
    """No installed plugin has published this city."""

    code = "UNKNOWN_CITY"


class UnknownModel(Refused):
    """No model of the city judges this cycle."""

    code = "UNKNOWN_MODEL"


class UnknownCycle(Refused):
    """No cycle of this code was opened in the city."""

    code = "UNKNOWN_CYCLE"


class UnknownPeriod(Refused):
    """No cycle of the city has a period of this code."""

    code = "UNKNOWN_PERIOD"


class UnknownSubject(Refused):
    """The registry has no such organization in that period."""

    code = "UNKNOWN_SUBJECT"


class UnknownOrganization(Refused):
    """The registry has no such organization in that period, and it is not the subject of the command."""

    code = "UNKNOWN_ORGANIZATION"


class UnknownIndicator(Refused):
    """No model pinned by the cycle has this indicator."""

    code = "UNKNOWN_INDICATOR"


class UnknownFact(Refused):
    """No fact of the city has this number."""

    code = "UNKNOWN_FACT"


class UnknownTask(Refused):
    """No task of this number stands in the city."""

    code = "UNKNOWN_TASK"


class WrongKind(Refused):
    """The indicator takes another kind of fact, or judges another kind of organization."""

    code = "WRONG_KIND"


class WrongCadence(Refused):
    """The indicator is recorded for periods of another length."""

    code = "WRONG_CADENCE"


class NotAllowedToRecord(Refused):
    """The caller does not have the role that the model asks for."""

    code = "NOT_ALLOWED_TO_RECORD"


class NotANumber(Refused):
    """An amount is not an exact decimal."""

    code = "NOT_A_NUMBER"


class NotADate(Refused):
    """A day is not written YYYY-MM-DD, or is no day of the calendar."""

    code = "NOT_A_DATE"


class AmountOutOfRange(Refused):
    """An amount is outside what may be given."""

    code = "AMOUNT_OUT_OF_RANGE"


class AmountZero(Refused):
    """An amount of 0 where it would say nothing."""

    code = "AMOUNT_ZERO"


class AmountOffStep(Refused):
    """An amount falls between two steps."""

    code = "AMOUNT_OFF_STEP"


class UnknownLevel(Refused):
    """The indicator has no such level."""

    code = "UNKNOWN_LEVEL"


class UnknownChoice(Refused):
    """The indicator has no such step."""

    code = "UNKNOWN_CHOICE"


class UnknownPanel(Refused):
    """The indicator has no such class of voters."""

    code = "UNKNOWN_PANEL"


class NotShared(Refused):
    """The indicator does not share a fact between so many owners."""

    code = "NOT_SHARED"


class NotRaised(Refused):
    """The indicator has no factor that could hold."""

    code = "NOT_RAISED"


class NotSigned(Refused):
    """Too few signed besides the recorder."""

    code = "NOT_SIGNED"


class NoCase(Refused):
    """A waiver names no case that it waives."""

    code = "NO_CASE"


class AboveLimit(Refused):
    """With this fact the sum of an indicator would go above its limit."""

    code = "ABOVE_LIMIT"


class CaseTwice(Refused):
    """The case stands under another indicator already, and counts in one place only."""

    code = "CASE_TWICE"


class SpansOverlap(Refused):
    """Another span of the indicator has some of these days."""

    code = "SPANS_OVERLAP"


class NothingToWaive(Refused):
    """No case of this name is recorded that the waiver could be for."""

    code = "NOTHING_TO_WAIVE"


class NoReason(Refused):
    """The rule leaves room, and nobody wrote why."""

    code = "NO_REASON"


class OutsidePeriod(Refused):
    """It happened on a day outside its period."""

    code = "OUTSIDE_PERIOD"


class AlreadyExists(Refused):
    """A fact stands in the place of this one; it must be reversed first."""

    code = "ALREADY_EXISTS"


class AlreadyCompleted(Refused):
    """The task has been completed."""

    code = "ALREADY_COMPLETED"


class AlreadyRated(Refused):
    """The rater has rated this subject in this period."""

    code = "ALREADY_RATED"


class AlreadyReversed(Refused):
    """The fact has been reversed."""

    code = "ALREADY_REVERSED"


class StillInUse(Refused):
    """Another fact rests on this one."""

    code = "STILL_IN_USE"


class SelfRating(Refused):
    """Nobody rates itself."""

    code = "SELF_RATING"


class RatingNotDue(Refused):
    """The rotation asks this rater for other subjects in this period."""

    code = "RATING_NOT_DUE"


class CycleAlreadyOpen(Refused):
    """The cycle was opened before."""

    code = "CYCLE_ALREADY_OPEN"


class CycleClosed(Refused):
    """A closed cycle takes no more facts and no more reversals."""

    code = "CYCLE_CLOSED"


class CycleNotEnded(Refused):
    """The cycle's last day is not over."""

    code = "CYCLE_NOT_ENDED"


class RoundOpen(Refused):
    """Ratings of the cycle are still due."""

    code = "ROUND_OPEN"


class UnknownWorkKind(Refused):
    """The city declares no work of this kind."""

    code = "UNKNOWN_WORK_KIND"


class UnknownWorkItem(Refused):
    """No work item of the city has this code."""

    code = "UNKNOWN_WORK_ITEM"


class StepNotPossible(Refused):
    """In its state the item cannot take this step."""

    code = "STEP_NOT_POSSIBLE"


class FieldMissing(BadRequest):
    """A step leaves out what its kind asks for."""


class WorkBudgetSpent(Refused):
    """The city allows no more of this kind for a unit in the period."""

    code = "WORK_BUDGET_SPENT"


class TooManyTopMarks(Refused):
    """One rater would give more of the best than the city allows."""

    code = "TOO_MANY_TOP_MARKS"


class QuotaSpent(Refused):
    """As many as the city allows in the year have come so far already."""

    code = "QUOTA_SPENT"


class TooEarly(Refused):
    """The working days that must pass before the step have not passed."""

    code = "TOO_EARLY"


class BurdenTooGreat(Refused):
    """The unit would be asked for more in the period than the city's limit, of all or for one indicator."""

    code = "BURDEN_TOO_GREAT"


class QuietDay(Refused):
    """On this day the city opens no such work."""

    code = "QUIET_DAY"


class GateClosed(Refused):
    """Something that the city declares stands in the way of the step."""

    code = "GATE_CLOSED"


class SealBroken(Refused):
    """What is opened is not what was sealed, or says less than it must."""

    code = "SEAL_BROKEN"


class ProportionNotMet(Refused):
    """The items below are not of the shares that the city asks for."""

    code = "PROPORTION_NOT_MET"


class ChildrenNotReady(Refused):
    """The items below are too few, or not where they must be."""

    code = "CHILDREN_NOT_READY"


class NotOnList(Refused):
    """Who is named is not on the list above, or is on the one that bars."""

    code = "NOT_ON_LIST"


class DutiesNotSeparated(Refused):
    """Whoever took one step may not take the other."""

    code = "DUTIES_NOT_SEPARATED"


class InputIsDerived(Refused):
    """The indicator follows from work that is recorded step by step; nobody types it."""

    code = "INPUT_IS_DERIVED"
