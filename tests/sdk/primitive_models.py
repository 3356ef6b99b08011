"""Small models of the primitives that take more than a line, with the edges their rules name."""

from collections.abc import Callable

from biaochi_sdk import (
    Expression,
    Panel,
    Publish,
    Scale,
    allowed,
    any_over,
    at_cut,
    ballots,
    bands,
    bonus,
    cascade,
    cases,
    chosen,
    clauses,
    count,
    count_over,
    decided,
    decided_number,
    default,
    intervals,
    light,
    marks,
    mean_over,
    mutual,
    of_cohort,
    overruled,
    param,
    points_by_step,
    points_of,
    points_of_place,
    prior,
    quota,
    rank,
    share_of_pool,
    sum_over,
    tally,
    tasks,
    threshold,
    tied,
    vetoed,
    votes,
    weighted,
    when,
    with_trend,
)
from biaochi_sdk.graph.graph import Graph

from tests.sdk.models import ANY, GRADES, model, points
from tests.sdk.models import vetoed as veto_fact

Nodes = dict[str, Expression]
CLASSES = Scale("class", {"lead": default("牵头"), "taking_part": default("参扶")})
STARS = Scale(
    "stars", {"none": default("未评"), "three": default("三星"), "four": default("四星"), "five": default("五星")}
)
VOTERS = {"leaders": default("领导"), "members": default("党员")}
VOTES = Scale("vote", {"poor": default("差"), "fair": default("一般"), "good": default("好")})
TWO, ONE = default(2), default(1)


def named(title: str, value: Expression) -> Expression:
    """A node."""
    return value(default(title))


def kind_of() -> Expression:
    """The class of a subject."""
    return named("类别", chosen(CLASSES, ANY, missing="not_judged"))


def stars(value: Expression) -> Expression:
    """A star grade of ten points."""
    rows = ((default(9), "five"), (default(7), "four"), (default(3), "three"))
    return named("星级", bands(value, STARS, *rows, otherwise="none"))


def one(total: Callable[[Expression], Expression]) -> Nodes:
    """A model over one check of ten points."""
    value = points()
    return {"got": value, "total": named("得分", total(value))}


def two(total: Callable[[Expression, Expression], Expression], missing: str = "not_judged") -> Nodes:
    """A model over two checks of ten points."""
    left, right = points(missing=missing), points(missing=missing)
    return {"left": left, "right": right, "total": named("得分", total(left, right))}


def weights_by_class() -> Nodes:
    """Weights that differ by class."""
    kind, left, right = kind_of(), points(), points()
    lead = weighted({left: default("0.7"), right: default("0.3")})
    other = weighted({left: default("0.4"), right: default("0.6")})
    total = named("得分", Expression("when", kind.is_("lead"), lead, other))
    return {"kind": kind, "left": left, "right": right, "total": total}


def honours(**settings: object) -> Nodes:
    """A bonus by level."""
    levels = {
        "province": (default("省级"), default(6)),
        "city": (default("市级"), default("2.5")),
        "county": (default("县级"), default(1)),
    }
    value = bonus(levels, ANY, cap=default(10), **settings)  # type: ignore[arg-type]
    return {"total": named("加分", value)}


def penalties(**settings: object) -> Nodes:
    """Deductions by case."""
    value = cases(default(5), ANY, **settings)  # type: ignore[arg-type]
    return {"total": named("扣分", value)}


def weighted_means() -> Nodes:
    """A weighted sum of two means of marks and of a number, rounded once."""
    left, right = (
        named(title, marks(default(0), default(100), default("0.5"), ANY, least=ONE)) for title in ("甲评", "乙评")
    )
    own = points("100", "0.5")
    weights = {left: default("0.5"), right: default("0.3"), own: default("0.2")}
    return {"left": left, "right": right, "own": own, "total": named("得分", weighted(weights).round(TWO))}


def short_of(direction: str, part: str) -> Nodes:
    """A threshold over the cohort's mean."""
    value = points()
    goal = named("平均", of_cohort("mean", value).round(default(1)))
    rule = threshold(value, goal, points=ONE, each=default("0.05"), unit=default("0.7"), part=part, direction=direction)
    return {"got": value, "goal": goal, "total": named("得分", rule)}


