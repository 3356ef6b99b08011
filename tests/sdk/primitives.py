"""The table the primitive tests walk through: one small model for each primitive and policy, by its number."""

from collections.abc import Callable

from biaochi_sdk import (
    Expression,
    all_or_nothing,
    bonus,
    check,
    count,
    default,
    external_share,
    mutual,
    of_cohort,
    quoted,
    ratio_to_mean,
    scaled_to_best,
    split,
    steps,
    times_rate,
    units_of,
    weighted,
)
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.scales import Ranged

from tests.sdk.models import ANY, made, share
from tests.sdk.paper_models import (
    as_one,
    below_the_next,
    excused,
    months_served,
    no_holders,
    not_judged_on_purpose,
    pooled_by_ratios,
    profiles,
    refused_together,
    served,
    shares_of_votes,
)
from tests.sdk.primitive_models import (
    ONE,
    TWO,
    Nodes,
    decisions,
    hard_tasks,
    honours,
    lights,
    limited,
    mutual_by_class,
    named,
    one,
    penalties,
    places,
    pooled,
    printed_bands,
    rated,
    seats,
    short_of,
    two,
    two_variables,
    vetoes,
    voting,
    weighted_means,
    weights_by_class,
)

LEVELS = {"light": (default("轻"), ONE), "heavy": (default("重"), TWO)}
RANGED: Ranged = {"late": (default("迟"), default("0.5")), "undone": (default("未完成"), (default(3), default(4)))}
PRIMITIVES: dict[str, Callable[[], Nodes]] = {
    "1 weights by class": weights_by_class,
    "1 a missing part is zero": lambda: two(lambda a, b: weighted({a: default("0.6"), b: default("0.4")}, "zero")),
    "1 a missing part is left out": lambda: two(
        lambda a, b: weighted({a: default("0.6"), b: default("0.4")}, "renormalize", TWO)
    ),
    "1 a missing part is the mean of the class": lambda: two(
        lambda a, b: a.or_else(of_cohort("mean", a).round(ONE)) + b.or_else(default(0))
    ),
    "1 over the mean of a class where nobody is judged": lambda: one(
        lambda a: (
            weighted({a: default(1)}, "renormalize", TWO).floor(ONE) / of_cohort("mean", a.floor(ONE)).round(TWO)
        ).round(TWO)
    ),
    "2 all or nothing": lambda: two(lambda a, b: all_or_nothing(default(5), a >= ONE, b >= ONE), "zero"),
    "2 by count": lambda: (lambda n: {"n": n, "total": named("得分", (n * default("1.5")).cap(default(7)))})(
        named("次数", count(default(9), ONE, ANY))
    ),
    "3 amounts with a reason": lambda: penalties(step=default("0.5"), least=ONE, once="each"),
    "4 levels": lambda: honours(once="each"),
    "4 the highest only": lambda: honours(once="each", counting="highest"),
    "4 shared": lambda: honours(once="each", shared=TWO),
    "4 doubled": lambda: honours(once="case", factor=TWO),
    "5 once a case": lambda: honours(once="case"),
    "5 once a case and department": lambda: honours(once="case_and_department"),
    "6 ten times, and the second empties": lambda: penalties(
        levels=LEVELS, once="case", factor=default(10), zero_at=TWO
    ),
    "7 short of a mean": lambda: short_of("at_least", "started"),
    "7 beyond a mean": lambda: short_of("at_most", "whole"),
    "8 two variables": two_variables,
    "8 printed bands": printed_bands,
    "10 the first gets all": lambda: one(lambda a: scaled_to_best(a, default(6), TWO)),
    "10 quoted": lambda: (lambda q: {"q": q, "total": named("得分", (q * default("1/3")).round(TWO))})(
        named("引用", quoted(default(0), default(120), default("0.1"), ANY, missing="not_judged"))
    ),
    "11 competition": lambda: places("competition"),
    "11 dense": lambda: places("dense"),
    "12 mutual": lambda: two(lambda a, b: sum_of(*mutual(a, b, default("0.9"), default("1.1"), default(4))), "zero"),
    "12 mutual by class": mutual_by_class,
    "12 a score rate": lambda: two(lambda a, b: times_rate(a, b, default(10)), "zero"),
    "13 split": lambda: (
        lambda a, b: {
            "a": a,
            "b": b,
            "total": named(
                "得分",
                split(
                    (a * default(100)).round(TWO),
                    (b * default(100)).round(TWO),
                    (default("0.6"), default("0.4")),
                    "common",
                ),
            ),
        }
    )(share(), share("INDIVIDUAL")),
    "13 approved tasks by difficulty": hard_tasks,
    "14 a share elsewhere": lambda: one(lambda a: external_share(a, default("0.15"), TWO)),
    "15 a class without votes is left out": lambda: voting("renormalize"),
    "15 a class without votes is zero": lambda: voting("zero"),
    "15 a class without votes: not judged": lambda: voting("not_judged"),
    "16 mean": lambda: rated("mean"),
    "16 median": lambda: rated("median"),
    "16 trimmed": lambda: rated("trimmed", trim=ONE, trim_from=default(5)),
    "18 to the meeting": lambda: seats(ties="meeting"),
    "18 half-up, at least one, with a tie-breaker": lambda: seats(
        ties="all", rounding="half_up", least=ONE, broken=True
    ),
    "18 up, by class, nobody tied": lambda: seats(ties="none", rounding="ceil", grouped=True),
    "18 a number of seats by class": lambda: seats(ties="meeting", grouped=True, by="seats"),
    "18 a cascade of seats": lambda: limited(ties="meeting", by="seats"),
    "18 a guideline": lambda: seats(ties="meeting", soft=True),
    "18 a cascade": lambda: limited(ties="meeting"),
    "18 a cascade by class": lambda: limited(ties="all", rounding="half_up", grouped=True, broken=True),
    "18 a cascade without ties": lambda: limited(ties="none", rounding="ceil"),
    "18 a share of those judged, rounded half-up": lambda: seats(ties="meeting", rounding="half_up", of="judged"),
    "18 a cascade of those judged by class": lambda: limited(
        ties="meeting", rounding="ceil", grouped=True, of="judged", missing="not_judged"
    ),
    "1 a weighted sum of several means": weighted_means,
    "18 seats nobody holds yet": no_holders,
    "1 not judged on purpose": not_judged_on_purpose,
    "15 shares of votes": shares_of_votes,
    "8 inside the bands and just below the next": below_the_next,
    "2 from a lowest mark": lambda: one_of(check(default(10), default("0.5"), ANY, missing="zero", lowest=default(4))),
    "2 from a lowest mark, none is full": lambda: one_of(
        check(default(10), default("0.5"), ANY, missing="full", lowest=default(4))
    ),
    "7 whole units and the rest": lambda: one(lambda a: units_of(a, default("1.5")) * default("0.3") + abs(a - TWO)),
    "7 steps over and under a goal": lambda: one(
        lambda a: steps(a, default(5), default("0.7"), up=ONE, down=default("0.25"), part="started")
    ),
    "10 quoted, never 0": lambda: one_of(
        quoted(default(-3), default(3), default("0.5"), ANY, missing="zero", nonzero=True)
    ),
    "3 levels with a range": lambda: penalties(levels=RANGED, step=default("0.5"), once="case", zero_at=default(3)),
    "4 levels with a range, shared and doubled": lambda: {
        "total": named("加分", bonus(RANGED, ANY, default(10), "each", step=default("0.5"), factor=TWO, shared=ONE))
    },
    "12 the exact ratio to the mean, bounded": lambda: two(
        lambda a, b: (b.or_else(default(0)) * ratio_to_mean(a).floor(default("0.9")).cap(default("1.1"))).round(TWO)
    ),
    "12 a ratio of ratios": lambda: two(
        lambda a, b: (ratio_to_mean(a) / ratio_to_mean(b) * (a / b)).or_else(ratio_to_mean(a)).or_else(ONE).round(TWO)
    ),
    "21 a pool split by ratios": pooled_by_ratios,
    "29 a profile by largest remainders": lambda: profiles("largest_remainder"),
    "29 a profile rounded as it accumulates": lambda: profiles("cumulative"),
    "22 days of service and a bounded total": served,
    "22 whole months of the calendar": lambda: months_served("calendar"),
    "22 whole months from day to day": lambda: months_served("day_to_day"),
    "26 units of one entry": lambda: as_one("competition", weigh=True),
    "26 units of one entry, dense": lambda: as_one("dense", weigh=False),
    "26 units of one entry with a tie-breaker": lambda: as_one("ordinal", weigh=True),
    "2 refused together": refused_together,
    "3 waived and reduced cases": lambda: excused(True),
    "3 cases waived whole": lambda: excused(False),
    "19 vetoes": vetoes,
    "20 a pool split to the last place, in code order": lambda: pooled("code"),
    "20 a pool split by a tie-breaker, the rest kept": lambda: pooled("kept", broken=True),
    "24 lights": lights,
    "25 tie-breakers": lambda: places("ordinal"),
    "26 by class": lambda: places("competition", True),
    "26 small classes unranked": lambda: places("dense", True, smallest=default(3), small="unranked"),
    "26 small classes together": lambda: places("ordinal", True, smallest=default(3), small="together"),
    "28 decisions": decisions,
    "7 the sum of the cohort": lambda: one(lambda a: of_cohort("sum", a) + a),
    "7 the lowest of the cohort": lambda: one(lambda a: of_cohort("min", a) + a),
    "7 the count of the cohort": lambda: one(lambda a: of_cohort("count", a) + a),
    "7 the median of the cohort": lambda: one(lambda a: of_cohort("median", a).round(ONE)),
}


def one_of(value: Expression) -> Nodes:
    """A model over one input."""
    got = named("得分", value)
    return {"got": got, "total": named("两倍", got + got)}


def sum_of(left: Expression, right: Expression) -> Expression:
    """Both."""
    return left + right


def graph_of(primitive: str) -> Graph:
    """The graph of one primitive's model."""
    return made(PRIMITIVES[primitive]())
