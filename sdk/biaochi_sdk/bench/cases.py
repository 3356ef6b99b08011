"""A golden case: facts worked by hand that must come out exactly, by the integer plan and by the fractions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from biaochi_sdk.bench.years import newest, reached
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.model import Model
from biaochi_sdk.terms.links import LAST_CYCLE, Linked
from biaochi_sdk.values.errors import FactRefused, ModelRefused
from biaochi_sdk.values.facts import Fact, Inputs
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import period

Given = Mapping[str, Linked | Mapping[str, Linked]]
Gathered = Mapping[str, Sequence[Inputs]]
"""Of each period the inputs of every subject."""
NOBODY = Linked.of({})


@dataclass(frozen=True, slots=True)
class Case:
    """Facts of a few subjects, the periods evaluated in order, what the last must say by hand, and facts not taken.

    linked: by relation what the other models found, alike in every period or by period; a relation left out links
    nobody.
    """

    title: str
    model: type[Model]
    periods: tuple[str, ...]
    facts: tuple[Fact, ...]
    expect: Mapping[str, Mapping[str, str | None]]
    opening: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Fact, ...] = ()
    linked: Given = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a link that no rule of the model uses, and one for a period that is not evaluated."""
        known = {use.relation for use in self.model.graph.uses}
        for relation, given in self.linked.items():
            if relation not in known:
                raise ModelRefused(f"the case {self.title} links {relation!r}: link one of {', '.join(sorted(known))}")
            late = [] if isinstance(given, Linked) else sorted(set(given) - set(self.periods))
            if late:
                raise ModelRefused(f"the case {self.title} links {relation} in {late[0]}: evaluate that period too")

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everybody a fact, an expectation, an opening or a link names, in code order."""
        named = {fact.subject for fact in self.facts} | set(self.expect) | set(self.opening)
        for use in self.model.graph.uses:
            given = self.linked.get(use.relation, NOBODY)
            for one in (given,) if isinstance(given, Linked) else given.values():
                named.update(one.parents.values() if use.direction == "below" else {**one.parents, **one.days})
        return tuple(sorted(named))

    def run(self, graph: Graph, exactly: bool = False) -> Outcome:
        """The outcome of the last period: by the reference where exactly, else by the plan.

        Periods of several years follow each other as on the platform: a year begins on the rungs the one before ended
        on, and sees its results as the last cycle where the case links no other.
        """
        return self._run(graph, graph.reference if exactly else graph.evaluate, self._gathered(graph))

    def _gathered(self, graph: Graph) -> Gathered:
        by_subject = {subject: [fact for fact in self.facts if fact.subject == subject] for subject in self.subjects}
        return {code: [graph.gather(code, facts) for facts in by_subject.values()] for code in self.periods}

    def _run(self, graph: Graph, evaluate: Callable[..., Outcome], gathered: Gathered) -> Outcome:
        opening, last = dict(self.opening), list[Outcome]()
        for _, codes in groupby(self.periods, key=lambda code: period(code).year):
            inputs = {code: gathered[code] for code in codes}
            last = self._year(graph, evaluate, inputs, opening, last)
            opening |= reached(graph, last)
        return last[-1]

    def _year(
        self,
        graph: Graph,
        evaluate: Callable[..., Outcome],
        gathered: Gathered,
        opening: Mapping[str, str],
        last: Sequence[Outcome],
    ) -> list[Outcome]:
        before: list[Outcome] = []
        for code, inputs in gathered.items():
            links = {use.relation: self._link(use.relation, code) for use in graph.uses}
            found = newest(last, period(code).cadence)
            if found is not None and LAST_CYCLE in links and LAST_CYCLE not in self.linked:
                links[LAST_CYCLE] = Linked(found, {})
            before.append(evaluate(code, self.subjects, inputs, tuple(before), opening, links))
        return before

    def _link(self, relation: str, code: str) -> Linked:
        given = self.linked.get(relation, NOBODY)
        return given if isinstance(given, Linked) else given.get(code, NOBODY)

    @property
    def repeated(self) -> list[str]:
        """The ids that several facts have, one sentence each: a platform takes each id once."""
        counts = Counter(fact.id for fact in self.facts)
        return [
            f"{self.title}: {n} facts are called {name!r}: give each its own" for name, n in counts.items() if n > 1
        ]

    def differences(self, graph: Graph) -> list[str]:
        """Where either evaluation is not what the case says, one sentence each; what both say wrong is said once."""
        taken = [fact for fact in self.refused if self._takes(graph, fact)]
        gathered = self._gathered(graph)
        both = (self._run(graph, evaluate, gathered) for evaluate in (graph.reference, graph.evaluate))
        wrong = [sentence for outcome in both for sentence in self._wrong(graph, outcome)]
        return [
            *(f"{self.title}: the fact {fact.id} of {fact.indicator} is taken, not refused" for fact in taken),
            *dict.fromkeys(wrong),
        ]

    def fails(self, graph: Graph, exactly: bool = False) -> bool:
        """Whether one evaluation is not what the case says: the reference's where exactly, else the plan's."""
        taken = any(self._takes(graph, fact) for fact in self.refused)
        return taken or bool(self._wrong(graph, self.run(graph, exactly)))

    def _takes(self, graph: Graph, fact: Fact) -> bool:
        """Whether the model takes a fact, by itself and beside those of the case."""
        others = [one for one in self.facts if one.subject == fact.subject]
        try:
            graph.check(fact)
            for code in self.periods if graph.together else ():
                graph.gather(code, [*others, fact])
        except FactRefused:
            return False
        return True

    def _wrong(self, graph: Graph, outcome: Outcome) -> list[str]:
        found = []
        for subject, nodes in self.expect.items():
            for key, want in nodes.items():
                got = outcome.sheets[subject].values.get(key)
                if key not in graph.described:
                    found.append(f"{self.title}: {subject} is to have {key}, which is no node: name one of the model")
                elif got != want:
                    found.append(f"{self.title}: {subject} has {key} {got!r}, not {want!r}")
        return found