def two_variables() -> Nodes:
    """A grade that depends on two values."""
    left, right = points(), points()
    rows = (((left >= default(8)) & (right >= default(5)), "good"), (left + right >= default(10), "fair"))
    grade = named("等次", clauses(GRADES, *rows, otherwise="poor"))
    worth = points_of(grade, {"poor": default(0), "fair": default("12.5"), "good": default(20)})
    return {"left": left, "right": right, "grade": grade, "total": named("得分", worth)}


def printed_bands() -> Nodes:
    """Bands printed as intervals."""
    value = points()
    rows = ((default(3), default(7), "fair"), (default(7), default(11), "good"), (default(0), default(3), "poor"))
    grade = named("等次", intervals(value, GRADES, *rows))
    return {"got": value, "grade": grade, "total": named("得分", value + value)}


def places(ties: str, grouped: bool = False, **settings: object) -> Nodes:
    """Places, and points of a place."""
    value, other, kind = points(missing="not_judged"), points(missing="not_judged"), kind_of()
    breakers = (other,) if ties == "ordinal" else ()
    place = named("名次", rank(value, ties, breakers, kind if grouped else None, **settings))  # type: ignore[arg-type]
    table = points_of_place(place, [default(20), default(19), default("17.5")], default(10))
    steps = named("递减", points_by_step(place, default(10), default("0.05")))
    ties_of = named("并列", tied(place))
    nodes = {"got": value, "other": other, "kind": kind, "place": place, "ties_of": ties_of, "steps": steps}
    return {**nodes, "total": named("得分", table + steps)}


def voting(empty: str) -> Nodes:
    """A tally by class of voters."""
    cast = named("评议票", ballots(VOTES, VOTERS, ANY, Panel("real_name", ("scheme_owner",), "required")))
    invited = named("应到", count(default(8), ONE, ANY))
    worth = {"poor": default(40), "fair": default(60), "good": default(100)}
    weights = {"leaders": default("0.4"), "members": default("0.6")}
    found = tally(cast, worth, weights, TWO, empty=empty, least=TWO, quorum=(invited, default("2/3")))
    good = named("好票", votes(cast, grade="good"))
    return {"cast": cast, "invited": invited, "good": good, "total": named("评议得分", found)}


def rated(average: str, **settings: object) -> Nodes:
    """Marks of raters."""
    value = marks(default(0), default(100), default("0.5"), ANY, least=TWO, average=average, **settings)  # type: ignore[arg-type]
    given = named("互评", value)
    return {"given": given, "total": named("得分", given.round(TWO))}


def seats(**settings: object) -> Nodes:
    """Seats of a cohort, by class where asked."""
    value, other, kind, held = points(missing="not_judged"), points(), kind_of(), veto_fact()
    grouped = settings.pop("grouped", False)
    if settings.pop("broken", False):
        settings["breakers"] = (other,)
    share = TWO if settings.get("by") == "seats" else default("0.3")
    settings |= shared_out(settings)
    seat = quota(share, held, ~held, value, within=kind if grouped else None, **settings)  # type: ignore[arg-type]
    return {
        "got": value, "other": other, "kind": kind, "held": held, "seat": named("名额", seat),
        "total": named("得分", value + other),
    }  # fmt: skip


def shared_out(settings: dict[str, object]) -> dict[str, object]:
    """Whom a share counts and how it rounds, where nothing else is asked."""
    return {} if "by" in settings else {"of": "all", "rounding": "floor", **settings}


def mutual_by_class() -> Nodes:
    """Coefficients from the means of the classes."""
    kind, left, right = kind_of(), points(), points(missing="not_judged")
    one, other = mutual(left, right, default("0.9"), default("1.1"), TWO, within=kind)
    return {"kind": kind, "left": left, "right": right, "total": named("得分", one + other)}


def pooled(ties: str, broken: bool = False) -> Nodes:
    """A pool of a class split by points."""
    kind, got, other = kind_of(), points(missing="not_judged"), points()
    pool = named("奖金池", when(kind.is_("lead"), default("100.5"), default(1)))
    breakers = (other,) if broken else ()
    money = named("应得", share_of_pool(pool, got, kind, TWO, ties=ties, breakers=breakers))
    return {"kind": kind, "got": got, "other": other, "pool": pool, "total": money}


