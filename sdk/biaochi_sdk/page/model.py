"""A model is a class body of expressions; once the class exists it is a proven canonical graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, cast

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.expressions import Expression
from biaochi_sdk.page.registered import check_counted
from biaochi_sdk.page.scales import Scale, by_name
from biaochi_sdk.terms.parsing import SCHEMA, canonical
from biaochi_sdk.terms.terms import Term, number_term, reference_to
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.periods import CADENCES, Calendar
from biaochi_sdk.values.provenance import Mark, Provenance, Source, marked
from biaochi_sdk.values.subjects import DAYS, is_person, kinds_of, known_subjects, titles_of

RESERVED = frozenset(
    [
        "calendar",
        "city",
        "code",
        "graph",
        "id",
        "index",
        "key",
        "node",
        "nodes",
        "period",
        "since",
        "source",
        "subject",
        "text",
        "title",
        "until",
        "value",
        "values",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Publish:
    """What a period of one cadence publishes: a total for each index, its rank, a grade and a rung if any.

    exports: what goes to other systems (a coefficient, a share, a sum of money, a grade, a seat, a condition), by the
    name they know it under. The grade exported as "clearance" answers whether anything is against a subject: its
    highest step is nothing. notes: what is said once of the whole cohort, the same for everybody in it: a mean, how
    many seats were given, a warning.
    """

    cadence: str
    totals: Mapping[str, Expression]
    ranks: Mapping[str, Expression] = field(default_factory=dict)
    grade: Expression | None = None
    rung: Expression | None = None
    exports: Mapping[str, Expression] = field(default_factory=dict)
    notes: Mapping[str, Expression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse nodes that are published without a name."""
        for what in ("totals", "ranks", "exports", "notes"):
            by_name(getattr(self, what), f"Publish({what}=)", "{name: node, …}")


class Model:
    """Subclass it: every attribute that is an expression is a node, every Publish says what a cadence shows."""

    graph: ClassVar[Graph]

    def __init_subclass__(
        cls,
        *,
        code: str,
        title: Mark,
        subject: str | Sequence[str],
        since: str,
        source: Source,
        defaults: Source,
        until: str | None = None,
        calendar: Calendar | None = None,
        leavers: bool = False,
    ) -> None:
        """Write the class as a canonical graph and prove it; every fault shows here, when the plugin loads.

        leavers: a person who was a member or held the post on any day of the period is judged, not only who does so on
        its last day; whoever left stands where they stood last.
        """
        _plain_name(cls.__name__, "code", code)
        for day in (since, until):
            if day is not None:
                _day(cls.__name__, day)
        if until is not None and until <= since:
            raise ModelRefused(f"{cls.__name__} ends {until}, not after it starts {since}: write a later until")
        writer = _Writer(cls, source, defaults)
        judged = known_subjects(cls.__name__, subject)
        check_counted(cls.__name__, judged, writer.counts)
        persons = any(map(is_person, kinds_of(judged)))
        if leavers and not persons:
            raise ModelRefused(f"{cls.__name__} judges leavers among {titles_of(judged)}: only persons leave, drop it")
        settings = {"code": code, "subject": judged, "since": since, **({"until": until} if until else {})}
        settings |= {"leavers": "judged"} if leavers else {}
        used = writer.cadences()
        known = calendar or Calendar(cadences=used)
        if left_out := [cadence for cadence in used if cadence not in known.cadences]:
            raise ModelRefused(
                f"{cls.__name__} uses a {left_out[0]} its calendar leaves out: add it, or leave calendar= out"
            )
        cls.graph = Graph.parse(
            canonical(
                {
                    "schema": SCHEMA,
                    **settings,
                    "title": writer.titled(title),
                    "source": _source(source),
                    "calendar": {"cycle": known.cycle, "cadences": list(known.cadences), "zone": known.zone},
                    **writer.write(),
                }
            )
        )
        if not persons and any(use.by_days for use in cls.graph.uses):
            raise ModelRefused(f"{cls.__name__} weighs by days below whom {titles_of(judged)} stood: only persons move")


