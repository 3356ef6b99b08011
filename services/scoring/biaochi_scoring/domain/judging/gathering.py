"""Inputs gathered of many, as their facts are read: of the facts one subject's are held, and of the inputs all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from biaochi_sdk.terms.columns import Memo
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.inputs import KEPT, Alike, Gathering, alike
from biaochi_scoring.domain.judging.registered import registered_facts
from biaochi_scoring.domain.judging.run_context import RunContext

Recorded = Iterable[tuple[str, Sequence[Fact]]]
"""Subjects, each once, with their facts in order of the log."""
Said = tuple[Inputs, str]
"""Inputs and their hash."""


class GatheringAll:
    """Gathers for one recomputation: the inputs of whoever is wanted, by period, and why facts were left out."""

    def __init__(self, context: RunContext, wanted: Mapping[str, Sequence[str]]) -> None:
        """Begin with nobody having anything recorded."""
        self._context = context
        self._gathering = Gathering(context.graph)
        self._periods = {one.code: one for one in context.periods if wanted.get(one.code)}
        self.gathered = {code: self._gathering.nothing(code, wanted[code]) for code in self._periods}
        self.left_out: list[str] = []
        self._rows = {code: self._rows_of(code, wanted[code]) for code in self._periods}
        self._around = Memo[str, list[str]](self._containing)
        self._known: dict[Alike, Mapping[str, Said]] = {}

    def _rows_of(self, period: str, subjects: Sequence[str]) -> Mapping[str, int]:
        cohort = self._context.cohorts[period]
        return cohort.rows if subjects is cohort.subjects else {subject: row for row, subject in enumerate(subjects)}

    def _containing(self, code: str) -> list[str]:
        around = self._context.cycle.containing(code, self._context.graph.cadences)
        return [one.code for one in around if one.code in self._periods]

    def take(self, recorded: Recorded) -> "GatheringAll":
        """Gather all of them; of those who are not among them the registry alone may say something."""
        for subject, facts in self._with_registered(recorded) if self._context.graph.counted else recorded:
            for period, said in self._of(subject, facts).items():
                row = self._rows[period].get(subject)
                if row is not None:
                    self.gathered[period].inputs[row], self.gathered[period].input_hashes[row] = said
        return self

    def _with_registered(self, recorded: Recorded) -> Iterator[tuple[str, Sequence[Fact]]]:
        """And, without facts, those of whom nothing is recorded."""
        left = set[str]().union(*self._rows.values())
        for subject, facts in recorded:
            left.discard(subject)
            yield subject, facts
        for subject in sorted(left):
            yield subject, ()

    def _of(self, subject: str, facts: Sequence[Fact]) -> Mapping[str, Said]:
        """What follows from one subject's facts in each period; where it followed from alike ones it is known."""
        key = None if self._context.graph.counted else alike(facts)
        known = None if key is None else self._known.get(key)
        if known is not None:
            return known
        found: dict[str, Said] = {}
        nothing_left_out = True
        for period, some in self._laid_out(subject, facts).items():
            gathered, refused = self._gathering.gather(period, subject, some)
            found[period] = gathered.inputs, gathered.input_hash
            if refused:
                nothing_left_out = False
                self.left_out += refused if subject in self._rows[period] else ()
        if key is not None and nothing_left_out:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[key] = found
        return found

    def _laid_out(self, subject: str, facts: Sequence[Fact]) -> Mapping[str, list[Fact]]:
        """The facts inside each period, behind what the registry says of the subject."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        if self._context.graph.counted:
            for code, period in self._periods.items():
                if subject in self._rows[code]:
                    found[code] += registered_facts(self._context, period, subject)
        for fact in facts:
            for code in self._around[fact.period]:
                found[code].append(fact)
        return found
