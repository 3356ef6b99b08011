"""What a model may not say is refused when it loads, with what to write instead."""

from collections.abc import Callable, Sequence

import pytest
from biaochi_sdk import (
    City,
    Consequence,
    Expression,
    ModelRefused,
    Publish,
    Recorded,
    Scale,
    Source,
    bands,
    check,
    default,
    every_over,
    graded,
    held_rung,
    ladder,
    mean_over,
    param,
    published,
    quota,
    rank,
    streak,
    tasks,
    total_of,
    units_of,
    weighted,
    when,
)

from tests.sdk.models import ANY, GRADES, RUNGS, made, marks, model, points, share, vetoed

TITLE = default("总分")


def shown(value: Expression, **others: Expression) -> None:
    """Load a model whose total is the value."""
    made({**others, "total": value(TITLE)})


def one_of(make: Callable[[Expression], Expression]) -> Callable[[], None]:
    """Load a model whose total is made of a single check."""
    return lambda: (lambda a: shown(make(a), a=a))(points())


def two_of(make: Callable[[Expression, Expression], Expression]) -> Callable[[], None]:
    """Load a model whose total is made of two ratios with different divisors."""
    return lambda: (lambda a, b: shown(make(a, b), a=a, b=b))(share(), marks())


def published_as(totals: Sequence[str] = ("made",), ranks: Sequence[str] = (), again: bool = False) -> None:
    """Load a model that publishes its total and its place under these indexes."""
    total = points()
    place = rank(total, ties="competition")(default("名次"))
    shown_as = Publish("year", totals=dict.fromkeys(totals, total), ranks=dict.fromkeys(ranks, place))
    more = {"again": Publish("year", totals={"made": total})} if again else {}
    model({"total": total, "place": place, "at_year": shown_as, **more})


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a float in a rule": (one_of(lambda a: a * 0.4), r"is the float 0\.4: write default\('0\.4'\)"),  # type: ignore[operator]
    "a float inside a mark": (lambda: default(0.4).number(), r"0\.4 is not exact: write it as an integer"),  # type: ignore[arg-type]
    "a float alone": (lambda: model({"x": 0.5}), r"x is 0\.5 alone"),
    "a number without provenance": (one_of(lambda a: a * 2), r"is 2 without provenance: write published"),  # type: ignore[operator]
    "a title without provenance": (
        lambda: check(default(1), default(1), ANY, missing="zero")("得分"),  # type: ignore[arg-type]
        "a node's title is '得分' without provenance",
    ),
    "a title that is a number": (lambda: check(default(1), default(1), ANY, missing="zero")(default(3)), "no title"),
    "a number whose source has no place": (
        one_of(lambda a: a + default(1, Source("办法", ""))),
        "name the document and the place in it",
    ),
    "a node without a title": (lambda: made({"total": points() + points()}), "has no title: end it with"),
    "a second title": (lambda: points()(default("再")), "given a second title"),
    "one node under two names": (lambda: (lambda a: made({"a": a, "total": a}))(points()), "one node one name"),
    "a titled expression without a name": (one_of(lambda a: (a + a)(default("无名")) + a), "has a title but no name"),
    "a Chinese key": (lambda: made({"总分": points(), "total": points()}), "keys are ASCII names"),
    "a reserved key": (lambda: made({"subject": points(), "total": points()}), "is a word of the wire"),
    "no missing-data policy": (lambda: check(default(1), default(1), ANY), "say what no fact means, missing=zero or"),
    "no missing-data policy of tasks": (lambda: tasks("COMMON", default(1), default(1), ANY), "say what no fact means"),
    "no tie policy of a rank": (one_of(rank), "say how equals are placed, ties='competition'"),
    "no tie policy of a quota": (
        one_of(lambda a: quota(default("0.2"), a, a, a, of="all", rounding="floor")),
        "say what a tie at the cut means",
    ),
    "weights that do not add up": (
        one_of(lambda a: weighted({a: default("0.6"), a + a: default("0.3")})),
        "the weights add up to 9/10, not 1",
    ),
    "points that do not add up": (
        one_of(lambda a: total_of(a, full=default(100))),
        "parts worth 10 together, not 100: correct the points",
    ),
    "bands that do not go down": (
        one_of(lambda a: bands(a, GRADES, (default(5), "good"), (default(8), "fair"), otherwise="poor")),
        "do not go down: write the highest first",
    ),
    "bands with a hole": (
        one_of(lambda a: bands(a, GRADES, (default(8), "good"), otherwise="poor")),
        "write every step of grade once, highest first: good、fair、poor",
    ),
    "a band nobody reaches": (
        one_of(lambda a: bands(a, GRADES, (default(11), "good"), (default(8), "fair"), otherwise="poor")),
        "gives 'good' from 11, but the most is 10: lower the threshold",
    ),
    "a step nobody falls to": (
        one_of(lambda a: bands(a, GRADES, (default(8), "good"), (default(0), "fair"), otherwise="poor")),
        "never gives 'poor': raise the threshold 0 or drop the step",
    ),
    "a step that does not exist": (
        one_of(lambda a: graded(a >= default(5), Scale("g", {"no": default("否"), "yes": default("是")})).is_("best")),
        "has no step 'best': write one of no, yes",
    ),
    "two grades over three steps": (one_of(lambda a: graded(a >= default(5), GRADES)), "write bands"),
    "Python's if on a column": (
        one_of(lambda a: a if a >= default(5) else a + a),
        "Python's if, and, or and not cannot",
    ),
    "Python's and on columns": (one_of(lambda a: a >= default(5) and a), "write when\\(condition, a, b\\)"),
    "a chained comparison": (one_of(lambda a: default(1) <= a <= default(5)), "Python's if, and, or and not cannot"),
    "Python's ==": (one_of(lambda a: a if a == default(5) else a + a), "== cannot compare what each subject has"),
    "units of a ratio": (
        one_of(lambda a: units_of(a / (a + default(1)), default(1))),
        r"computes with an unrounded ratio: write \.round\(default\(2\)\) on the ratio first",
    ),
    "a product of ratios that cannot be held": (two_of(lambda a, b: a * b * a * b), "more than 64 bits: write .round"),
    "a ratio held down by one of another divisor": (
        two_of(lambda a, b: a.cap(b)),
        r"of other divisors: write \.round\(default\(2\)\) on one of them",
    ),
    "a rank of a ratio with many divisors": (two_of(lambda a, _: rank(a, ties="competition")), "orders an unrounded"),
    "a divisor that can be negative": (
        one_of(lambda a: (a / (a - default(5))).round(default(2))),
        r"can be negative or is always 0: write \.floor",
    ),
    "a number that can overflow": (
        lambda: (lambda a: shown(a * a * a, a=a))(points("10000000", "0.01")),
        "more than 64 bits: write .round",
    ),
    "places that are no number of places": (one_of(lambda a: a.round(default("1.5"))), "no whole number from 0 to 9"),
    "a full mark that is no multiple of its step": (
        lambda: made({"total": points("5", "2")}),
        "has full mark 5, no multiple of its step 2",
    ),
    "a rate of another number than the most": (one_of(lambda a: a.rate(default(9))), "but the most is 10"),
    "an else for what is never missing": (one_of(lambda a: a.or_else(default(1))), "leave it out"),
    "a quota over what may be not judged": (
        lambda: (
            lambda a, b: shown(
                quota(default("0.2"), b, a >= default(1), a, ties="meeting", of="all", rounding="floor"), a=a, b=b
            )
        )(points(missing="not_judged"), vetoed()),
        r"end the condition with \.or_no\(\)",
    ),
    "a quota of more than everybody": (
        lambda: (lambda a, b: shown(quota(default(2), b, b, a, ties="meeting", of="all", rounding="floor"), a=a, b=b))(
            points(), vetoed()
        ),
        "write a share between 0 and 1",
    ),
    "a move that leaves a rung out": (
        lambda: ladder(held_rung(RUNGS), ("low", "high", vetoed())),
        "leaves a rung out: one rung at a time",
    ),
    "a ladder over a grade": (one_of(lambda a: ladder(a, ("low", "middle", a >= default(1)))), "write ladder"),
    "a mean over periods nobody evaluates": (
        one_of(lambda a: mean_over("quarter", a)),
        "looks back over each quarter at what no quarter evaluates",
    ),
    "a mean over an unnamed formula": (
        lambda: (
            lambda a: made(
                {"a": a, "m": mean_over("quarter", a + a)(default("均")), "total": (a + a)(TITLE)},
                cadences=("quarter", "year"),
            )
        )(points()),
        "at an unnamed formula: make it an attribute",
    ),
    "a period of a cadence nobody knows": (one_of(lambda a: every_over("week", a >= default(1))), "the cadence 'week'"),
    "an unnamed streak": (one_of(lambda a: streak(a >= default(1)) + default(1)), "give the streak a name"),
    "nodes of two cadences in one formula": (
        lambda: (lambda a, b: made({"a": a, "b": b, "total": (a + b)(TITLE)}, cadences=("quarter", "year")))(
            points(at="quarter"), points(at="year")
        ),
        "never evaluated in one period",
    ),
    "a node published where it is unknown": (
        lambda: made({"total": points(at="quarter")}, cadences=("quarter", "year")),
        "total is no number of a year: publish another node there",
    ),
    "a grade published as a total": (
        one_of(lambda a: bands(a, GRADES, (default(8), "good"), (default(5), "fair"), otherwise="poor")),
        "total is no number of a year",
    ),
    "a rung held that nobody publishes": (
        lambda: (lambda a: made({"a": a, "h": held_rung(RUNGS)(default("梯级")), "total": (a + a)(TITLE)}))(points()),
        "add rung=… to each Publish",
    ),
    "a model that publishes nothing": (lambda: model({"total": points()}), "publishes nothing: add at_year"),
    "an input recorded by nobody": (lambda: Recorded("", ("month",)), "name a role"),
    "an input recorded for no cadence": (lambda: Recorded("rater", ("week",)), "some of"),
    "a node of another model": (
        lambda: (lambda a: (made({"a": a, "total": (a + a)(TITLE)}), made({"total": (a + a)(TITLE)})))(points()),
        "of another model: repeat it here",
    ),
    "a publication without a name": (
        lambda: model({"at_year": Publish("year", totals={"x": points()})}),
        "publishes a total that is no attribute",
    ),
    "branches of two kinds": (
        one_of(lambda a: when(a >= default(1), a, a >= default(2))),
        "joins values of different kinds",
    ),
    "a condition added up": (
        one_of(lambda a: (a >= default(1)) + (a >= default(2))),
        "takes a number and was given a flag",
    ),
    "a start that is no date": (lambda: made({"total": points()}, since="2020"), "is no date: write it like"),
    "an end before the start": (lambda: made({"total": points()}, until="2019-01-01"), "write a later until"),
    "a scale of one step": (lambda: Scale("s", {"one": default("一")}), "give it at least two"),
    "a Chinese code": (lambda: made({"total": points()}, code="支部"), "has the code '支部': write an ASCII name"),
    "a Chinese index": (lambda: published_as(totals=["总分"]), "has the index '总分': write an ASCII name"),
    "a rank without its total": (lambda: published_as(ranks=["other"]), "ranks other, which is no total of the year"),
    "a year published twice": (lambda: published_as(again=True), "publishes for each year twice"),
    "a step called not judged": (
        lambda: Scale("s", {"not_judged": default("一"), "b": default("二")}),
        "or the word for not judged",
    ),
    "a day that is none": (one_of(lambda a: a * param({"2020-1-1": default(1)})), "which is no date: write it like"),
    "a scale with a Chinese key": (lambda: Scale("s", {"一": default("一"), "b": default("二")}), "is no ASCII name"),
    "a slug that is no name": (lambda: City("Lan Zhou", published("兰州"), (model_of_one(),)), "write it like lanzhou"),
    "a city without a model": (lambda: City("lanzhou", published("兰州"), ()), "has no model"),
    "a subject the registry does not know": (
        lambda: made({"total": points()}, subject="CADRE"),
        r"judges subject='CADRE'.*BRANCH \(党支部\).*SECRETARY \(书记\)",
    ),
    "two models that judge persons by one indicator": (
        lambda: City("made", default("某市"), (of_persons("member", "MEMBER"), of_persons("chief", "SECRETARY"))),
        "member and chief both judge persons by 'total'",
    ),
    "two models that mean another kind of fact by one indicator of one subject": (
        lambda: City("made", default("某市"), (model_of_one(), totalling("works", marks()))),
        "BRANCH is judged by 'total' twice, made by a check, works by a rating",
    ),
    "a consequence of a model that is not there": (
        lambda: leading_to("talk", "other", "total"),
        "names 'other', which",
    ),
    "a consequence of a node that is not there": (lambda: leading_to("talk", "made", "other"), "names 'other', which"),
    "a consequence of a node that has no steps": (lambda: leading_to("talk", "made", "total"), "a step names 'down'"),
    "a consequence of no step": (lambda: Consequence("talk", default("约谈"), "made", "total", ()), "from no step of"),
    "two consequences of one key": (
        lambda: leading_to("talk", "made", "total", "talk"),
        "two of the consequence 'talk'",
    ),
}


