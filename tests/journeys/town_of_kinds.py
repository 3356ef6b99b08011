"""A made-up city: one model takes a fact of every kind that has a mutation, another judges several together."""

from biaochi_sdk import (
    City,
    Model,
    Panel,
    Provenance,
    Publish,
    Recorded,
    Scale,
    Source,
    allowed,
    ballots,
    bonus,
    cases,
    chosen,
    count,
    days_held,
    decided_number,
    default,
    hookimpl,
    rank,
    tally,
    when,
)

DEFAULT = Provenance.DEFAULT
RULES, DEFAULTS = Source("样例考核办法", "第二条"), Source("默认值", "可调整")
ZERO, ONE, TEN, HALF = default(0), default(1), default(10), default("0.5")
BY = Recorded("work_committee", ("year",))
CLASSES = Scale("class", {"ordinary": default("一般"), "pilot": default("试点")})
VOTES = Scale("vote", {"poor": default("差"), "good": default("好")})
VOTERS = {"leaders": default("领导班子"), "members": default("党员")}


class Review(
    Model,
    code="review",
    title=default("样例评议"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A branch begins with 20 points less its cases; class, honours, votes and decisions add to them."""

    kind = chosen(CLASSES, BY, missing="ordinary")(default("类别"), rule=DEFAULT)
    found = cases(default(20), BY, levels={"warning": (default("警告"), default(3))}, once="case", factor=default(2))(
        default("违纪案件"), rule=DEFAULT
    )
    honours = bonus(
        {"city": (default("市级"), default(4))}, BY, cap=TEN, once="case_and_department", shared=default(0)
    )(default("荣誉加分"), rule=DEFAULT)
    cast = ballots(VOTES, VOTERS, BY, Panel("real_name", ("scheme_owner",), "required"))(
        default("民主评议"), rule=DEFAULT
    )
    opinion = tally(cast, {"poor": ZERO, "good": TEN}, {"leaders": HALF, "members": HALF}, default(2), "zero")(
        default("民主评议得分"), rule=DEFAULT
    )
    settled = decided_number(ZERO, TEN, ONE, BY, ONE)(default("会议定分"), rule=DEFAULT)
    excused = allowed(BY, ONE)(default("会议免扣"), rule=DEFAULT)
    kept = when(excused, default(20), found)(default("违纪得分"), rule=DEFAULT)
    score = (kept + honours + opinion + settled.or_else(ZERO) + when(kind.is_("pilot"), ONE, ZERO))(default("总分"))
    place = rank(score, ties="competition")(default("名次"))

    at_year = Publish("year", totals={"review": score}, ranks={"review": place})


class Service(
    Model,
    code="service",
    title=default("样例服务"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """Cases of which a branch has three at most, no case twice, and spans of days that do not overlap."""

    good = count(default(3), ONE, BY, once="case", surplus="refused")(default("优秀案例"), rule=DEFAULT)
    other = count(default(9), ONE, BY, unique_across=[good])(default("一般案例"), rule=DEFAULT)
    held = days_held(BY, gaps="add_up", missing="zero")(default("驻点天数"), rule=DEFAULT)
    served = (good + other + held)(default("服务"))

    at_year = Publish("year", totals={"service": served})


@hookimpl
def biaochi_city() -> City:
    """The city with its models."""
    return City(slug="kinds", title=default("样例市"), models=(Review, Service))
