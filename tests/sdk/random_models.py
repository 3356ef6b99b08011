"""Models of random rules over every kind of input: what loads must be exact, whatever an author thinks of."""

from random import Random

from biaochi_sdk import (
    Expression,
    Mark,
    ModelRefused,
    Scale,
    bands,
    cascade,
    chosen,
    default,
    graded,
    interpolated,
    merged,
    of_cohort,
    param,
    profile,
    quota,
    rank,
    share_of_pool,
    step_of,
    unit,
    when,
)
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.expressions import operand
from biaochi_sdk.page.vocabulary import weighted_mean

from tests.sdk.models import ANY, GRADES, ledger, made, marks, points, share, vetoed

PASSED = Scale("passed", {"no": default("否"), "yes": default("是")})


class Author:
    """Writes random expressions over the nodes there are; many are refused, the rest must be exact."""

    def __init__(self, random: Random) -> None:
        """Start with one input of each kind."""
        self.random = random
        self.inputs: dict[str, Expression] = {
            "whole": points("8", "1"),
            "half": points("10", "0.5", missing="full"),
            "fine": points("3", "0.05", missing="not_judged"),
            "kept": ledger(),
            "common": share(),
            "own": share("INDIVIDUAL"),
            "rated": marks(),
            "vetoed": vetoed(),
            "entry": chosen(PASSED, ANY, missing="not_judged")(default("合并")),
        }

    def model(self) -> Graph | None:
        """A model of a few random nodes, or None where one of them is refused."""
        try:
            named: dict[str, Expression] = {}
            for place in range(self.random.randint(1, 4)):
                named[f"node_{place}"] = self._node(list(named.values()))(default("节点"))
            total = self.number(3).round(self.places())(default("总分"))
            place_of = rank(total, ties="competition")(default("名次"))
            return made({**self.inputs, **named, "total": total, "place": place_of}, place="place")
        except ModelRefused:
            return None

    def _node(self, before: list[Expression]) -> Expression:
        kind = self.random.randrange(5)
        if kind == 0:
            return self.condition(3)
        if kind == 1:
            return graded(self.condition(2), PASSED)
        if kind == 2:
            low, high = sorted((self.random.randint(1, 4), self.random.randint(5, 8)))
            return bands(self.number(2), GRADES, (default(high), "good"), (default(low), "fair"), otherwise="poor")
        if kind == 3:
            holder, candidate = self.condition(1).or_no(), self.condition(1).or_no()
            return quota(default("0.4"), holder, candidate, self.number(1), ties="meeting", of="all", rounding="floor")
        return self.random.choice([*before, self.ratio(2)]) + self.ratio(1) if before else self.ratio(2)

    def constant(self) -> Mark:
        """A small number, often a decimal or a fraction."""
        return default(self.random.choice(("1", "2", "5", "0.5", "0.05", "1/3", "2.25", "7")))

    def places(self) -> Mark:
        """Places to round to."""
        return default(self.random.randint(0, 3))

    def number(self, depth: int) -> Expression:
        """A number."""
        whole = self.random.choice(("whole", "half", "fine", "kept"))
        if depth == 0:
            return self.inputs[whole]
        choice, less = self.random.randrange(15), depth - 1
        if choice == 0:
            return self.number(less) + self.number(less)
        if choice == 1:
            return self.number(less) - self.number(less)
        if choice == 2:
            return self.number(less) * self.random.choice((self.constant(), self.number(0)))
        if choice == 3:
            return self.number(less).cap(self.constant())
        if choice == 4:
            return self.number(less).floor(self.random.choice((self.constant(), self.number(0))))
        if choice == 5:
            return self.number(less).round(self.places())
        if choice == 6:
            return self.ratio(less).round(self.places())
        if choice == 7:
            return self.inputs["fine"].or_else(self.number(less))
        if choice == 8:
            return self.mean(less).round(self.places())
        if choice == 9:
            return -self.number(less)
        if choice == 10:
            return self.cohort(less)
        if choice == 11:
            return abs(self.number(less))
        if choice == 12:
            rows = ((default(1), default("0.5")), (default("2.25"), default(4)), (default(7), default("1/3")))
            return interpolated(self.number(less), *rows[: self.random.randint(2, 3)])
        if choice == 13:
            value = when(self.condition(less).or_no(), self.number(less), None)
            return value.or_else(default(self.random.randint(0, 2)))
        return when(self.condition(less), self.number(less), self.number(less))

    def either(self, depth: int) -> Expression:
        """A number of each subject, or one that is the same for everybody."""
        dated = param({"2019-01-01": self.constant(), "2020-07-01": self.constant()})
        return self.random.choice((self.number(depth), operand(self.constant()), dated))

    def cohort(self, depth: int) -> Expression:
        """A number that compares the subjects, over values and over constants."""
        value, within = self.either(depth), self.random.choice((None, step_of(GRADES, "fair")))
        choice = self.random.randrange(7)
        if choice == 0:
            how = self.random.choice(("mean", "sum", "min", "max", "median", "count"))
            found = of_cohort(how, value, within)
            return found.round(self.places()) if how in ("mean", "median") else found
        if choice == 1:
            breakers = self.random.choice(((), (self.either(0),)))
            return rank(value, "ordinal" if breakers else "dense", breakers, within)
        if choice == 2:
            home = self.random.choice((unit("above", default("上级")), step_of(GRADES, "poor")))
            pool, got = (one.floor(default(0)) for one in (self.either(0), self.either(depth)))
            pool = operand(self.constant()) if self.random.random() < 0.5 else pool
            return share_of_pool(pool, got, home, default(2), ties=self.random.choice(("code", "kept")))
        if choice == 3:
            parts = {"one": self.either(0).floor(default(0)), "other": self.number(depth).floor(default(0))}
            rounding = self.random.choice(("largest_remainder", "cumulative"))
            return self.random.choice([*profile(parts, default(10), default(1), rounding).values()])
        if choice == 4:
            weight = self.random.choice((None, self.number(0).floor(default(0))))
            return merged(self.number(depth), self.inputs["entry"], default(2), weight)
        if choice == 5:
            ties = self.random.choice(("competition", "dense"))
            return rank(self.number(depth), ties, (), within, entries=self.inputs["entry"])
        grade = self.random.choice((step_of(GRADES, "good"), self.graded()))
        return when(
            cascade(grade, value, {"good": default("0.3")}, "meeting", within=within, of="all", rounding="floor").is_(
                "good"
            ),
            value,
            value,
        )

    def graded(self) -> Expression:
        """A grade of three steps."""
        return bands(self.number(0), GRADES, (default(2), "good"), (default(1), "fair"), otherwise="poor")

    def mean(self, depth: int) -> Expression:
        """A mean of what is judged, by constants and by numbers."""
        weights = (self.constant(), self.number(0), self.random.choice((self.constant(), self.inputs["kept"])))
        return weighted_mean({self.number(depth): weight for weight in weights})

    def ratio(self, depth: int) -> Expression:
        """An unrounded ratio."""
        if depth == 0:
            return self.inputs[self.random.choice(("common", "own", "rated"))]
        choice = self.random.randrange(8)
        if choice == 0:
            return self.number(depth - 1) / self.number(depth - 1).floor(default(0))
        if choice > 3:
            return self.of_ratios(choice, depth - 1)
        if choice == 3 and self.random.random() < 0.3:
            return self.mean(depth - 1)
        one = self.ratio(depth - 1)
        return one + one * self.constant() if choice == 1 else one * self.constant() if choice == 2 else one

    def of_ratios(self, choice: int, depth: int) -> Expression:
        """A ratio made of ratios and numbers, which is exact where it is proven to fit."""
        one, other = self.ratio(depth), self.random.choice((self.ratio, self.number))(depth)
        if choice == 4:
            return one * other
        if choice == 5:
            return other / one.floor(default(0))
        if choice == 6:
            return one.cap(self.constant()).floor(self.random.choice((self.constant(), self.number(0))))
        return self.random.choice((when(self.condition(depth), one, other), self.inputs["common"].or_else(other)))

    def condition(self, depth: int) -> Expression:
        """A condition."""
        if depth == 0:
            return self.inputs["vetoed"]
        measures = (self.number, self.ratio)
        left, right = (self.random.choice(measures)(depth - 1) for _ in range(2))
        compared = self.random.choice((left >= right, left > right, left <= self.constant(), left < self.constant()))
        other = self.condition(depth - 1)
        return self.random.choice((compared, compared & other, compared | other, ~compared, compared.or_no()))
