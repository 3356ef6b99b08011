"""What one model sees of another's results: the subjects under one, or the one above, by links that the host gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.errors import LinkRefused
from biaochi_sdk.values.exact import exact, half_up, written
from biaochi_sdk.values.outcome import Outcome, Sheet

LAST_CYCLE = "last_cycle"
"""The relation of a subject to itself in the cycle before."""
BY_DAYS = "days"
"""What a rule weighs by that takes the mean of everything above a person within the period."""
CHILDREN = 10_000
"""How many subjects may be under one."""
Values = Mapping[str, str | None]
Under = list[tuple[Fraction, Fraction]]
"""The values under one subject, each with its weight."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome of the related model, and the parent of each subject below; every subject is its own last cycle.

    days: of persons on how many days of the period they stood below each, where a rule weighs by them.
    """

    outcome: Outcome
    parents: Mapping[str, str]
    days: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        values: Mapping[str, Values],
        parents: Mapping[str, str] | None = None,
        days: Mapping[str, Mapping[str, int]] | None = None,
    ) -> "Linked":
        """What another model is said to have found: by subject the values of its nodes, and who stands above whom."""
        sheets = {subject: Sheet(dict(found), {}, {}, None, None, ()) for subject, found in values.items()}
        return cls(Outcome("", "", "", sheets), parents or {}, days or {})

    def above(self, subject: str, parent: str | None) -> Mapping[str, int]:
        """Below whom a subject stood, with the days; the parent alone where no days are given."""
        return self.days.get(subject) or ({parent: 1} if parent is not None else {})


@dataclass(frozen=True, slots=True)
class Use:
    """A rule of one model that needs the node of another, through a relation the host has to link.

    direction: below (its subjects stand under ours), above (over ours), or unit (ours share one above). cadences: in
    which it is evaluated; everywhere the model publishes if none is named. by_days: of persons, by the days below each.
    """

    relation: str
    model: str
    node: str
    direction: str = "below"
    cadences: tuple[str, ...] = ()
    by_days: bool = False


def uses_of(term: Term) -> tuple[Use, ...]:
    """What a rule needs of other models."""
    found = (one for one in term.walk() if one.op in ("above", "below", "unit"))
    return tuple(
        Use(
            one.text("relation"),
            one.maybe("model") or "",
            one.maybe("node") or "",
            one.op,
            one.maybe_texts("at"),
            one.maybe("weighed") == BY_DAYS,
        )
        for one in found
    )


class Relatives:
    """The linked outcomes of one evaluation."""

    def __init__(self, linked: Mapping[str, Linked]) -> None:
        """Keep the links by relation."""
        self.linked = linked

    def parents(self, relation: str, subjects: Sequence[str]) -> list[str | None]:
        """The one above each subject."""
        parents = self._linked(relation).parents
        return [subject if relation == LAST_CYCLE else parents.get(subject) for subject in subjects]

    def above(self, term: Term, subjects: Sequence[str], shape: Shape) -> list[Fraction | None]:
        """The value of the one above; None where there is none, or it is not judged. shape: what it is proven to be.

        Where the rule weighs by days, the mean of all that a person stood below.
        """
        relation, proven = term.text("relation"), Ends.of(term, shape)
        if term.maybe("weighed") == BY_DAYS:
            return self._by_days(term, subjects)
        sheets = self._linked(relation).outcome.sheets
        found = [sheets.get(parent or "") for parent in self.parents(relation, subjects)]
        return [_value(term, sheet.values, proven) if sheet else None for sheet in found]

    def _by_days(self, term: Term, subjects: Sequence[str]) -> list[Fraction | None]:
        relation, proven, places = term.text("relation"), Ends.of(term, None), int(term.args[0].value)
        linked = self._linked(relation)
        sheets = linked.outcome.sheets

        def mean(above: Mapping[str, int]) -> Fraction | None:
            held = [(_value(term, sheets[code].values, proven), days) for code, days in above.items() if code in sheets]
            judged = [(value, days) for value, days in held if value is not None]
            days = sum(days for _, days in judged)
            return half_up(sum((value * of for value, of in judged), Fraction(0)) / days, places) if days else None

        return [mean(linked.above(*one)) for one in zip(subjects, self.parents(relation, subjects), strict=True)]

    def below(self, term: Term, subjects: Sequence[str]) -> list[Under | None]:
        """The values under each subject, each with its weight (1 where the rule names none).

        Who is not judged is left out, or counts as the rule's number; None where the rule has all judged or nothing.
        """
        linked, weight = self._linked(term.text("relation")), term.maybe("weight")
        proven, strict = Ends.of(term, None), term.maybe("missing") == "not_judged"
        instead = term.args[0].value if term.args else None
        found: dict[str, Under] = {subject: [] for subject in subjects}
        unsure: set[str] = set()
        for child, sheet in linked.outcome.sheets.items():
            parent = linked.parents.get(child)
            if parent not in found:
                continue
            value = _value(term, sheet.values, proven)
            value = instead if value is None else value
            weighs = Fraction(1) if weight is None else exact(sheet.values.get(weight) or "0")
            if value is not None:
                found[parent].append((value, weighs))
            elif strict:
                unsure.add(parent)
        for subject, under in found.items():
            if len(under) > CHILDREN:
                sentence = f"{subject} 下面有 {len(under)} 个对象，超过 {CHILDREN} 个：请拆分。"
                raise LinkRefused("TOO_MANY_BELOW", sentence)
        return [None if subject in unsure else under for subject, under in found.items()]

    def _linked(self, relation: str) -> Linked:
        if relation not in self.linked:
            sentence = f"没有给出关系“{relation}”的结果：请先评判所用的模型，再以 linked 给出。"
            raise LinkRefused("NOT_LINKED", sentence)
        return self.linked[relation]


@dataclass(frozen=True, slots=True)
class Ends:
    """Between what and in which parts a linked value must lie for the rule to be exact."""

    low: Fraction
    high: Fraction
    den: int

    @classmethod
    def of(cls, term: Term, shape: Shape | None) -> "Ends":
        """As the rule wrote them down; of the model's own node as it is proven."""
        if shape is not None and "low" not in term.data:
            return cls(shape.low, shape.high, shape.den)
        return cls(exact(term.text("low")), exact(term.text("high")), int(term.text("den")))


def _value(term: Term, values: Mapping[str, str | None], ends: Ends) -> Fraction | None:
    key = term.text("node")
    if key not in values:
        sentence = f"模型 {term.text('model')} 的结果里没有节点 {key}：请重新评判那个模型。"
        raise LinkRefused("NOT_LINKED", sentence)
    text = values[key]
    if text is None:
        return None
    value = exact(text)
    if not ends.low <= value <= ends.high or ends.den % value.denominator:
        said = f"{written(ends.low)} 到 {written(ends.high)}，每档 {written(Fraction(1, ends.den))}"
        sentence = f"节点 {key} 的 {text} 超出 {said}：请用规则所指的版本重新评判。"
        raise LinkRefused("LINK_OUT_OF_RANGE", sentence)
    return value
