"""Proves what facts can become: the denominator and range of every kind of input."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

from biaochi_sdk.inputs.ledger_events import EVENTS, Tariff
from biaochi_sdk.inputs.ratings import Averaging
from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.shapes import (
    COHORT,
    DAYS,
    GAPS,
    RATINGS,
    TASK_POINTS,
    VOTES,
    WHOLE,
    Shape,
    flag,
    number,
    step_of,
)
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.terms.terms import task_unit
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.periods import MONTHS


class FromFacts(Prover):
    """The proofs of inputs, one for each way facts become a value."""

    def prove_input(self, step: Step) -> Shape:
        """A number up to the full mark, a ratio, a condition or a step of a scale."""
        how = step.term.text("how")
        prove: Callable[[Step, Sequence[Fraction]], Shape] | None = getattr(self, f"from_{how}", None)
        if prove is None:
            self.refuse(f"turns facts into a value by {how!r}, which this SDK does not know: update the SDK")
        numbers = [arg.value for arg in step.term.measures]
        signing = step.term.signatures
        if signing and (signing.value.denominator != 1 or signing.value < 1):
            self.refuse(f"asks for {written(signing.value)} signatures: write a whole number from 1 up")
        signed = how in ("quoted", "any", "chosen", "events", "moves")
        if numbers and not signed and (any(value < 0 for value in numbers) or numbers[-1] == 0):
            self.refuse("has a negative number or no step: write bounds from 0 up and a step such as default('0.5')")
        return prove(step, numbers)

    def _at(self, step: Step) -> frozenset[str]:
        return frozenset(step.term.texts("at"))

    def _may_miss(self, step: Step) -> bool:
        return step.term.text("missing") == "not_judged"

    def from_any(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """Whether anything was recorded."""
        return flag(self._at(step))

    def from_latest(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """From 0 to the full mark."""
        full, each = numbers[0], numbers[-1]
        if full <= 0 or full % each:
            self.refuse(f"has full mark {written(full)}, no multiple of its step {written(each)}: change one of them")
        den = lcm(*(value.denominator for value in numbers))
        return number(den, 0, int(full * den), self._at(step), self._may_miss(step))

    from_deduct = from_latest

    def from_sum(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """From 0 to the most."""
        self._unique(step)
        return self.from_latest(step, numbers)

    def _unique(self, step: Step) -> None:
        """Refuse to be unique across what is no input that stands above."""
        for other in step.term.maybe_texts("unique"):
            found = next((one for one in self.steps[: step.place] if one.key == other), None)
            if found is None or found.op != "input":
                self.refuse(f"is unique across {other}, which is no input above it: put that input above")

    def from_quoted(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """From the lowest to the highest."""
        low, high, each = numbers
        if low >= high or each <= 0:
            self.refuse(f"takes {written(low)} to {written(high)}: write the lower bound first and a step above 0")
        self._on_step(numbers)
        den = lcm(*(value.denominator for value in numbers))
        if "awarded" in step.term.data:
            nothing = step.term.text("missing") == "zero"
            low, high = (min(low, Fraction(0)), max(high, Fraction(0))) if nothing else (low, high)
        elif not self._may_miss(step) and not low <= 0 <= high:
            self.refuse(f"counts no fact as 0, outside {written(low)} to {written(high)}: write missing='not_judged'")
        return number(den, int(low * den), int(high * den), self._at(step), self._may_miss(step))

    def _on_step(self, numbers: Sequence[Fraction]) -> None:
        low, high, each = numbers[:3]
        if low % each or high % each:
            self.refuse(
                f"takes {written(low)} to {written(high)}, no multiples of its step {written(each)}: change one"
            )

    def from_share(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """Points earned over points issued."""
        if any(value <= 0 for value in numbers[1:]):
            self.refuse("has a step or a difficulty of 0: write a step such as default('0.5') and difficulties above 0")
        most = TASK_POINTS * task_unit(step.term)
        return Shape("ratio", self._at(step), True, 1, 0, most, Fraction(0), Fraction(1), step.place, most)

    def from_mean(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """A sum of marks over their count."""
        lowest, highest = numbers[:2]
        if lowest >= highest:
            self.refuse(f"takes marks from {written(lowest)} to {written(highest)}: write the lower bound first")
        self._on_step(numbers)
        den = lcm(*(value.denominator for value in numbers[:3]))
        most = int(highest * den) * RATINGS
        return Shape("ratio", self._at(step), True, den, 0, most, lowest, highest, step.place, RATINGS)

    def from_marks(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """The same over the marks that count."""
        averaging = Averaging.of(step.term)
        if 2 * averaging.trim >= max(averaging.trim_from, 1):
            self.refuse(f"leaves {averaging.trim} out at each end of {averaging.trim_from}: trim from more marks on")
        return self.from_mean(step, numbers)

    def from_events(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """From 0 to the cap."""
        self._unique(step)
        tariff = Tariff.of(step.term)
        den = lcm(tariff.denominator, *(number.denominator for number in self._waiver(step)))
        lowest = [*tariff.points.values(), *(low for low, _ in tariff.ranges.values())]
        if tariff.most <= 0 or tariff.step <= 0 or any(value < 0 for value in lowest):
            self.refuse(
                f"has the cap {written(tariff.most)} or a level below 0: write what an event is worth, from 0 up"
            )
        for low, high in tariff.ranges.values():
            self._on_step((low, high, tariff.step))
        highest = [*tariff.points.values(), *(high for _, high in tariff.ranges.values())]
        worst = max(highest, default=tariff.most) * max(tariff.factor, Fraction(1))
        self.meet(int(worst * den) * EVENTS)
        return number(den, 0, int(tariff.most * den), self._at(step))

    def _waiver(self, step: Step) -> list[Fraction]:
        """The numbers of the waiver of an input, which must stand above it and be evaluated for the same periods."""
        key = step.term.maybe("waived")
        if key is None:
            return []
        found = next((one for one in self.steps[: step.place] if one.key == key), None)
        if found is None or found.term.maybe("how") != "waivers":
            self.refuse(f"is waived by {key}, which is no waiver above it: put waiver(…) above")
        if found.term.texts("at") != step.term.texts("at"):
            self.refuse(f"is waived by {key}, which is evaluated in other cadences: write the same at= on both")
        return [arg.value for arg in found.term.measures]

    def from_waivers(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """How many cases are waived or reduced."""
        if numbers:
            self.from_latest(step, numbers)
        if step.term.signatures is None:
            self.refuse("waives without a signature: write signatures=default(1) or more")
        if not any(one.term.maybe("waived") == step.key for one in self.steps):
            self.refuse("waives nothing: name it in cases(…, waived_by=…)")
        return number(1, 0, EVENTS, self._at(step))

    def from_spans(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """Days or whole months of a period."""
        gaps, whole = step.term.text("gaps"), step.term.maybe("whole")
        if gaps not in GAPS or whole not in (None, *WHOLE):
            self.refuse(f"counts spans by gaps={gaps!r}, whole={whole!r}, which this SDK does not know: update the SDK")
        if whole and "half-month" in self._at(step):
            self.refuse("counts whole months in half-months, which have none: write at= with a longer cadence")
        return number(1, 0, MONTHS["year"] if whole else DAYS, self._at(step), self._may_miss(step))

    def from_registered(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """How many stand below a subject."""
        return number(1, 0, COHORT, self._at(step))

    def from_moves(self, step: Step, numbers: Sequence[Fraction]) -> Shape:
        """A sum of amounts up and down."""
        low, high, each = numbers
        if low >= high or each <= 0:
            self.refuse(f"takes {written(low)} to {written(high)}: write the lower bound first and a step above 0")
        self._on_step(numbers)
        den = lcm(*(value.denominator for value in numbers))
        ends = min(int(low * den), 0) * EVENTS, max(int(high * den), 0) * EVENTS
        self.meet(max(map(abs, ends)))
        return number(den, *ends, self._at(step))

    def prove_moved(self, step: Step, least: Shape, most: Shape) -> Shape:
        """The sum of moves, or where they lead from the least or from the most."""
        of = next((one for one in self.steps if one.key == step.term.text("of")), None)
        if of is None or of.term.maybe("how") != "moves" or of.place > step.place:
            self.refuse(f"adds up {step.term.text('of')}, which are no moves: put moves(…) above it")
        for place in step.args:
            self.constant(place, dated=False)
        moved = self.shapes[of.place]
        if least.low >= most.low:
            self.refuse(f"runs from {written(least.low)} to {written(most.low)}: write the least first")
        den = lcm(moved.den, least.den, most.den)
        by = den // moved.den
        ends = int(least.low * den), int(most.low * den)
        self.meet(moved.reach * by + max(map(abs, ends)))
        if step.term.text("part") == "sum":
            ends = moved.least * by, moved.most * by
        return number(den, *ends, moved.cadences)

    def prove_running(self, _: Step, start: Shape, *args: Shape) -> Shape:
        """A total that stays inside its bounds, from a start inside them."""
        self.need("number", start)
        *moved, least, most = args
        if not least.low <= start.low <= start.high <= most.low:
            self.refuse(
                f"starts from {written(start.low)} to {written(start.high)}, outside {written(least.low)} to "
                f"{written(most.low)}: write .floor(…).cap(…) on the start"
            )
        den = self.aligned(start, *args)
        self.meet(sum(arg.reach * (den // arg.den) for arg in (start, moved[0])))
        return number(den, int(least.low * den), int(most.low * den), *self.shared(start, *moved))

    def from_chosen(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """A step of a scale."""
        scale = step.term.text("scale")
        missing = step.term.text("missing")
        if missing != "not_judged" and missing not in self.scales[scale]:
            self.refuse(f"has missing={missing!r}: write 'not_judged' or a step of {scale}")
        return step_of(scale, len(self.scales[scale]), self._at(step), missing == "not_judged")

    def from_ballots(self, step: Step, _: Sequence[Fraction]) -> Shape:
        """How many valid votes there are."""
        return number(1, 0, VOTES, self._at(step))

    def prove_votes(self, step: Step) -> Shape:
        """How many votes of a class or a grade there are."""
        counted = next((one for one in self.steps if one.key == step.term.text("of")), None)
        if counted is None or counted.term.maybe("how") != "ballots" or counted.place > step.place:
            self.refuse(f"counts the votes of {step.term.text('of')}, which are no ballots: put the ballots above it")
        return number(1, 0, VOTES, frozenset(counted.term.texts("at")))