def leading_to(key: str, of: str, node: str, *more: str) -> City:
    following = [Consequence(one, default("约谈"), of, node, ("down",)) for one in (key, *more)]
    return City("made", default("某市"), (model_of_one(),), consequences=tuple(following))


def model_of_one(since: str = "2020-01-01", until: str | None = None) -> type:
    total = points()
    return model({"total": total, "at_year": Publish("year", totals={"made": total})}, since=since, until=until)


def of_persons(code: str, subject: str) -> type:
    total = points()
    return model({"total": total, "at_year": Publish("year", totals={code: total})}, code=code, subject=subject)


def totalling(code: str, total: Expression) -> type:
    return model({"total": total, "at_year": Publish("year", totals={code: total})}, code=code)


def test_two_models_may_count_the_same_record_of_the_same_subject() -> None:
    city = City("made", default("某市"), (model_of_one(), totalling("works", points())))

    assert [model.graph.code for model in city.models] == ["made", "works"]


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_what_to_write_instead(what: str) -> None:
    load, sentence = REFUSED[what]

    with pytest.raises(ModelRefused, match=sentence):
        load()


@pytest.mark.parametrize(
    ("until", "since"), [("2020-12-31", "2021-01-01"), ("2021-02-01", "2021-01-01"), (None, "2021-01-01")]
)
def test_versions_of_one_model_may_leave_no_gap_and_not_overlap(until: str | None, since: str) -> None:
    with pytest.raises(ModelRefused, match="write until='2021-01-01' on the earlier one"):
        City("made", default("某市"), (model_of_one(until=until), model_of_one(since=since)))


def test_versions_that_meet_are_taken() -> None:
    city = City("made", default("某市"), (model_of_one(until="2021-01-01"), model_of_one(since="2021-01-01")))

    assert len(city.models) == 2