def limited(**settings: object) -> Nodes:
    """Grades with quotas that cascade."""
    missing = str(settings.pop("missing", "zero"))
    value, other, kind = points(missing=missing), points(missing=missing), kind_of()
    if settings.pop("grouped", False):
        settings["within"] = kind
    if settings.pop("broken", False):
        settings["breakers"] = (other,)
    earned = stars(value)
    shares = {"five": default("0.1"), "four": default("0.4"), "three": default("0.3")}
    if settings.get("by") == "seats":
        shares = {"five": ONE, "four": TWO}
    settings |= shared_out(settings)
    final = named("最终星级", cascade(earned, value, shares, **settings))  # type: ignore[arg-type]
    nodes = {"got": value, "other": other, "kind": kind, "earned": earned, "final": final}
    return {**nodes, "cut": named("线上", at_cut(final)), "total": named("得分", value + other)}


def vetoes() -> Nodes:
    """Every effect of a veto, with an exception allowed by hand."""
    value, barred, exception = points(), veto_fact(), named("例外", allowed(ANY, ONE))
    grade = stars(value)
    effects = {
        "zeroed": vetoed(value, barred, "zero"),
        "failed": vetoed(grade, barred, "fail"),
        "capped": vetoed(grade, barred, "cap", "three"),
        "honour": vetoed(value >= default(5), barred, "bar", unless=exception),
    }
    nodes = {key: named(key, effect) for key, effect in effects.items()}
    return {
        "got": value,
        "barred": barred,
        "exception": exception,
        "grade": grade,
        **nodes,
        "total": named("得分", value + value),
    }


def decisions() -> Nodes:
    """Decisions by hand beside what is computed."""
    value = points()
    grade = stars(value)
    by_hand = named("裁定等次", decided(STARS, ANY, ONE))
    number = named("裁定得分", decided_number(default(-3), default(3), default("0.5"), ANY, TWO))
    final = named("最终等次", overruled(grade, by_hand))
    total = named("得分", value + number.or_else(default(0)))
    return {"got": value, "grade": grade, "by_hand": by_hand, "number": number, "final": final, "total": total}


def lights() -> Nodes:
    """A light, and what it costs."""
    gap, stopped = points(), veto_fact()
    shown = named("红黄绿", light(gap, default(3), default(7), stopped))
    worth = points_of(shown, {"green": default(0), "yellow": default(-1), "red": default(-2)})
    return {"gap": gap, "stopped": stopped, "shown": shown, "total": named("得分", worth)}


def over_the_year() -> Graph:
    """Sums, counts and trends over the quarters of a year."""
    value = points(at="quarter", missing="not_judged")
    low = named("低分", (value < default(5)).or_no())
    before = named("上季度", prior(value))
    trend = named("趋势分", with_trend(value, before, default("0.5")))
    summed = named("合计", sum_over("quarter", value))
    best = named("最好三季", sum_over("quarter", value, best=default(3)))
    mean = named("最好两季平均", mean_over("quarter", value, best=TWO).round(TWO))
    fading = named("递减合计", sum_over("quarter", value, fading=[ONE, default("0.5"), default("0.25")]))
    lows = named("低分次数", count_over("quarter", low))
    ever = named("曾低分", any_over("quarter", low))
    factor = named("系数", param({"2019-01-01": default("0.9"), "2020-07-01": default("1.1")}))
    scaled = named("加权", trend * factor)
    quarter = {"got": value, "low": low, "before": before, "trend": trend, "factor": factor, "scaled": scaled}
    year = {"summed": summed, "best": best, "mean": mean, "fading": fading, "lows": lows, "ever": ever}
    total = named("得分", value.or_else(default(0)) + value.or_else(default(1)))
    yearly = named("年度", summed.or_else(default(0)) + lows)
    return made_both({**quarter, **year, "total": total, "yearly": yearly}, scaled, yearly)


def made_both(nodes: Nodes, quarter: Expression, year: Expression) -> Graph:
    """A model with one total for quarters and another for years."""
    shown = {
        "at_quarter": Publish("quarter", totals={"made": quarter}),
        "at_year": Publish("year", totals={"made": year}),
    }
    return model({**nodes, **shown}).graph


def hard_tasks() -> Nodes:
    """Tasks that count by difficulty once somebody approved them."""
    levels = {"easy": (default("易"), default("0.8")), "hard": (default("难"), default("1.25"))}
    own = tasks(
        "INDIVIDUAL", default(20), default("0.5"), ANY, missing="not_judged", difficulties=levels, signatures=ONE
    )
    done = named("个性任务", own)
    return {"done": done, "total": named("得分", (done * default(100)).round(TWO))}