def first_total(model: type[Model], cadence: str) -> str | None:
    """The key of the total that a page names first for a cadence; the graph keeps them by name, not in their order."""
    shown = (item for item in vars(model).values() if isinstance(item, Publish) and item.cadence == cadence)
    return next((node.key for item in shown for node in item.totals.values()), None)


def _plain_name(model: str, what: str, name: str) -> None:
    if not (name.isascii() and name.isidentifier()):
        raise ModelRefused(f"{model} has the {what} {name!r}: write an ASCII name and put the Chinese in a title")


def _day(name: str, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise ModelRefused(f"{name}: {day!r} is no date: write it like 2018-06-01") from None


def _source(source: Source) -> dict[str, str]:
    return {"document": source.document, "place": source.place}


def _carried(expression: Expression, model: type) -> dict[str, Expression]:
    """The values of earlier cycles that an expression is made of, as nodes named like what they are the earlier of."""
    found: dict[str, Expression] = {}
    for arg in expression.args:
        if arg.key is None:
            found |= _carried(arg, model)
        for at, earlier in enumerate(arg.earlier if arg.key else (), start=1):
            if earlier.key is None:
                earlier.key, earlier.owner = f"{arg.key}_before_{at}", model
                found[earlier.key] = earlier
    return found


class _Writer:
    """Turns the attributes of one class into the nodes, scales and publications of a graph."""

    def __init__(self, model: type, source: Source, defaults: Source) -> None:
        self.name, self.source, self.defaults = model.__name__, source, defaults
        attributes = vars(model).items()
        self.nodes: dict[str, Expression] = {}
        for name, value in attributes:
            if isinstance(value, Expression):
                self.nodes |= _carried(value, model)
                self.nodes[name] = value
        self.publications = [value for _, value in attributes if isinstance(value, Publish)]
        self.scales: dict[str, Scale] = {}
        for name, value in attributes:
            if isinstance(value, (Mark, float)):
                raise ModelRefused(f"{self.name}.{name} is {value!r} alone: use it inside an expression with a title")

    @property
    def counts(self) -> bool:
        """Whether an input is read from the registry."""
        return any(node.data.get("counts", DAYS) != DAYS for node in self.nodes.values())

    def write(self) -> dict[str, object]:
        """The parts of the graph that come from the class body."""
        if not self.publications:
            raise ModelRefused(f"{self.name} publishes nothing: add at_year = Publish('year', totals={{…}})")
        for item in self.publications:
            self._published_once(item)
        nodes = [self._node(key, expression) for key, expression in self.nodes.items()]
        scales = {name: [self._step(*step) for step in scale.steps.items()] for name, scale in self.scales.items()}
        return {
            "nodes": nodes,
            "scales": scales,
            "publish": {item.cadence: self._publish(item) for item in self.publications},
        }

    def _published_once(self, item: Publish) -> None:
        if [other.cadence for other in self.publications].count(item.cadence) > 1:
            raise ModelRefused(f"{self.name} publishes for each {item.cadence} twice: write one Publish with all of it")
        for index in item.totals:
            _plain_name(self.name, "index", index)
        stray = [index for index in item.ranks if index not in item.totals]
        if stray:
            raise ModelRefused(
                f"{self.name} ranks {stray[0]}, which is no total of the {item.cadence}: add it to totals"
            )

    def cadences(self) -> tuple[str, ...]:
        """Months, quarters and years, and every other period that is published or recorded for."""
        recorded = [node.data["recorded"] for node in self.nodes.values() if "recorded" in node.data]
        used = {item.cadence for item in self.publications}.union(*cast("list[list[str]]", recorded))
        return tuple(cadence for cadence in CADENCES if cadence in used | set(Calendar().cadences))

    def titled(self, mark: Mark) -> dict[str, object]:
        """A title with its provenance and source."""
        source = self._source_of(marked(mark, f"the title of {self.name}"))
        return {"text": mark.title(), "provenance": mark.provenance.value, **_source(source)}

    def _source_of(self, mark: Mark) -> Source:
        found = mark.source or self._fallback(mark.provenance)
        if not (found.document and found.place):
            raise ModelRefused(
                f"{self.name}: {mark.value!r} has the source {found}: name the document and the place in it"
            )
        return found

    def _fallback(self, provenance: Provenance) -> Source:
        return self.defaults if provenance is Provenance.DEFAULT else self.source

    def _step(self, key: str, title: Mark) -> dict[str, object]:
        return {"key": key, **self.titled(title)}

    def _node(self, key: str, expression: Expression) -> dict[str, object]:
        if not (key.isascii() and key.isidentifier()) or key.startswith("_"):
            raise ModelRefused(f"{self.name}.{key}: keys are ASCII names: put the Chinese in the title")
        if key in RESERVED:
            raise ModelRefused(f"{self.name}.{key} is a word of the wire: choose another name")
        if key != expression.key:
            raise ModelRefused(f"{self.name}.{key} is the node {expression.key} again: give one node one name")
        title, rule = expression.titled, expression.rule
        if title is None or rule is None:
            raise ModelRefused(f"{self.name}.{key} has no title: end it with (published('…')) or (default('…'))")
        source = self._source_of(title) if rule is title.provenance else self._fallback(rule)
        described = {"title": self.titled(title), "provenance": rule.value, "source": _source(source)}
        return {"key": key, **described, "term": self._operation(expression).to_json()}

    def _term(self, expression: Expression) -> Term:
        if expression.key is not None:
            if self.nodes.get(expression.key) is not expression:
                raise ModelRefused(f"{self.name} uses the node {expression.key} of another model: repeat it here")
            return reference_to(expression.key)
        if expression.titled is not None:
            raise ModelRefused(
                f"{self.name}: '{expression.titled.value}' has a title but no name: make it an attribute"
            )
        if expression.op == "input":
            raise ModelRefused(f"{self.name} uses an input without a name: make it an attribute with a title")
        return self._operation(expression)

    def _operation(self, expression: Expression) -> Term:
        if expression.mark is not None:
            return number_term(expression.mark, self._source_of(expression.mark))
        settings = {name: self._setting(value) for name, value in expression.data.items()}
        if "of_node" in settings:
            settings["of"] = settings.pop("of_node")
        if expression.scale is not None:
            known = self.scales.setdefault(expression.scale.name, expression.scale)
            if known is not expression.scale:
                raise ModelRefused(f"{self.name} has two scales named {known.name}: give one another name")
            settings["scale"] = known.name
        if expression.op == "input":
            settings.setdefault("at", [item.cadence for item in self.publications])
        if isinstance(settings.get("at"), str):
            settings["at"] = [settings["at"]]
        if expression.op == "input":
            settings.setdefault("recorded", settings["at"])
        return Term(expression.op, tuple(self._term(arg) for arg in expression.args), settings)

    def _setting(self, value: object) -> object:
        if isinstance(value, dict):
            return {name: self.titled(one) if isinstance(one, Mark) else one for name, one in value.items()}
        if isinstance(value, list):
            return [self._setting(one) for one in value]
        if not isinstance(value, Expression):
            return value
        if value.key is None or self.nodes.get(value.key) is not value:
            raise ModelRefused(f"{self.name} looks at ballots or at a node that is no attribute: name it first")
        return value.key

    def _publish(self, item: Publish) -> dict[str, object]:
        def named(expression: Expression, what: str) -> str:
            if expression.key is None or self.nodes.get(expression.key) is not expression:
                raise ModelRefused(f"{self.name} publishes a {what} that is no attribute: name it first")
            return expression.key

        chosen = {"grade": item.grade, "rung": item.rung}
        exports = {name: named(node, "value for others") for name, node in item.exports.items()}
        notes = {name: named(node, "note") for name, node in item.notes.items()}
        return {
            "totals": {index: named(node, "total") for index, node in item.totals.items()},
            "ranks": {index: named(node, "rank") for index, node in item.ranks.items()},
            **{what: named(node, what) for what, node in chosen.items() if node is not None},
            **({"exports": exports} if exports else {}),
            **({"notes": notes} if notes else {}),
        }
